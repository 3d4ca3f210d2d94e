"""Every night: yesterday against the shop's list. What differs is logged and counted for the operator.

The day that was compared last is a row, so a restart neither forgets a night nor does one twice.
"""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.payments.reconciling import against_list
from core.database import StorageUnavailable, Unit
from core.payments.gateway import GatewayError
from core.payments.reconcile import MOSCOW, day_of
from storage.payment_books import DatabaseBooks
from storage.settings import SettingsGateway

if TYPE_CHECKING:
    from bot.payments.line import PaymentLine
    from core.clock import Clock
    from core.database import Database

log = structlog.stdlib.get_logger(__name__)
DONE = "payments-reconciled"
"""Setting: the last day that was compared."""
HOUR = 4
"""Of Moscow: by then the shop's own day is over and its list complete."""
EVERY_S = 300.0
MOST_DAYS = 7
"""After a longer rest only the last days are compared; older ones by command."""


class NightlyReconciliation:
    """Compares each day once. `counts`: what differed, for the metrics."""

    def __init__(self, line: PaymentLine, database: Database, clock: Clock) -> None:
        self._line, self._database, self._clock = line, database, clock
        self._books = DatabaseBooks(database, clock.now_ms)
        self.counts: dict[str, int] = {}

    async def run(self) -> None:
        """For the life of the bot."""
        while True:
            try:
                await self.look(self._clock.now_ms())
            except (StorageUnavailable, GatewayError) as error:
                log.warning("payments.reconcile_waits", reason=type(error).__name__)
            except Exception:
                log.exception("payments.reconcile_failed")
            await asyncio.sleep(EVERY_S)

    async def look(self, now_ms: int) -> list[date]:
        """Compare the days that are over; which. Raises StorageUnavailable, GatewayError."""
        if not self._line.ready:
            return []
        last = day_of(now_ms - HOUR * 3_600_000) - timedelta(days=1)
        done = await self._database.read(lambda tx: SettingsGateway(tx).get(DONE))
        earliest = last - timedelta(days=MOST_DAYS)
        first = max(date.fromisoformat(done) + timedelta(days=1), earliest) if done else last
        days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
        for day in days:
            await self._compare(day)
        return days

    async def _compare(self, day: date) -> None:
        found = await against_list(self._line.ask, self._books, day)
        verdict = found.verdict
        for name, several in (
            ("missing-here", verdict.missing_here),
            ("missing-there", verdict.missing_there),
            ("differ", verdict.differ),
        ):
            self.counts[name] = self.counts.get(name, 0) + len(several)
        said = log.info if verdict.agrees else log.error
        said(
            "payments.reconciled", day=str(day), zone=MOSCOW.key, agreed=verdict.agreed,
            missing_here=[one.external_id for one in verdict.missing_here],
            missing_there=[one.external_id for one in verdict.missing_there],
            differ=[one.ours.external_id for one in verdict.differ], queued=found.queued,
        )  # fmt: skip
        for one in await self._books.open():
            log.warning("payments.open", what=one.what, payment=one.external_id, detail=one.detail)
        await self._database.write(Unit(lambda tx: SettingsGateway(tx).put(DONE, str(day))))
