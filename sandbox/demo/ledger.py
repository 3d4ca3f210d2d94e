"""What an account owes, bill by bill: payments go to the oldest bill first, then to the penalty.

Penalty of households (Housing Code, article 155 part 14): nothing for the first 30 days after the due date,
1/300 of the rate per day from day 31, 1/130 from day 91; no penalty on penalty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sandbox.demo.rates import penalty_rates

FREE_DAYS = 30
_LATER_DAYS = 90
# Common denominator of 1/300 and 1/130 of a rate in 1/100 of a per cent.
_PARTS = 39_000_000


@dataclass(slots=True)
class Open:
    """An unpaid part of a bill, in kopecks."""

    month: int
    due: date
    left: int


class Ledger:
    """Debts and advance of one account. `penal` is False for those without a penalty rule (organisations)."""

    def __init__(self, *, penal: bool) -> None:
        self.bills: list[Open] = []
        self.penalty = 0
        self.advance = 0
        self._penal = penal
        self._counted_until: date | None = None
        self._accrued = 0

    @property
    def owed(self) -> int:
        """Debt less advance; negative when overpaid."""
        return sum(bill.left for bill in self.bills) + self.penalty - self.advance

    def charge(self, month: int, due: date, kopecks: int) -> None:
        """Add a bill; a negative one is a credit."""
        if kopecks < 0:
            self._credit(-kopecks)
            return
        used = min(self.advance, kopecks)
        self.advance -= used
        if kopecks > used:
            self.bills.append(Open(month, due, kopecks - used))

    def pay(self, on: date, kopecks: int) -> None:
        """Take a payment."""
        self.accrue(on)
        self._credit(kopecks)

    def _credit(self, kopecks: int) -> None:
        for bill in self.bills:
            used = min(bill.left, kopecks)
            bill.left -= used
            kopecks -= used
        self.bills = [bill for bill in self.bills if bill.left]
        used = min(self.penalty, kopecks)
        self.penalty -= used
        self.advance += kopecks - used

    def accrue(self, until: date) -> None:
        """Count penalty for the days up to and including `until`."""
        since, self._counted_until = self._counted_until, until
        if (
            not self._penal
            or since is None
            or not self.bills
            or until <= self.bills[0].due + timedelta(FREE_DAYS)
        ):
            return
        for first, last, rate in penalty_rates(since + timedelta(1), until):
            for bill in self.bills:
                self._accrued += bill.left * rate * _weight(bill.due, first, last)

    def take_penalty(self) -> int:
        """Penalty of the month that ends, in whole kopecks; it becomes part of what is owed."""
        kopecks, self._accrued = (self._accrued + _PARTS // 2) // _PARTS, 0
        self.penalty += kopecks
        return kopecks


def _weight(due: date, first: date, last: date) -> int:
    """Days from `first` to `last` that cost penalty, in parts: 13 of 39 for 1/300, 30 of 39 for 1/130."""
    since, until = (first - due).days - 1, (last - due).days
    early = max(0, min(until, _LATER_DAYS) - max(since, FREE_DAYS))
    late = max(0, until - max(since, _LATER_DAYS))
    return 13 * early + 30 * late
