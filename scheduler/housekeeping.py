"""Housekeeping by the clock: APScheduler ticks, the rows in the database are the truth.

The scheduler keeps nothing: a tick that was missed is made up for by the next one, which deletes the same.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

if TYPE_CHECKING:
    from core.clock import Clock

Duty = Callable[[int], Awaitable[object]]
DAY_MS = 24 * 3600 * 1000
EVERY_S = 600
DUTIES_S = 20


class Purge(Protocol):
    """Deletes rows of a kind older than a moment (UTC ms); how many went."""

    async def __call__(self, kind: str, before_ms: int, now_ms: int) -> int: ...


FIXED: Mapping[str, int] = MappingProxyType(
    {
        "tallies": 31,
        "sms": 31,
        "charts": 60,  # since a picture was used last
        "bill_codes": 430,
        "verifications": 2,
        "private_pages": 0,  # gone with the tick after they expired
        "office_codes": 2,
        "invitations": 2,
        "wishes": 90,
        "reminders": 400,
        "loose_files": 1,  # sent, and nothing came of it
    }
)
"""Days that follow from what a table is for; the others are configuration (`bot.retention`)."""


class Housekeeping:
    """Purges what is older than it has to be. `also` are further duties, given the time (UTC ms)."""

    def __init__(
        self, purge: Purge, clock: Clock, days: Mapping[str, int], also: Sequence[Duty] = ()
    ) -> None:
        self._purge = purge
        self._clock = clock
        self._days = {**FIXED, **days}
        self._also = tuple(also)
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Tick for the life of the event loop; a late tick is never skipped, two never overlap."""
        self._scheduler.add_job(
            self.tick,
            IntervalTrigger(seconds=EVERY_S),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.add_job(
            self.duties,
            IntervalTrigger(seconds=DUTIES_S),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Delete what is due."""
        now_ms = self._clock.now_ms()
        for kind, days in self._days.items():
            await self._purge(kind, now_ms - days * DAY_MS, now_ms)

    async def duties(self) -> None:
        """Do what else is due."""
        for duty in self._also:
            await duty(self._clock.now_ms())
