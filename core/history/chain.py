"""The readings of a meter that its history rests on, one after the other, and what was used between them.

Taken readings that nobody disputes come first. A display that went back rolled over where it then grew by at
most a tenth of its range; else one of the two was a slip. Readings of another number of registers begin anew
(the meter was set to other zones), and so does a display that nothing explains: between the two nothing is
known. Calculated readings tell only before the first taken one and in months after the last.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise, zip_longest
from operator import le, sub
from typing import TYPE_CHECKING, NamedTuple

from core.consumption import MOST_DECIMALS
from core.history.stretch import number
from core.meters import Source, doubted, zones_on_display
from core.pricing.metered import counted_for
from core.readings.steps import KWH, PART_OF_DIAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.meters import Meter, Taken
    from core.readings.window import Window
    from core.tariffs import Zone
    from core.values import Period

MOST_SLIPS = 2
"""So many readings in a row may turn out to have been slips once a lower one comes."""
_AUTHORITY = {"calculated": 0, "subscriber": 1, "billing": 2, "inspector": 3}
"""Of one day."""


class Step(NamedTuple):
    """What a meter used between two readings, watt-hours by zone, the ratio applied; never negative.

    `before` and `period` are the months that the two readings count for.
    """

    since: date
    until: date
    before: Period
    period: Period
    used: tuple[tuple[Zone, int], ...]
    calculated: bool


class _Point(NamedTuple):
    """A reading; `shown` in thousandths of a kWh, before the ratio."""

    on: date
    period: Period
    shown: tuple[int, ...]
    calculated: bool


def steps(meter: Meter, readings: Iterable[Taken], window: Window) -> list[Step]:
    """The steps of a meter, the earliest first; `readings` in any order, of one day the surest counts."""
    points = _points(meter, readings, window)
    full = KWH * 10**meter.digits
    taken = [point for point in points if not point.calculated]
    calculated = [point for point in points if point.calculated]
    if not taken:
        runs = [_onward(calculated[:1], calculated[1:], full)]
    else:
        runs = _runs(taken, full)
        if calculated:
            runs[0] = _backward([one for one in calculated if one.on < taken[0].on], runs[0], full)
            runs[-1] = _onward(runs[-1], [one for one in calculated if one.period > taken[-1].period], full)
    return [_step(meter, *pair, full) for run in runs for pair in pairwise(run)]


def _points(meter: Meter, readings: Iterable[Taken], window: Window) -> list[_Point]:
    """One reading a day, the earliest first; months never go back."""
    sound = [one for one in readings if one.shown and not doubted(one)]
    since = meter.installed_on or date.min
    rows = sorted(
        [(one.on, _AUTHORITY[one.source], _shown(one), at) for at, one in enumerate(sound) if one.on >= since]
    )
    points: list[_Point] = []
    for on, _, shown, at in {row[0]: row for row in rows}.values():
        one = sound[at]
        period = counted_for(one, window)
        if points and number(period) < number(points[-1].period):
            period = points[-1].period
        points.append(_Point(on, period, shown, one.source is Source.CALCULATED))
    return points


def _shown(reading: Taken) -> tuple[int, ...]:
    return tuple([one.units * 10 ** (MOST_DECIMALS - one.decimals) for one in reading.shown])


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
    if not run or _plain(run[-1], point):
        return 0
    if len(run) > 1 and _plain(run[-2], point):
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
    """Whether the later display goes on from the earlier without rolling over."""
    return len(was.shown) == len(now.shown) and all(map(le, was.shown, now.shown))


def _grown(was: _Point, now: _Point, full: int) -> tuple[int, ...] | None:
    """Thousandths of a kWh by register; None where the later display does not go on from the earlier."""
    if len(was.shown) != len(now.shown):
        return None
    grown = tuple(map(sub, now.shown, was.shown))
    if min(grown) >= 0:
        return grown
    if not all(0 <= one + full <= full // PART_OF_DIAL for one in grown if one < 0):
        return None
    return tuple(one if one >= 0 else one + full for one in grown)


def _step(meter: Meter, was: _Point, now: _Point, full: int) -> Step:
    zones = meter.zones if len(meter.zones) == len(now.shown) else zones_on_display("", len(now.shown))
    grown = _grown(was, now, full) or ()
    used = tuple([(zone, one * meter.ratio) for zone, one in zip(zones, grown, strict=False)])
    return Step(was.on, now.on, was.period, now.period, used, was.calculated or now.calculated)
