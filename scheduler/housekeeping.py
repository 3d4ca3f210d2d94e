"""Housekeeping by the clock: APScheduler ticks, the rows in the database are the truth.

The scheduler keeps nothing: a tick that was missed is made up for by the next one, which deletes the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

if TYPE_CHECKING:
    from core.clock import Clock

DAY_MS = 24 * 3600 * 1000
EVERY_S = 600


class Purge(Protocol):
    """Deletes rows of a kind older than a moment (UTC ms); how many went."""

    async def __call__(self, kind: str, before_ms: int) -> int: ...


@dataclass(frozen=True, slots=True)
class Keep:
    """How long things are kept, in days."""

    inbox: int
    outbox: int
    sessions: int
    dead_letters: int
    audit: int


class Housekeeping:
    """Purges what is older than it has to be."""

    def __init__(self, purge: Purge, clock: Clock, keep: Keep) -> None:
        self._purge = purge
        self._clock = clock
        self._days = {
            "inbox": keep.inbox,
            "dead_letters": keep.dead_letters,
            "outbox": keep.outbox,
            "sessions": keep.sessions,
            "audit": keep.audit,
            "tallies": 31,
            "bill_codes": 430,
            "verifications": 2,
            "private_pages": 0,  # gone with the tick after they expired
            "office_codes": 2,
        }
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
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Delete what is due."""
        now_ms = self._clock.now_ms()
        for kind, days in self._days.items():
            await self._purge(kind, now_ms - days * DAY_MS)
