"""What news about money need of storage, inside a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from core.payments.matching import Theirs


class MoneyNews(Protocol):
    """What decides whether a sum is still to be asked for, and which payments are news."""

    def paying(self, account_id: int, now_ms: int) -> bool:
        """Whether somebody has a link to pay for the account now, or paid what an operator looks into."""

    def paid(self, account_id: int, day: date, zone: tzinfo) -> tuple[Theirs, ...]:
        """Payments of a day that billing reports and that were not made here; no returns."""
