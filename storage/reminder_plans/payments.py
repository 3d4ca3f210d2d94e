"""Payments that billing reports: from terminals, banks, the post. What was paid here is told by the payment.

A reminder is of one account and day of payment and counts the payments of that day, so that one that billing
reports later is news again. What billing knew before the first plan of this kind is not.
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from core.clock import from_ms, to_ms
from core.notifications.kinds import Kind
from core.notifications.planning import Chosen, Wanted
from core.values import Period
from storage.reminder_plans.money import NEWS_MS, MoneyRules, imports
from storage.reminder_plans.words import BY_SMS, FROM, MONEY, OPEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx, Value
    from core.notifications.model import Plan

PAID = "paid"
BACK = 6
"""Days before the telling whose payments are news: banks report late."""
_FIRST = "SELECT min(begun_ms) FROM reminder_plan WHERE kind = :kind AND stage = :stage"
_NOON = "CASE paid.paid_on " + " ".join(f"WHEN :day{at} THEN :noon{at}" for at in range(BACK + 1)) + " END"
# Not those that billing names by our own number or the provider's; those of the same sum and day fall away
# when they are judged (core/payments/matching.py).
_SQL = f"""
SELECT link.id, link.subscriber_id, link.account_id, {{due}}, {{until}}, '',
    paid.paid_on || '.' || CAST(count(*) AS TEXT)
{FROM}
JOIN payment AS paid ON paid.account_id = link.account_id AND paid.period >= :oldest
JOIN dataset_generation AS visible ON visible.dataset = 'payments' AND visible.period = paid.period
    AND visible.generation = paid.generation
WHERE {OPEN} AND {MONEY} AND (:sms = 1 OR NOT {BY_SMS})
    AND paid.amount > 0 AND paid.paid_on >= :day{BACK} AND paid.paid_on <= :day0 AND paid.paid_on >= :fact
    AND link.since_ms < {_NOON} + 43200000
    AND NOT EXISTS (SELECT 1 FROM payment_ledger AS ours WHERE ours.account_id = paid.account_id
        AND ours.external_id = paid.external_id)
GROUP BY link.id, link.subscriber_id, link.account_id, way.minute, card.grp, paid.paid_on
"""


class PaymentNews:
    """`core.notifications.planning.Source` of payments that came in elsewhere."""

    kind = Kind.PAYMENT

    def __init__(self, rules: MoneyRules) -> None:
        self._rules = rules

    def wanted(self, tx: Tx, now_ms: int) -> Sequence[Wanted]:
        """One plan for each import of this month's or the last month's payments."""
        rules, today = self._rules, self._rules.day(now_ms)
        row = tx.one(_FIRST, kind=str(self.kind), stage=PAID)
        first = today if row is None or row[0] is None else rules.day(int(row[0]))
        told = rules.soon(now_ms)
        when = (told.due_ms, told.spread_ms, told.due_ms + NEWS_MS, first.isoformat())
        months = imports(tx, "payments", today)
        return [Wanted(self.kind, PAID, period, import_, *when) for period, import_ in months]

    def chosen(self, plan: Plan) -> Chosen:
        """Links of accounts with payments of the last days, day by day."""
        rules, last = self._rules, self._rules.day(plan.due_ms)
        when, zone = rules.news(plan), rules.calendars.usual.zone
        values: dict[str, Value] = {"sms": int(rules.sms), **when.params}
        for at in range(BACK + 1):
            day = last - timedelta(days=at)
            noon = datetime.combine(day, time(12), zone).astimezone(UTC)
            values |= {f"day{at}": day.isoformat(), f"noon{at}": to_ms(noon)}
        values["oldest"] = str(Period.of(from_ms(plan.due_ms).date()).shift(-1))
        return Chosen(when.sql(_SQL), values, periods=True)
