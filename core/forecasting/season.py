"""What a month is likely to use: its season in earlier years, brought to the level of the last months.

Every year that knows the month gives one forecast: the month of that year, smoothed a little by its two
neighbours, times how the last months stood to the same months of that year. The mean of these forecasts is
the forecast. Why so, and what else was measured: docs/adr/0072.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.forecasting.model import Basis
from core.history.model import Known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from core.history.model import MonthUse
    from core.values import Period

    Series = Mapping[int, int]
    """Watt-hours by the number of the month (`number`)."""

YEAR, YEARS = 12, 3
"""Months of a year, and how many years back a season is looked for."""
RECENT = 6
"""Months that tell the level: more are slow to follow a change, fewer follow every chance."""
LEAST_LATELY = 3
"""Known months among the recent ones that a forecast without a season needs; it is the mean of the newest."""
_OWN, _BESIDE = 4, 1
"""Weights of the month itself and of a neighbour in a season."""
_MOST_CHANGE = 5
"""A level that grew or shrank more than so many times is another household: its season tells nothing."""


@dataclass(frozen=True, slots=True)
class Point:
    """Watt-hours of a month, and what they rest on."""

    watt_hours: int
    basis: Basis


def number(period: Period) -> int:
    """Months since year 0: the number of a month among all months."""
    return period.year * 12 + period.month - 1


def known(history: Iterable[MonthUse]) -> dict[int, int]:
    """Months that somebody measured; what the supplier calculated is nobody's habit, nor is a refund."""
    return {
        number(use.period): use.total.watt_hours
        for use in history
        if use.known is not Known.CALCULATED and use.total.watt_hours >= 0
    }


def point(series: Series, month: int) -> Point | None:
    """The forecast of a month from the months before it; None where too little is known.

    Nothing of the month itself or of later ones is looked at.
    """
    recent = [series[month - back] for back in range(1, RECENT + 1) if month - back in series]
    if not recent:
        return None
    found = [one for back in range(1, YEARS + 1) if (one := _year(series, month, back)) is not None]
    if found:
        return Point(sum(found) // len(found), Basis.SEASON)
    if len(recent) < LEAST_LATELY:
        return None
    return Point(sum(recent[:LEAST_LATELY]) // LEAST_LATELY, Basis.LATELY)


def _year(series: Series, month: int, years: int) -> int | None:
    """What the same month so many years ago tells."""
    then = month - YEAR * years
    if then not in series:
        return None
    beside = [series[near] for near in (then - 1, then + 1) if near in series]
    season = (_OWN * series[then] + _BESIDE * sum(beside)) // (_OWN + _BESIDE * len(beside))
    now, before = _levels(series, month, years)
    if not before:
        return season
    if now > _MOST_CHANGE * before or before > _MOST_CHANGE * now:
        return None
    return season * now // before


def _levels(series: Series, month: int, years: int) -> tuple[int, int]:
    """The last months and the same months so many years ago, as far as both are known."""
    now = before = 0
    for back in range(1, RECENT + 1):
        at = month - back
        if at in series and at - YEAR * years in series:
            now += series[at]
            before += series[at - YEAR * years]
    return now, before
