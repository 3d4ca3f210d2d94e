"""One zone or several: where the prices meet, and what a year would have cost the other way."""

from __future__ import annotations

from datetime import date

import pytest

from core.forecasting.switch import ONE, THREE, TWO, break_even, switched
from core.history.model import Known
from core.readings.rules import Split
from core.tariffs import TariffRow, Zone
from core.values import Energy, Money
from tests.core.forecasting.histories import NOVEMBER, use

PRICES = {
    Zone.ALL: 700_000,
    Zone.DAY: 800_000,
    Zone.NIGHT: 400_000,
    Zone.PEAK: 1_000_000,
    Zone.HALFPEAK: 700_000,
}
DAY_NIGHT, PEAKS = (Zone.DAY, Zone.NIGHT), (Zone.PEAK, Zone.HALFPEAK, Zone.NIGHT)


def rows(prices=PRICES, ranges=((0, 100),), since=date(2020, 1, 1)):
    return tuple(
        TariffRow(since, None, zone, upto, price * percent // 100, "Население")
        for zone, price in prices.items()
        for upto, percent in ranges
    )


def even(prices=PRICES, wh=200_000, **more):
    return break_even(rows(prices, **more), NOVEMBER, Energy(wh))


def test_where_the_prices_meet():
    """7 = 8 (1 - x) + 4 x at x = 1/4."""
    assert even().share == 250


def test_three_zones_where_so_much_of_the_day_is_peak():
    """Half of the day in peak hours costs 8.5: 7 = 8.5 (1 - x) + 4 x at x = 1/3."""
    assert break_even(rows(), NOVEMBER, Energy(300_000), peak=500).share == 334
    assert break_even(rows(), NOVEMBER, Energy(300_000), peak=0).share == 0


def test_ranges_that_grow_alike_change_nothing():
    ranges = ((100_000, 100), (300_000, 150), (0, 200))
    assert even(ranges=ranges).share == 250


def test_ranges_that_only_one_zone_has_move_it():
    """Everything beyond 100 kWh is dearer by one zone only: two zones pay sooner."""
    one = rows({Zone.ALL: 700_000}, ((100_000, 100), (0, 120)))
    others = rows({Zone.DAY: 800_000, Zone.NIGHT: 400_000})
    found = break_even((*one, *others), NOVEMBER, Energy(200_000))
    # 100 kWh at 7 and 100 at 8.40 are 1540; 1600 - 800 x = 1540 at x = 0.075.
    assert found.share == 75


@pytest.mark.parametrize("split", list(Split))
def test_every_way_to_split_ranges_has_an_answer(split):
    found = break_even(rows(ranges=((100_000, 100), (0, 150))), NOVEMBER, Energy(200_000), split)
    assert found.share is not None
    assert 0 < found.share < 1000


def test_two_zones_that_are_always_or_never_cheaper():
    assert even(PRICES | {Zone.DAY: 700_000}).share == 0
    assert even(PRICES | {Zone.NIGHT: 710_000}).share is None


@pytest.mark.parametrize("missing", [Zone.ALL, Zone.DAY, Zone.NIGHT])
def test_without_a_price_nothing_is_told(missing):
    assert even({zone: price for zone, price in PRICES.items() if zone is not missing}) is None


def year(*parts, zones=DAY_NIGHT, count=14, known=Known.TAKEN):
    return tuple(use(NOVEMBER.shift(-back), *parts, zones=zones, known=known) for back in range(count, 0, -1))


def test_a_year_of_two_zones_against_one():
    """150 kWh by day and 50 by night: 1400 either way, at the very point where prices meet."""
    found = switched(rows(), year(150_000, 50_000), ONE)
    assert len(found.months) == 12
    assert (found.as_is, found.other, found.night) == (Money(12 * 140_000), Money(12 * 140_000), 250)
    more = switched(rows(), year(100_000, 100_000), ONE)
    assert more.saved == Money(-12 * 20_000)


def test_three_zones_against_two_and_one():
    history = year(30_000, 120_000, 50_000, zones=PEAKS)
    assert switched(rows(), history, ONE).other == Money(12 * 140_000)
    assert switched(rows(), history, TWO).other == Money(12 * 140_000)
    assert switched(rows(), history, TWO).as_is == Money(12 * (30_000 + 84_000 + 20_000))


def test_what_was_not_measured_apart_is_not_guessed():
    assert switched(rows(), year(200_000, zones=(Zone.ALL,)), TWO) is None
    assert switched(rows(), year(150_000, 50_000), THREE) is None
    assert switched(rows(), year(200_000, zones=(Zone.ALL,)), ONE) is None


def test_only_months_with_readings_and_prices_count():
    history = (*year(150_000, 50_000)[:-1], *year(1, 1, count=1, known=Known.CALCULATED))
    assert len(switched(rows(), history, ONE).months) == 11
    late = rows(since=date(2026, 6, 1))
    assert [str(month) for month in switched(late, year(150_000, 50_000), ONE).months] == [
        "2026-06", "2026-07", "2026-08", "2026-09", "2026-10",
    ]  # fmt: skip
    assert switched((), year(150_000, 50_000), ONE) is None
