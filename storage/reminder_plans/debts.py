"""What is overdue: with the first import that says so, then once a month at most, as long as it is.

Not while a payment of ours covers it, is under way, or is looked into.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.notifications.kinds import Kind
from core.notifications.planning import Chosen, Wanted
from core.values import Period
from storage.money_news import UNDER_WAY
from storage.payment_ledger import OPEN_SUM
from storage.reminder_plans.money import DAY_MS, NEWS_MS, TOLD, MoneyRules
from storage.visible import snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx
    from core.notifications.model import Plan

OVERDUE = "overdue"
_LINK_MS = 3 * DAY_MS
AGAIN_MS = 28 * DAY_MS
"""Between two that were told: «once a month» is not the last day of one and the first of the next."""
_GENERATION = "SELECT generation FROM dataset_generation WHERE dataset = 'balances' AND period = ''"
_SQL = f"""
SELECT link.id, link.subscriber_id, link.account_id, {{due}}, {{until}}, ''
{TOLD}
    AND (card.kind <> 'organisation' OR :firms = 1)
    AND EXISTS (SELECT 1 FROM balance WHERE balance.account_id = link.account_id
        AND balance.generation = {snapshot("balances")} AND balance.overdue >= :least
        AND balance.debt - balance.advance >= :least
        AND balance.overdue - ({OPEN_SUM.format("balance.account_id")}) >= :least)
    AND NOT EXISTS (SELECT 1 FROM reminder AS before WHERE before.link_id = link.id AND before.kind = :kind
        AND before.stage = :stage AND before.period >= :month_before AND before.due_ms > :lately_ms
        AND before.state <> 'dropped' AND before.state <> 'expired')
    AND NOT EXISTS ({UNDER_WAY.format("link.account_id")})
"""


class DebtNews:
    """`core.notifications.planning.Source` of what is overdue; its period is the month of the telling."""

    kind = Kind.DEBT

    def __init__(self, rules: MoneyRules) -> None:
        self._rules = rules

    def wanted(self, tx: Tx, now_ms: int) -> Sequence[Wanted]:
        """A plan for each import of balances."""
        row, rules = tx.one(_GENERATION), self._rules
        if row is None:
            return ()
        told = rules.soon(now_ms)
        name = (OVERDUE, str(Period.of(rules.day(told.due_ms))), str(row[0]))
        return (Wanted(self.kind, *name, told.due_ms, told.spread_ms, told.due_ms + NEWS_MS),)

    def chosen(self, plan: Plan) -> Chosen:
        """Links of accounts with something overdue that were told nothing of it for a month."""
        rules, when = self._rules, self._rules.news(plan)
        return Chosen(
            when.sql(_SQL),
            {
                **when.params,
                "sms": int(rules.sms),
                "least": rules.least,
                "firms": int(rules.firms_debt),
                "month_before": str(Period.parse(plan.period).shift(-1)),
                "lately_ms": plan.due_ms - AGAIN_MS,
                "since_ms": plan.due_ms - _LINK_MS,
            },
        )
