"""Every rule of a reading beside its neighbours: one less, one more, one day earlier or later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.meters import Source
from core.readings.checks import doubts_value
from core.readings.reasons import Reason, Stance, stance
from core.readings.rules import Compare
from tests.core.readings.builders import (
    DAY_NIGHT,
    LAST,
    METER,
    NOVEMBER,
    RULES,
    THREE,
    WINDOW,
    judged,
    kwh,
    monthly,
    taken,
)

FLAT = monthly(150)
"""10 000 on 20 October after 150 kWh a month: at most 465 are believed for the 31 days since."""


def reasons(*args, **more):
    return judged(*args, **more).reasons


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (10_000, ()),
        (10_001, ()),
        (10_150, ()),
        (10_465, ()),
        (10_466, (Reason.TOO_LARGE,)),
        (9_999, (Reason.LESS,)),
        (0, (Reason.CONSUMPTION,)),
    ],
)
def test_a_flat(value, expected):
    assert reasons(value, FLAT) == expected


def test_a_normal_reading_says_what_it_counts_for():
    verdict = judged(10_150, FLAT)
    assert (verdict.period, verdict.used) == (NOVEMBER, kwh(150))
    assert verdict.previous == taken(LAST, 10_000)
    assert (verdict.opens_on, verdict.closes_on) == (date(2026, 11, 15), date(2026, 11, 25))
    assert not doubts_value(verdict)


def test_zero_consumption_is_right():
    """Suppliers ask for it: an unsent zero is billed by average."""
    assert judged(10_000, FLAT).used == kwh(0)
    assert judged((5_000, 3_000), monthly((80, 40), last=(5_000, 3_000)), meter=DAY_NIGHT).reasons == ()


@pytest.mark.parametrize(
    ("days", "kwh_more", "expected"),
    [
        # the limit grows with the days: 10 kWh a day, three times as much is believed
        (10, 300, ()),
        (10, 301, (Reason.TOO_LARGE,)),
        (31, 930, ()),
        (31, 931, (Reason.TOO_LARGE,)),
        (92, 2_760, ()),
        (92, 2_761, (Reason.TOO_LARGE,)),
        # what is believed always, however few the days
        (1, 300, ()),
        (0, 300, ()),
        (1, 301, (Reason.TOO_LARGE,)),
    ],
)
def test_limits_are_scaled_to_the_days(days, kwh_more, expected):
    history = tuple(taken(date(2026, 8, 26 - 10 * back), 10_000 - 100 * back) for back in range(2))
    on = date.fromordinal(date(2026, 8, 26).toordinal() + days)
    verdict = judged(10_000 + kwh_more, history, on=on)
    assert tuple(one for one in verdict.reasons if one is not Reason.NEXT_PERIOD) == expected


def test_limits_are_configuration():
    strict = replace(RULES, factor_percent=110, least_limit_kwh=0)
    assert reasons(10_170, FLAT, rules=strict) == ()
    assert reasons(10_171, FLAT, rules=strict) == (Reason.TOO_LARGE,)
    assert reasons(10_466, FLAT, rules=replace(RULES, least_limit_kwh=466)) == ()


def test_the_ratio_multiplies_consumption_and_not_the_reading():
    office = replace(METER, ratio=40, digits=6, decimals=2)
    history = monthly(36_250, last=1_000_000, decimals=2)  # 362.5 kWh through the meter, 14.5 MWh in truth
    verdict = judged(1_036_250, history, meter=office)
    assert (verdict.reasons, verdict.used) == ((), kwh(14_500))
    assert judged(1_112_375, history, meter=office).reasons == ()  # 44 950 kWh: 3 × 31 days of 30
    assert judged(1_112_376, history, meter=office).reasons == (Reason.TOO_LARGE,)


def test_a_doubted_value_says_what_is_usual():
    assert judged(11_000, FLAT).usual == kwh(150)
    assert judged(11_000, [taken(LAST, 10_000)], norm=kwh(130)[0]).usual == ()


@pytest.mark.parametrize(("norm", "most"), [(130, 397), (210, 642), (10, 300)])
def test_the_norm_stands_for_a_history(norm, most):
    """130 kWh a month is 4 274 Wh a day; 31 days, three times."""
    history = [taken(LAST, 10_000)]
    assert reasons(10_000 + most, history, norm=kwh(norm)[0]) == ()
    assert reasons(10_000 + most + 1, history, norm=kwh(norm)[0]) == (Reason.TOO_LARGE,)


def test_without_norm_and_history_a_tenth_of_the_display_is_believed():
    history = [taken(LAST, 10_000)]
    assert reasons(20_000, history) == ()
    assert reasons(20_001, history) == (Reason.TOO_LARGE,)


@pytest.mark.parametrize(
    ("value", "expected", "used"),
    [
        (99_990, (), kwh(117)),
        (12, (Reason.ROLLOVER,), kwh(139)),
        (0, (Reason.ROLLOVER,), kwh(127)),
        (338, (Reason.ROLLOVER,), kwh(465)),
        (339, (Reason.CONSUMPTION,), ()),
        (466, (Reason.LESS,), ()),
        (99_872, (Reason.LESS,), ()),
    ],
)
def test_rollover(value, expected, used):
    verdict = judged(value, monthly(150, last=99_873))
    assert (verdict.reasons, verdict.used) == (expected, used)


def test_one_register_may_roll_over():
    history = monthly((150, 80), last=(99_950, 5_000))
    verdict = judged((60, 5_080), history, meter=DAY_NIGHT)
    assert (verdict.reasons, verdict.used) == ((Reason.ROLLOVER,), kwh(110, 80))
    assert reasons((60, 4_999), history, meter=DAY_NIGHT) == (Reason.LESS,)
    assert reasons((60, 6_000), history, meter=DAY_NIGHT) == (Reason.LESS,)


def test_rollover_knows_the_decimals():
    tenths = replace(METER, digits=4, decimals=1)
    history = monthly(1_500, last=99_800, decimals=1)  # 9980,0
    verdict = judged(300, history, meter=tenths)  # 30,0
    assert (verdict.reasons, verdict.used) == ((Reason.ROLLOVER,), kwh(50))


def test_below_a_calculated_one_is_normal():
    guessed = taken(date(2026, 10, 31), 10_200, Source.CALCULATED)
    verdict = judged(10_150, [guessed, *FLAT])
    assert (verdict.reasons, verdict.previous.on) == ((Reason.BELOW_CALCULATED,), LAST)
    assert reasons(10_200, [guessed, *FLAT]) == ()
    assert reasons(10_199, [guessed, *FLAT]) == (Reason.BELOW_CALCULATED,)


def test_a_guess_older_than_the_last_reading_says_nothing():
    guessed = taken(date(2026, 9, 30), 10_200, Source.CALCULATED)
    assert reasons(10_150, [*FLAT[:1], guessed, *FLAT[1:]]) == ()


def test_compared_with_the_greatest_if_the_supplier_wants():
    most = replace(RULES, compare=Compare.MAX)
    guessed = taken(date(2026, 10, 31), 10_200, Source.CALCULATED)
    verdict = judged(10_199, [guessed, *FLAT], rules=most)
    assert (verdict.reasons, verdict.previous) == ((Reason.LESS,), guessed)
    assert judged(10_200, [guessed, *FLAT], rules=most).reasons == ()
    lower = taken(date(2026, 10, 31), 9_900, Source.CALCULATED)
    assert judged(10_050, [lower, *FLAT], rules=most).previous == FLAT[0]


def test_the_greatest_is_greater_in_every_register():
    most = replace(RULES, compare=Compare.MAX)
    history = monthly((80, 40), last=(5_000, 3_000))
    for guess, compared in (((5_100, 3_050), "guess"), ((5_100, 2_990), "taken"), ((4_990, 3_050), "taken")):
        guessed = taken(date(2026, 10, 31), guess, Source.CALCULATED)
        previous = judged((5_200, 3_100), [guessed, *history], meter=DAY_NIGHT, rules=most).previous
        assert previous == (guessed if compared == "guess" else history[0])


@pytest.mark.parametrize("state", ["disputed", "unconfirmed"])
def test_a_disputed_reading_locks_nobody_out(state):
    slip = taken(LAST, 51_000, state=state)
    verdict = judged(10_150, [slip, *monthly(150, newest=date(2026, 9, 20))])
    assert verdict.reasons == (Reason.PREVIOUS_DISPUTED,)
    assert (verdict.previous.on, verdict.disputed) == (date(2026, 9, 20), slip)


def test_a_refused_reading_never_was():
    verdict = judged(10_150, [taken(LAST, 51_000, state="refused"), *monthly(150, newest=date(2026, 9, 20))])
    assert (verdict.reasons, verdict.disputed) == ((), None)


def test_last_months_slip_is_pointed_at():
    """51 000 for 10 000 went in last month: this month's right value is less, and asked about."""
    slip = taken(LAST, 51_000)
    history = [slip, *monthly(150, newest=date(2026, 9, 20))]
    verdict = judged(10_300, history)
    assert (verdict.reasons, verdict.suspect) == ((Reason.LESS,), slip)
    assert stance(Reason.LESS) is Stance.DOUBTED
    assert judged(9_000, history).suspect is None
    assert judged(9_900, FLAT).suspect is None


