"""Bills: each month's once, as soon as an import brought it; corrections and old months are no news.

The months that are there when we look for the first time were known before us: no news. Who linked the
account after the month's first import sees the bill on the account's own screens. Whose bill comes
electronically gets it as such (bot/ebill), and not once more from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.notifications.events import soon
from core.notifications.kinds import Kind
from core.notifications.planning import Chosen, Wanted
from storage.reminder_plans.money import NEWS_MS, TOLD, WHEN, MoneyRules, imports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx
    from core.notifications.model import Plan

READY, KNOWN = "ready", "known"
BEGINS_MS = 3_600_000
"""So long after the first look what is found is not news: a kill in between changes nothing."""
_FIRST = "SELECT min(begun_ms) FROM reminder_plan WHERE kind = :kind"
_SQL = f"""
SELECT link.id, link.subscriber_id, link.account_id, {WHEN}, :until_ms, ''
{TOLD}
    AND link.since_ms < (SELECT min(begun_ms) FROM reminder_plan
        WHERE kind = :kind AND stage = :stage AND period = :period)
    AND NOT EXISTS (SELECT 1 FROM reminder_plan
        WHERE kind = :kind AND stage = :stage AND period = :period AND fact = :known)
    AND EXISTS (SELECT 1 FROM charge WHERE charge.account_id = link.account_id AND charge.period = :period
        AND charge.generation = (SELECT generation FROM dataset_generation
            WHERE dataset = 'charges' AND period = :period))
    AND NOT EXISTS (SELECT 1 FROM ebill WHERE ebill.account_id = link.account_id
        AND ebill.way = 'electronic' AND ebill.subscriber_id = link.subscriber_id
        AND ebill.first_period <= :period)
"""


class BillNews:
    """`core.notifications.planning.Source` of bills."""

    kind = Kind.BILL

    def __init__(self, rules: MoneyRules) -> None:
        self._rules = rules

    def wanted(self, tx: Tx, now_ms: int) -> Sequence[Wanted]:
        """One plan for each import of this month's or the last month's bills."""
        rules, row = self._rules, tx.one(_FIRST, kind=str(self.kind))
        first_ms = now_ms if row is None or row[0] is None else int(row[0])
        fact = KNOWN if now_ms - first_ms < BEGINS_MS else ""
        told = soon(now_ms, rules.times, rules.zone)
        when = (told.due_ms, told.spread_ms, told.due_ms + NEWS_MS)
        months = imports(tx, "charges", rules.day(now_ms))
        return [Wanted(self.kind, READY, period, import_, *when, fact) for period, import_ in months]

    def chosen(self, _plan: Plan) -> Chosen:
        """Links that are older than the month's first plan, of accounts that have its bill."""
        return Chosen(_SQL, {"sms": int(self._rules.sms), "known": KNOWN})
