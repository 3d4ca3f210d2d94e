"""Months of use for the tests of forecasts."""

from __future__ import annotations

from core.history.model import Known, MonthUse
from core.tariffs import Zone
from core.values import Energy, Period

NOVEMBER = Period(2026, 11)
SHAPE = (1150, 1100, 1050, 1000, 920, 850, 820, 860, 950, 1030, 1100, 1170)


def use(period, *parts, zones=(Zone.ALL,), known=Known.TAKEN):
    energy = tuple((zone, Energy(part)) for zone, part in zip(zones, parts, strict=True))
    return MonthUse(period, energy, known)


def months(count, wh=150, before=NOVEMBER, known=Known.TAKEN):
    """So many months with the season of a flat; `wh` thousandths of the shape, or by months back."""
    level = wh if callable(wh) else lambda _back: wh
    found = []
    for back in range(count, 0, -1):
        period = before.shift(-back)
        found.append(use(period, SHAPE[period.month - 1] * level(back), known=known))
    return tuple(found)
