"""Which months and days the consumption of a reading belongs to.

The billing period of a household is the calendar month (government decree 354, point 37), and what its
readings of two months differ by is the consumption of the later one. So by default it is spread over the
whole months since the last taken reading and not over the days between the two: readings of 20 June and
20 July are July's consumption at July's price. Where billing counts by days it is a switch (`Spread`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.meters import Source
from core.pricing.model import Use
from core.readings.rules import Spread
from core.readings.window import place
from core.values import Period

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.meters import Taken
    from core.readings.given import Verdict
    from core.readings.window import Window
    from core.tariffs import Zone
    from core.values import Energy

_DAY = timedelta(days=1)


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


def first_day(period: Period) -> date:
    """The first day of a month."""
    return date(period.year, period.month, 1)


def last_day(period: Period) -> date:
    """The last day of a month."""
    return first_day(period.shift(1)) - _DAY
