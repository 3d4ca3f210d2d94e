"""Price lists, zones and hours."""

from __future__ import annotations

from datetime import date

import pytest

from core.tariffs import TariffRow, Zone, hours, price_lists, zones_of
from core.values import Energy, Prices


def row(first, last, zone, upto, price):
    day = date.fromisoformat
    return TariffRow(day(first), day(last) if last else None, Zone(zone), upto, price, "Город", "07:00-23:00")


ROWS = (
    row("2025-07-01", "2026-06-30", "day", 0, 700),
    row("2026-07-01", None, "night", 0, 450),
    row("2026-07-01", None, "day", 0, 1000),
    row("2026-07-01", None, "day", 3_900_000, 500),
    row("2026-07-01", None, "day", 6_000_000, 800),
    row("2026-07-01", None, "all", 0, 600),
)


def test_lists_are_the_newest_first_with_the_lowest_range_first():
    newest, before = price_lists(ROWS, (Zone.DAY, Zone.NIGHT))
    assert (newest.valid_from, newest.valid_to) == (date(2026, 7, 1), None)
    assert [(zone.zone, zone.prices, zone.bounds) for zone in newest.zones] == [
        (Zone.DAY, Prices((500, 800, 1000)), (Energy(3_900_000), Energy(6_000_000))),
        (Zone.NIGHT, Prices((450,)), ()),
    ]
    assert newest.zones[0].hours == "7-23"
    assert [zone.zone for zone in before.zones] == [Zone.DAY]


def test_a_list_without_the_zones_of_the_meter_says_nothing():
    assert [found.valid_from for found in price_lists(ROWS, (Zone.ALL,))] == [date(2026, 7, 1)]
    assert price_lists((), (Zone.ALL,)) == ()


@pytest.mark.parametrize(
    ("written", "read"),
    [("07:00-23:00", "7-23"), ("07:00-10:00,17:00-21:00", "7-10, 17-21"), ("23:00-07:00", "23-7"),
     ("00:00-06:30", "0-6:30"), ("", "")],
)  # fmt: skip
def test_hours(written, read):
    assert hours(written) == read


def test_zones_of_meters():
    assert zones_of(["peak,halfpeak,night"]) == (Zone.PEAK, Zone.HALFPEAK, Zone.NIGHT)
    assert zones_of(["all", "day,night"]) == (Zone.ALL, Zone.DAY, Zone.NIGHT)
    assert zones_of([]) == (Zone.ALL,)
