"""A duty every few seconds. The scheduler keeps nothing: what was missed is found by the next look."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger


class Polling:
    """Calls `duty` every `seconds`, never twice at once; it should hand long work to somebody else.

    The first call is after `first` seconds, by default after as many as between two.
    """

    def __init__(self, duty: Callable[[], Awaitable[object]], seconds: int, first: int = 0) -> None:
        self._duty = duty
        self._seconds = seconds
        self._first = first or seconds
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Tick for the life of the event loop."""
        trigger = IntervalTrigger(
            seconds=self._seconds, start_date=datetime.now(UTC) + timedelta(seconds=self._first)
        )
        self._scheduler.add_job(self._tick, trigger, misfire_grace_time=None, coalesce=True, max_instances=1)
        self._scheduler.start()

    def stop(self) -> None:
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def _tick(self) -> None:
        """APScheduler awaits functions only; a duty may be an object that is called."""
        await self._duty()
