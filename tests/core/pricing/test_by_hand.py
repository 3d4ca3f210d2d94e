"""Estimates against examples that were counted by hand; the counting stands beside each."""

from __future__ import annotations

import pytest

from core.pricing.engine import cost, estimate
from core.pricing.model import Unpriced, Use, Why
from core.readings.rules import Split
from core.tariffs import Zone
from core.values import Energy, Money
from tests.core.pricing.lists import DAY, FLAT, ROWS, kwh, prices, row, told

THIRDS = (("01", "10"), ("11", "20"), ("21", "30"))
NOVEMBER = DAY("2026-10-31"), DAY("2026-11-30")


def november(used, split=Split.PROPORTIONAL, rows=ROWS, **more):
    return told(estimate(rows, used, *NOVEMBER, split, **more))


ONE_ZONE = {
    # 100 kWh * 6,00
    100: ([("all", 1, 100_000, 60_000)], 60_000),
    # 3 900 * 6,00 = 23 400,00: the bound itself is still range I
    3900: ([("all", 1, 3_900_000, 2_340_000)], 2_340_000),
    # 3 900 * 6,00 + 1 * 9,00
    3901: ([("all", 1, 3_900_000, 2_340_000), ("all", 2, 1000, 900)], 2_340_900),
    # 23 400,00 + 2 100 * 9,00 = 18 900,00 + 1 000 * 12,00
    7000: (
        [
            ("all", 1, 3_900_000, 2_340_000),
            ("all", 2, 2_100_000, 1_890_000),
            ("all", 3, 1_000_000, 1_200_000),
        ],
        5_430_000,
    ),
    0: ([], 0),
}


@pytest.mark.parametrize(("used", "expected"), ONE_ZONE.items())
@pytest.mark.parametrize("split", Split)
def test_one_zone_fills_the_ranges_of_the_month_whatever_the_strategy(used, expected, split):
    assert november(kwh(all=used), split) == expected


# 3 000 by day and 2 200 by night: 5 200 in all, 3 900 of them (three quarters) in range I.
TWO_ZONES = {
    # day 2 250 * 7,00 + 750 * 10,00; night 1 650 * 3,00 + 550 * 4,00
    Split.PROPORTIONAL: (
        [("day", 1, 2_250_000, 1_575_000), ("day", 2, 750_000, 750_000),
         ("night", 1, 1_650_000, 495_000), ("night", 2, 550_000, 220_000)],
        3_040_000,
    ),
    # the dearer day comes first: 3 000 * 7,00; night has 900 left in range I, 1 300 in II
    Split.IN_ORDER: (
        [("day", 1, 3_000_000, 2_100_000), ("night", 1, 900_000, 270_000), ("night", 2, 1_300_000, 520_000)],
        2_890_000,
    ),
    # neither reaches 3 900: 3 000 * 7,00 + 2 200 * 3,00
    Split.PER_ZONE: ([("day", 1, 3_000_000, 2_100_000), ("night", 1, 2_200_000, 660_000)], 2_760_000),
}  # fmt: skip


@pytest.mark.parametrize(("split", "expected"), TWO_ZONES.items())
def test_ranges_split_over_two_zones(split, expected):
    assert november(kwh(day=3000, night=2200), split) == expected


def test_ranges_split_over_three_zones_in_proportion():
    # 7 800 in all: I is half of it (3 900), II 2 100/7 800 = 7/26, III 1 800/7 800 = 6/26.
    parts, total = november(kwh(peak=2600, halfpeak=2600, night=2600))
    # each zone: 1 300 + 700 + 600 kWh
    assert parts == [
        ("peak", 1, 1_300_000, 1_040_000), ("peak", 2, 700_000, 840_000), ("peak", 3, 600_000, 960_000),
        ("halfpeak", 1, 1_300_000, 780_000), ("halfpeak", 2, 700_000, 630_000),
        ("halfpeak", 3, 600_000, 720_000),
        ("night", 1, 1_300_000, 390_000), ("night", 2, 700_000, 280_000), ("night", 3, 600_000, 360_000),
    ]  # fmt: skip
    assert total == 6_000_000


