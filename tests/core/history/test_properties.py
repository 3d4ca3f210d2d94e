"""What holds for every history: months add up to what the displays grew, whatever the dates and zones."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.history.account import of_account
from core.history.months import measured, of_meter
from core.meters import Source, Taken
from core.readings.rules import Spread
from core.readings.window import Window
from core.tariffs import ORDER
from core.values import Display, Energy, Period
from tests.core.history.builders import meter

ZONES = (("all",), ("day", "night"), ("peak", "night", "halfpeak"))
windows = st.sampled_from(["15-25", "23-25/26", "28-3", "1-31"]).map(Window.parse)
spreads = st.sampled_from(Spread)
sources = st.sampled_from(Source)
SETTINGS = settings(max_examples=40, deadline=None)


@st.composite
def lives(draw, serial="1", since=date(2024, 2, 11)):
    """A meter, its honest readings (the display may roll over many times), and what went through it, Wh."""
    zones = draw(st.sampled_from(ZONES))
    digits, decimals, ratio = draw(st.integers(4, 6)), draw(st.integers(0, 3)), draw(st.sampled_from([1, 40]))
    one = meter(serial, zones, digits=digits, decimals=decimals, ratio=ratio)
    full = 10 ** (digits + decimals)
    on, true = since, [draw(st.integers(0, full - 1)) for _ in zones]
    found, first = [(on, tuple(true))], sum(true)
    for days in draw(st.lists(st.integers(1, 100), max_size=14)):
        on += timedelta(days=days)
        true = [units + draw(st.integers(0, full // 10)) for units in true]
        found.append((on, tuple(true)))
    readings = [
        Taken(day, Source.SUBSCRIBER, tuple(Display(units % full, decimals) for units in shown))
        for day, shown in found
    ]
    return one, readings, (sum(true) - first) * ratio * 10 ** (3 - decimals)


@SETTINGS
@given(lives(), windows, spreads, st.randoms(use_true_random=False))
def test_months_add_up_to_the_difference_times_the_ratio(life, window, spread, mixed: random.Random):
    one, readings, grown = life
    months = measured(one, readings, window, spread)
    assert sum(sum(month.energy.values()) for month in months.values()) == grown
    assert all(part >= 0 for month in months.values() for part in month.energy.values())
    mixed.shuffle(readings)
    assert measured(one, readings, window, spread) == months
    if spread is Spread.MONTHS:
        assert sum(month.total.watt_hours for month in of_meter(one, readings, window)) == grown


@SETTINGS
@given(lives(), lives(serial="2"), windows)
def test_so_they_do_over_a_replaced_meter(old, new, window):
    (one, before, grown), (other, after, more) = old, new
    gone = before[-1].on
    later = [replace(reading, on=gone + (reading.on - after[0].on)) for reading in after]
    one, other = replace(one, removed_on=gone), replace(other, installed_on=gone)
    months = of_account([(other, later), (one, before)], {}, window)
    assert sum(month.total.watt_hours for month in months) == grown + more
    periods = [month.period for month in months]
    assert periods == sorted(set(periods))
    assert {month.period for month in months if month.replaced} <= {Period.of(gone)}


shown = st.lists(st.builds(Display, st.integers(0, 10**6), st.integers(0, 3)), max_size=3)
anything = st.lists(
    st.builds(
        Taken,
        st.dates(date(2024, 1, 1), date(2026, 12, 31)),
        sources,
        shown.map(tuple),
        st.sampled_from(["counted", "refused", "disputed", "unconfirmed", "accepted"]),
    ),
    max_size=12,
)
some_days = st.none() | st.dates(date(2024, 1, 1), date(2026, 12, 31))
meters = st.builds(
    lambda zones, ratio, installed, removed: replace(
        meter("1", zones, ratio=ratio), installed_on=installed, removed_on=removed
    ),
    st.sampled_from(ZONES), st.sampled_from([1, 40]), some_days, some_days,
)  # fmt: skip
bills = st.dictionaries(
    st.builds(Period, st.integers(2024, 2026), st.integers(1, 12)),
    st.tuples(*[st.none() | st.builds(Energy, st.integers(-(10**6), 10**9))] * 3),
    max_size=8,
)


@SETTINGS
@given(st.lists(st.tuples(meters, anything), max_size=3), bills, windows, spreads, st.randoms())
def test_no_history_raises_or_tells_a_month_twice(read, billed, window, spread, mixed: random.Random):
    found = of_account(read, billed, window, spread)
    periods = [month.period for month in found]
    assert periods == sorted(set(periods))
    for month in found:
        zones = [zone for zone, _ in month.energy]
        assert zones == [zone for zone in ORDER if zone in zones]
        assert month.total.watt_hours == sum(energy.watt_hours for _, energy in month.energy)
        assert month.total.watt_hours >= 0 or month.period in billed
    mixed.shuffle(read)
    again = [(one, mixed.sample(readings, len(readings))) for one, readings in read]
    assert of_account(again, billed, window, spread) == found


@SETTINGS
@given(lives(), lives(serial="2"), windows)
def test_meters_of_an_account_are_added_month_by_month(one, two, window):
    """Only months that both tell are the account's, and hold what both used."""
    parts = [{month.period: month.total for month in of_meter(*life[:2], window)} for life in (one, two)]
    both = Counter(parts[0].keys() & parts[1].keys())
    found = {month.period: month.total for month in of_account([one[:2], two[:2]], {}, window)}
    assert found.keys() == both.keys()
    for period, energy in found.items():
        assert energy.watt_hours == sum(part[period].watt_hours for part in parts)
