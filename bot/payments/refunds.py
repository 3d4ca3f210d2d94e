"""Refunds where no notice can come in: what was given back in the merchant profile is looked for in the list.

A refund belongs to no link that would be asked after, so without a public address nothing else would find it
before the night.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.payments.reconciling import given_back
from core.database import StorageUnavailable, Unit
from core.payments.gateway import GatewayError
from core.payments.reconcile import OVERLAP_MS
from storage.payment_books import DatabaseBooks
from storage.settings import SettingsGateway

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.payments.line import PaymentLine
    from core.clock import Clock
    from core.database import Database

log = structlog.stdlib.get_logger(__name__)
SINCE = "payments-refunds-since"
"""Setting: up to when the list was read."""
EVERY_S = 600.0
MOST_MS = 7 * 24 * 3600 * 1000
"""After a longer rest only the last week is read; the rest by command."""


class RefundWatch:
    """Reads the list of refunds from where it was read last, a day of it again: a refund may succeed late."""

    def __init__(self, line: PaymentLine, database: Database, clock: Clock, wake: Callable[[], None]) -> None:
        """`wake` is called when there is something to ask about."""
        self._line, self._database, self._clock, self._wake = line, database, clock, wake
        self._books = DatabaseBooks(database, clock.now_ms)

    async def run(self) -> None:
        """For the life of the bot."""
        while True:
            try:
                await self.look(self._clock.now_ms())
            except (StorageUnavailable, GatewayError) as error:
                log.warning("payments.refunds_wait", reason=type(error).__name__)
            except Exception:
                log.exception("payments.refunds_failed")
            await asyncio.sleep(EVERY_S)

    async def look(self, now_ms: int) -> int:
        """Have the bot ask about refunds that it does not know; how many. Raises what its parts raise."""
        if not self._line.ready:
            return 0
        read = await self._database.read(lambda tx: SettingsGateway(tx).get(SINCE))
        since_ms = max(int(read or now_ms) - OVERLAP_MS, now_ms - MOST_MS)
        found = await self._line.ask(lambda shop: shop.refunds(since_ms, now_ms + OVERLAP_MS))
        queued = await self._books.queue([given_back(one) for one in found if one.succeeded])
        await self._database.write(Unit(lambda tx: SettingsGateway(tx).put(SINCE, str(now_ms))))
        if queued:
            self._wake()
        return queued
