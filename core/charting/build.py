"""From what is known of months to a chart of them: which months, which parts, what stands behind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.charting.chart import MOST_METERS, Chart, ChartMeter, ChartMonth, Outlook, View
from core.history.model import Known
from core.history.stretch import YEAR, Stretch
from core.history.view import MeterUse, within
from core.tariffs import ORDER, Zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from core.forecasting.model import EnergyForecast
    from core.history.model import MonthUse
    from core.history.view import UseByMeter, UseHistory
    from core.values import Period

MOST_ZONES = 3
BEHIND_MONTHS = 2 * YEAR
"""Up to so many months last year stands behind each; more would be a picket fence."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A history within some of its months: those, what is known of them and of the years before."""

    stretch: Stretch
    uses: Mapping[Period, MonthUse]
    costs: Mapping[Period, int]
    changes: frozenset[Period]

    @property
    def months(self) -> tuple[MonthUse, ...]:
        """The known months, the earliest first."""
        return tuple(self.uses[period] for period in self.stretch if period in self.uses)

    @property
    def paid(self) -> tuple[tuple[Period, int], ...]:
        """What the months cost, kopecks, the earliest first."""
        return tuple((period, self.costs[period]) for period in self.stretch if period in self.costs)


def cut(found: UseHistory, first: Period | None = None, last: Period | None = None) -> Cut:
    """The months of `found` between `first` and `last`, as far as it goes; all of them by default."""
    stretch = _between(found.stretch, first, last)
    uses = {use.period: use for use in (*found.before, *found.months)}
    costs = {one.period: one.money.kopecks for one in (*found.costs_before, *found.costs)}
    return Cut(stretch, uses, costs, found.changes)


def cut_meters(found: UseByMeter, first: Period | None, last: Period | None) -> UseByMeter:
    """The same of all meters, the greatest of those months first."""
    stretch = _between(found.stretch, first, last)
    cut_ = [MeterUse(one.meter, within(one.months, stretch)) for one in found.meters]
    unknown = (*(one.meter for one in cut_ if not one.months), *found.unknown)
    known = sorted((one for one in cut_ if one.months), key=lambda one: -one.total.watt_hours)
    return replace(found, stretch=stretch, meters=tuple(known), unknown=unknown)


def _between(stretch: Stretch, first: Period | None, last: Period | None) -> Stretch:
    return Stretch(max(first or stretch.first, stretch.first), min(last or stretch.last, stretch.last))


def chart_of(view: View, given: Cut, outlook: EnergyForecast | None = None) -> Chart | None:
    """The chart of a cut; None where nothing of it is known."""
    if view is View.MONEY:
        return _chart(view, given, (Zone.ALL,), {period: (money,) for period, money in given.costs.items()})
    zones = _zones(given.months) if view is View.ENERGY else (Zone.ALL,)
    parts = {period: _parts(use, zones) for period, use in given.uses.items()}
    ahead = None
    if view is View.ENERGY and outlook is not None and outlook.period > given.stretch.last:
        ahead = _outlook(outlook, zones)
    return _chart(view, given, zones, parts, ahead)


def _chart(
    view: View,
    given: Cut,
    zones: tuple[Zone, ...],
    parts: Mapping[Period, tuple[int, ...]],
    outlook: Outlook | None = None,
) -> Chart | None:
    if not any(period in parts for period in given.stretch):
        return None
    behind = view is not View.YEARS and len(given.stretch) <= BEHIND_MONTHS
    months = tuple(
        ChartMonth(
            period,
            parts.get(period, ()),
            _known(given, period, view),
            _total(parts, period.shift(-YEAR)) if behind else None,
            view is not View.YEARS and period in given.changes,
        )
        for period in given.stretch
    )
    return Chart(view, zones, months, outlook=outlook)


def _known(given: Cut, period: Period, view: View) -> Known:
    use = given.uses.get(period)
    return use.known if use is not None and view is not View.MONEY else Known.TAKEN


def _total(parts: Mapping[Period, tuple[int, ...]], period: Period) -> int | None:
    return sum(parts[period]) if period in parts else None


def _zones(months: Iterable[MonthUse]) -> tuple[Zone, ...]:
    """The zones of the months; of more than a picture tells apart, all together."""
    there = {zone for month in months for zone, _ in month.energy}
    return tuple(zone for zone in ORDER if zone in there) if 0 < len(there) <= MOST_ZONES else (Zone.ALL,)


def _parts(use: MonthUse | EnergyForecast, zones: Sequence[Zone]) -> tuple[int, ...]:
    if len(zones) == 1:
        return (use.total.watt_hours,)
    by_zone = dict(use.energy)
    return tuple(by_zone[zone].watt_hours if zone in by_zone else 0 for zone in zones)


def _outlook(foretold: EnergyForecast, zones: Sequence[Zone]) -> Outlook:
    low, high = foretold.low.watt_hours, foretold.high.watt_hours
    return Outlook(foretold.period, _parts(foretold, zones), low, high)


def meters_chart(found: UseByMeter, names: Mapping[str, str]) -> Chart | None:
    """Meters as rows, named by their serial numbers in `names`; None where nothing of any is known."""
    if not found.meters:
        return None
    totals: dict[Period, int] = {}
    for meter in found.meters:
        for use in meter.months:
            totals[use.period] = totals.get(use.period, 0) + use.total.watt_hours
    rows = [
        ChartMeter(names[one.meter.serial], one.total.watt_hours, _surest(one.months)) for one in found.meters
    ]
    rows += [ChartMeter(names[meter.serial], None) for meter in found.unknown]
    months = tuple(
        ChartMonth(period, (totals[period],) if period in totals else ()) for period in found.stretch
    )
    return Chart(View.METERS, (Zone.ALL,), months, tuple(rows[:MOST_METERS]))


def _surest(months: Sequence[MonthUse]) -> Known:
    """A row is hatched only where nobody read the meter in any of its months."""
    return Known.CALCULATED if all(use.known is Known.CALCULATED for use in months) else Known.TAKEN
