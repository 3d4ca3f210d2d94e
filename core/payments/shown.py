"""Billing's numbers with what was paid here and billing does not know of yet.

`paid` is the sum of our ledger entries that billing has not acknowledged: positive for payments, negative for
money given back of a payment that billing knows. What is paid goes to the oldest debt first, penalty last.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.values import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.accounts import Balance, Due


def less_paid(balance: Balance, paid: Money) -> Balance:
    """The balance as people are shown it."""
    if not paid.kopecks:
        return balance
    if paid.kopecks < 0:
        return _given_back(balance, -paid.kopecks)
    debt = max(0, balance.debt.kopecks - paid.kopecks)
    overdue = max(0, balance.overdue.kopecks - paid.kopecks)
    return replace(
        balance,
        debt=Money(debt),
        advance=Money(balance.advance.kopecks + max(0, paid.kopecks - balance.debt.kopecks)),
        overdue=Money(overdue),
        overdue_since=balance.overdue_since if overdue else None,
        penalty=Money(min(balance.penalty.kopecks, debt)),
        due_on=balance.due_on if debt else None,
    )


def _given_back(balance: Balance, kopecks: int) -> Balance:
    """What billing takes for paid is owed again."""
    advance = max(0, balance.advance.kopecks - kopecks)
    owed = kopecks - (balance.advance.kopecks - advance)
    return replace(balance, advance=Money(advance), debt=Money(balance.debt.kopecks + owed))


def dues_less_paid(dues: Sequence[Due], paid: Money) -> tuple[Due, ...]:
    """What is to be paid by when, the earliest paid first; a part that is paid is left out."""
    left, found = max(0, paid.kopecks), []
    for due in sorted(dues, key=lambda one: (one.due_on, one.stage)):
        used = min(left, max(0, due.amount.kopecks))
        left -= used
        if due.amount.kopecks > used or not used:
            found.append(replace(due, amount=Money(due.amount.kopecks - used)))
    return tuple(found)
