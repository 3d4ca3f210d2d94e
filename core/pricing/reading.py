"""What a reading costs: which days its consumption is spread over, and what is not to be told.

The billing period of a household is the calendar month (government decree 354, point 37), and what its
readings of two months differ by is the consumption of the later one. So by default it is spread over the
whole months since the last taken reading and not over the days between the two: readings of 20 June and
20 July are July's consumption at July's price. Where billing counts by days it is a switch (`Spread`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.meters import Source
from core.pricing.engine import cost
from core.pricing.model import Estimate, Unpriced, Use, Why
from core.readings.rules import Spread
from core.readings.window import place
from core.tariffs import Zone
from core.values import Energy, Period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.meters import Taken
    from core.readings.given import Verdict
    from core.readings.rules import ReadingRules
    from core.readings.window import Window
    from core.tariffs import TariffRow

_DAY = timedelta(days=1)
_NONE = Energy(0)
_MONTH_DAYS = 30
PLACES = {Zone.ALL: 0, Zone.DAY: 0, Zone.PEAK: 0, Zone.NIGHT: 1, Zone.HALFPEAK: 2}
"""Where a zone stands among the three energies of a bill, whatever the display shows."""


@dataclass(frozen=True, slots=True)
class Metered:
    """Consumption between the last taken reading and a new one, their days, and the months they count for."""

    energy: Mapping[Zone, Energy]
    since: date
    until: date
    before: Period
    period: Period

    @property
    def skipped(self) -> tuple[Period, ...]:
        """Months between the two that have no taken reading."""
        months = (self.period.year - self.before.year) * 12 + self.period.month - self.before.month
        return tuple(self.before.shift(at) for at in range(1, months))


def metered(verdict: Verdict, on: date, window: Window) -> Metered | None:
    """What a verdict says was used up to the day `on`; None for the first reading of a meter."""
    if verdict.previous is None or not verdict.used:
        return None
    before = counted_for(verdict.previous, window)
    energy = dict(zip(verdict.given.meter.zones, verdict.used, strict=True))
    return Metered(energy, verdict.previous.on, on, before, verdict.period or place(window, on).period)


def counted_for(reading: Taken, window: Window) -> Period:
    """The month that a known reading counts for.

    A subscriber's counts for its window, a late one for the next (decree 354). Others count for the month of
    their day, or for the one before while that one's window was still open: of 28-3, 2 November is October's.
    """
    if reading.source is Source.SUBSCRIBER:
        return place(window, reading.on).period
    before = Period.of(reading.on).shift(-1)
    return before if reading.on <= window.closes(before) else Period.of(reading.on)


def spread_over(used: Metered, spread: Spread) -> Use:
    """The days over which the consumption is spread."""
    first, last = used.since + _DAY, used.until
    if spread is Spread.MONTHS:
        last_of_month = last_day(used.period)
        if used.before < used.period:
            first, last = first_day(used.before.shift(1)), last_of_month
        else:  # a second reading of the month: what is left of it
            first, last = max(first, first_day(used.period)), max(last_of_month, last)
    return Use(min(first, last), last, used.energy)


def price(
    rows: Sequence[TariffRow],
    used: Metered,
    rules: ReadingRules,
    *,
    already: Sequence[Use] = (),
    billed: Mapping[Period, Mapping[Zone, Energy]] | None = None,
    alone: bool = True,
) -> Estimate | Unpriced:
    """What `used` costs by the supplier's rules.

    `already` is what else the account used in the same months; `billed` the energy that was charged for the
    months without readings. `alone`: no other meter of the account shares the ranges.
    """
    taken_off = _offset(used, rules, billed or {}, alone=alone)
    if isinstance(taken_off, Unpriced):
        return taken_off
    over = spread_over(used, rules.spread)
    found = cost(rows, (over,), rules.split, already=already, billed=taken_off)
    if isinstance(found, Unpriced) or already or (alone and used.before < used.period and _whole(over)):
        return found
    tops = [row.upto for row in rows if row.upto]
    return replace(found, complete=not tops, believed=not tops or _modest(over, min(tops)))


def _modest(use: Use, top: int) -> bool:
    """Whether the lowest range of a month holds twice as much: what is not known may be as much again."""
    days = (use.last - use.first).days + 1
    return 2 * sum(energy.watt_hours for energy in use.energy.values()) * _MONTH_DAYS <= top * days


def _offset(
    used: Metered, rules: ReadingRules, billed: Mapping[Period, Mapping[Zone, Energy]], *, alone: bool
) -> tuple[Use, ...] | Unpriced:
    """What was charged for the months without readings, as far as that is known and comparable."""
    if used.skipped and not rules.known_method:
        return Unpriced(Why.METHOD_UNKNOWN, first_day(used.skipped[0]), last_day(used.skipped[-1]))
    # Bills tell the energy of the account: with several meters nobody knows which part is of this one.
    missing = [month for month in used.skipped if not alone or month not in billed]
    if missing:
        return Unpriced(Why.BILLS_UNKNOWN, first_day(missing[0]), last_day(missing[-1]))
    return tuple(_month(month, billed[month]) for month in used.skipped)


def _month(period: Period, energy: Mapping[Zone, Energy]) -> Use:
    return Use(first_day(period), last_day(period), energy)


def _whole(use: Use) -> bool:
    return use.first.day == 1 and (use.last + _DAY).day == 1


def by_zone(zones: Sequence[Zone], billed: Sequence[Energy | None]) -> dict[Zone, Energy]:
    """Energy of a bill (all, day or peak; night; half-peak) by the zones of a meter."""
    return {zone: billed[PLACES[zone]] or _NONE for zone in zones}


def first_day(period: Period) -> date:
    """The first day of a month."""
    return date(period.year, period.month, 1)


def last_day(period: Period) -> date:
    """The last day of a month."""
    return first_day(period.shift(1)) - _DAY
