"""What a meter used from one taken reading to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from core.consumption import used_by_register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.meters import Meter, Taken
    from core.values import Energy

_APART_DAYS = 7
"""Readings closer together tell nothing of a day's use: the hour of reading weighs too much."""
PART_OF_DIAL = 10
"""A step of more than such a part of the display is never told without history."""
KWH = 1000
"""Watt-hours."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a meter used by register, Wh, after the day `since` and until the day `until`."""

    since: date
    until: date
    used: tuple[int, ...]

    def rate(self, register: int) -> int:
        """Thousandths of a watt-hour a day, rounded up."""
        return -(-self.used[register] * 1000 // (self.until - self.since).days)


def steps(readings: Sequence[Taken], meter: Meter) -> tuple[Step, ...]:
    """Steps between readings, newest first as these are; a step back is left out unless it is a rollover."""
    kept: list[Taken] = []
    for reading in readings:
        if not kept or (kept[-1].on - reading.on).days >= _APART_DAYS:
            kept.append(reading)
    found: list[Step] = []
    for later, sooner in pairwise(kept):
        used = _stepped(sooner, later, meter)
        if used:
            found.append(Step(sooner.on, later.on, used))
    return tuple(found)


def _stepped(sooner: Taken, later: Taken, meter: Meter) -> tuple[int, ...]:
    rolled = tuple(now.units < was.units for was, now in zip(sooner.shown, later.shown, strict=True))
    used = watt_hours(used_by_register(sooner.shown, later.shown, meter, rolled))
    most = dial(meter) // PART_OF_DIAL
    return used if all(not over or wh <= most for wh, over in zip(used, rolled, strict=True)) else ()


def watt_hours(used: Sequence[Energy]) -> tuple[int, ...]:
    """The plain numbers."""
    return tuple(energy.watt_hours for energy in used)


def dial(meter: Meter) -> int:
    """Energy from one zero of the display to the next, Wh."""
    whole: int = 10**meter.digits
    return whole * meter.ratio * KWH
