"""What a month is likely to use: its season in earlier years, brought to the level of the last months.

Every year that knows the month gives one forecast: the month of that year, smoothed by its two neighbours
where it lies between them, times how the last months stood to the same months of that year, most of which
is believed. The mean of these forecasts is the forecast. Why so, and what else was measured: docs/adr/0072.
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
_OWN = 2
"""Weight of a month among its two neighbours."""
_BELIEVED, _OF = 7, 8
"""The part of a change of level that is believed."""
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
    found = _seasons(series, month)
    if found:
        return Point(sum(found) // len(found), Basis.SEASON)
    if len(recent) < LEAST_LATELY:
        return None
    return Point(sum(recent[:LEAST_LATELY]) // LEAST_LATELY, Basis.LATELY)


def _seasons(series: Series, month: int) -> list[int]:
    """What the same month of each year tells; as it was where nothing tells the level of any of them."""
    brought: list[int] = []
    plain: list[int] = []
    another = False
    for years in range(1, YEARS + 1):
        then = month - YEAR * years
        if then not in series:
            continue
        both, now, before = _levels(series, month, years)
        if not both:
            plain.append(_season(series, then))
        elif now <= _MOST_CHANGE * before and before <= _MOST_CHANGE * now:
            level = (_OF - _BELIEVED) * before + _BELIEVED * now
            season = _season(series, then)
            brought.append(season * level // (_OF * before) if before else season)
        else:
            another = True
    return brought if brought or another else plain


def _season(series: Series, then: int) -> int:
    """A month, smoothed by those beside it.

    Not where they are far from it on the whole: the first and the last month at a dacha are what they are.
    """
    own = series[then]
    if then - 1 not in series or then + 1 not in series:
        return own
    beside = series[then - 1] + series[then + 1]
    if abs(beside - 2 * own) > own:
        return own
    return (_OWN * own + beside) // (_OWN + 2)


def _levels(series: Series, month: int, years: int) -> tuple[int, int, int]:
    """The last months that are known in both years: how many, and what was used now and then.

    The newer a month the more it weighs: a change of the last months is soon believed.
    """
    both = now = before = 0
    for weight in range(1, RECENT + 1):
        at = month - RECENT - 1 + weight
        if at in series and at - YEAR * years in series:
            both += 1
            now += weight * series[at]
            before += weight * series[at - YEAR * years]
    return both, now, before
