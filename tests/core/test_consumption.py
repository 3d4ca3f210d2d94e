"""Consumption between displays, and its spreading over calendar months."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.consumption import months_between, used, used_by_register
from core.meters import Meter
from core.rounding import shares
from core.tariffs import Zone
from core.values import Display, Energy, Period

START = date(2025, 12, 10)


def meter(digits=5, decimals=0, ratio=1, zones=(Zone.ALL,)):
    return Meter("1", "", "", zones, digits, decimals, ratio, None, None, None, automatic=False)


# before, after, meter, rolled, Wh
TABLE = (
    (Display(15_300), Display(15_420), meter(), False, 120_000),
    (Display(15_420), Display(15_420), meter(), False, 0),
    (Display(15_420), Display(15_300), meter(), False, -120_000),
    # 99 980 to 00 030 of five digits: 20 to the end and 30 after it
    (Display(99_980), Display(30), meter(), True, 50_000),
    # 9999,5 to 0000,7 of four digits and one after the comma: 1,2 kWh
    (Display(99_995, 1), Display(7, 1), meter(4, 1), True, 1_200),
    # 12,34 kWh on the display, forty times that through the transformers
    (Display(100_000, 2), Display(101_234, 2), meter(6, 2, 40), False, 493_600),
    # rolled over behind a transformer of 30: (100 000 - 99 990 + 5) * 30 kWh
    (Display(99_990), Display(5), meter(ratio=30), True, 450_000),
    # billing's reading had no decimals, the meter shows three: 15 300 to 15 420,125
    (Display(15_300), Display(15_420_125, 3), meter(decimals=3), False, 120_125),
)


@pytest.mark.parametrize(("before", "after", "one", "rolled", "watt_hours"), TABLE)
def test_used_by_hand(before, after, one, rolled, watt_hours):
    assert used(before, after, one, rolled=rolled) == Energy(watt_hours)


def test_registers_are_counted_one_by_one():
    two = meter(zones=(Zone.DAY, Zone.NIGHT))
    before, after = (Display(100), Display(99_999)), (Display(150), Display(1))
    assert used_by_register(before, after, two, (False, True)) == (Energy(50_000), Energy(2_000))
    assert used_by_register(before, after, two)[1] == Energy(-99_998_000)
    with pytest.raises(ValueError, match="argument"):
        used_by_register(before, after[:1], two)
    with pytest.raises(ValueError, match="argument"):
        used_by_register(before, after, two, (True,))


@pytest.mark.parametrize("decimals", [-1, 4])
def test_a_display_finer_than_a_watt_hour_is_refused(decimals):
    with pytest.raises(ValueError, match="0 to 3 decimals"):
        used(Display(0), Display(1, decimals), meter())


def test_months_by_hand():
    # 20 September to 20 October: ten days and twenty
    assert list(months_between(date(2026, 9, 20), date(2026, 10, 20))) == [
        (Period(2026, 9), 10),
        (Period(2026, 10), 20),
    ]
    # The last day of a month belongs to it, the day of the first reading to nobody's consumption.
    assert list(months_between(date(2026, 9, 30), date(2026, 10, 31))) == [(Period(2026, 10), 31)]
    assert list(months_between(date(2026, 10, 5), date(2026, 10, 5))) == []


days = st.integers(0, 1500).map(lambda count: START + timedelta(days=count))


@given(
    days, st.integers(0, 900), st.integers(0, 10**8), st.integers(0, 10**8), st.sampled_from([1, 30, 6000]),
    st.integers(0, 3), st.booleans(),
)  # fmt: skip
def test_the_months_add_up_to_the_difference_times_the_ratio(
    since, length, before, after, ratio, decimals, rolled
):
    one = meter(6, decimals, ratio)
    grown = after - before + (10 ** (6 + decimals) if rolled else 0)
    energy = used(Display(before, decimals), Display(after, decimals), one, rolled=rolled)
    assert energy.watt_hours * 10**decimals == grown * ratio * 1000
    months = dict(months_between(since, since + timedelta(days=length)))
    parts = shares(energy.watt_hours, tuple(months.values())) if months else (energy.watt_hours,)
    assert sum(parts) == energy.watt_hours
    for count, part in zip(months.values(), parts, strict=bool(length)):
        assert abs(part * length - energy.watt_hours * count) < length


@given(days, st.integers(0, 900))
def test_every_day_is_of_one_month(since, length):
    until, counted = since + timedelta(days=length), {}
    for ago in range(length):
        month = Period.of(until - timedelta(days=ago))
        counted[month] = counted.get(month, 0) + 1
    assert dict(months_between(since, until)) == counted
