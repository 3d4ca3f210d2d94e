"""The forecast of a month: what it rests on, what it never looks at, and where there is none."""

from __future__ import annotations

import random

import pytest

from core.forecasting.energy import foretell
from core.forecasting.interval import DEFAULTS, WHOLE
from core.forecasting.model import Basis, SoFar
from core.history.model import Known
from core.tariffs import Zone
from core.values import Energy
from tests.core.forecasting.histories import NOVEMBER, SHAPE, months, use

USUAL = SHAPE[10] * 150


def near(found, wanted, permille=30):
    return abs(found.total.watt_hours - wanted) * 1000 <= permille * wanted


def test_a_season_that_repeats_is_foretold():
    found = foretell(months(36), NOVEMBER)
    assert near(found, USUAL)
    assert found.basis is Basis.SEASON
    assert found.low < found.total < found.high


def test_a_household_that_grew_is_foretold_at_its_new_level():
    assert near(foretell(months(36, lambda back: 300 if back <= 6 else 150), NOVEMBER), 2 * USUAL, 70)


def test_the_newest_months_tell_the_level_most():
    """Three months at twice the level weigh more than the three before them."""
    found = foretell(months(36, lambda back: 300 if back <= 3 else 150), NOVEMBER)
    assert found.total.watt_hours > 3 * USUAL // 2


def test_a_level_beyond_belief_is_another_household():
    """Ten times as much since summer: last year's season says nothing, the last months do."""
    found = foretell(months(36, lambda back: 2000 if back <= 6 else 150), NOVEMBER)
    assert found.basis is Basis.LATELY
    assert found.total.watt_hours > 5 * USUAL


def test_a_year_that_nothing_brings_to_level_is_taken_as_it_was():
    assert near(foretell((*months(12)[:1], *months(3, 300)), NOVEMBER), USUAL)


def test_less_than_a_year_is_told_by_the_last_three_months():
    history = months(5)
    found = foretell(history, NOVEMBER)
    assert found.basis is Basis.LATELY
    assert found.total.watt_hours == sum(one.total.watt_hours for one in history[-3:]) // 3
    wide = found.high.watt_hours - found.total.watt_hours
    assert wide == found.total.watt_hours * DEFAULTS[Basis.LATELY] // WHOLE


@pytest.mark.parametrize("count", [0, 1, 2])
def test_too_little_is_known(count):
    assert foretell(months(count), NOVEMBER) is None


def test_nothing_of_the_last_half_year_is_too_little():
    assert foretell(months(36)[:-6], NOVEMBER) is None
    assert foretell(months(36)[:-5], NOVEMBER) is not None


def test_what_the_supplier_calculated_is_nobodys_habit():
    assert foretell(months(36, known=Known.CALCULATED), NOVEMBER) is None
    lately = months(36)[:-1] + months(1, 900, known=Known.CALCULATED)
    assert foretell(lately, NOVEMBER).total == foretell(months(36)[:-1], NOVEMBER).total


def test_nothing_of_the_month_or_later_is_looked_at():
    later = (use(NOVEMBER, 9_000_000), use(NOVEMBER.shift(1), 9_000_000))
    assert foretell((*months(30), *later), NOVEMBER) == foretell(months(30), NOVEMBER)


def test_the_order_of_months_does_not_matter():
    shuffled = list(months(30))
    random.Random(3).shuffle(shuffled)
    assert foretell(shuffled, NOVEMBER) == foretell(months(30), NOVEMBER)


def test_a_noisy_past_makes_a_wide_interval():
    rng = random.Random(1)
    calm = foretell(months(36, lambda _back: rng.randint(148, 152)), NOVEMBER)
    wild = foretell(months(36, lambda _back: rng.randint(60, 240)), NOVEMBER)
    assert (wild.high.watt_hours - wild.low.watt_hours) > 3 * (calm.high.watt_hours - calm.low.watt_hours)
    assert wild.low.watt_hours >= 0


def test_zones_add_up_and_keep_the_season_of_the_night():
    """A heater at night is used in winter: last year's November knows, the summer does not."""
    zones = (Zone.DAY, Zone.NIGHT)
    history = []
    for back in range(24, 0, -1):
        period = NOVEMBER.shift(-back)
        night = 300_001 if period.month in {10, 11, 12, 1, 2, 3} else 30_001
        history.append(use(period, 100_000, night, zones=zones))
    found = foretell(history, NOVEMBER)
    parts = dict(found.energy)
    assert parts[Zone.NIGHT].watt_hours > 2 * parts[Zone.DAY].watt_hours
    assert found.total.watt_hours == sum(part.watt_hours for part in parts.values())


