"""What the money kinds have in common: who decides, which imports there are, who may be told and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.notifications.events import soon
from core.values import Period
from storage.reminder_plans.moments import moments
from storage.reminder_plans.words import BY_SMS, FROM, MONEY, OPEN, SPREAD

if TYPE_CHECKING:
    from datetime import date

    from core.database import Tx
    from core.notifications.calendar import Hours
    from core.notifications.groups import Calendars
    from core.notifications.model import Plan
    from storage.reminder_plans.moments import Moments

DAY_MS = 24 * 3_600_000
NEWS_MS = 10 * DAY_MS
"""How long something is told after its moment, when the bot was down: it is asked again whether it holds."""
_IMPORTS = """
SELECT period, generation FROM dataset_generation
WHERE dataset = :dataset AND period >= :oldest AND period <= :newest ORDER BY period
"""

TOLD = f"""{FROM} WHERE {OPEN} AND {MONEY} AND (:sms = 1 OR NOT {BY_SMS})
    AND NOT EXISTS (SELECT 1 FROM reminder AS told WHERE told.link_id = link.id AND told.kind = :kind
        AND told.stage = :stage AND told.period = :period)
"""
"""Links of people who see sums and were not told of this period."""
_OWN = ":midnight_ms + way.minute * 60000"
WHEN = f"""CASE WHEN coalesce(way.minute, -1) < 0 THEN :due_ms + {SPREAD}
    WHEN {_OWN} < :now_ms AND {_OWN} + {DAY_MS} < :until_ms THEN {_OWN} + {DAY_MS}
    ELSE {_OWN} END"""
"""When: spread by the person, or at the next time it is the minute of the day that they chose."""


@dataclass(frozen=True, slots=True)
class MoneyRules:
    """What the supplier decided. `least`: kopecks; less is not reminded of.

    `due_days`: days before the last day to pay. `firms_debt`: whether organisations are told what is overdue.
    """

    calendars: Calendars
    sms: bool = True
    due_days: int = 3
    least: int = 1000
    firms_debt: bool = False

    def day(self, now_ms: int) -> date:
        """The supplier's day."""
        return self.calendars.usual.day(now_ms)

    def soon(self, now_ms: int) -> Hours:
        """When people are told of what is found now, usually."""
        return soon(now_ms, self.calendars.usual.times, self.calendars.usual.zone)

    def news(self, plan: Plan) -> Moments:
        """When each group is told of what is news for some days."""
        return moments(self.calendars, plan, WHEN, lambda _calendar, due_ms: due_ms + NEWS_MS)


def imports(tx: Tx, dataset: str, today: date) -> list[tuple[str, str]]:
    """This month and the last one of a dataset, as far as there are rows, each with its import."""
    this = Period.of(today)
    rows = tx.all(_IMPORTS, dataset=dataset, oldest=str(this.shift(-1)), newest=str(this))
    return [(str(period), str(generation)) for period, generation in rows]
