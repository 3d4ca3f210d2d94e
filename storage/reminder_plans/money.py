"""What the money kinds have in common: who decides, which imports are news, who may be told and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.clock import from_ms
from storage.reminder_plans.words import BY_SMS, FROM, MONEY, OPEN, SPREAD

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

    from core.database import Tx
    from core.notifications.calendar import Times

DAY_MS = 24 * 3_600_000
NEWS_MS = 3 * DAY_MS
"""How long after its import something is news."""
KEPT_MS = 7 * DAY_MS
"""How long after it a plan is named still: who was down meanwhile records it as missed."""
_IMPORTS = """
SELECT visible.period, visible.generation, run.touched_ms FROM dataset_generation AS visible
JOIN import_run AS run ON run.generation = visible.generation
WHERE visible.dataset = :dataset AND visible.period >= :oldest AND visible.period <= :newest
    AND run.touched_ms > :since_ms
ORDER BY visible.period, visible.generation
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

    zone: ZoneInfo
    times: Times
    sms: bool = True
    due_days: int = 3
    least: int = 1000
    firms_debt: bool = False

    def day(self, now_ms: int) -> date:
        """The supplier's day."""
        return from_ms(now_ms).astimezone(self.zone).date()


def imports(tx: Tx, dataset: str, months: tuple[str, str], now_ms: int) -> list[tuple[str, int, int]]:
    """Month, generation and moment of what is in force of a dataset and came not long ago.

    `months`: the first and the last that are asked for, both "" for a dataset that is replaced as a whole.
    """
    oldest, newest = months
    rows = tx.all(_IMPORTS, dataset=dataset, oldest=oldest, newest=newest, since_ms=now_ms - KEPT_MS)
    return [(str(period), int(generation), int(at_ms)) for period, generation, at_ms in rows]
