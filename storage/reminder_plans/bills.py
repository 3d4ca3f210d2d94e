"""Bills: each month's once, as soon as an import brought it; corrections and old months are no news.

Bills that are there when we look for the first time, or when somebody links the account, are known: they get
rows that are over, so that no later import tells them. Whose bill comes electronically gets it as such
(bot/ebill), and not once more from here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.notifications.kinds import Kind
from core.notifications.planning import Chosen, Wanted
from storage.reminder_plans.money import NEWS_MS, TOLD, MoneyRules, imports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx
    from core.notifications.model import Plan

READY, KNOWN = "ready", "known"
BEGINS_MS = 3_600_000
"""So long after the first look what is found is not news: a kill in between changes nothing."""
LOOK_MS = 6 * BEGINS_MS
"""How often links are looked for that were made since the last import."""
_FIRST = "SELECT min(begun_ms) FROM reminder_plan WHERE kind = :kind"
# Bills that were there before the link, which is newer than the last plan that told any.
_KNOWN = """
    AND link.since_ms >= (SELECT coalesce(max(begun_ms), 0) FROM reminder_plan
        WHERE kind = :kind AND stage = :stage AND period = :period AND fact = '')
"""
_SQL = f"""
SELECT link.id, link.subscriber_id, link.account_id, {{due}}, {{until}}, ''
{TOLD}
    AND EXISTS (SELECT 1 FROM charge WHERE charge.account_id = link.account_id AND charge.period = :period
        AND charge.generation = :generation)
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
        """One plan for each import of this month's or the last month's bills; and for links made since."""
        rules, row = self._rules, tx.one(_FIRST, kind=str(self.kind))
        first_ms = now_ms if row is None or row[0] is None else int(row[0])
        fact = KNOWN if now_ms - first_ms < BEGINS_MS else ""
        told = rules.soon(now_ms)
        when = (told.due_ms, told.spread_ms, told.due_ms + NEWS_MS)
        months = imports(tx, "charges", rules.day(now_ms))
        news = [Wanted(self.kind, READY, period, import_, *when, fact) for period, import_ in months]
        look = now_ms // LOOK_MS
        return news + [
            Wanted(self.kind, READY, period, f"{import_}.{look}", *when, KNOWN) for period, import_ in months
        ]

    def chosen(self, plan: Plan) -> Chosen:
        """Links of accounts that have the month's bill and were not told of it; or that knew it before."""
        generation = int(plan.group.partition(".")[0])  # not what an import switches to meanwhile
        when = self._rules.news(plan)
        values = {"sms": int(self._rules.sms), "generation": generation, **when.params}
        sql = when.sql(_SQL)
        return Chosen(sql + _KNOWN, values, over=True) if plan.fact == KNOWN else Chosen(sql, values)
