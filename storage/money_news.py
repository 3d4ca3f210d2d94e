"""What news about money are judged by: payments that are under way, payments that billing reports."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from core.payments.matching import not_ours
from storage.payment_acks import BACK, PaymentAcksGateway

if TYPE_CHECKING:
    from datetime import date, tzinfo

    from core.database import Tx
    from core.payments.matching import Theirs

# A link of an older wish cannot be paid any more, whatever became of the question.
UNDER_WAY = """SELECT 1 FROM payment_intent AS wish WHERE wish.account_id = {0}
    AND ((wish.state IN ('unknown', 'pending') AND wish.superseded = 0 AND wish.created_ms >= :since_ms)
        OR wish.state = 'held')"""
_PAYING = f"{UNDER_WAY.format(':account_id')} LIMIT 1"
_OPEN = timedelta(hours=3)


class MoneyNewsGateway:
    """`core.notifications.money.MoneyNews` inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def paying(self, account_id: int, now_ms: int) -> bool:
        """Whether somebody has a link to pay for the account now, or paid what an operator looks into."""
        since_ms = now_ms - int(_OPEN.total_seconds()) * 1000
        return self._tx.one(_PAYING, account_id=account_id, since_ms=since_ms) is not None

    def paid(self, account_id: int, day: date, zone: tzinfo) -> tuple[Theirs, ...]:
        """Payments of a day that billing reports and that were not made here; no returns."""
        since = datetime.combine(day, time(), zone) - BACK
        both = PaymentAcksGateway(self._tx).both(account_id, since, zone)
        rows = not_ours(both.ours, both.theirs)
        return tuple(row for row in rows if row.day == day and row.kopecks > 0)
