"""Consumption from reading to reading: measured apart from calculated, over rollovers and replaced meters."""

from __future__ import annotations

import random
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.intervals import intervals, monthly
from core.meters import Meter, Source, Taken
from core.tariffs import Zone
from core.values import Display, Energy, Period

DAY = date.fromisoformat
ONE = Meter("1", "", "", (Zone.ALL,), 5, 0, 1, None, None, None, automatic=False)
NEW = Meter("2", "", "", (Zone.DAY, Zone.NIGHT), 6, 1, 1, None, None, None, automatic=False)


def reading(day, *shown, source="subscriber", state="counted", decimals=0):
    return Taken(DAY(day), Source(source), tuple(Display(one, decimals) for one in shown), state)


def told(found):
    def kwh(one):
        return [energy.watt_hours // 1000 for energy in one.energy.values()]

    return [(str(one.since), str(one.until), kwh(one), one.calculated) for one in found]


def test_between_taken_readings_all_is_measured_whatever_was_calculated():
    found = intervals(
        ONE,
        [
            reading("2026-11-30", 1180, source="calculated"),
            reading("2026-10-20", 1100, source="inspector"),
            reading("2026-09-30", 1090, source="calculated"),
            reading("2026-08-20", 1000),
        ],
    )
    assert told(found) == [
        ("2026-08-20", "2026-10-20", [100], False),
        ("2026-10-20", "2026-11-30", [80], True),
    ]


def test_before_the_first_taken_reading_it_is_calculated():
    guessed = reading("2026-08-31", 10, source="calculated")
    found = intervals(ONE, [guessed, reading("2026-09-20", 30), reading("2026-10-20", 70)])
    assert told(found) == [
        ("2026-08-31", "2026-09-20", [20], True),
        ("2026-09-20", "2026-10-20", [40], False),
    ]
    only = [reading(f"2026-0{month}-28", month * 10, source="calculated") for month in (5, 6, 7)]
    assert told(intervals(ONE, only)) == [
        ("2026-05-28", "2026-06-28", [10], True),
        ("2026-06-28", "2026-07-28", [10], True),
    ]
    assert intervals(ONE, []) == intervals(ONE, only[:1]) == ()


def test_what_counts_for_nothing_is_left_out():
    found = intervals(
        ONE,
        [
            reading("2026-08-20", 1000),
            reading("2026-09-01", 9000, state="refused"),
            reading("2026-09-02", 500, state="disputed"),
            reading("2026-09-03", 7000, state="replaced"),
            reading("2026-09-04", 7, 8),  # another meter's registers
            reading("2026-09-20", 1050, state="accepted"),
        ],
    )
    assert told(found) == [("2026-08-20", "2026-09-20", [50], False)]


def test_of_a_day_the_taken_reading_counts_and_of_those_the_greatest():
    found = intervals(
        ONE,
        [
            reading("2026-08-20", 1000),
            reading("2026-09-20", 1400, source="calculated"),
            reading("2026-09-20", 1049),
            reading("2026-09-20", 1050, source="inspector"),
        ],
    )
    assert told(found) == [("2026-08-20", "2026-09-20", [50], False)]


def test_a_rollover_goes_on_and_a_correction_goes_back():
    over = intervals(ONE, [reading("2026-08-20", 99_950), reading("2026-09-20", 30)])
    assert told(over) == [("2026-08-20", "2026-09-20", [80], False)]
    # 412 back: as a rollover it would be 99 588 kWh, so somebody corrected a slip
    back = intervals(ONE, [reading("2026-08-20", 5412), reading("2026-09-20", 5000)])
    assert told(back) == [("2026-08-20", "2026-09-20", [-412], False)]


def test_a_replaced_meter_ends_with_its_closing_reading_and_the_new_one_goes_on():
    old = intervals(ONE, [reading("2026-08-31", 61_000), reading("2026-09-15", 61_150, source="inspector")])
    new = intervals(
        NEW,
        [
            reading("2026-09-15", 12, 5, source="billing", decimals=1),
            reading("2026-09-30", 812, 405, decimals=1),
            reading("2026-11-10", 900, 500, decimals=1, source="calculated"),
        ],
    )
    months = monthly([*new, *old])
    assert list(months) == [Period(2026, 9), Period(2026, 10), Period(2026, 11)]
    # 150 kWh of the old one; 81,2 - 1,2 = 80 by day and 40,5 - 0,5 = 40 by night of the new one
    assert months[Period(2026, 9)].measured == {Zone.ALL: 150_000, Zone.DAY: 80_000, Zone.NIGHT: 40_000}
    assert months[Period(2026, 9)].calculated == {}
    # 8,8 kWh over 31 + 10 days: 6 653,66 and 2 146,34 Wh
    assert months[Period(2026, 10)].calculated[Zone.DAY] == 6_654
    assert months[Period(2026, 11)].calculated[Zone.DAY] == 2_146
    assert months[Period(2026, 10)].measured == {}


steps = st.lists(st.tuples(st.integers(1, 70), st.integers(0, 900), st.booleans()), min_size=1, max_size=14)


@given(steps, st.randoms(use_true_random=False))
def test_months_add_up_to_what_the_display_grew_in_any_order_of_readings(found, mixed: random.Random):
    on, shown = DAY("2024-02-11"), 40_000
    readings = [reading(str(on), shown)]
    for days, grown, calculated in found:
        on, shown = on + timedelta(days=days), shown + grown
        readings.append(reading(str(on), shown, source="calculated" if calculated else "subscriber"))
    taken = max(one.shown[0].units for one in readings if one.source is not Source.CALCULATED)
    mixed.shuffle(readings)
    months = monthly(intervals(ONE, readings)).values()
    assert sum(month.measured.get(Zone.ALL, 0) for month in months) == (taken - 40_000) * 1000
    both = sum(sum(month.measured.values()) + sum(month.calculated.values()) for month in months)
    assert Energy(both) == Energy((shown - 40_000) * 1000)
