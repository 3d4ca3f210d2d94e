"""Laws of the engine, whatever the prices, days and energies."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.pricing import engine
from core.pricing.engine import cost, estimate
from core.pricing.model import Estimate, Unpriced, Use
from core.readings.rules import Split
from core.tariffs import TariffRow, Zone
from core.values import Energy

START = date(2026, 5, 1)
_DAY = timedelta(days=1)
SETS = ((Zone.ALL,), (Zone.DAY, Zone.NIGHT), (Zone.PEAK, Zone.NIGHT, Zone.HALFPEAK))
energies = st.integers(0, 12_000_000) | st.integers(0, 3000)
splits = st.sampled_from(Split)


@st.composite
def price_lists(draw, least=1):
    """Lists without a gap from the START on; bounds and prices rise, as they do in every tariff."""
    days = sorted(draw(st.sets(st.integers(1, 200), max_size=3)))
    begins = [START, *(START + timedelta(days=day) for day in days)]
    rows = []
    for at, begin in enumerate(begins):
        last = begins[at + 1] - _DAY if at + 1 < len(begins) else None
        bounds = sorted(draw(st.sets(st.integers(1, 8_000_000), min_size=least - 1, max_size=2)))
        for zone in Zone:
            costs = sorted(draw(st.lists(st.integers(1, 2_000_000), min_size=3, max_size=3)))
            rows += [
                TariffRow(begin, last, zone, upto, price, "")
                for upto, price in zip([*bounds, 0], costs, strict=False)
            ]
    return tuple(rows)


@st.composite
def spans(draw):
    """(since, until): days after the first up to the second."""
    since = START + timedelta(days=draw(st.integers(0, 200)))
    return since, since + timedelta(days=draw(st.integers(1, 100)))


used = st.sampled_from(SETS).flatmap(
    lambda zones: st.fixed_dictionaries({zone: energies.map(Energy) for zone in zones})
)
cases = st.tuples(price_lists(), used, spans(), splits)


def times(energy, factor):
    return {zone: Energy(one.watt_hours * factor) for zone, one in energy.items()}


@given(cases)
def test_parts_add_up_to_the_energy_and_to_the_rounded_sum(case):
    rows, energy, (since, until), split = case
    found = estimate(rows, energy, since, until, split)
    for zone, whole in energy.items():
        assert sum(part.energy.watt_hours for part in found.parts if part.zone is zone) == whole.watt_hours
    assert sum(part.amount.kopecks for part in found.parts) == found.total.kopecks
    assert -Fraction(1, 2) < found.total.kopecks - found.exact <= Fraction(1, 2)
    for part in found.parts:
        # No part is further from its own sum than its two roundings, of energy and of money, can carry it.
        off = abs(part.amount.kopecks - Fraction(part.energy.watt_hours * part.price, engine.UNITS))
        assert off < 1 + Fraction(part.price, engine.UNITS)
        assert since < part.first <= part.last <= until
        assert (part.first.year, part.first.month) == (part.last.year, part.last.month)


@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_and_of_the_zones_changes_nothing(case, random):
    rows, energy, (since, until), split = case
    mixed, zones = list(rows), list(energy.items())
    random.shuffle(mixed)
    random.shuffle(zones)
    assert estimate(mixed, dict(zones), since, until, split) == estimate(rows, energy, since, until, split)


@given(cases, st.data())
def test_more_energy_never_costs_less(case, data):
    rows, energy, (since, until), split = case
    zone = data.draw(st.sampled_from(sorted(energy)))
    more = energy | {zone: Energy(energy[zone].watt_hours + data.draw(st.integers(1, 5_000_000)))}
    assert estimate(rows, more, since, until, split).exact > estimate(rows, energy, since, until, split).exact


@given(cases, st.data())
def test_it_does_not_matter_how_the_period_is_cut(case, data):
    rows, energy, (since, until), split = case
    days = (until - since).days
    # A whole number of watt-hours a day, so that a part of the days has its exact part of the energy.
    energy = times({zone: Energy(one.watt_hours // 50) for zone, one in energy.items()}, days)
    at = [0, *sorted(data.draw(st.sets(st.integers(1, days), max_size=4)) - {days}), days]
    total, before = Fraction(0), []
    for begin, end in pairwise(at):
        part = {zone: Energy(one.watt_hours // days * (end - begin)) for zone, one in energy.items()}
        found = estimate(
            rows, part, since + timedelta(days=begin), since + timedelta(days=end), split, already=before
        )
        total += found.exact
        before.append(Use(since + timedelta(days=begin + 1), since + timedelta(days=end), part))
    assert total == estimate(rows, energy, since, until, split).exact
    assert cost(rows, before, split).exact == total


@given(cases, used, spans())
def test_two_uses_cost_the_same_in_either_order(case, other, days):
    rows, energy, (since, until), split = case
    one, two = Use(since + _DAY, until, energy), Use(days[0] + _DAY, days[1], other)
    both = cost(rows, (one, two), split).exact
    assert cost(rows, (one,), split).exact + cost(rows, (two,), split, already=(one,)).exact == both
    assert cost(rows, (two,), split).exact + cost(rows, (one,), split, already=(two,)).exact == both


@given(cases, used)
def test_what_was_billed_comes_back(case, other):
    rows, energy, (since, until), split = case
    charged = Use(since + _DAY, until, other)
    found = estimate(rows, energy, since, until, split, billed=[charged])
    whole = estimate(rows, energy, since, until, split).exact
    assert found.exact == whole - cost(rows, [charged], split).exact
    assert not estimate(rows, other, since, until, split, billed=[charged]).parts


@given(price_lists(), st.sampled_from(SETS), spans(), splits)
def test_nothing_costs_nothing(rows, zones, days, split):
    found = estimate(rows, dict.fromkeys(zones, Energy(0)), *days, split)
    assert (found.parts, found.total.kopecks, found.exact) == ((), 0, 0)


@given(cases)
def test_the_whole_numbers_of_the_usual_month_are_those_of_the_engine(case):
    rows, energy, (since, until), split = case
    slow = engine._closely(rows, (Use(since + _DAY, until, energy),), split, (), ())
    assert estimate(rows, energy, since, until, split) == slow


@given(price_lists(least=3), used, spans())
def test_no_zone_crosses_a_bound_wrongly(rows, energy, days):
    """Of each month, as much is in the ranges together as the total of the month puts there."""
    found = estimate(rows, energy, *days, Split.PROPORTIONAL)
    for month in {(part.first.year, part.first.month) for part in found.parts}:
        parts = [part for part in found.parts if (part.first.year, part.first.month) == month]
        lists = {part.first for part in parts}
        if len(lists) > 1:
            continue  # each list has bounds of its own: by hand in test_by_hand
        total = sum(part.energy.watt_hours for part in parts)
        low = 0
        tops = sorted(
            row.upto or 10**18 for row in rows if row.zone is parts[0].zone and _holds(row, parts[0])
        )
        for band, top in enumerate(tops, 1):
            inside = sum(part.energy.watt_hours for part in parts if part.band == band)
            # each zone's parts may be a watt-hour away from exact
            assert abs(inside - max(0, min(total, top) - low)) <= 2 * len(parts)
            low = top


def _holds(row, part):
    return row.valid_from <= part.first and (row.valid_to is None or row.valid_to >= part.last)


@given(price_lists(least=3), used, spans())
def test_zones_share_each_range_in_proportion(rows, energy, days):
    since = days[0].replace(day=1)
    found = estimate(rows, energy, since - _DAY if since > START else since, since + timedelta(days=27))
    total = sum(one.watt_hours for one in energy.values())
    for zone, own in energy.items():
        for part in found.parts:
            if part.zone is zone and len({other.first for other in found.parts}) == 1:
                band = sum(other.energy.watt_hours for other in found.parts if other.band == part.band)
                assert abs(part.energy.watt_hours * total - band * own.watt_hours) <= 4 * total


@given(cases)
def test_with_one_zone_all_strategies_agree(case):
    rows, energy, (since, until), _ = case
    one = {Zone.ALL: next(iter(energy.values()))}
    assert len({estimate(rows, one, since, until, split).exact for split in Split}) == 1


@given(cases, st.integers(1, 100))
def test_a_day_without_prices_makes_it_unknown(case, ago):
    rows, energy, _, split = case
    since = START - timedelta(days=ago) - _DAY
    assert isinstance(estimate(rows, energy, since, START, split), Unpriced)
    assert isinstance(estimate(rows, energy, START - _DAY, START, split), Estimate)


@pytest.mark.parametrize("split", Split)
@given(rows=price_lists(), energy=used, days=spans())
def test_a_correction_is_priced_at_the_lowest_range(rows, energy, days, split):
    back = times(energy, -1)
    found = estimate(rows, back, *days, split)
    assert all(part.band == 1 and part.amount.kopecks <= 0 for part in found.parts)
