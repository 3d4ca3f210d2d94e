"""From the numbers of a chart to what is drawn of it: the words of a picture, and how its bars look."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.charting.chart import Chart, ChartMeter, View
from core.charting.drawing import Arrangement, Bar, Drawing, Legend, Look, Series
from core.history.model import Known
from core.tariffs import Zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.texts.chart_words import ChartWords
    from core.charting.chart import ChartMonth, Outlook
    from core.values import Period

_LOOKS = {Known.SPREAD: Look.SPREAD, Known.CALCULATED: Look.CALCULATED}
_ZONE_INKS = (("first",), ("first", "second"), ("third", "first", "second"))
_YEAR_INKS = (("first",), ("second", "first"), ("before", "second", "first"))
"""By how many there are: neighbours differ in lightness (charts.palette)."""
_YEAR = 12
WATT_HOURS, KOPECKS = 1000, 100
"""So many make one of what people read."""
ROWS = 15
"""Rows that a picture has room for; what is more stands together in the last one."""


def drawing_of(chart: Chart, words: ChartWords) -> Drawing:
    """What a chart looks like."""
    if chart.view is View.METERS:
        return _of_meters(chart, words)
    if chart.view is View.YEARS:
        return _of_years(chart, words)
    return _of_months(chart, words)


def _blank(chart: Chart, words: ChartWords, arrangement: Arrangement) -> Drawing:
    """The picture before its bars."""
    money = chart.view is View.MONEY
    last = chart.outlook.period if chart.outlook else chart.months[-1].period
    return Drawing(
        arrangement,
        words.say(f"title-{chart.view}"),
        words.months(chart.months[0].period, last),
        words.say("measure-money" if money else "measure-energy"),
        KOPECKS if money else WATT_HOURS,
        (),
        (),
    )


def _of_months(chart: Chart, words: ChartWords) -> Drawing:
    blank = _blank(chart, words, Arrangement.STACKED)
    bars = [_bar(month, words) for month in chart.months]
    if chart.outlook is not None:
        bars.append(_ahead(chart.outlook, chart.months, words))
    average = chart.average if len(chart.months) > 1 else None
    name = words.say("average", words.number(average, blank.unit)) if average is not None else ""
    drawing = replace(blank, series=_zones(chart.zones, words), bars=tuple(bars))
    return replace(drawing, legend=_legend(bars, words), average=average, average_name=name)


def _bar(month: ChartMonth, words: ChartWords) -> Bar:
    return Bar(
        words.month(month.period),
        str(month.period.year),
        month.parts,
        (_look(month.known),),
        before=month.before,
        mark=words.say("mark") if month.mark else "",
    )


def _ahead(outlook: Outlook, months: Sequence[ChartMonth], words: ChartWords) -> Bar:
    label, group = words.month(outlook.period), str(outlook.period.year)
    sooner = outlook.period.shift(-_YEAR)
    before = next((month.total for month in months if month.period == sooner and _outlined(months)), None)
    return Bar(label, group, outlook.parts, (Look.FORECAST,), before, outlook.low, outlook.high)


def _outlined(months: Sequence[ChartMonth]) -> bool:
    """Whether last year stands behind the months of this picture."""
    return any(month.before is not None for month in months)


def _of_years(chart: Chart, words: ChartWords) -> Drawing:
    """Twelve groups that end with the last month; a year that is not known in a month has no bar there.

    A picture has room for three years: of more it shows the last ones.
    """
    chart = replace(chart, months=chart.months[-_YEAR * len(_YEAR_INKS) :])
    count = -(-len(chart.months) // _YEAR)
    padded = (None,) * (count * _YEAR - len(chart.months)) + chart.months
    years = [padded[at : at + _YEAR] for at in range(0, count * _YEAR, _YEAR)]
    last = years[-1]
    names = [_year_name(chart.months[-1].period.shift(-_YEAR * back)) for back in reversed(range(count))]
    inks = _YEAR_INKS[count - 1]
    bars = [_group(last[at], [year[at] for year in years], words) for at in range(_YEAR)]
    blank = _blank(chart, words, Arrangement.GROUPED)
    series = tuple(Series(name, ink) for name, ink in zip(names, inks, strict=True))
    return replace(blank, series=series, bars=tuple(bars), legend=_legend(bars, words))


def _year_name(last: Period) -> str:
    return str(last.year) if last.month == _YEAR else f"{last.year - 1}–{last.year % 100:02d}"


def _group(named: ChartMonth | None, months: Sequence[ChartMonth | None], words: ChartWords) -> Bar:
    label = words.month(named.period) if named is not None else ""
    if all(month is None or month.total is None for month in months):
        return Bar(label, "", ())
    parts = tuple((month.total if month else 0) or 0 for month in months)
    return Bar(label, "", parts, tuple(_look(month.known) if month else Look.SOLID for month in months))


def _of_meters(chart: Chart, words: ChartWords) -> Drawing:
    meters, rest = chart.meters, chart.meters[ROWS - 1 :]
    if len(meters) > ROWS:
        together = ChartMeter(words.say("more", str(len(rest))), sum(one.total or 0 for one in rest))
        meters = (*meters[: ROWS - 1], together)
    bars = tuple(
        Bar(one.tail, "", () if one.total is None else (one.total,), (_look(one.known),)) for one in meters
    )
    blank = _blank(chart, words, Arrangement.ROWS)
    return replace(blank, series=(Series("", "first"),), bars=bars, legend=_legend(bars, words))


def _zones(zones: Sequence[Zone], words: ChartWords) -> tuple[Series, ...]:
    """Each zone in its own ink; the night, which comes last, is dark."""
    inks = _ZONE_INKS[len(zones) - 1]
    names = [words.say(f"zone-{zone}") for zone in zones] if len(zones) > 1 else [""]
    return tuple(Series(name, ink) for name, ink in zip(names, inks, strict=True))


def _look(known: Known) -> Look:
    return _LOOKS.get(known, Look.SOLID)


def _legend(bars: Sequence[Bar], words: ChartWords) -> Legend:
    """The words for what occurs."""
    looks = {look for bar in bars if bar.parts for look in bar.looks}

    def word(name: str, *, there: bool) -> str:
        return words.say(f"legend-{name}") if there else ""

    return Legend(
        before=word("before", there=any(bar.before is not None for bar in bars)),
        spread=word("spread", there=Look.SPREAD in looks),
        calculated=word("calculated", there=Look.CALCULATED in looks),
        forecast=word("forecast", there=Look.FORECAST in looks),
        missing=word("missing", there=any(not bar.parts for bar in bars)),
    )