def test_an_inspector_is_believed():
    seen = taken(date(2026, 11, 2), 10_100, Source.INSPECTOR)
    assert reasons(10_099, [seen, *FLAT]) == (Reason.LESS,)
    assert judged(10_120, [seen, *FLAT]).previous == seen


def test_an_inspector_within_the_window_too():
    seen = taken(date(2026, 11, 17), 10_100, Source.INSPECTOR)
    assert reasons(10_099, [seen, *FLAT]) == (Reason.LESS,)
    own = taken(date(2026, 11, 17), 10_100)
    assert reasons(10_099, [own, *FLAT]) == ()  # what the subscriber sent in this window is replaced
    assert judged(10_099, [own, *FLAT]).previous == FLAT[0]


def test_of_the_same_day_the_inspector_counts():
    both = [taken(LAST, 10_400), taken(LAST, 10_000, Source.INSPECTOR)]
    assert judged(10_150, [*both, *FLAT[1:]]).previous == both[1]


def test_a_replaced_meter_begins_with_its_starting_reading():
    new = replace(METER, installed_on=date(2026, 11, 5))
    start = taken(date(2026, 11, 5), 3, Source.BILLING)
    verdict = judged(60, [start, *FLAT], meter=new)
    assert (verdict.reasons, verdict.previous, verdict.used) == ((), start, kwh(57))
    assert judged(60, FLAT, meter=new).previous is None


