"""Charts for tests: months in a row, one meter or several."""

from __future__ import annotations

from core.charting.chart import Chart, ChartMeter, ChartMonth, Outlook, View
from core.history.model import Known
from core.tariffs import Zone
from core.values import Period

LAST = Period(2026, 10)


def chart_of(*totals, view=View.ENERGY, zones=(Zone.ALL,), last=LAST, outlook=None, meters=()):
    """Months that end with `last`; a total may be a number, None for a gap, or a tuple of parts."""
    first = last.shift(1 - len(totals))
    return Chart(
        view, zones, tuple(month(first.shift(at), one) for at, one in enumerate(totals)), meters, outlook
    )


def month(period, total, **more):
    parts = total if isinstance(total, tuple) else () if total is None else (total,)
    return ChartMonth(period, parts, **more)


FULL = Chart(
    View.ENERGY,
    (Zone.DAY, Zone.NIGHT),
    (
        month(Period(2025, 12), (90_000, 40_000), before=120_000),
        month(Period(2026, 1), None),
        month(Period(2026, 2), (80_000, 41_500), known=Known.CALCULATED, mark=True),
        month(Period(2026, 3), (70_000, 30_000), known=Known.SPREAD),
    ),
    (ChartMeter("№ 1234", 5_000, Known.SPREAD), ChartMeter("№ 777", None)),
    Outlook(Period(2026, 4), (60_000, 20_000), 70_000, 95_000),
)
"""Everything that a chart may hold."""
