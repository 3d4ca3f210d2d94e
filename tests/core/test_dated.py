"""Rules that hold from a day to a day."""

from __future__ import annotations

from datetime import date

import pytest

from core.dated import known_until, next_after, valid_on
from core.deadlines import DEADLINES, deadlines_on
from core.penalty import Rate


def rate(first, last, value=1):
    return Rate(date.fromisoformat(first), date.fromisoformat(last) if last else None, value)


RULES = (
    rate("2026-01-01", "2026-06-30", 1),
    rate("2026-07-01", "2026-12-31", 2),
    rate("2027-02-01", None, 3),
)


@pytest.mark.parametrize(
    ("day", "value"),
    [("2025-12-31", None), ("2026-01-01", 1), ("2026-06-30", 1), ("2026-07-01", 2), ("2026-12-31", 2),
     ("2027-01-15", None), ("2027-02-01", 3), ("2040-01-01", 3)],
)  # fmt: skip
def test_valid_on(day, value):
    found = valid_on(RULES, date.fromisoformat(day))
    assert (found.rate if found else None) == value


def test_of_two_that_overlap_the_later_one_holds():
    assert valid_on((*RULES, rate("2026-03-01", "2026-03-31", 9)), date(2026, 3, 5)).rate == 9


def test_next_after():
    assert next_after(RULES, date(2026, 6, 30)).rate == 2
    assert next_after(RULES, date(2027, 2, 1)) is None


@pytest.mark.parametrize(
    ("rules", "until"),
    [(RULES, "2026-12-31"), (RULES[2:], None), (RULES[:1], "2026-06-30"), ((), "2026-02-28"),
     ((rate("2026-01-01", None),), "open"), ((*RULES, rate("2026-03-01", "2026-03-31")), "2026-12-31"),
     ((rate("2026-01-01", "2026-03-31"), rate("2026-03-01", None)), "open")],
)  # fmt: skip
def test_known_until(rules, until):
    expected = {None: date(2026, 2, 28), "open": None}.get(until, until)
    found = known_until(rules, date(2026, 3, 1))
    assert (found.isoformat() if found and isinstance(expected, str) else found) == expected


@pytest.mark.parametrize(("day", "pay_by"), [("2026-02-28", 10), ("2026-03-01", 15), ("2012-08-31", None)])
def test_bills_are_paid_by_the_15th_since_march_2026(day, pay_by):
    found = deadlines_on(DEADLINES, date.fromisoformat(day))
    assert (found.pay_by if found else None) == pay_by
    assert found is None or found.bill_by == 5
