"""The readings of a meter that its history rests on, one after the other, and what was used between them.

Taken readings that nobody disputes come first. A display that went back rolled over where it then grew by at
most a tenth of its range; else one of the two was a slip. Readings of another number of registers begin anew
(the meter was set to other zones), and so does a display that nothing explains: between the two nothing is
known. Calculated readings tell only before the first taken one and in months after the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from core.consumption import MOST_DECIMALS
from core.meters import Source, doubted, zones_on_display
from core.pricing.metered import counted_for
from core.readings.steps import KWH, PART_OF_DIAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from core.meters import Meter, Taken
    from core.readings.window import Window
    from core.tariffs import Zone
    from core.values import Period

MOST_SLIPS = 2
"""So many readings in a row may turn out to have been slips once a lower one comes."""
_AUTHORITY = {Source.CALCULATED: 0, Source.SUBSCRIBER: 1, Source.BILLING: 2, Source.INSPECTOR: 3}


@dataclass(frozen=True, slots=True)
class Step:
    """What a meter used between two readings, watt-hours by zone, the ratio applied; never negative.

    `before` and `period` are the months that the two readings count for.
    """

    since: date
    until: date
    before: Period
    period: Period
    used: tuple[tuple[Zone, int], ...]
    calculated: bool


@dataclass(frozen=True, slots=True)
class _Point:
    """A reading; `shown` in thousandths of a kWh, before the ratio."""

    on: date
    period: Period
    shown: tuple[int, ...]
    calculated: bool


def steps(meter: Meter, readings: Iterable[Taken], window: Window) -> tuple[Step, ...]:
    """The steps of a meter, the earliest first; `readings` in any order, of one day the surest counts."""
    points = _points(meter, readings, window)
    full = KWH * 10**meter.digits
    taken = [point for point in points if not point.calculated]
    calculated = [point for point in points if point.calculated]
    if not taken:
        runs = [_onward(calculated[:1], calculated[1:], full)]
    else:
        runs = _runs(taken, full)
        runs[0] = _backward([one for one in calculated if one.on < taken[0].on], runs[0], full)
        runs[-1] = _onward(runs[-1], [one for one in calculated if one.period > taken[-1].period], full)
    return tuple(_step(meter, *pair, full) for run in runs for pair in pairwise(run))


def _points(meter: Meter, readings: Iterable[Taken], window: Window) -> list[_Point]:
    """One reading a day, the earliest first; months never go back."""
    there = [one for one in readings if _stands(one, meter)]
    there.sort(key=lambda one: (one.on, _AUTHORITY[one.source], [display.units for display in one.shown]))
    points: list[_Point] = []
    for one in {reading.on: reading for reading in there}.values():
        period = counted_for(one, window)
        shown = tuple(display.units * 10 ** (MOST_DECIMALS - display.decimals) for display in one.shown)
        if points and period < points[-1].period:
            period = points[-1].period
        points.append(_Point(one.on, period, shown, one.source is Source.CALCULATED))
    return points


def _stands(reading: Taken, meter: Meter) -> bool:
    early = meter.installed_on is not None and reading.on < meter.installed_on
    return not early and not doubted(reading) and bool(reading.shown)


def _runs(taken: Sequence[_Point], full: int) -> list[list[_Point]]:
    """Readings of which each goes on from the one before it."""
    runs: list[list[_Point]] = [[]]
    for point, following in zip_longest(taken, taken[1:]):
        run = runs[-1]
        slips = _slips(run, point, full)
        if slips is not None:
            del run[len(run) - slips :]
            run.append(point)
        elif following is None or _grown(run[-1], following, full) is None:
            runs.append([point])  # else this one was the slip
    return runs


def _slips(run: Sequence[_Point], point: _Point, full: int) -> int | None:
    """How many readings at the end of the run must have been slips, for this one to go on from it."""
    if not run:
        return 0
    if len(run) > 1 and not _plain(run[-1], point) and _plain(run[-2], point):
        return 1  # rather than a rollover
    most = min(len(run), MOST_SLIPS + 1)
    return next((at for at in range(most) if _grown(run[-1 - at], point, full) is not None), None)


def _onward(run: list[_Point], later: Iterable[_Point], full: int) -> list[_Point]:
    for point in later:
        if _grown(run[-1], point, full) is not None:
            run = [*run, point]
    return run


def _backward(sooner: Sequence[_Point], run: list[_Point], full: int) -> list[_Point]:
    for point in reversed(sooner):
        if _grown(point, run[0], full) is not None:
            run = [point, *run]
    return run


def _plain(was: _Point, now: _Point) -> bool:
    same = len(was.shown) == len(now.shown)
    return same and all(one <= other for one, other in zip(was.shown, now.shown, strict=True))


def _grown(was: _Point, now: _Point, full: int) -> tuple[int, ...] | None:
    """Thousandths of a kWh by register; None where the later display does not go on from the earlier."""
    if len(was.shown) != len(now.shown):
        return None
    grown = tuple(other - one for one, other in zip(was.shown, now.shown, strict=True))
    if min(grown) >= 0:
        return grown
    grown = tuple(one if one >= 0 else one + full for one in grown)
    over = (after for after, one, other in zip(grown, was.shown, now.shown, strict=True) if other < one)
    return grown if all(0 <= one <= full // PART_OF_DIAL for one in over) else None


def _step(meter: Meter, was: _Point, now: _Point, full: int) -> Step:
    zones = meter.zones if len(meter.zones) == len(now.shown) else zones_on_display("", len(now.shown))
    used = zip(zones, (one * meter.ratio for one in _grown(was, now, full) or ()), strict=False)
    calculated = was.calculated or now.calculated
    return Step(was.on, now.on, was.period, now.period, tuple(used), calculated)
