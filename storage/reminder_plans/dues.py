"""What is to be paid by a day: some days before it, once, to whom something is left to pay.

Each import of balances looks again for the days that are near, so that a balance that came late, or a payment
that billing took back, is not missed.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.notifications.calendar import hours
from core.notifications.events import soon
from core.notifications.kinds import Kind
from core.notifications.planning import Chosen, Wanted
from storage.payment_ledger import OPEN_SUM
from storage.reminder_plans.money import TOLD, WHEN, MoneyRules
from storage.visible import snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx
    from core.notifications.model import Plan

BEFORE = "before"
_GENERATION = "SELECT max(generation) FROM dataset_generation WHERE dataset IN ('balances', 'dues')"
_SQL = f"""
SELECT link.id, link.subscriber_id, link.account_id, {WHEN}, :until_ms, ''
{TOLD}
    AND ((card.kind = 'organisation' AND EXISTS (SELECT 1 FROM due WHERE due.account_id = link.account_id
            AND due.generation = {snapshot("dues")} AND due.due_on = :period AND due.amount >= :least))
        OR (card.kind <> 'organisation' AND EXISTS (SELECT 1 FROM balance
            WHERE balance.account_id = link.account_id AND balance.generation = {snapshot("balances")}
                AND balance.due_on = :period AND balance.debt > balance.overdue
                AND balance.debt - balance.advance - ({OPEN_SUM.format("balance.account_id")}) >= :least)))
"""


class DueReminders:
    """`core.notifications.planning.Source` of what is to be paid soon; its period is the last day to pay."""

    kind = Kind.DUE

    def __init__(self, rules: MoneyRules) -> None:
        self._rules = rules

    def wanted(self, tx: Tx, now_ms: int) -> Sequence[Wanted]:
        """A plan for each of the next days and each import."""
        row, rules = tx.one(_GENERATION), self._rules
        if row is None or row[0] is None:
            return ()
        today, told = rules.day(now_ms), soon(now_ms, rules.times, rules.zone)
        found = []
        for ahead in range(1, rules.due_days + 1):
            day = today + timedelta(days=ahead)
            until_ms = hours(day, rules.times, rules.zone).end_ms - 1
            name = (BEFORE, day.isoformat(), str(row[0]))
            found.append(Wanted(self.kind, *name, told.due_ms, told.spread_ms, until_ms))
        return found

    def chosen(self, _plan: Plan) -> Chosen:
        """Links of accounts of which billing's numbers, less what was paid here, leave something to pay."""
        return Chosen(_SQL, {"sms": int(self._rules.sms), "least": self._rules.least})
