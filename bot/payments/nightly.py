"""Every night: yesterday against the shop's list. What differs is logged and counted for the operator.

The day that was compared last is a row, so a restart neither forgets a night nor does one twice.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import structlog

from bot.payments.alarms import OPEN, UNRECONCILED, Alarm, Alarms
from bot.payments.reconciling import against_list
from core.database import StorageUnavailable, Unit
from core.payments.gateway import GatewayError
from core.payments.reconcile import MOSCOW, day_of
from storage.audit import AuditGateway
from storage.payment_books import DatabaseBooks
from storage.settings import SettingsGateway

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.payments.line import PaymentLine
    from core.clock import Clock
    from core.database import Database, Tx
    from core.payments.books import Open
    from core.payments.reconcile import Verdict

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

    def __init__(
        self, line: PaymentLine, database: Database, clock: Clock, alarms: Alarms | None = None
    ) -> None:
        self._line, self._database, self._clock = line, database, clock
        self._alarms = alarms or Alarms()
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
            "payments.reconciled", day=str(day), zone=MOSCOW.key, agreed=len(verdict.both),
            missing_here=[one.external_id for one in verdict.missing_here],
            missing_there=[one.external_id for one in verdict.missing_there],
            differ=[one.ours.external_id for one in verdict.differ], queued=found.queued,
        )  # fmt: skip
        left = await self._books.open()
        for one in left:
            log.warning("payments.open", what=one.what, payment=one.external_id, detail=one.detail)
        alarms = [*_unreconciled(day, verdict), *_open(left)]

        def done(tx: Tx) -> None:
            for alarm in alarms:
                self._alarms.note(AuditGateway(tx), alarm, self._clock.now_ms())
            SettingsGateway(tx).put(DONE, str(day))

        await self._database.write(Unit(done))
        for alarm in alarms:
            self._alarms.said(alarm)


def _unreconciled(day: date, verdict: Verdict) -> Iterator[Alarm]:
    """The books and the shop are not one."""
    if not verdict.agrees:
        here, there, differ = len(verdict.missing_here), len(verdict.missing_there), len(verdict.differ)
        yield Alarm(UNRECONCILED, f"day={day} missing-here={here} missing-there={there} differ={differ}")


def _open(left: Sequence[Open]) -> Iterator[Alarm]:
    """What waits for a person, once a night and not once a matter."""
    if left:
        kinds = Counter(one.what for one in left)
        yield Alarm(OPEN, " ".join(f"{what}={count}" for what, count in sorted(kinds.items())))
