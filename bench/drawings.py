"""Drawings as subscribers get them: a year, two or three, one to three zones, values never seen before."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import count

from core.charting.drawing import Arrangement, Bar, Drawing, Legend, Look, Series

_MONTHS = ("янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_SERIES = {
    1: (Series("", "first"),),
    2: (Series("день", "first"), Series("ночь", "second")),
    3: (Series("пик", "third"), Series("полупик", "first"), Series("ночь", "second")),
}
_LEGEND = Legend("год назад", "разложено по дням", "без показаний, по расчёту", "прогноз", "нет данных")
_LENGTHS = (12, 12, 12, 24, 24, 36)


def drawings(seed: int = 1) -> Iterator[Drawing]:
    """No end of them, no two alike, the same ones for a seed."""
    chance = random.Random(seed)
    for number in count():
        yield _drawing(chance, number)


def _drawing(chance: random.Random, number: int) -> Drawing:
    months, zones = _LENGTHS[number % len(_LENGTHS)], 1 + number % 3
    usual = chance.choice((90, 150, 220, 340, 480)) * 1000
    bars = tuple(_bar(chance, 36 - months + at, usual, zones) for at in range(months))
    average = sum(sum(bar.parts) for bar in bars) // months
    shown = f"в среднем {round(average / 1000)}"
    return Drawing(
        Arrangement.STACKED,
        title="Расход электроэнергии",
        subtitle=f"{_MONTHS[36 % 12]} {2025 - months // 12} – {_MONTHS[35 % 12]} 2025",
        measure="кВт·ч",
        unit=1000,
        series=_SERIES[zones],
        bars=bars,
        legend=_LEGEND,
        average=average,
        average_name=shown,
    )


def _bar(chance: random.Random, month: int, usual: int, zones: int) -> Bar:
    total = usual + chance.randrange(-usual // 3, usual // 3)
    parts = tuple(total // (zones + at) for at in range(zones))
    look = chance.choices((Look.SOLID, Look.CALCULATED, Look.SPREAD), (8, 1, 1))[0]
    return Bar(
        _MONTHS[month % 12],
        str(2022 + month // 12),
        parts,
        (Look.FORECAST if month == 35 else look,),
        before=total + chance.randrange(-usual // 5, usual // 5),
        low=total * 9 // 10 if month == 35 else None,
        high=total * 11 // 10 if month == 35 else None,
        mark="новые цены" if month % 12 == 6 else "",
    )