def test_a_first_reading_has_nothing_before_it():
    verdict = judged(15_420)
    assert (verdict.reasons, verdict.previous, verdict.used) == ((), None, ())


@pytest.mark.parametrize(("value", "expected"), [(300, ()), (301, (Reason.TOO_LARGE,))])
def test_a_first_reading_is_held_against_the_norm_since_the_meter_was_put_in(value, expected):
    new = replace(METER, installed_on=date(2026, 11, 5))
    assert reasons(value, meter=new, norm=kwh(130)[0]) == expected
    assert reasons(value, meter=replace(new, installed_on=None), norm=kwh(130)[0]) == ()


@pytest.mark.parametrize(
    ("installed_on", "expected"), [(date(2025, 11, 20), (Reason.TOO_LARGE,)), (date(2025, 11, 19), ())]
)
def test_a_norm_says_nothing_of_an_old_meter(installed_on, expected):
    meter = replace(METER, installed_on=installed_on)
    assert reasons(60_000, meter=meter, norm=kwh(130)[0]) == expected


def test_a_reading_with_fewer_registers_is_not_compared_with():
    """The meter was programmed to two zones; its old readings were of one."""
    assert judged((10, 20), FLAT, meter=DAY_NIGHT).previous is None


def test_three_zones_are_judged_each():
    history = monthly((45, 50, 60), last=(3_000, 4_000, 5_000))
    assert reasons((3_045, 4_050, 5_060), history, meter=THREE) == ()
    assert reasons((3_045, 3_999, 5_060), history, meter=THREE) == (Reason.LESS,)
    assert reasons((3_045, 4_050, 5_301), history, meter=THREE) == (Reason.TOO_LARGE,)
    assert judged((3_045, 4_050, 5_060), history, meter=THREE, window=WINDOW).used == kwh(45, 50, 60)
