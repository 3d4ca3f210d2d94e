"""What becomes of readings without their person: billing's answers, one nudge, the end of the window.

Runs beside people's turns like `bot.people_watch`: pages are read on a reader's connection, changes are
written a few a transaction at low priority. Every change and the message about it are one transaction, and
each is made only where the reading is still as it was found: a run that is cut short, repeated, or done by
two replicas at once does nothing and tells nothing twice.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.readings_settled import Settled
from bot.readings_waiting import Waiting
from core.database import StorageUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.readings_rules import WatchRules
    from bot.watching import Reach

log = structlog.stdlib.get_logger(__name__)
LOOK_MS = 60_000
"""Doubted readings are looked through once a minute: nudges and ends of windows are not urgent."""


class ReadingsWatch:
    """Carries out what is due; safe to be called at any time, from any number of processes."""

    def __init__(self, reach: Reach[WatchRules], now_ms: Callable[[], int]) -> None:
        self._settled, self._waiting = Settled(reach, now_ms), Waiting(reach, now_ms)
        self._one = asyncio.Lock()
        self._looked_ms = 0

    async def __call__(self, now_ms: int) -> None:
        """Do it by the clock: answers that another process imported are found here, too."""
        try:
            await self.run()
            if abs(now_ms - self._looked_ms) >= LOOK_MS:
                await self.look()
                self._looked_ms = now_ms
        except StorageUnavailable as error:
            log.warning("readings.wait", reason=error.reason)

    async def run(self) -> int:
        """Carry out billing's answers, said and unsaid; how many readings changed."""
        async with self._one:
            return await self._settled.answers() + await self._settled.compare()

    async def look(self) -> int:
        """Nudge, and end what waited until the end of its window; how many readings."""
        async with self._one:
            return await self._waiting.look()
