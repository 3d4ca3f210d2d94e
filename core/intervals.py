"""The history of a meter as consumption: what was measured, and apart from it what was only calculated.

Between two taken readings everything is measured, whatever billing had calculated in between. After the last
taken one there is nothing but calculated consumption, and so before the first. A replaced meter ends with its
closing reading and the new one begins with its starting one: two meters, two rows of intervals, one account.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from core.consumption import by_month, used
from core.meters import Source
from core.values import Energy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from core.meters import Meter, Taken
    from core.tariffs import Zone
    from core.values import Display, Period

VOID = frozenset({"refused", "disputed", "unconfirmed", "draft", "replaced", "withdrawn", "held"})
"""States of readings, billing's and ours, that count for nothing."""
_ROLLED_PART = 10
"""A display that went back is taken for rolled over where it then grew by at most this part of its range."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Consumption by zone on the days after `since` up to and including `until`; negative: a correction."""

    since: date
    until: date
    energy: Mapping[Zone, Energy]
    calculated: bool


@dataclass(slots=True)
class Month:
    """Energy of a calendar month by zone, in watt-hours."""

    measured: dict[Zone, int] = field(default_factory=dict)
    calculated: dict[Zone, int] = field(default_factory=dict)


def intervals(meter: Meter, readings: Iterable[Taken]) -> tuple[Interval, ...]:
    """Consumption of one meter from reading to reading, in the order of time.

    `readings` in any order; refused and disputed ones, and those with other registers than the meter's, are
    left out. Of several of a day the taken one counts, and the greatest of those.
    """
    steps = _steps(meter, readings)
    taken = [at for at, one in enumerate(steps) if one.source is not Source.CALCULATED]
    if not taken:
        return tuple(_interval(meter, *pair, calculated=True) for pair in pairwise(steps))
    before, after = steps[: taken[0] + 1], steps[taken[-1] :]
    measured = pairwise([steps[at] for at in taken])
    return (
        *(_interval(meter, *pair, calculated=True) for pair in pairwise(before)),
        *(_interval(meter, *pair, calculated=False) for pair in measured),
        *(_interval(meter, *pair, calculated=True) for pair in pairwise(after)),
    )


def monthly(found: Iterable[Interval]) -> dict[Period, Month]:
    """Calendar months of intervals, of one meter or of all meters of an account; the earliest first."""
    months: defaultdict[Period, Month] = defaultdict(Month)
    for interval in found:
        for zone, energy in interval.energy.items():
            for period, part in by_month(interval.since, interval.until, energy):
                month = months[period]
                kind = month.calculated if interval.calculated else month.measured
                kind[zone] = kind.get(zone, 0) + part.watt_hours
    return dict(sorted(months.items()))


def _steps(meter: Meter, readings: Iterable[Taken]) -> list[Taken]:
    """One reading a day, the earliest first."""

    def rank(reading: Taken) -> tuple[date, bool, tuple[int, ...]]:
        shown = tuple(display.units for display in reading.shown)
        return reading.on, reading.source is not Source.CALCULATED, shown

    sound = [one for one in readings if one.state not in VOID and len(one.shown) == len(meter.zones)]
    return list({one.on: one for one in sorted(sound, key=rank)}.values())


def _interval(meter: Meter, before: Taken, after: Taken, *, calculated: bool) -> Interval:
    registers = zip(meter.zones, before.shown, after.shown, strict=True)
    energy = {zone: _grown(meter, was, now) for zone, was, now in registers}
    return Interval(before.on, after.on, energy, calculated)


def _grown(meter: Meter, was: Display, now: Display) -> Energy:
    """Consumption of a register; a small step back is a correction, a large one a rollover."""
    over, full = used(was, now, meter, rolled=True), 1000 * 10**meter.digits * meter.ratio
    back = used(was, now, meter)
    return over if back.watt_hours < 0 and over.watt_hours * _ROLLED_PART <= full else back
