"""Price lists: what a kWh costs, by zone and range, from which day to which.

A range is a part of the month's consumption (federal upper bounds of I and II: 3 900 and 6 000 kWh; regions
differ, so bounds are data). Prices in 1/100000 rouble per kWh. How a range splits over zones is billing's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from core.values import Energy, Prices


class Zone(StrEnum):
    """Part of the day with a price of its own; ALL is a meter with one register."""

    ALL = "all"
    DAY = "day"
    NIGHT = "night"
    PEAK = "peak"
    HALFPEAK = "halfpeak"


ORDER = (Zone.ALL, Zone.DAY, Zone.PEAK, Zone.HALFPEAK, Zone.NIGHT)
"""In which order people are told of zones."""


@dataclass(frozen=True, slots=True)
class TariffRow:
    """One price as billing gives it; `upto` is watt-hours of the month, 0 without an upper bound."""

    valid_from: date
    valid_to: date | None
    zone: Zone
    upto: int
    price: int
    title: str
    hours: str = ""


@dataclass(frozen=True, slots=True)
class ZonePrices:
    """Prices of a zone, the lowest range first; `bounds` are the upper bounds of all ranges but the last."""

    zone: Zone
    hours: str
    prices: Prices
    bounds: tuple[Energy, ...]


@dataclass(frozen=True, slots=True)
class PriceList:
    """All prices of a tariff that hold on the same days."""

    valid_from: date
    valid_to: date | None
    title: str
    zones: tuple[ZonePrices, ...]


def price_lists(rows: Iterable[TariffRow], zones: Sequence[Zone]) -> tuple[PriceList, ...]:
    """Make lists of the rows of one tariff, the newest first, with the wanted zones only.

    A list that has none of these zones is left out: it says nothing to this subscriber.
    """

    def days(row: TariffRow) -> tuple[date, date]:
        return row.valid_from, row.valid_to or date.max

    wanted = sorted((row for row in rows if row.zone in zones), key=days, reverse=True)
    return tuple(_list(tuple(same)) for _, same in groupby(wanted, days))


def _list(rows: Sequence[TariffRow]) -> PriceList:
    first = rows[0]
    found = (_zone(zone, [row for row in rows if row.zone is zone]) for zone in ORDER)
    return PriceList(first.valid_from, first.valid_to, first.title, tuple(zone for zone in found if zone))


def _zone(zone: Zone, rows: Sequence[TariffRow]) -> ZonePrices | None:
    if not rows:
        return None
    ranges = sorted(rows, key=lambda row: row.upto or 10**18)
    bounds = tuple(Energy(row.upto) for row in ranges if row.upto)
    return ZonePrices(zone, hours(ranges[0].hours), Prices(tuple(row.price for row in ranges)), bounds)


def hours(text: str) -> str:
    """Hours as people read them: `07:00-10:00,17:00-21:00` is `7-10, 17-21`."""
    return ", ".join("-".join(map(_hour, part.split("-"))) for part in text.split(",") if part)


def _hour(text: str) -> str:
    hour, _, minutes = text.strip().partition(":")
    return hour.lstrip("0") or "0" if minutes in {"", "00"} else f"{hour.lstrip('0') or '0'}:{minutes}"


def zones_of(orders: Iterable[str]) -> tuple[Zone, ...]:
    """Zones of meters by the order of their displays (`day,night`); one register where there is no meter."""
    found = {name for order in orders for name in order.split(",")}
    return tuple(zone for zone in ORDER if zone in found) or (Zone.ALL,)


@dataclass(frozen=True, slots=True)
class Change:
    """What a kWh of a zone costs before a day and from it on; `before` None where the zone had no price."""

    zone: Zone
    before: Prices | None
    after: Prices


def changes(rows: Sequence[TariffRow], day: date, zones: Sequence[Zone]) -> tuple[Change, ...]:
    """Prices of these zones that are others from a day on than on the day before; rows of one tariff."""
    old, new = _on(rows, day - timedelta(days=1), zones), _on(rows, day, zones)
    return tuple(Change(zone, old.get(zone), new[zone]) for zone in ORDER if new.get(zone) != old.get(zone)
                 and zone in new)  # fmt: skip


def _on(rows: Sequence[TariffRow], day: date, zones: Sequence[Zone]) -> dict[Zone, Prices]:
    """Prices by zone on a day; of lists that overlap the newest counts."""
    valid = [row for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)]
    lists = price_lists(valid, zones)
    return {one.zone: one.prices for found in reversed(lists) for one in found.zones}
