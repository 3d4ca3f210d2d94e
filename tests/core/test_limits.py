"""Limits: waits grow, caps hold, and both end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.limits import (
    NOTHING,
    Count,
    Limits,
    Scope,
    failure_keys,
    failure_wait,
    sms_keys,
    sms_wait,
    tripped,
)

NOW = 1_800_000_000_000
LIMITS = Limits()


def failed(times, since_s=0):
    return Count(times, times, NOW - since_s * 1000, NOW - since_s * 1000, NOW - since_s * 1000)


def wait(times, since_s=0):
    return failure_wait(Scope.FAILED_ADDRESS, failed(times, since_s), LIMITS, NOW)


def test_first_slip_is_free_then_waits_grow_from_half_a_minute_to_an_hour():
    assert [wait(n) for n in range(1, 9)] == [0, 30, 60, 300, 900, 3600, 3600, 3600]


def test_wait_is_over_when_it_is_over():
    assert wait(2, 29) == 1
    assert wait(2, 30) == 0


def test_ten_failures_close_the_day():
    assert wait(10) == 24 * 3600
    assert wait(10, 23 * 3600) == 3600
    assert wait(9, 3 * 3600) == 0


def test_nothing_waits_for_nothing():
    assert failure_wait(Scope.FAILED_PHONE, NOTHING, LIMITS, NOW) == 0
    assert sms_wait(dict.fromkeys(sms_keys("a", "1", "+79161234567"), NOTHING), LIMITS, NOW) == 0


def phone_wait(times, since_s):
    return sms_wait({(Scope.SMS_PHONE, "+79161234567"): failed(times, since_s)}, LIMITS, NOW)


def test_codes_to_one_phone_wait_longer_each_time():
    assert phone_wait(1, 0) == 60
    assert phone_wait(2, 0) == 120
    assert phone_wait(1, 60) == 0
    assert phone_wait(3, 0) == 3600  # three an hour
    assert phone_wait(5, 3601) == 24 * 3600 - 3601 or phone_wait(5, 3601) > 3600


def test_codes_of_a_day_cost_no_more_than_the_money_of_a_day():
    dear = Limits(part_price=700, money_day=2_000)
    assert (dear.affordable, LIMITS.affordable) == (2, 10_000)
    assert Limits(part_price=0, all_day=7).affordable == 7
    two, one = (Count(0, n, 0, NOW - 3_600_000, NOW - 3_600_000) for n in (2, 1))
    assert sms_wait({(Scope.SMS_ALL, ""): two}, dear, NOW) == 23 * 3600
    assert sms_wait({(Scope.SMS_ALL, ""): one}, dear, NOW) == 0


def test_each_cap_of_sms_holds_on_its_own():
    for scope, most in (
        (Scope.SMS_ADDRESS, LIMITS.address_day),
        (Scope.SMS_ACCOUNT, LIMITS.account_day),
        (Scope.SMS_PREFIX, LIMITS.prefix_day),
        (Scope.SMS_ALL, LIMITS.all_day),
    ):
        at = Count(0, most, 0, NOW - 3_600_000, NOW - 3_600_000)
        below = Count(0, most - 1, 0, NOW - 3_600_000, NOW - 3_600_000)
        assert sms_wait({(scope, "x"): at}, LIMITS, NOW) == 23 * 3600
        assert sms_wait({(scope, "x"): below}, LIMITS, NOW) == 0


def test_hourly_cap_of_all_codes():
    at = Count(LIMITS.all_hour, LIMITS.all_hour, NOW - 600_000, NOW - 600_000, NOW)
    assert sms_wait({(Scope.SMS_ALL, ""): at}, LIMITS, NOW) == 3000


def test_keys_name_who_is_counted():
    assert failure_keys("telegram:1", "1234567833") == (
        (Scope.FAILED_ACCOUNT, "1234567833"),
        (Scope.FAILED_ADDRESS, "telegram:1"),
        (Scope.FAILED_ALL, ""),
    )
    assert (Scope.SMS_PREFIX, "+7916123") in sms_keys("a", "1", "+79161234567")


def test_breaker():
    assert tripped(50, 14, LIMITS)
    assert not tripped(50, 15, LIMITS)
    assert not tripped(49, 0, LIMITS)


@given(st.integers(0, 30), st.integers(0, 100_000))
def test_waiting_longer_never_makes_the_wait_longer(times, since_s):
    assert wait(times, since_s) >= wait(times, since_s + 1)


@given(st.integers(0, 30), st.integers(0, 100_000))
def test_one_more_failure_never_shortens_the_wait(times, since_s):
    assert wait(times, since_s) <= wait(times + 1, since_s)


@given(st.integers(0, 9))
def test_once_more_counts_one(times):
    more = failed(times, 10).once_more(NOW)
    assert (more.hour, more.day, more.last_ms) == (times + 1, times + 1, NOW)
