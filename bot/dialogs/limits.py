"""A limit of a month's use: who will pass it, by the forecast, is told once a month (docs/reminders.md)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.account import MOST_LISTED, named
from bot.dialogs.common import MENU, done, opens, step
from bot.dialogs.flow import Again, Chosen, Dialog, Go, Start, Step, Typed
from bot.dialogs.guests import for_guest
from bot.dialogs.model import Reply, say
from bot.dialogs.reading import heard
from bot.dialogs.reading_place import manual_of
from core.notifications.amounts import kwh_of
from core.notifications.kinds import Kind
from core.values import Energy, Masked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Answer, Move, Turn
    from core.linking import Link

MOST = 10_000_000
"""Kilowatt-hours a month: far beyond any account."""
_NONE = step("none", "button-limit-none")
_KINDS = opens("notify-kinds", "button-notify-kinds")
_TAIL = 4
_MONTH = 3000
"""Kilowatt-hours: as much above the last reading a number is taken for one rather than for a limit."""


def notify_limit(turn: Turn, target: str) -> Move:
    """Take the limit typed behind the word, or ask for it: the word alone, with 300, with 7833 300."""
    mine = turn.desk.list_accounts(turn.store, turn.session)
    if not mine:
        return for_guest(turn)
    link, amount = _meant(turn, mine, target)
    if link is None:
        return Go("pick", dialog="limit", data={"amount": amount})
    turn.prefilled = [amount] if amount else []
    return Go("amount", dialog="limit", data={"account": link.account.id, "number": link.account.number[-4:]})


def notify_unlimit(turn: Turn, target: str) -> Move:
    """Take a limit away: of the account that is named, or of all."""
    mine = turn.desk.list_accounts(turn.store, turn.session)
    if not mine:
        return for_guest(turn)
    link, _ = _meant(turn, mine, f"{target} 0" if turn.typed and target else target)
    for one in (link,) if link is not None else mine:
        _set(turn, one.account.id, 0)
    return _gone(link.account.number) if link is not None else done(say("limit-none"), choices=(_KINDS, MENU))


def _meant(turn: Turn, mine: Sequence[Link], target: str) -> tuple[Link | None, str]:
    """The account and the amount: a button carries `5` or `5.300`, people type `300` or `7833 300`."""
    only = mine[0] if len(mine) == 1 else None
    if not turn.typed:
        id_, _, amount = target.partition(".")
        return next((link for link in mine if str(link.account.id) == id_.removeprefix("a")), only), amount
    parts = target.replace("*", "").split()
    for at in (0, -1):
        found = [link for link in mine if link.account.number.endswith(parts[at])] if len(parts) > 1 else []
        if len(found) == 1 and len(parts[at]) >= _TAIL:
            return found[0], "".join(parts[1:] if at == 0 else parts[:-1])
    return only, "".join(parts)


def _ask_which(turn: Turn) -> Reply:
    mine, amount = turn.desk.list_accounts(turn.store, turn.session), str(turn.session.data["amount"])
    choices = [named("notify-limit", link) for link in mine[:MOST_LISTED]]
    if amount:
        choices = [replace(one, target=f"{one.target}.{amount}") for one in choices]
    return Reply((say("limit-which"),), choices=(*choices, MENU))


def _to_menu(_turn: Turn, _answer: Answer) -> Move:
    return Start("menu")


def _ask_amount(turn: Turn) -> Reply:
    account, now = Masked(str(turn.session.data["number"])), _limit(turn)
    if now:
        return Reply((say("limit-ask-again", account=account, energy=Energy(now)),), choices=(_NONE, MENU))
    return Reply((say("limit-ask", account=account),), choices=(_KINDS, MENU))


def _limit(turn: Turn) -> int:
    limits = turn.store.wishes.limits(turn.session.subscriber_id)
    return limits.get(int(turn.session.data["account"]), 0)


def _amount_shape(turn: Turn, text: str) -> str | None:
    """A number in reply to a reminder is the reading that it asks for."""
    about, address = turn.event.replies_to, turn.session.address
    if about and turn.store.outbox.about(address, about):
        return None
    kwh = kwh_of(text)
    return None if kwh is None else str(kwh)


def _take_amount(turn: Turn, answer: Answer) -> Move:
    number, account_id = str(turn.session.data["number"]), int(turn.session.data["account"])
    match answer:
        case Typed(text) if int(text) > MOST:
            return Again((say("limit-much", greatest=Energy(MOST * 1000)),))
        case Typed(text) if _may_be_reading(turn, account_id, int(text)):
            turn.session.data["amount"] = text
            return Go("meant")
        case Typed(text) if int(text):
            return _kept(turn, number, account_id, int(text) * 1000)
        case Typed() | Chosen("none"):
            _set(turn, account_id, 0)
            return _gone(number)
        case _:
            return Start("menu")


def _may_be_reading(turn: Turn, account_id: int, kwh: int) -> bool:
    """Whether a bare number is what a meter of the account may show: a reminder may have come meanwhile."""
    if not turn.event.text.strip(" .!").replace(" ", "").isdecimal():
        return False
    take = turn.desk.take_readings
    meters = (one for one in manual_of(turn.store.meters.of(account_id)) if len(one.zones) == 1)
    last = (take.last(turn.store, account_id, meter) for meter in meters)
    shown = (one.shown[0].units // 10 ** one.shown[0].decimals for one in last if one is not None)
    return any(was <= kwh <= was + _MONTH for was in shown)


def _ask_meant(turn: Turn) -> Reply:
    energy = Energy(int(turn.session.data["amount"]) * 1000)
    question = say("limit-or-reading", account=Masked(str(turn.session.data["number"])), energy=energy)
    meant, reading = step("meant", "button-limit-meant"), step("reading", "button-limit-reading")
    return Reply((question,), choices=(meant, reading, MENU))


def _take_meant(turn: Turn, answer: Answer) -> Move:
    amount, account_id = str(turn.session.data["amount"]), int(turn.session.data["account"])
    if answer == Chosen("meant"):
        return _kept(turn, str(turn.session.data["number"]), account_id, int(amount) * 1000)
    mine = turn.desk.list_accounts(turn.store, turn.session)
    number = next((one.account.number for one in mine if one.account.id == account_id), "")
    read = heard(turn, f"{number} {amount}") if answer == Chosen("reading") else None
    return read or Start("menu")


def _kept(turn: Turn, number: str, account_id: int, watt_hours: int) -> Move:
    """The receipt, with the way back."""
    _set(turn, account_id, watt_hours)
    turn.store.wishes.choose(turn.session.subscriber_id, Kind.FORECAST, turn.now_ms, wanted=True)
    kept = say("limit-kept", account=Masked(number), energy=Energy(watt_hours))
    stopped = (say("notify-stopped"),) if turn.session.muted else ()
    target = f"a{account_id}"
    back = opens("notify-unlimit", "button-limit-none", target)
    return done(kept, *stopped, choices=(opens("forecast", "button-forecast", target), back, MENU))


def _set(turn: Turn, account_id: int, watt_hours: int) -> None:
    turn.store.wishes.limit(turn.session.subscriber_id, account_id, watt_hours, turn.now_ms)


def _gone(number: str) -> Move:
    return done(say("limit-gone", account=Masked(number)), choices=(_KINDS, MENU))


LIMIT_DIALOG = Dialog(
    name="limit",
    version=1,
    steps={
        "pick": Step(_ask_which, _to_menu, passing=True),
        "amount": Step(_ask_amount, _take_amount, shape=_amount_shape, reads=True),
        "meant": Step(_ask_meant, _take_meant),
    },
)
