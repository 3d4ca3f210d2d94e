"""How far off a forecast may be: as far as the same method was off in this account's own past."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.forecasting.model import Basis
from core.forecasting.season import point

if TYPE_CHECKING:
    from core.forecasting.season import Point, Series

WHOLE = 1000
"""Errors are thousandths of the forecast."""
DEFAULTS = {Basis.SEASON: 250, Basis.LATELY: 350}
"""Where the own past is too short. Four of five forecasts of the demo stay within 160 and 231, and this is
half as much more: people change more than the demo's households do."""
LEAST_TRIED = 9
"""Own forecasts from which an error is taken: of fewer the largest is not yet four of five."""
MOST_TRIED = 24
"""Months that are tried, the newest: two years."""
LEAST = 50
"""No forecast is surer than a twentieth."""
_INSIDE, _OF = 4, 5
_MOST = 2 * WHOLE


def spread(series: Series, month: int, found: Point) -> int:
    """Thousandths of the forecast that four of five months stay within, up or down.

    The errors of the method on the months before, each forecast from what was known then; the size that four
    of five do not exceed, counted of one more than there are, so that few errors give a wide interval.
    """
    errors = sorted(_errors(series, month, found.basis))
    if len(errors) < LEAST_TRIED:
        return DEFAULTS[found.basis]
    at, rest = divmod(_INSIDE * (len(errors) + 1), _OF)
    below, above = errors[at - 1], errors[min(at, len(errors) - 1)]
    return min(max(below + (above - below) * rest // _OF, LEAST), _MOST)


def _errors(series: Series, month: int, basis: Basis) -> list[int]:
    tried: list[int] = []
    for earlier in sorted((one for one in series if one < month), reverse=True)[:MOST_TRIED]:
        found = point(series, earlier)
        if found is None or found.basis is not basis:
            continue
        off = abs(series[earlier] - found.watt_hours)
        if found.watt_hours:
            tried.append(off * WHOLE // found.watt_hours)
        elif not off:  # a winter at a dacha: nothing was foretold and nothing was used
            tried.append(0)
    return tried
