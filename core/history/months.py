"""What one meter used month by month.

`Spread.MONTHS`: readings of a month and of the one before give that month exactly their difference; farther
apart, the difference is spread evenly over the days of the months since. `Spread.DAYS`: all of it belongs to
the days between the readings, and a month that has readings for a part of its days only is *partial*.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from core.consumption import months_between
from core.history.chain import steps
from core.history.model import Known, MonthUse
from core.history.stretch import number
from core.readings.rules import Spread
from core.rounding import shares
from core.tariffs import ORDER
from core.values import Energy, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from core.history.chain import Step
    from core.meters import Meter, Taken
    from core.readings.window import Window
    from core.tariffs import Zone

_SURENESS = tuple(Known)
_PLACES = {zone: at for at, zone in enumerate(ORDER)}


@dataclass(slots=True)
class Measured:
    """A month of one meter or of several; `days` are those that readings tell, of `Spread.DAYS` only."""

    energy: dict[Zone, int] = field(default_factory=dict)
    known: Known = Known.TAKEN
    days: int = 0

    def add(self, energy: Iterable[tuple[Zone, int]], known: Known, days: int = 0) -> None:
        """Put watt-hours to it; it is known as well as the least sure part."""
        for zone, part in energy:
            self.energy[zone] = self.energy.get(zone, 0) + part
        self.known = known if self.known is Known.TAKEN else less_sure(self.known, known)
        self.days += days


def less_sure(one: Known, other: Known) -> Known:
    """Of two ways to know a month the worse."""
    return max(one, other, key=_SURENESS.index)


def of_meter(
    meter: Meter, readings: Iterable[Taken], window: Window, spread: Spread = Spread.MONTHS
) -> tuple[MonthUse, ...]:
    """The months of one meter that its readings tell whole, the earliest first; readings in any order."""
    return uses(whole(meter, measured(meter, readings, window, spread), spread))


def measured(
    meter: Meter, readings: Iterable[Taken], window: Window, spread: Spread
) -> dict[Period, Measured]:
    """All that the readings tell, partial months too: together they are the difference of the readings."""
    months: dict[Period, Measured] = {}
    for step in steps(meter, readings, window):
        parts = _parts(step, spread)
        known = Known.CALCULATED if step.calculated else Known.SPREAD if len(parts) > 1 else Known.TAKEN
        if len(parts) == 1:
            (period, days), *_ = parts
            months.setdefault(period, Measured()).add(step.used, known, days)
            continue
        weights = [days for _, days in parts]
        by_zone = [(zone, shares(energy, weights)) for zone, energy in step.used]
        for at, (period, days) in enumerate(parts):
            months.setdefault(period, Measured()).add([(zone, one[at]) for zone, one in by_zone], known, days)
    return months


def whole(meter: Meter, months: Mapping[Period, Measured], spread: Spread) -> dict[Period, Measured]:
    """Without the partial months; that a meter came or went in a month is no lack."""
    if spread is Spread.MONTHS:
        return dict(months)
    ends = {period_of(meter.installed_on), period_of(meter.removed_on)}
    return {
        period: month for period, month in months.items() if period in ends or month.days >= days_of(period)
    }


def uses(months: Mapping[Period, Measured], replaced: Iterable[Period] = ()) -> tuple[MonthUse, ...]:
    """As the rest of the product sees them, the earliest first."""
    changed = frozenset(replaced)
    return tuple([
        MonthUse(
            period,
            tuple([(zone, Energy(energy)) for zone, energy in sorted(month.energy.items(), key=_told_at)]),
            month.known,
            period in changed,
        )
        for period, month in sorted(months.items(), key=_when)
    ])  # fmt: skip


def _told_at(energy: tuple[Zone, int]) -> int:
    return _PLACES[energy[0]]


def _when(month: tuple[Period, Measured]) -> int:
    return number(month[0])


def period_of(day: date | None) -> Period | None:
    """The month of a day, if there is one."""
    return None if day is None else Period.of(day)


@lru_cache(maxsize=512)
def days_of(period: Period) -> int:
    """How many days the month has."""
    return monthrange(period.year, period.month)[1]


def _parts(step: Step, spread: Spread) -> list[tuple[Period, int]]:
    """Over which months a step is spread, with days as weights."""
    if spread is Spread.DAYS:
        return list(months_between(step.since, step.until))
    months = number(step.period) - number(step.before)
    if months <= 1:  # of the month after, or another one of the same month
        return [(step.period, 1)]
    return [(month, days_of(month)) for month in map(step.before.shift, range(1, months + 1))]
