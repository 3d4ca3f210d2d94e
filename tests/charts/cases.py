"""Twelve telling pictures, as drawings: what approved images are of, and what fuzzed ones begin with."""

from __future__ import annotations

import math
from dataclasses import replace

from core.charting.drawing import Arrangement, Bar, Drawing, Legend, Look, Series

MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
DAY_NIGHT = (Series("день", "first"), Series("ночь", "second"))
PEAKS = (Series("пик", "third"), Series("полупик", "first"), Series("ночь", "second"))
ONE = (Series("", "first"),)
WORDS = Legend("год назад", "разложено по дням", "без показаний, по расчёту", "прогноз", "нет данных")


def wave(month, most=400_000, shares=(100,)):
    """Consumption of a month counted from January of year 0: high in winter, never twice the same."""
    total = most * (62 + 30 * math.cos(month * math.pi / 6) + (month * 37 % 11) - 5) / 100
    return tuple(int(total * share) // 100 // 10 * 10 for share in shares)


def month_bar(at, parts, **more):
    return Bar(MONTHS[at % 12], str(2020 + at // 12), parts, **more)


def months(first, count, shares=(100,), most=400_000):
    return [month_bar(at, wave(at, most, shares)) for at in range(first, first + count)]


def stacked(bars, series=ONE, **more):
    first = {"title": "Расход электроэнергии", "subtitle": "декабрь 2024 – ноябрь 2025"}
    words = {"measure": "кВт·ч", "unit": 1000, **first, **more}
    return Drawing(Arrangement.STACKED, series=series, bars=tuple(bars), **words)


def averaged(drawing, words="в среднем {}"):
    totals = [sum(bar.parts) for bar in drawing.bars if bar.parts and Look.FORECAST not in bar.looks]
    average = sum(totals) // len(totals)
    shown = f"{round(average / drawing.unit):,}".replace(",", "\u202f")
    return replace(drawing, average=average, average_name=words.format(shown))


def year():
    """A year of one register: its last year behind it, a tariff that changed, the forecast of this month."""
    bars = [replace(bar, before=wave(59 + at - 12)[0] * 11 // 10) for at, bar in enumerate(months(59, 12))]
    bars[7] = replace(bars[7], mark="новые цены")
    bars[11] = replace(bars[11], looks=(Look.FORECAST,), low=255_000, high=365_000)
    return averaged(stacked(bars, legend=Legend(before=WORDS.before, forecast=WORDS.forecast)))


def zones():
    """Two zones with everything that may happen to a month."""
    bars = [
        replace(bar, before=wave(59 + at - 12)[0] * 9 // 10)
        for at, bar in enumerate(months(59, 12, (64, 36)))
    ]
    for at in (3, 4):
        bars[at] = replace(bars[at], looks=(Look.CALCULATED,))
    for at in (8, 9):
        bars[at] = replace(bars[at], looks=(Look.SPREAD,))
    bars[6] = replace(bars[6], parts=())
    bars[7] = replace(bars[7], mark="новые цены")
    bars[11] = replace(bars[11], looks=(Look.FORECAST,), low=255_000, high=365_000)
    return averaged(stacked(bars, DAY_NIGHT, legend=WORDS))


def three_zones():
    return averaged(stacked(months(59, 12, (22, 43, 35), 1_240_000), PEAKS))


def two_years():
    bars = [replace(bar, before=wave(47 + at - 12)[0]) for at, bar in enumerate(months(47, 24, (70, 30)))]
    bars[7] = replace(bars[7], mark="новые цены")
    bars[19] = replace(bars[19], mark="новые цены")
    words = Legend(before=WORDS.before)
    return averaged(stacked(bars, DAY_NIGHT, legend=words, subtitle="декабрь 2023 – ноябрь 2025"))


def three_years():
    bars = months(35, 36)
    for at in (*range(5, 9), 20):
        bars[at] = replace(bars[at], parts=())
    for at in range(9, 12):
        bars[at] = replace(bars[at], looks=(Look.SPREAD,))
    words = Legend(spread=WORDS.spread, missing=WORDS.missing)
    return averaged(stacked(bars, legend=words, subtitle="декабрь 2022 – ноябрь 2025"))


def ten_years():
    """All that is known: 120 months, tariffs that change each July, values of a large site."""
    bars = [replace(bar, before=wave(at - 12, 9_000_000_000)[0]) for at, bar in enumerate(
        months(0, 120, (60, 40), 10_000_000_000))]  # fmt: skip
    for at in range(6, 120, 12):
        bars[at] = replace(bars[at], mark="новые цены")
    words = Legend(before=WORDS.before)
    return averaged(stacked(bars, DAY_NIGHT, legend=words, subtitle="январь 2020 – декабрь 2029"))


def money():
    bars = [month_bar(59 + at, (wave(59 + at, 260_000)[0],)) for at in range(12)]
    bars[7] = replace(bars[7], mark="новые цены")
    bars[11] = replace(bars[11], looks=(Look.FORECAST,), low=150_000, high=210_000)
    words = Legend(forecast=WORDS.forecast)
    return averaged(stacked(bars, title="Начислено по счетам", measure="₽", unit=100, legend=words))


def refunds():
    """Bills that give back: months below zero."""
    bars = [month_bar(59 + at, (wave(59 + at, 260_000)[0],)) for at in range(12)]
    bars[4] = replace(bars[4], parts=(-81_250,))
    bars[9] = replace(bars[9], parts=(-12_040,))
    return averaged(stacked(bars, title="Начислено по счетам", measure="₽", unit=100))


def empty_house():
    """Nobody lives there: nothing used, and a month that is not known."""
    bars = [month_bar(59 + at, (0,) if at != 5 else ()) for at in range(12)]
    return stacked(bars, legend=Legend(missing=WORDS.missing), average=0, average_name="в среднем 0")


def first_month():
    return stacked(months(70, 1), subtitle="ноябрь 2025")


def years():
    """Three years side by side; the first year began in March."""
    names = (Series("2022–23", "before"), Series("2023–24", "second"), Series("2024–25", "first"))
    bars = []
    for at in range(12):
        parts = tuple(wave(at + 35 + 12 * year)[0] for year in range(3))
        bars.append(Bar(MONTHS[(at + 11) % 12], "", parts if at > 2 else (0, *parts[1:])))
    bars[8] = replace(bars[8], looks=(Look.SOLID, Look.CALCULATED, Look.SOLID))
    drawing = stacked(bars, names, title="Расход, год к году", legend=Legend(calculated=WORDS.calculated))
    return replace(drawing, arrangement=Arrangement.GROUPED)


def meters():
    """Fifty meters of a factory: the greatest ones, and the others in one row."""
    totals = [12_480_000_000 * 7**at // 10**at for at in range(12)]
    bars = [Bar(f"№ …{4821 + 377 * at}", "", (total,)) for at, total in enumerate(totals)]
    bars[3] = replace(bars[3], looks=(Look.CALCULATED,))
    bars[5] = replace(bars[5], parts=())
    bars.append(Bar("ещё 38 счётчиков", "", (2_310_500_000,)))
    words = Legend(calculated=WORDS.calculated, missing=WORDS.missing)
    drawing = stacked(bars, title="Расход по счётчикам", legend=words)
    return replace(drawing, arrangement=Arrangement.ROWS)


def months_of_little_room():
    """Values wider than their months: only some have theirs."""
    bars = [replace(bar, parts=(bar.parts[0] * 40,)) for bar in months(35, 36)]
    return averaged(stacked(bars))


CASES = {
    case.__name__: case
    for case in (
        year, zones, three_zones, two_years, three_years, ten_years, money, refunds, empty_house, first_month,
        years, meters,
    )
}  # fmt: skip