def test_a_meter_of_other_zones_gives_the_zones_of_today():
    zones = (Zone.DAY, Zone.NIGHT)
    new = [use(NOVEMBER.shift(-back), 100_000, 50_000, zones=zones) for back in (3, 2, 1)]
    found = foretell((*months(36)[:-3], *new), NOVEMBER)
    assert [zone for zone, _ in found.energy] == [Zone.DAY, Zone.NIGHT]


def test_a_dacha_in_winter_may_be_visited():
    history = tuple(use(NOVEMBER.shift(-back), 0 if (11 - back) % 12 in {11, 0, 1, 2, 3} else 200_000)
                    for back in range(36, 0, -1))  # fmt: skip
    january = NOVEMBER.shift(2)
    found = foretell((*history, use(NOVEMBER, 0), use(NOVEMBER.shift(1), 0)), january)
    assert (found.low, found.total) == (Energy(0), Energy(0))
    assert found.high > Energy(0)


def so_far(wh, days, **more):
    return SoFar(((Zone.ALL, Energy(wh)),), days, **more)


def test_a_reading_of_the_window_settles_the_month():
    found = foretell(months(36), NOVEMBER, so_far(123_000, 30, final=True))
    assert (found.low, found.total, found.high) == (Energy(123_000),) * 3
    assert found.basis is Basis.READINGS
    assert foretell((), NOVEMBER, so_far(123_000, 30, final=True)) is not None


def test_the_days_with_readings_count_and_the_interval_shrinks():
    season = foretell(months(36), NOVEMBER)
    slow = foretell(months(36), NOVEMBER, so_far(USUAL // 4, 15))  # half the usual pace
    assert slow.basis is Basis.READINGS
    assert USUAL // 2 < slow.total.watt_hours < season.total.watt_hours * 3 // 4
    assert slow.low.watt_hours >= USUAL // 4
    usual = foretell(months(36), NOVEMBER, so_far(USUAL // 2, 15))
    assert usual.high.watt_hours - usual.low.watt_hours < season.high.watt_hours - season.low.watt_hours


def test_a_pace_far_from_the_season_leaves_much_open():
    """Three times the usual by the middle: the rest may go on so, or be as ever."""
    found = foretell(months(36), NOVEMBER, so_far(3 * USUAL // 2, 15))
    assert found.low.watt_hours <= 2 * USUAL + USUAL // 20
    assert found.high.watt_hours >= 5 * USUAL // 2


def test_the_later_the_reading_the_less_the_season_says():
    def off(days):
        """How far from the pace of the days with readings, which is twice the usual."""
        return (
            2 * USUAL - foretell(months(36), NOVEMBER, so_far(2 * USUAL * days // 30, days)).total.watt_hours
        )

    assert off(3) > off(10) > off(20) > off(29) >= 0


def test_a_reading_that_is_all_of_the_days_is_the_month():
    assert foretell(months(36), NOVEMBER, so_far(123_000, 31)).total == Energy(123_000)


def test_random_histories_never_raise_and_keep_their_order():
    rng = random.Random(7)
    zones = [(Zone.ALL,), (Zone.DAY, Zone.NIGHT), (Zone.PEAK, Zone.HALFPEAK, Zone.NIGHT)]
    for _ in range(60):
        history = [_random(rng, NOVEMBER.shift(-back), rng.choice(zones)) for back in range(1, 40)]
        history = [one for one in history if rng.randrange(3)]
        partly = rng.choice([None, so_far(rng.randrange(10**6), rng.randrange(40))])
        found = foretell(history, NOVEMBER, partly)
        if found is not None:
            assert 0 <= found.low.watt_hours <= found.total.watt_hours <= found.high.watt_hours


def _random(rng, period, zones):
    parts = [rng.choice([0, 1, rng.randrange(10**9), -5]) for _ in zones]
    return use(period, *parts, zones=zones, known=rng.choice(list(Known)))


def test_the_first_month_at_a_dacha_is_what_it_is():
    """April has a little, March nothing and May a lot: April is not their mean."""
    year = {4: 60_000, 5: 320_000, 6: 440_000, 7: 480_000, 8: 460_000, 9: 300_000, 10: 80_000}
    april = NOVEMBER.shift(-7)
    history = [use(april.shift(-back), year.get(april.shift(-back).month, 0)) for back in range(1, 37)]
    assert near(foretell(history, april), 60_000)
