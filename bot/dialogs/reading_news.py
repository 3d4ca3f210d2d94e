"""What people are told about readings they sent: billing's answer, a question left open, the window's end.

One message for an account, however many of its readings it is about.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogs.common import CONTACTS, MENU, opens
from bot.dialogs.model import Choice, Press, Reply, say
from core.meters import meter_ref
from core.phones import phone_of
from core.readings.journal import State
from core.values import Display, Displays, Masked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from bot.dialogs.model import Phrase
    from core.readings.journal import Entry
    from core.values import Value

_MOST = 3
_BRIEF = 56
"""So long a reason has room in an SMS of two parts, beside what is to be done."""
_SEND = opens("readings", "button-send-reading")
_ANSWER = opens("reading-waiting", "button-reading-waiting")


def of_refused(entries: Sequence[Entry], number: str) -> Reply:
    """Billing did not count them: why, and what to do. A reason that is long is left out of an SMS."""
    one, account = entries[0], Masked(number)
    head, reason = _head("refused", entries, account), one.reason.rstrip(". ")
    fits = reason and (len(reason) <= _BRIEF or not phone_of(one.address))
    why = [say("readingnews-reason", cause=reason)] if fits else []
    lines = [*_zones(entries), *why] if len(entries) == 1 else list(_rows(entries))
    return Reply(
        (head, *lines, say("readingnews-refused-what")),
        choices=(_SEND, CONTACTS, MENU),
        lasting=True,
        about=_about(entries),
    )


def of_counted(entries: Sequence[Entry], number: str) -> Reply:
    """Billing counted them."""
    return Reply((_head("counted", entries, Masked(number)),), choices=(MENU,), lasting=True)


def of_waiting(
    entries: Sequence[Entry], numbers: Mapping[int, str], until: date, texted_to: str = ""
) -> Reply:
    """Doubted ones of a person that wait for a yes: asked about once more; `numbers`: by account.

    It goes where the newest came from; `texted_to`: where an SMS of ours is answered to, if not by a reply.
    """
    texted = texted_to if phone_of(entries[-1].address) else ""
    last = _until(entries, until, texted)
    if len(numbers) > 1:
        head, rows = say("readingnews-waits-several", count=len(entries)), _of_accounts(entries, numbers)
        return Reply((head, *rows, last), choices=(_ANSWER, _SEND, MENU))
    head = _head("waits", entries, Masked(numbers[entries[0].account_id]), texted)
    if len(entries) == 1:
        return Reply(
            (head, *_zones(entries), last), choices=(*_yes(entries), _SEND, MENU), about=_about(entries)
        )
    return Reply((head, *_rows(entries), last), choices=(_ANSWER, _SEND, MENU))


def _until(entries: Sequence[Entry], until: date, texted: str) -> Phrase:
    """Until when; of several also where to, which the head of one says."""
    if len(entries) == 1:
        return say("readingnews-until", until=until)
    if texted:
        return say("readingnews-many-until-texted", until=until, texted=texted)
    return say("readingnews-many-until", until=until)


def _of_accounts(entries: Sequence[Entry], numbers: Mapping[int, str]) -> Iterator[Phrase]:
    for one in entries[:_MOST]:
        account = Masked(numbers[one.account_id])
        yield say("readingnews-row-account", account=account, receipt=one.receipt, shown=_shown(one))
    if len(entries) > _MOST:
        yield say("readingnews-more", count=len(entries) - _MOST)


def of_closed(entries: Sequence[Entry], number: str, *, left: bool) -> Reply:
    """The window is over and nobody said yes. All of them ended the same way; `left`: earlier ones stand."""
    one, account = entries[0], Masked(number)
    ended = "passed" if one.state is State.ACCEPTED else "left" if left else "held"
    head = _head(ended, entries, account)
    if ended == "left":
        return Reply((head, *_zones(entries)), choices=(MENU,), lasting=True)
    lines = _zones(entries) if len(entries) == 1 else _rows(entries)
    late = _late(passed=ended == "passed", several=len(entries) > 1)
    return Reply((head, *lines, *late), choices=(*_yes(entries), MENU), lasting=True)


def _late(*, passed: bool, several: bool) -> Iterator[Phrase]:
    """What may still be done; a wrong number that goes into the bill is the supplier's to stop."""
    if passed and several:
        yield say("readingnews-late-many")
    elif passed:
        yield say("readingnews-late-passed")
        yield say("readingnews-late-wrong")
    elif not several:
        yield say("readingnews-late")


def _about(entries: Sequence[Entry]) -> str:
    """The account, and the meter where it is one: a number that replies to the message is of it."""
    meters = {one.serial for one in entries}
    account = f"a{entries[0].account_id}"
    return f"{account}.m{meter_ref(entries[0].serial)}" if len(meters) == 1 else account


def _head(what: str, entries: Sequence[Entry], account: Masked, texted: str = "") -> Phrase:
    """What became of them. An SMS of several zones names their numbers here, as it has no line for them."""
    one = entries[0]
    if len(entries) > 1:
        return say(f"readingnews-{what}-many", count=len(entries), account=account)
    values: dict[str, Value] = {"period": one.period, "account": account}
    end = ""
    if texted:
        end, values["texted"] = "-texted", texted
    if len(one.shown) > 1:
        shown = _shown(one)
        return say(f"readingnews-{what}-zones{end}", receipt=one.receipt, shown=shown, **values)
    return say(f"readingnews-{what}{end}", display=Display(one.shown[0], one.decimals), **values)


def _zones(entries: Sequence[Entry]) -> Iterator[Phrase]:
    """The numbers of the only one, where the head has no room for them: nobody remembers three registers."""
    if len(entries) == 1 and len(entries[0].shown) > 1:
        yield say("readingnews-numbers", shown=replace(_shown(entries[0]), named=True))


def _rows(entries: Sequence[Entry]) -> Iterator[Phrase]:
    for one in entries[:_MOST]:
        reason = one.reason.rstrip(". ")
        if reason:
            yield say("readingnews-row-reason", receipt=one.receipt, cause=reason)
        else:
            yield say("readingnews-row", receipt=one.receipt, shown=_shown(one))
    if len(entries) > _MOST:
        yield say("readingnews-more", count=len(entries) - _MOST)


def _shown(one: Entry) -> Displays:
    """Registers as on the display, for a row of a list."""
    return Displays(tuple(Display(units, one.decimals) for units in one.shown))


def _yes(entries: Sequence[Entry]) -> tuple[Choice, ...]:
    """A button for the only one: it looks at the entry anew when it is pressed."""
    if len(entries) > 1:
        return ()
    return (Choice("reading-yes", say("button-reading-yes"), Press.ENTRY, str(entries[0].id)),)
