"""What a balance amounts to."""

from __future__ import annotations

from datetime import date

import pytest

from core.accounts import Balance, Standing, is_stale, standing
from core.values import Money

TODAY = date(2026, 11, 8)
AHEAD, PAST = date(2026, 11, 15), date(2026, 10, 15)


def balance(debt=0, advance=0, overdue=0, due_on=AHEAD):
    return Balance(TODAY, Money(debt), Money(advance), Money(overdue), Money(0), due_on=due_on)


@pytest.mark.parametrize(
    ("given", "stands"),
    [
        (None, Standing.UNKNOWN),
        (balance(), Standing.CLEAR),
        (balance(advance=1), Standing.OVERPAID),
        (balance(debt=1), Standing.DUE),
        (balance(debt=1, due_on=TODAY), Standing.DUE),
        (balance(debt=1, due_on=PAST), Standing.DUE_PASSED),
        (balance(debt=1, due_on=None), Standing.DUE_UNDATED),
        (balance(debt=2, overdue=1), Standing.DUE_AND_OVERDUE),
        (balance(debt=2, overdue=2), Standing.OVERDUE),
        (balance(debt=2, advance=5), Standing.DUE),
    ],
)
def test_standing(given, stands):
    assert standing(given, TODAY) is stands


def test_stale_after_the_given_days():
    assert not is_stale(balance(), date(2026, 11, 13), 5)
    assert is_stale(balance(), date(2026, 11, 14), 5)
