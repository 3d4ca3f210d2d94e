"""Telling the supplier's staff about imports: the log, the audit trail, the figures of /metrics."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import structlog

from core.database import Priority, Unit
from core.linking import AuditEvent
from storage.audit import AuditGateway

if TYPE_CHECKING:
    from core.clock import Clock
    from core.database import Database, Tx

log = structlog.stdlib.get_logger(__name__)
HOUR_MS = 3_600_000
_LAST = "SELECT max(touched_ms) FROM import_run WHERE state = 'switched'"


class ImportStaff:
    """`bot.drops.watch.Staff`. Names of files and sets are told, never a value of theirs."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.alerts: Counter[str] = Counter()

    async def tell(self, event: str, detail: str) -> None:
        self.alerts[event] += 1
        log.error("staff.alert", kind=event, detail=detail)
        now_ms = self._clock.now_ms()

        def note(tx: Tx) -> None:
            AuditGateway(tx).note(AuditEvent(event, "system", detail=detail[:500]), now_ms)

        await self._database.write(Unit(note, priority=Priority.BULK))


class Freshness:
    """How old billing's data are; staff are told once a day while they are too old. 0 hours: never.

    A delivery that brought nothing new is a delivery: it counts too. Until the first import of all the
    start of the bot counts. Times are those of the wall, UTC ms, as the import stores them.
    """

    def __init__(self, database: Database, staff: ImportStaff, hours: int, started_ms: int) -> None:
        self._database, self._staff = database, staff
        self._hours, self._started_ms = hours, started_ms
        self._delivered_ms = self._told_ms = 0
        self.age_hours = 0

    def delivered(self, now_ms: int) -> None:
        """A set was imported, or was known already."""
        self._delivered_ms = now_ms

    async def look(self, now_ms: int) -> None:
        """Reckon the age, and tell when it is too much."""
        row = await self._database.read(lambda tx: tx.one(_LAST))
        stored_ms = int(row[0] or 0) if row is not None else 0
        last_ms = max(stored_ms, self._delivered_ms)
        self.age_hours = (now_ms - (last_ms or self._started_ms)) // HOUR_MS
        if self.stale and now_ms - self._told_ms >= 24 * HOUR_MS:
            self._told_ms = now_ms
            detail = f"no import of billing's files for {self.age_hours} hours, {self._hours} are allowed"
            await self._staff.tell("import-stale", detail)

    def age_ms(self) -> int:
        """The age at the last look, in whole hours."""
        return self.age_hours * HOUR_MS

    @property
    def stale(self) -> bool:
        return bool(self._hours) and self.age_hours >= self._hours
