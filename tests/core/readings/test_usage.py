"""What is usual: medians, last month, the same days of other years; slips of the past do not spoil it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.readings.reasons import Reason
from core.readings.steps import steps
from core.readings.usage import Usual
from core.values import Period
from tests.core.readings.builders import DAY_NIGHT, LAST, METER, RULES, judged, kwh, monthly, taken

HEATED = (2300, 2150, 1700, 1050, 500, 320, 280, 300, 520, 1050, 1600, 2150)  # kWh of January, February…


def year(by_month, newest=LAST, months=14, first=10_000):
    """Readings on the same day of every month that used so much."""
    readings, display, period = [], first, Period.of(newest).shift(1 - months)
    for _ in range(months):
        readings.append(taken(date(period.year, period.month, newest.day), display))
        period = period.shift(1)
        display += by_month[period.month - 1]
    return tuple(reversed(readings))


def limit(history, since, until, meter=METER):
    return Usual(meter, steps(history, meter), None, RULES).limit(since, until)


def test_steps_are_daily_use_by_register():
    found = steps(monthly((150, 60), months=3, last=(8_000, 3_000)), DAY_NIGHT)
    assert [(one.since, one.until, one.used) for one in found] == [
        (date(2026, 9, 20), LAST, (150_000, 60_000)),
        (date(2026, 8, 20), date(2026, 9, 20), (150_000, 60_000)),
    ]
    assert found[0].rate(0) == 5_000_000


def test_uneven_dates_are_scaled_to_days():
    history = [taken(date(2026, 10, 25), 1_400), taken(date(2026, 8, 26), 800), taken(date(2026, 8, 16), 700)]
    assert [one.rate(0) for one in steps(history, METER)] == [10_000_000, 10_000_000]


def test_readings_close_together_are_one():
    """450 in one day, because one was taken in the morning and one in the evening, is nobody's use."""
    history = [
        taken(LAST, 10_000),
        taken(date(2026, 10, 19), 9_550),
        *monthly(150, last=9_850, newest=date(2026, 9, 20)),
    ]
    assert steps(history, METER)[0].used == (150_000,)


def test_a_step_back_tells_nothing_and_a_rollover_does():
    assert steps([taken(LAST, 100), taken(date(2026, 9, 20), 5_000)], METER) == ()
    rolled = steps([taken(LAST, 100), taken(date(2026, 9, 20), 99_950)], METER)
    assert rolled[0].used == (150_000,)


def test_one_slip_among_many_does_not_raise_the_limit():
    honest = monthly(150, months=13)
    slipped = [replace(one, shown=taken(one.on, one.shown[0].units + 40_000).shown) if at == 6 else one
               for at, one in enumerate(honest)]  # fmt: skip
    since, until = LAST, date(2026, 11, 20)
    assert limit(slipped, since, until) == limit(honest, since, until)


def test_last_months_slip_raises_it_three_times_at_most():
    honest = monthly(150, months=6, newest=date(2026, 9, 20))
    slipped = [taken(LAST, 51_000), *honest]
    assert limit(slipped, LAST, date(2026, 11, 20)) == (3 * 465_000,)


def test_a_heated_house_in_winter():
    """Nothing before this autumn would explain January; the January before does."""
    winter = year(HEATED, newest=date(2026, 12, 20))
    wanted = winter[0].shown[0].units + 3 * 2_300
    assert judged(wanted, winter, on=date(2027, 1, 20)).reasons == ()
    assert judged(wanted + 400, winter, on=date(2027, 1, 20)).reasons == (Reason.TOO_LARGE,)


def test_a_dacha_in_the_first_warm_month():
    dacha = (0, 0, 0, 300, 1600, 2200, 2400, 2300, 1500, 400, 0, 0)
    seen = year(dacha, newest=date(2026, 4, 20))
    assert judged(seen[0].shown[0].units + 1_600, seen, on=date(2026, 5, 20)).reasons == ()
    assert judged(seen[0].shown[0].units + 1_600, seen[:5], on=date(2026, 5, 20)).reasons == (
        Reason.TOO_LARGE,
    )


def test_an_empty_house_may_use_what_is_always_believed():
    empty = monthly(0, months=13)
    assert judged(10_300, empty).reasons == ()
    assert judged(10_301, empty).reasons == (Reason.TOO_LARGE,)


def test_what_is_usual_follows_the_season():
    winter = year(HEATED, newest=date(2026, 12, 20), months=20)
    usual = Usual(METER, steps(winter, METER), None, RULES)
    january = usual.expected(date(2026, 12, 20), date(2027, 1, 20))[0].watt_hours
    summer = usual.expected(date(2026, 6, 20), date(2026, 7, 20))[0].watt_hours
    assert january > 2_000_000
    assert summer < 400_000


def test_registers_have_limits_of_their_own():
    assert limit(monthly((900, 120), months=6, last=(9_000, 2_000)), LAST, date(2026, 11, 20), DAY_NIGHT) == (
        2_790_000, 372_000,
    )  # fmt: skip


def test_several_months_without_readings():
    """Four months of silence may have used four months' worth."""
    late = monthly(150, newest=date(2026, 7, 20), months=12)
    assert judged(10_600, late).reasons == ()
    assert judged(10_600 + 2_000, late).reasons == (Reason.TOO_LARGE,)


@pytest.mark.parametrize("months", [1, 2, 3, 13, 25])
def test_any_length_of_history(months):
    assert judged(10_150, monthly(150, months=months)).used == kwh(150)


@pytest.mark.parametrize(("ratio", "wh"), [(1, 10_000_000), (40, 400_000_000)])
def test_a_rollover_of_a_tenth_of_the_display_is_a_step_and_of_more_is_none(ratio, wh):
    """99 000 → 9 000 on five digits are 10 000: a tenth of the whole; 9 001 is one more."""
    meter = replace(METER, ratio=ratio)
    before = taken(date(2026, 9, 20), 99_000)
    [step] = steps((taken(LAST, 9_000), before), meter)
    assert step.used == (wh,)
    assert steps((taken(LAST, 9_001), before), meter) == ()


def test_of_two_registers_each_is_looked_at_by_itself():
    before = taken(date(2026, 9, 20), (99_900, 5_000))
    [step] = steps((taken(LAST, (100, 5_100)), before), DAY_NIGHT)
    assert step.used == (200_000, 100_000)
    assert steps((taken(LAST, (100, 4_000)), before), DAY_NIGHT) == ()
