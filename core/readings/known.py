"""Readings of a meter that may be compared with: billing's and ours, in one form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.meters import Source
from core.readings.journal import State
from core.values import Display

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.meters import Meter, Taken
    from core.readings.given import Past
    from core.readings.window import Placed

_NEVER = frozenset({"refused", State.REPLACED, State.WITHDRAWN, State.HELD})
_DISPUTED = frozenset({"disputed", "unconfirmed", State.DRAFT})
_OURS = frozenset(map(str, State)) - {"refused"}


def source_of(meter: Meter, taken: Taken) -> str:
    """Whose reading it is, as texts choose their words; `here`: it stands in our journal."""
    if taken.source is Source.SUBSCRIBER and taken.state in _OURS:
        return "here"
    return "automatic" if meter.automatic and taken.source is Source.BILLING else str(taken.source)


def replaced(meter: Meter, past: Past, placed: Placed) -> Taken | None:
    """What billing has from the subscriber for the open window: the new reading takes its place."""
    return next((one for one in past.history if _of_window(one, placed) and _comparable(one, meter)), None)


def known(meter: Meter, past: Past, placed: Placed) -> Iterator[tuple[Taken, bool]]:
    """Readings with whether they are in doubt, of this meter as it stands and of other periods than this one.

    What the subscriber sent within the open window is what the new reading replaces, by whatever way it came.
    """
    for reading in past.history:
        if _comparable(reading, meter) and not _of_window(reading, placed):
            yield reading, reading.state in _DISPUTED
    for sent in past.sent:
        reading = _scaled(sent.taken, meter.decimals)
        if _comparable(reading, meter) and sent.entry.period != placed.period:
            yield reading, sent.entry.state is State.DRAFT or sent.entry.unconfirmed


def _of_window(reading: Taken, placed: Placed) -> bool:
    return placed.inside and reading.source is Source.SUBSCRIBER and reading.on >= placed.opens_on


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
