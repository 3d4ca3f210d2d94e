"""The meters of an account: a list where there are several, a card with all that billing knows of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done
from bot.dialogs.flow import Dialog, Done, Go, Start, Step
from bot.dialogs.meter_card import card_lines
from bot.dialogs.meter_month import month_of, window_line
from bot.dialogs.mine import Opened, of, open_account
from bot.dialogs.model import Choice, Press, Reply, say
from bot.dialogs.paging import page
from bot.dialogs.serials import serial_tail
from bot.dialogs.sheet import offered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.meter_month import Month
    from bot.dialogs.model import Phrase
    from core.meters import Meter
    from core.values import Value

_REF = re.compile(r"m([0-9a-f]{8})")


def meters(turn: Turn, target: str) -> Move:
    """List the meters, or show the only one; `a5.m1a2b3c4d` is one of them, `a5.p6` a page of the list."""
    opened = open_account(turn, target, sums=False)
    if isinstance(opened, Done):
        return opened
    found = turn.desk.screens.meters(turn.store, opened.card)
    if not found:
        return done(say("meters-none", account=opened.account), choices=(MENU,))
    ref = _REF.fullmatch(opened.rest)
    chosen = [meter for meter in found if ref and meter.ref == ref[1]] or (found if len(found) == 1 else ())
    if chosen:
        return Done((_card(turn, opened, chosen[0], alone=len(found) == 1),))
    return Go("pick", dialog="meters", data={"target": opened.target(opened.rest)})


def _ask(turn: Turn) -> Reply:
    """The list, read anew; an account that is gone meanwhile leaves the words for it."""
    opened = open_account(turn, str(turn.session.data.get("target", "")), sums=False)
    if isinstance(opened, Done):
        return opened.replies[0]
    return _list(turn, opened, turn.desk.screens.meters(turn.store, opened.card))


def _list(turn: Turn, opened: Opened, found: Sequence[Meter]) -> Reply:
    rows, skip = turn.desk.rows(turn.session.address), page(opened.rest)
    skip = skip if skip < len(found) else 0
    shown = found[skip : skip + rows]
    choices = [_named(opened, meter) for meter in shown]
    if skip:
        choices.append(of("meters", "button-meters-before", opened, f"p{max(0, skip - rows)}"))
    if skip + rows < len(found):
        choices.append(of("meters", "button-meters-more", opened, f"p{skip + rows}"))
    head = say("meters-head", account=opened.account, count=len(found))
    part = (say("meters-part", first=skip + 1, last=skip + len(shown)),) if len(found) > rows else ()
    month = month_of(turn, opened, found)
    rows_said = (_row(number, meter, month) for number, meter in enumerate(shown, 1))
    said = (head, *window_line(month, found), *part, *rows_said)
    return Reply(said, choices=(*choices, *offered(turn, opened, found), MENU), edit=True)


def _row(number: int, meter: Meter, month: Month) -> Phrase:
    """One meter of the list; its number is that of its button, for those who have none."""
    tail, word = _tail(meter), month.word(meter)
    if meter.removed_on:
        return say("meters-row-removed", number=number, tail=tail, day=meter.removed_on)
    values: dict[str, Value] = {"number": number, "tail": tail}
    if not meter.place:
        return say(f"meters-row-{word}" if word else "meters-row", **values)
    values["place"] = meter.place[:60]
    return say(f"meters-row-place-{word}" if word else "meters-row-place", **values)


def _named(opened: Opened, meter: Meter) -> Choice:
    key = "button-meter-removed" if meter.removed_on else "button-meter"
    return Choice("meters", say(key, tail=_tail(meter)), Press.ENTRY, opened.target(f"m{meter.ref}"))


def _tail(meter: Meter) -> str:
    """The end of a serial number, with its sign: a bare one could pass for a phone."""
    return serial_tail(meter.serial)


def _take(_turn: Turn, _answer: Answer) -> Move:
    return Start("menu")


def _card(turn: Turn, opened: Opened, meter: Meter, *, alone: bool) -> Reply:
    shown = turn.desk.screens.meter(turn.store, opened.card, meter)
    by_hand = not meter.removed_on and not meter.automatic and not opened.card.account.closed
    choices = [of("readings", "button-send-reading", opened, f"m{meter.ref}")] if by_hand else []
    choices.append(of("past", "button-past", opened, f"m{meter.ref}"))
    choices.append(
        of("tariffs", "button-tariffs", opened) if alone else of("meters", "button-meters", opened)
    )
    phrases = card_lines(turn, opened, shown, by_hand=by_hand)
    return Reply(phrases, choices=(*choices, MENU), edit=True)


METERS_DIALOG = Dialog(name="meters", version=1, steps={"pick": Step(_ask, _take, passing=True)})
