"""What is to be paid by a day: some days before it, once, to whom something is left to pay.

Each import of balances looks again for the days that are near, so that a balance that came late, or a payment
that billing took back, is not missed.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.notifications.calendar import hours, moment
from core.notifications.kinds import Kind
from core.notifications.planning import Chosen, Wanted
from storage.payment_ledger import OPEN_SUM
from storage.reminder_plans.moments import moments
from storage.reminder_plans.money import TOLD, WHEN, MoneyRules
from storage.visible import snapshot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.database import Tx
    from core.notifications.groups import Calendar
    from core.notifications.model import Plan

BEFORE = "before"
_GENERATION = "SELECT max(generation) FROM dataset_generation WHERE dataset IN ('balances', 'dues')"
_SQL = f"""
SELECT link.id, link.subscriber_id, link.account_id, {{due}}, {{until}}, ''
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
        row = tx.one(_GENERATION)
        if row is None or row[0] is None:
            return ()
        return [self._one(day, str(row[0]), now_ms) for day in self._days(now_ms)]

    def _days(self, now_ms: int) -> Iterator[date]:
        """Last days to pay that are near, by the clock of any group."""
        days = [calendar.day(now_ms) for calendar in self._rules.calendars.everyone()]
        for ahead in range((max(days) - min(days)).days + self._rules.due_days):
            yield min(days) + timedelta(days=ahead + 1)

    def _one(self, day: date, import_: str, now_ms: int) -> Wanted:
        usual = self._rules.calendars.usual
        told = self._rules.soon(max(now_ms, self._opens(usual, day)))
        name = (BEFORE, day.isoformat(), import_)
        return Wanted(self.kind, *name, told.due_ms, told.spread_ms, _until(usual, day))

    def _opens(self, calendar: Calendar, day: date) -> int:
        """From when on it is near by a calendar."""
        return moment(day - timedelta(days=self._rules.due_days), 0, calendar.zone)

    def chosen(self, plan: Plan) -> Chosen:
        """Links of accounts of which billing's numbers, less what was paid here, leave something to pay."""
        rules, day = self._rules, date.fromisoformat(plan.period)
        when = moments(
            rules.calendars,
            plan,
            WHEN,
            lambda calendar, _due_ms: _until(calendar, day),
            lambda calendar: self._opens(calendar, day),
        )
        given = {"sms": int(rules.sms), "least": rules.least, **when.params}
        return Chosen(when.sql(_SQL), given)


def _until(calendar: Calendar, day: date) -> int:
    """The end of the last day to pay."""
    return hours(day, calendar.times, calendar.zone).end_ms - 1
