"""Windows: every day belongs to exactly one, whatever the month is like."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.readings.window import Window, place
from core.values import Period

DAY = timedelta(days=1)
NUMBERS = st.integers(1, 31)
WINDOWS = st.builds(Window, NUMBERS, NUMBERS, NUMBERS)
DAYS = st.dates(date(1990, 1, 1), date(2110, 1, 1))


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "window"),
    [("15-25", (15, 25, 25)), ("23-25/26", (23, 25, 26)), ("28-3", (28, 3, 3)), (" 1 - 31 ", (1, 31, 31)),
     ("5-5", (5, 5, 5)), ("28-3/5", (28, 3, 5))],
)  # fmt: skip
def test_windows_as_billing_writes_them(text, window):
    parsed = Window.parse(text)
    assert (parsed.first, parsed.last, parsed.until) == window
    assert Window.parse(str(parsed)) == parsed


@pytest.mark.parametrize(
    "text", ["", "15", "0-25", "15-32", "15-25/0", "15-25/26/27", "a-b", "15–25", "-3", "1-100"]
)
def test_what_is_no_window(text):
    with pytest.raises(ValueError, match="a window is written"):
        Window.parse(text)


@pytest.mark.parametrize(
    ("text", "today", "period", "inside", "opens", "closes"),
    [
        # the usual one: the day before, the first, the last, the day after
        ("15-25", "2026-11-14", "2026-11", False, "2026-11-15", "2026-11-25"),
        ("15-25", "2026-11-15", "2026-11", True, "2026-11-15", "2026-11-25"),
        ("15-25", "2026-11-25", "2026-11", True, "2026-11-15", "2026-11-25"),
        ("15-25", "2026-11-26", "2026-12", False, "2026-12-15", "2026-12-25"),
        ("15-25", "2026-12-26", "2027-01", False, "2027-01-15", "2027-01-25"),
        # private houses and organisations: sent until the end of the 26th
        ("23-25/26", "2026-11-26", "2026-11", True, "2026-11-23", "2026-11-26"),
        ("23-25/26", "2026-11-27", "2026-12", False, "2026-12-23", "2026-12-26"),
        # over the end of the month: the period is the month in which it opens
        ("28-3", "2026-11-27", "2026-11", False, "2026-11-28", "2026-12-03"),
        ("28-3", "2026-11-28", "2026-11", True, "2026-11-28", "2026-12-03"),
        ("28-3", "2026-12-03", "2026-11", True, "2026-11-28", "2026-12-03"),
        ("28-3", "2026-12-04", "2026-12", False, "2026-12-28", "2027-01-03"),
        ("28-3", "2027-01-01", "2026-12", True, "2026-12-28", "2027-01-03"),
        ("28-30/2", "2026-12-02", "2026-11", True, "2026-11-28", "2026-12-02"),
        ("28-3/5", "2026-12-05", "2026-11", True, "2026-11-28", "2026-12-05"),
        # February: day 31 is its last one
        ("29-31", "2027-02-27", "2027-02", False, "2027-02-28", "2027-02-28"),
        ("29-31", "2027-02-28", "2027-02", True, "2027-02-28", "2027-02-28"),
        ("29-31", "2027-03-01", "2027-03", False, "2027-03-29", "2027-03-31"),
        ("29-3", "2028-02-28", "2028-02", False, "2028-02-29", "2028-03-03"),
        ("29-3", "2028-02-29", "2028-02", True, "2028-02-29", "2028-03-03"),
        ("31-3", "2027-02-28", "2027-02", True, "2027-02-28", "2027-03-03"),
        ("25-31", "2026-11-30", "2026-11", True, "2026-11-25", "2026-11-30"),
        # never closed, and words that would overlap the next month
        ("1-31", "2027-02-28", "2027-02", True, "2027-02-01", "2027-02-28"),
        ("15-14", "2026-12-14", "2026-11", True, "2026-11-15", "2026-12-14"),
        ("31-30", "2027-02-27", "2027-01", True, "2027-01-31", "2027-02-27"),
        ("23-25/24", "2026-12-22", "2026-11", True, "2026-11-23", "2026-12-22"),
    ],
)  # fmt: skip
def test_days_of_windows(text, today, period, inside, opens, closes):
    found = place(Window.parse(text), day(today))
    assert (str(found.period), found.inside) == (period, inside)
    assert (found.opens_on, found.closes_on) == (day(opens), day(closes))


def test_reading_ends_before_sending():
    found = place(Window.parse("23-25/26"), date(2026, 11, 26))
    assert (found.taken_until, found.closes_on) == (date(2026, 11, 25), date(2026, 11, 26))
    assert place(Window.parse("28-3/5"), date(2026, 12, 1)).taken_until == date(2026, 12, 3)


@pytest.mark.parametrize(
    ("today", "left", "until"),
    [("2026-11-15", 10, 0), ("2026-11-25", 0, 0), ("2026-11-26", 29, 19), ("2026-12-14", 11, 1)],
)
def test_days_left(today, left, until):
    found = place(Window.parse("15-25"), day(today))
    assert (found.days_left, found.days_until) == (left, until)


@settings(deadline=None)
@given(WINDOWS, DAYS)
def test_inside_is_between_opening_and_closing(window, today):
    found = place(window, today)
    assert found.inside == (found.opens_on <= today <= found.closes_on)
    assert found.opens_on <= found.taken_until <= found.closes_on
    assert Period.of(found.opens_on) == found.period
    assert today <= found.closes_on


@settings(deadline=None)
@given(WINDOWS, DAYS)
def test_periods_come_one_after_another(window, today):
    """No day is lost and none belongs to two: the period changes only behind the last day of a window."""
    found, tomorrow = place(window, today), place(window, today + DAY)
    if today == found.closes_on:
        assert tomorrow.period == found.period.shift(1)
    else:
        assert tomorrow.period == found.period
    after = place(window, found.closes_on + DAY)
    assert found.closes_on < after.opens_on
    assert after.period == found.period.shift(1)
