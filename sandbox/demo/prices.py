"""Invented tariffs: four categories, five zones, ranges I–III since 2025, a new price every 1 July."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sandbox.demo.months import Span, day, index, label

RANGES_SINCE = index(2025, 1)
# Federal upper bounds of ranges I and II, kWh a month; 0 is the range without bound.
BOUNDS_KWH = (3900, 6000, 0)
FIRST_YEAR = 2023
COMING = 2
"""Months from the day the demo is seen on to new prices: move the clock to two weeks before to be told."""

_TITLES = {
    "city-gas": "Население, город, газовые плиты",
    "city-electric": "Население, город, электроплиты",
    "rural": "Население, сельская местность",
    "business": "Прочие потребители, первая ценовая категория",
}
# One-zone price on 1 January 2023, in 1/100000 rouble per kWh.
_BASE = {"city-gas": 512_000, "city-electric": 358_000, "rural": 341_000, "business": 784_316}
_GROWTH_PERMILLE = {2023: 1065, 2024: 1089, 2025: 1126, 2026: 1098}
_GROWTH_LATER = 1080
_ZONE_PERMILLE = {"all": 1000, "day": 1150, "night": 640, "peak": 1270, "halfpeak": 1000}
_RANGE_PERMILLE = (1000, 1430, 1920)
_HOURS = {
    "all": "",
    "day": "07:00-23:00",
    "night": "23:00-07:00",
    "peak": "07:00-10:00,17:00-21:00",
    "halfpeak": "10:00-17:00,21:00-23:00",
}
ZONE_TITLES = {"all": "", "day": "день", "night": "ночь", "peak": "пик", "halfpeak": "полупик"}
RANGE_TITLES = ("диапазон I", "диапазон II", "диапазон III")


@dataclass(frozen=True, slots=True)
class Band:
    """One range of a zone: up to which total of the month (kWh, 0 without bound) and at what price."""

    upto_kwh: int
    price: int
    title: str


def _price(tariff: str, zone: str, band: int, steps: int) -> int:
    """Price after so many 1 Julys; households pay whole kopecks, organisations five decimals."""
    value = _BASE[tariff]
    for year in range(FIRST_YEAR, FIRST_YEAR + steps):
        value = value * _GROWTH_PERMILLE.get(year, _GROWTH_LATER) // 1000
    value = value * _ZONE_PERMILLE[zone] * _RANGE_PERMILLE[band] // 1_000_000
    return value if tariff == "business" else value // 1000 * 1000


@cache
def bands(tariff: str, zone: str, month: int) -> tuple[Band, ...]:
    """Prices of a zone in a month: one band before 2025 and for organisations, three after."""
    year, zero_based = divmod(month, 12)
    steps = max(0, year - FIRST_YEAR + (zero_based >= 6))
    ranged = month >= RANGES_SINCE and tariff != "business"
    found = []
    for band, upto in enumerate(BOUNDS_KWH if ranged else (0,)):
        parts = ["Электроэнергия", ZONE_TITLES[zone], RANGE_TITLES[band] if ranged else ""]
        title = ", ".join(part for part in parts if part)
        found.append(Band(upto, _price(tariff, zone, band, steps), title))
    return tuple(found)


def _changes(span: Span) -> Iterator[tuple[int, int]]:
    """Periods of one price list, as first and last month: new on 1 July, and with the ranges."""
    start = min(index(FIRST_YEAR, 1), span.first)
    end = index(span.today.year + 1, 6)
    starts = [month for month in range(start, end + 1) if month in (start, RANGES_SINCE) or month % 12 == 6]
    for at, month in enumerate(starts):
        yield month, starts[at + 1] - 1 if at + 1 < len(starts) else end


def _announced(span: Span) -> Iterator[tuple[int, int, int]]:
    """The same periods, with prices that were announced: a month from now, 4 % more until the next 1 July."""
    coming = index(span.today.year, span.today.month) + COMING
    for first, last in _changes(span):
        if not first < coming <= last:
            yield first, last, 1000
            continue
        yield first, coming - 1, 1000
        yield coming, last, 1040


def tariff_rows(span: Span) -> Iterator[tuple[str, ...]]:
    """Rows of tariffs.csv."""
    for tariff, title in _TITLES.items():
        for first, last, permille in _announced(span):
            for zone, hours in _HOURS.items():
                if tariff == "business" and zone != "all":
                    continue
                for band in bands(tariff, zone, first):
                    price = band.price * permille // 1_000_000 * 1000 if permille > 1000 else band.price
                    yield (
                        tariff,
                        f"{label(first)}-01",
                        day(last, 31).isoformat(),
                        zone,
                        str(band.upto_kwh or ""),
                        f"{price // 100_000},{price % 100_000:05d}".rstrip("0").rstrip(","),
                        title,
                        hours,
                    )
