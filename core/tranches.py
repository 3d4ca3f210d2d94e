"""Which parts of a debt are overdue since when: as billing lists them, or assumed and said so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.penalty import Tranche
from core.values import Money

if TYPE_CHECKING:
    from core.accounts import Balance, Due


@dataclass(frozen=True, slots=True)
class Owed:
    """Parts of a debt without its penalty. `assumed_since`: taken as overdue since then, parts unknown."""

    parts: tuple[Tranche, ...]
    assumed_since: date | None = None


def tranches(balance: Balance, dues: Sequence[Due]) -> Owed | None:
    """Parts on which penalty grows; None where it is not known since when something is overdue.

    The penalty is part of the debt and of the newest unpaid part (docs/exchange-format.md), and costs none.
    """
    if dues:
        return Owed(_without_penalty(balance, dues))
    if balance.overdue.kopecks > 0 and balance.overdue_since is None:
        return None
    return _assumed(balance)


def _without_penalty(balance: Balance, dues: Sequence[Due]) -> tuple[Tranche, ...]:
    total = sum(due.amount.kopecks for due in dues)
    bare = balance.debt.kopecks - balance.penalty.kopecks
    spare = min(balance.penalty.kopecks, max(0, total - bare))
    parts: list[Tranche] = []
    for due in sorted(dues, key=lambda due: due.due_on, reverse=True):
        used = min(spare, due.amount.kopecks)
        spare -= used
        if due.amount.kopecks > used:
            parts.append(Tranche(due.due_on, Money(due.amount.kopecks - used)))
    return tuple(reversed(parts))


def _assumed(balance: Balance) -> Owed:
    """All that is overdue since its first day, less the penalty; the rest from its due date."""
    parts: list[Tranche] = []
    late = max(0, balance.overdue.kopecks - balance.penalty.kopecks)
    if late and balance.overdue_since:
        parts.append(Tranche(balance.overdue_since - timedelta(days=1), Money(late)))
    spare = max(0, balance.penalty.kopecks - balance.overdue.kopecks)
    rest = balance.debt.kopecks - balance.overdue.kopecks - spare
    if rest > 0 and balance.due_on:
        parts.append(Tranche(balance.due_on, Money(rest)))
    return Owed(tuple(parts), balance.overdue_since if late else None)
