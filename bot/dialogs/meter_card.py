"""The card of a meter: what it is, its verification, its last readings with source and state, the window.

Six lines where it can be (voice: nobody reads more): what matters least goes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dialogs.meter_month import LOOKED, month_of_one, ours_lines, window_line
from bot.dialogs.model import say
from bot.dialogs.reading_known import known
from bot.dialogs.serials import serial_shown
from core.meters import Verification, verification

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.dialogs.flow import Turn
    from bot.dialogs.mine import Opened
    from bot.dialogs.model import Phrase
    from core.meters import Meter
    from core.readings.journal import Entry
    from core.usecases.screens import ShownMeter

MOST_LINES = 6
_WHAT, _PLACE, _DISPLAY = 1, 3, 5
_EARLIER, _WINDOW, _DONE = 2, 1, 4
_Line = tuple[int, "Phrase"]
"""How soon a line may go (0: it stays), and the line."""


def card_lines(turn: Turn, opened: Opened, shown: ShownMeter, *, by_hand: bool) -> tuple[Phrase, ...]:
    """Say what there is to say; `by_hand`: people read the meter, so the days to send are told."""
    entries = turn.store.journal.of_meter(opened.card.account.id, shown.meter.serial, LOOKED)
    lines = list(_lines(turn, opened, shown, entries))
    if by_hand:
        window = window_line(month_of_one(turn, opened, shown, entries), (shown.meter,))
        lines += [(_DONE if one.key == "month-done" else _WINDOW, one) for one in window]
    while len(lines) > MOST_LINES:
        rank, at = max((rank, at) for at, (rank, _) in enumerate(lines))
        if not rank:
            break
        lines.pop(at)
    return tuple(phrase for _, phrase in lines)


def _lines(turn: Turn, opened: Opened, shown: ShownMeter, entries: Sequence[Entry]) -> Iterator[_Line]:
    meter = shown.meter
    yield 0, say("meter-head", serial=serial_shown(meter.serial), account=opened.account)
    yield from _what(meter)
    yield from _since(turn, shown)
    if meter.automatic and not meter.removed_on:
        yield 0, say("meter-automatic")
    ours = tuple(ours_lines(turn, opened.card, shown, entries))
    if shown.last is None:
        if not ours:
            yield 0, say("meter-no-readings")
        yield from _registers(meter)
    else:
        newer = any(one.key != "ours-draft" for one in ours)
        yield _EARLIER if newer else 0, known(meter, shown.last, "newest")
        if shown.taken and shown.taken is not shown.last:
            yield _EARLIER if newer else 0, known(meter, shown.taken)
    yield from ((0, one) for one in ours)


def _what(meter: Meter) -> Iterator[_Line]:
    named = "-".join(name for name in ("model", "place") if getattr(meter, name))
    if named:
        yield _PLACE, say(f"meter-{named}", model=meter.model[:60], place=meter.place[:60])
    if meter.decimals:
        yield _DISPLAY, say("meter-display-decimals", digits=meter.digits, decimals=meter.decimals)
    else:
        yield _DISPLAY, say("meter-display", digits=meter.digits)
    if meter.ratio > 1:
        yield _WHAT, say("meter-ratio", ratio=meter.ratio)


def _since(turn: Turn, shown: ShownMeter) -> Iterator[_Line]:
    """Since when it is here and how long its verification lasts; near its end what to do about it."""
    meter = shown.meter
    if meter.removed_on:
        yield 0, say("meter-removed", day=meter.removed_on)
        return
    if meter.verified_until is None:
        if meter.installed_on:
            yield _DISPLAY, say("meter-installed", day=meter.installed_on)
        return
    stands = verification(meter, turn.desk.today(turn.now))
    if meter.installed_on:
        yield 0, say(f"meter-since-{stands}", since=meter.installed_on, day=meter.verified_until)
    else:
        yield 0, say(f"meter-verified-{stands}", day=meter.verified_until)
    if stands in {Verification.SOON, Verification.OVER}:
        yield 0, say("meter-owner", owner=shown.owner_text[:200]) if shown.owner_text else say("meter-ask")
        yield 0, say("meter-caution")


def _registers(meter: Meter) -> Iterator[_Line]:
    if len(meter.zones) > 1:
        for at, zone in enumerate(meter.zones, 1):
            yield 0, say(f"meter-register-{zone}", register=f"T{at}")