def test_a_new_price_inside_the_period_by_days():
    # 20 June to 20 July: 10 days of June at 3,00, 20 of July at 6,00. 300 kWh: 100 * 3,00 + 200 * 6,00.
    found = estimate(ROWS, kwh(all=300), DAY("2026-06-20"), DAY("2026-07-20"))
    assert [(part.first, part.last, part.price, part.amount) for part in found.parts] == [
        (DAY("2026-06-21"), DAY("2026-06-30"), 300_000, Money(30_000)),
        (DAY("2026-07-01"), DAY("2026-07-20"), 600_000, Money(120_000)),
    ]
    assert found.total == Money(150_000)


def test_a_new_price_inside_a_month_shares_the_range_by_days():
    # From 16 November twice the price. 5 200 kWh: 3 900 in I (6,00), 1 300 in II (9,00): half of each before,
    # half after: 1 950 * 6 + 650 * 9 = 17 550,00; the second half twice as much.
    rows = prices("2026-07-01", "2026-11-15") + prices("2026-11-16", None, 200)
    parts, total = november(kwh(all=5200), rows=rows)
    assert [energy for _, _, energy, _ in parts] == [1_950_000, 650_000, 1_950_000, 650_000]
    assert total == 1_755_000 * 3


def test_kopecks_left_over_go_to_the_largest_remainder():
    # 1 Wh at 7,00 is 0,7 kopeck, 1 Wh at 3,00 0,3: together one whole kopeck, and the day's is the larger.
    tiny = {Zone.DAY: Energy(1), Zone.NIGHT: Energy(1)}
    assert november(tiny) == ([("day", 1, 1, 1), ("night", 1, 1, 0)], 1)
    # 1,5 kopecks are two, half up.
    assert november({Zone.NIGHT: Energy(5)}) == ([("night", 1, 5, 2)], 2)


def test_watt_hours_left_over_stay_with_their_zone():
    # Three lists of ten days: a third of 1 Wh by day and 5/3 Wh by night in each. The night's remainders are
    # larger, but the watt-hour left over by day is the day's.
    rows = sum((prices(f"2026-11-{first}", f"2026-11-{last}") for first, last in THIRDS), ())
    parts, _ = november({Zone.DAY: Energy(1), Zone.NIGHT: Energy(5)}, rows=rows)
    assert [energy for zone, _, energy, _ in parts if zone == "day"] == [1, 0, 0]
    assert [energy for zone, _, energy, _ in parts if zone == "night"] == [2, 2, 1]


def test_what_the_month_used_already_fills_the_ranges_and_is_not_charged():
    before = Use(DAY("2026-11-01"), DAY("2026-11-10"), kwh(all=3800))
    used = Use(DAY("2026-11-11"), DAY("2026-11-30"), kwh(all=200))
    found = cost(ROWS, [used], already=[before])
    # 3 800 are used: 100 more at 6,00, 100 at 9,00. By days the first ten days hand 95 kWh of theirs over to
    # range II and the others get as many of range I; what is left is the difference.
    assert found.total == Money(150_000)
    assert sum(part.energy.watt_hours for part in found.parts) == 200_000


def test_months_billed_by_calculation_are_taken_off_month_by_month():
    # 61 days of October and November, 610 kWh: 310 and 300. October was billed 350: 40 too much at 6,00.
    billed = [Use(DAY("2026-10-01"), DAY("2026-10-31"), kwh(all=350))]
    found = estimate(ROWS, kwh(all=610), DAY("2026-09-30"), DAY("2026-11-30"), billed=billed)
    assert told(found) == ([("all", 1, -40_000, -24_000), ("all", 1, 300_000, 180_000)], 156_000)


def test_months_without_readings_are_spread_before_the_ranges():
    # 7 930 kWh over 61 days are 130 a day: 4 030 in October, 3 900 in November, so only 130 in range II.
    # Without spreading it would be 1 930 in range III.
    parts, total = told(estimate(ROWS, kwh(all=7930), DAY("2026-09-30"), DAY("2026-11-30")))
    assert parts == [
        ("all", 1, 3_900_000, 2_340_000), ("all", 2, 130_000, 117_000), ("all", 1, 3_900_000, 2_340_000)
    ]  # fmt: skip
    assert total == 4_797_000


