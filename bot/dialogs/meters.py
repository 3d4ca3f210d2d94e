"""The meters of an account: a list where there are several, a card with all that billing knows of one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogs.common import MENU, done
from bot.dialogs.flow import Dialog, Done, Go, Start, Step
from bot.dialogs.meter_month import month_of, ours_line, window_line
from bot.dialogs.mine import Opened, of, open_account
from bot.dialogs.model import Choice, Press, Reply, say
from bot.dialogs.paging import page
from bot.dialogs.sheet import offered
from core.meters import Source, Verification, verification

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.dialogs.flow import Answer, Move, Turn
    from bot.dialogs.meter_month import Month
    from bot.dialogs.model import Phrase
    from core.meters import Meter, Taken
    from core.usecases.screens import ShownMeter
    from core.values import Value

LONGEST_SERIAL, LONGEST_TAIL = 20, 12
"""Characters of a serial number in a text and on a button; its end tells meters apart."""
NUMERO = "\u2116"
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
    return f"{NUMERO} {meter.serial[-LONGEST_TAIL:]}"


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
    phrases = [*_phrases(turn, opened, shown), *ours_line(turn, opened, meter)]
    if by_hand:
        phrases += window_line(month_of(turn, opened, (meter,)), (meter,))
    return Reply(tuple(phrases), choices=(*choices, MENU), edit=True)


def _phrases(turn: Turn, opened: Opened, shown: ShownMeter) -> Iterator[Phrase]:
    meter = shown.meter
    yield say("meter-head", serial=f"{NUMERO} {meter.serial[-LONGEST_SERIAL:]}", account=opened.account)
    yield from _what(meter)
    yield from _verified(turn, shown)
    if meter.automatic and not meter.removed_on:
        yield say("meter-automatic")
    if shown.last is None:
        yield say("meter-no-readings")
        yield from _registers(meter)
        return
    yield from _reading(meter, shown.last)
    if shown.taken and shown.taken is not shown.last:
        yield from _reading(meter, shown.taken)


def _what(meter: Meter) -> Iterator[Phrase]:
    known = "-".join(name for name in ("model", "place") if getattr(meter, name))
    if known:
        yield say(f"meter-{known}", model=meter.model[:60], place=meter.place[:60])
    if meter.decimals:
        yield say("meter-display-decimals", digits=meter.digits, decimals=meter.decimals)
    else:
        yield say("meter-display", digits=meter.digits)
    if meter.ratio > 1:
        yield say("meter-ratio", ratio=meter.ratio)
    if meter.removed_on:
        yield say("meter-removed", day=meter.removed_on)
    elif meter.installed_on:
        yield say("meter-installed", day=meter.installed_on)


def _verified(turn: Turn, shown: ShownMeter) -> Iterator[Phrase]:
    """How long the verification lasts; near its end what to do, so that nobody buys anything by phone."""
    meter = shown.meter
    if meter.removed_on or meter.verified_until is None:
        return
    stands = verification(meter, turn.desk.today(turn.now))
    yield say(f"meter-verified-{stands}", day=meter.verified_until)
    if stands in {Verification.SOON, Verification.OVER}:
        yield say("meter-owner", owner=shown.owner_text[:200]) if shown.owner_text else say("meter-ask")
        yield say("meter-caution")


def _reading(meter: Meter, taken: Taken) -> Iterator[Phrase]:
    source = "automatic" if meter.automatic and taken.source is Source.BILLING else taken.source.value
    if len(taken.shown) == 1:
        yield say(f"meter-last-{source}", display=taken.shown[0], day=taken.on)
    else:
        yield say(f"meter-zoned-{source}", day=taken.on)
        for at, (zone, display) in enumerate(zip(meter.zones, taken.shown, strict=False), 1):
            yield say(f"meter-zone-{zone}", register=f"T{at}", display=display)
    if taken.state != "counted":
        yield say(f"meter-state-{taken.state}")


def _registers(meter: Meter) -> Iterator[Phrase]:
    if len(meter.zones) > 1:
        for at, zone in enumerate(meter.zones, 1):
            yield say(f"meter-register-{zone}", register=f"T{at}")


METERS_DIALOG = Dialog(name="meters", version=1, steps={"pick": Step(_ask, _take, passing=True)})
