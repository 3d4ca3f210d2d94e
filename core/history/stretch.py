"""A stretch of months, and what captions say of it: average, least, greatest, against the year before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.history.model import Known
from core.values import Energy, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from core.history.model import MonthUse

YEAR = 12


def number(period: Period) -> int:
    """Months since the year 0: quicker to compare than periods."""
    return period.year * YEAR + period.month


@dataclass(frozen=True, slots=True)
class Stretch:
    """Calendar months from `first` to `last`, both included."""

    first: Period
    last: Period

    def __len__(self) -> int:
        return max(number(self.last) - number(self.first) + 1, 0)

    def __iter__(self) -> Iterator[Period]:
        return (self.first.shift(at) for at in range(len(self)))

    def __contains__(self, period: object) -> bool:
        return isinstance(period, Period) and number(self.first) <= number(period) <= number(self.last)


@dataclass(frozen=True, slots=True)
class Summary:
    """Figures of the known months; `average` is of the whole ones, watt-hours half up, None of none.

    `least` and `greatest` are the first of those months that have it.
    """

    known: int
    total: Energy
    average: Energy | None
    least: MonthUse | None
    greatest: MonthUse | None


@dataclass(frozen=True, slots=True)
class YearOnYear:
    """The months that are known both times: how many, what they used, and the same months a year before."""

    months: int
    now: Energy
    before: Energy


def summary(months: Sequence[MonthUse], open_month: Period) -> Summary:
    """Sum up months; `open_month` is not over yet, so neither it nor later ones count in the average."""
    over = [month for month in months if month.period < open_month]
    total = sum(month.total.watt_hours for month in months)
    if not over:
        return Summary(len(months), Energy(total), None, None, None)
    whole = sum(month.total.watt_hours for month in over)
    average = (2 * whole + len(over)) // (2 * len(over))
    by_total = sorted(over, key=lambda month: month.period)
    least = min(by_total, key=lambda month: month.total.watt_hours)
    greatest = max(by_total, key=lambda month: month.total.watt_hours)
    return Summary(len(months), Energy(total), Energy(average), least, greatest)


def year_on_year(months: Iterable[MonthUse], before: Mapping[Period, MonthUse]) -> YearOnYear:
    """Compare with the same months a year before; those that were only calculated are left out."""
    pairs = [(month, before.get(month.period.shift(-YEAR))) for month in months if comparable(month)]
    both = [(month.total, was.total) for month, was in pairs if was is not None and comparable(was)]
    now, then = (sum(pair[at].watt_hours for pair in both) for at in (0, 1))
    return YearOnYear(len(both), Energy(now), Energy(then))


def comparable(month: MonthUse) -> bool:
    """What the supplier calculated is no consumption of anybody's, and compares with nothing."""
    return month.known is not Known.CALCULATED
