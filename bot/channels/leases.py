"""Takes claims away from those who are gone, and from nobody who only could not write.

A lease runs on while the storage is away. Whoever got an answer meanwhile has to mark it before the row may
be claimed again: it would be sent twice. So after such a time nothing expires for as long as marks need.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from bot.channels.marks import LONGEST_WAIT_S
from core.database import StorageUnavailable, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.database import Database, Tx
    from core.ports import Store

AWAY_S = 5.0
"""The storage was away when it has not answered for so long: it is asked about leases twice a second."""
GRACE_S = 2 * LONGEST_WAIT_S
_FOR_EVER = 1 << 62


class Leases:
    """Expires leases; `wall_ms` is the clock they run on, `now` (seconds) that of this process."""

    def __init__(
        self,
        database: Database,
        open_store: Callable[[Tx], Store],
        wall_ms: Callable[[], int],
        now: Callable[[], float] = monotonic,
    ) -> None:
        self._database, self._open, self._wall_ms, self._now = database, open_store, wall_ms, now
        self._met: float | None = None
        self._not_before = float("-inf")

    async def expire_all(self) -> None:
        """Every claim there is belongs to the dead."""
        if await self._lapsed(_FOR_EVER):
            await self._expire(_FOR_EVER)

    async def expire(self) -> None:
        """Let leases that are over make their rows unknown, unless the storage came back just now."""
        until_ms = self._wall_ms()
        lapsed = await self._lapsed(until_ms)
        now = self._now()
        if self._met is not None and now - self._met > AWAY_S:
            self._not_before = now + GRACE_S
        self._met = now
        if not lapsed or now < self._not_before:
            return
        try:
            await self._expire(until_ms)
        except StorageUnavailable:  # it can be read, and marks wait: a disk is full
            self._not_before = now + GRACE_S
            raise

    async def _lapsed(self, until_ms: int) -> int:
        return await self._database.read(lambda tx: self._open(tx).outbox.leased_before(until_ms))

    async def _expire(self, until_ms: int) -> None:
        await self._database.write(Unit(lambda tx: self._open(tx).outbox.expire_leases(until_ms)))
