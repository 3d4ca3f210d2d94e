"""With which reading a new one is compared: the last one that somebody took and nobody disputes.

A calculated reading was read by nobody; one that billing or its sender doubts would lock people out because
of last month's slip. Neither is *previous* (`compare = max` excepted), but both are told of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.meters import Source
from core.readings.journal import State
from core.readings.rules import Compare
from core.values import Display

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from core.meters import Meter, Taken
    from core.readings.given import Past, Sending, Sent
    from core.readings.rules import ReadingRules
    from core.readings.window import Placed

ALIVE = frozenset({State.DRAFT, State.ACCEPTED, State.EXPORTED, State.CONFIRMED, State.UNKNOWN})
_NEVER = frozenset({"refused", State.REPLACED, State.WITHDRAWN, State.HELD})
_DISPUTED = frozenset({"disputed", "unconfirmed", State.DRAFT})
_AUTHORITY = {Source.INSPECTOR: 2, Source.BILLING: 1}


@dataclass(frozen=True, slots=True)
class Before:
    """Readings of the meter before the one in question.

    `previous` is what it is compared with; `sure` are all undisputed ones, newest first; `disputed` the
    newest that was passed over, `calculated` the newest calculated one, where they are newer than the last
    sure one; `later` is whether a taken one is newer than the reading in question.
    """

    previous: Taken | None
    sure: tuple[Taken, ...]
    disputed: Taken | None
    calculated: Taken | None
    later: bool


def before(meter: Meter, past: Past, rules: ReadingRules, placed: Placed, sending: Sending) -> Before:
    """Sort what is known into what counts and what does not."""
    known = sorted(_known(meter, past, placed), key=_order, reverse=True)
    taken = [(reading, doubted) for reading, doubted in known if reading.source is not Source.CALCULATED]
    sure = tuple(reading for reading, doubted in taken if not doubted and reading.on <= sending.day)
    last = sure[0] if sure else None
    disputed = next((one for one, doubted in taken if doubted and one.on <= sending.day), None)
    guessed = next((one for one, _ in known if one.source is Source.CALCULATED), None)
    guessed = guessed if _newer(guessed, last) else None
    previous = guessed if rules.compare is Compare.MAX and _greater(guessed, last) else last
    return Before(
        previous, sure, disputed if _newer(disputed, last) else None, guessed,
        later=any(not doubted and one.on > sending.day for one, doubted in taken),
    )  # fmt: skip


def earlier(past: Past, placed: Placed, sending: Sending) -> Sent | None:
    """The newest living entry of the same period; what another person left in doubt does not count."""
    return next(
        (
            sent
            for sent in past.sent
            if sent.entry.period == placed.period
            and sent.entry.state in ALIVE
            and (sent.entry.state is not State.DRAFT or sent.entry.subscriber_id == sending.subscriber_id)
        ),
        None,
    )


def _known(meter: Meter, past: Past, placed: Placed) -> Iterator[tuple[Taken, bool]]:
    """Readings with whether they are in doubt, of this meter as it stands and of other periods than this one.

    What the subscriber sent within the open window is what the new reading replaces, by whatever way it came.
    """
    for reading in past.history:
        replaced = placed.inside and reading.source is Source.SUBSCRIBER and reading.on >= placed.opens_on
        if _comparable(reading, meter) and not replaced:
            yield reading, reading.state in _DISPUTED
    for sent in past.sent:
        reading = _scaled(sent.taken, meter.decimals)
        if _comparable(reading, meter) and sent.entry.period != placed.period:
            yield reading, sent.entry.state is State.DRAFT or sent.entry.unconfirmed


def _comparable(reading: Taken, meter: Meter) -> bool:
    """A reading that counts, of as many registers, and not from before the meter was put in here."""
    there = meter.installed_on is None or reading.on >= meter.installed_on
    return there and len(reading.shown) == len(meter.zones) and reading.state not in _NEVER


def _scaled(reading: Taken, decimals: int) -> Taken:
    """The reading in units of the meter's last digit, should billing have changed its decimals since."""
    if all(display.decimals == decimals for display in reading.shown):
        return reading
    return replace(reading, shown=tuple(rescaled(display, decimals) for display in reading.shown))


def rescaled(display: Display, decimals: int) -> Display:
    """The same display with more or fewer digits after the comma; what there is no room for is cut off."""
    return Display(display.units * 10**decimals // 10**display.decimals, decimals)


def _order(known: tuple[Taken, bool]) -> tuple[date, int]:
    """By day; of one day what the supplier itself read comes before what it was told."""
    return known[0].on, _AUTHORITY.get(known[0].source, 0)


def _newer(reading: Taken | None, last: Taken | None) -> bool:
    return reading is not None and (last is None or reading.on > last.on)


def _greater(guessed: Taken | None, last: Taken | None) -> bool:
    if guessed is None or last is None:
        return guessed is not None
    pairs = zip(guessed.shown, last.shown, strict=True)
    return all(one.units >= other.units for one, other in pairs)
