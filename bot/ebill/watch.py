"""Electronic bills by the clock and after imports: what has to end first, then the bills of the month."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.ebill.ending import Ending
from bot.ebill.sending import Sending
from core.database import StorageUnavailable

if TYPE_CHECKING:
    from bot.ebill.rules import EbillRules
    from bot.watching import Reach

log = structlog.stdlib.get_logger(__name__)
AGAIN_MS = 3_600_000
"""Without an import a new pass begins once an hour: for those whose chat took nothing before."""


class EbillWatch:
    """Carries out what is due; safe to be called at any time, from any number of processes."""

    def __init__(self, reach: Reach[EbillRules]) -> None:
        self._reach = reach
        self._ending, self._sending = Ending(reach), Sending(reach)
        self._one = asyncio.Lock()
        self._seen, self._done_ms, self._over = -1, 0, False

    async def __call__(self, now_ms: int) -> None:
        """Do it by the clock: an import of another process is found here, and a run that was cut short."""
        try:
            async with self._one:
                await self._look(now_ms)
        except StorageUnavailable as error:
            log.warning("ebill.waits", reason=error.reason)

    async def _look(self, now_ms: int) -> None:
        imported = await self._reach.see(lambda store: store.ebills.imported())
        if imported != self._seen or abs(now_ms - self._done_ms) >= AGAIN_MS:
            self._seen, self._over, self._done_ms = imported, False, now_ms
            await self._ending.look(now_ms)
        if not self._over:
            self._over = await self._sending.look(now_ms)