def test_a_year_is_not_one_month():
    # 31 October 2026 to 30 November 2027: 395 days of 20 kWh. No month comes near range II; were they one
    # month of 7 900 kWh, half of it would be above.
    found = estimate(ROWS, kwh(all=7900), DAY("2026-10-31"), DAY("2027-11-30"))
    assert ({part.band for part in found.parts}, found.total) == ({1}, Money(7900 * 600))
    low = prices("2026-07-01", None, bounds=(600, 0))
    # As one month 3 950 kWh would be mostly in II; ten a day are 310 at most.
    assert estimate(low, kwh(all=3950), DAY("2026-10-31"), DAY("2027-11-30")).total == Money(3950 * 600)
    # 13 parts, one a month, though all at one price.
    assert len(estimate(low, kwh(all=395), DAY("2026-10-31"), DAY("2027-11-30")).parts) == 13


def test_energy_given_back_is_given_back_at_the_lowest_range():
    assert november(kwh(all=-50)) == ([("all", 1, -50_000, -30_000)], -30_000)
    # The night's correction neither fills a range nor empties one: 4 000 by day are 3 900 + 100.
    assert november(kwh(day=4000, night=-500)) == (
        [("day", 1, 3_900_000, 2_730_000), ("day", 2, 100_000, 100_000), ("night", 1, -500_000, -150_000)],
        2_680_000,
    )


def test_of_two_lists_of_a_day_the_one_that_began_last_counts():
    rows = (*prices("2026-01-01", None), *prices("2026-09-01", None, 200))
    assert november(kwh(all=10), rows=rows)[1] == 12_000
    assert november(kwh(all=10), rows=rows[::-1])[1] == 12_000


def test_a_list_without_an_end_gives_way_to_the_next_inside_a_month():
    # 15 days at 6,00 and 15 at 12,00, though the first list has no last day
    rows = (*prices("2026-01-01", None), *prices("2026-11-16", None, 200))
    assert november(kwh(all=30), rows=rows)[1] == 15 * 600 + 15 * 1200


def test_a_list_that_ends_early_gives_back_to_the_one_without_an_end():
    # a summer list of 1 to 10 November within an endless one: 10 days at 12,00 and 20 at 6,00
    rows = (*prices("2026-01-01", None), *prices("2026-11-01", "2026-11-10", 200))
    assert november(kwh(all=30), rows=rows)[1] == 10 * 1200 + 20 * 600


UNKNOWN = {
    "none at all": ((), kwh(all=1), Unpriced(Why.NO_LIST, DAY("2026-11-01"), DAY("2026-11-30"))),
    "ended before": (
        prices("2026-07-01", "2026-11-24"), kwh(all=1),
        Unpriced(Why.NO_LIST, DAY("2026-11-25"), DAY("2026-11-30")),
    ),
    "not begun": (
        prices("2026-11-16", None), kwh(all=1), Unpriced(Why.NO_LIST, DAY("2026-11-01"), DAY("2026-11-15"))
    ),
    "no night": (
        prices("2026-07-01", None, zones=("all", "day")), kwh(day=1, night=1),
        Unpriced(Why.NO_ZONE, DAY("2026-11-01"), DAY("2026-11-30"), Zone.NIGHT),
    ),
    "no range III": (
        prices("2026-07-01", None, bounds=(3900, 6000)), kwh(all=6001), Unpriced(Why.NO_RANGE, zone=Zone.ALL)
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "used", "why"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_is_not_known_is_named_and_not_guessed(rows, used, why):
    assert estimate(rows, used, *NOVEMBER) == why


def test_a_list_without_its_last_range_is_enough_below_it():
    rows = prices("2026-07-01", None, bounds=(3900, 6000))
    assert november(kwh(all=6000), rows=rows)[1] == 3900 * 600 + 2100 * 900


def test_bounds_are_data_and_may_change_within_the_year():
    winter = (
        row("2026-11-01", "2027-03-31", "all", 5000, 600_000),
        row("2026-11-01", "2027-03-31", "all", 0, 1),
    )
    assert november(kwh(all=5000), rows=winter)[1] == 3_000_000


def test_consumption_takes_at_least_a_day():
    with pytest.raises(ValueError, match="at least one day"):
        estimate(FLAT, kwh(all=1), DAY("2026-11-30"), DAY("2026-11-30"))


def test_sums_by_zone_add_up():
    found = estimate(ROWS, kwh(day=3000, night=2200), *NOVEMBER)
    assert found.by_zone() == (
        (Zone.DAY, Energy(3_000_000), Money(2_325_000)),
        (Zone.NIGHT, Energy(2_200_000), Money(715_000)),
    )
