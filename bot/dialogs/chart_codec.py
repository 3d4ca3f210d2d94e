"""A chart as the JSON of an outbox row and back: lists of numbers, some 15 bytes a month."""

from __future__ import annotations

from typing import Any

from core.charting.chart import Chart, ChartMeter, ChartMonth, Outlook, View
from core.history.model import Known
from core.tariffs import Zone
from core.values import Period

_KNOWN = tuple(Known)


def pack_chart(chart: Chart) -> list[Any]:
    """The chart as plain lists; months are known by the first one and their place."""
    outlook = chart.outlook
    return [
        chart.view.value,
        [zone.value for zone in chart.zones],
        str(chart.months[0].period),
        [_pack_month(month) for month in chart.months],
        [[one.tail, one.total, _KNOWN.index(one.known)] for one in chart.meters],
        outlook and [str(outlook.period), list(outlook.parts), outlook.low, outlook.high],
    ]


def unpack_chart(packed: Any) -> Chart:
    """The chart of `pack_chart`; ValueError, TypeError or LookupError for anything else."""
    view, zones, first, months, meters, outlook = packed
    period = Period.parse(first)
    return Chart(
        View(view),
        tuple(map(Zone, zones)),
        tuple(_unpack_month(period.shift(at), *month) for at, month in enumerate(months)),
        tuple(ChartMeter(tail, total, _KNOWN[known]) for tail, total, known in meters),
        outlook and Outlook(Period.parse(outlook[0]), tuple(outlook[1]), outlook[2], outlook[3]),
    )


def _pack_month(month: ChartMonth) -> list[Any]:
    return [list(month.parts), _KNOWN.index(month.known), month.before, int(month.mark)]


def _unpack_month(period: Period, parts: list[int], known: int, before: int | None, mark: int) -> ChartMonth:
    return ChartMonth(period, tuple(parts), _KNOWN[known], before, bool(mark))
