"""Months of the demo as plain numbers (year * 12 + month - 1), and the dates of bills around them.

Bills come by the 5th of the next month, and are to be paid by the 15th; by the 10th before March 2026.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

BILL_DAY = 5
_NEW_DUE_DAY_SINCE = 2026 * 12 + 2


def index(year: int, month: int) -> int:
    """Number of a month."""
    return year * 12 + month - 1


@cache
def label(month: int) -> str:
    """`YYYY-MM`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


@cache
def day(month: int, number: int) -> date:
    """A day of a month; the last one if the month is shorter."""
    year, zero_based = divmod(month, 12)
    return date(year, zero_based + 1, min(number, monthrange(year, zero_based + 1)[1]))


@cache
def due_on(month: int) -> date:
    """Until when the bill of a household for `month` is to be paid."""
    return day(month + 1, 15 if month >= _NEW_DUE_DAY_SINCE else 10)


@dataclass(frozen=True, slots=True)
class Span:
    """Which months the history covers, seen from `today`.

    `last` is the last month whose bill is out, `open_month` the one after; `first` the earliest.
    """

    today: date
    months: int
    first: int = field(init=False)
    last: int = field(init=False)
    open_month: int = field(init=False)

    def __post_init__(self) -> None:
        back = 1 if self.today.day >= BILL_DAY else 2
        last = index(self.today.year, self.today.month) - back
        object.__setattr__(self, "last", last)
        object.__setattr__(self, "first", last - self.months + 1)
        object.__setattr__(self, "open_month", last + 1)

    @property
    def payments_until(self) -> date:
        """Payments up to this day, inclusive, are in the balances."""
        return self.today - timedelta(days=1)
