"""Writes down how attempts ended: the row, what follows from it and who is told, in one commit."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.channels.outcome import judge, result_event
from bot.channels.pacing import TELEGRAM
from core.database import Priority as Queue
from core.database import StorageUnavailable, Unit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from core.clock import Clock
    from core.database import Database, Tx
    from core.ports import Store
    from core.records import Attempt, OutboxRow

LONGEST_WAIT_S = 5.0
"""How long a mark waits at most before it is tried again."""

log = structlog.get_logger(__name__)
T = TypeVar("T")


class Marks:
    """`tell` handles a stored result event (its inbox id and address); `wall_ms` is the clock of paces."""

    def __init__(
        self,
        database: Database,
        open_store: Callable[[Tx], Store],
        clock: Clock,
        tell: Callable[[int, str], Awaitable[None]],
        wall_ms: Callable[[], int],
    ) -> None:
        self._database = database
        self._open = open_store
        self._clock = clock
        self._tell = tell
        self._wall_ms = wall_ms

    async def one(
        self, row: OutboxRow, attempt: Attempt, following: Callable[[Store, int], OutboxRow | None]
    ) -> OutboxRow | None:
        """Mark the row; what `following` claims in the same commit, at the time it is given, is returned."""
        now_ms = self._clock.now_ms()

        def mark(tx: Tx) -> tuple[OutboxRow | None, list[tuple[int, str]]]:
            store = self._open(tx)
            stored = self._mark(store, row, attempt, now_ms)
            return following(store, now_ms), stored

        claimed, stored = await self.write_surely(Unit(mark, key=row.address, priority=Queue.MARK))
        await self._tell_all(stored)
        return claimed

    async def all(self, outcomes: Sequence[tuple[OutboxRow, Attempt]]) -> None:
        """Mark many rows in one commit."""
        now_ms = self._clock.now_ms()

        def mark(tx: Tx) -> list[tuple[int, str]]:
            store = self._open(tx)
            return [one for row, attempt in outcomes for one in self._mark(store, row, attempt, now_ms)]

        await self._tell_all(await self.write_surely(Unit(mark, priority=Queue.MARK)))

    def _mark(self, store: Store, row: OutboxRow, attempt: Attempt, now_ms: int) -> list[tuple[int, str]]:
        """Mark a row; the stored result event and its address, when it is over and somebody waits."""
        told, final = judge(row, attempt, now_ms)
        mine = store.outbox.mark(row, told, now_ms, final=final)
        if told.within is not None:
            told.within(store, now_ms, final=final)
        if attempt.flood_ms:
            self._flooded(store, row, attempt)
        result = result_event(row, told, now_ms) if final and mine else None
        stored = store.inbox.store(result) if result is not None else None
        return [] if stored is None or result is None else [(stored, result.address)]

    def _flooded(self, store: Store, row: OutboxRow, attempt: Attempt) -> None:
        """Tell all replicas that we speak too fast; two chats that say so at once speak for all."""
        opened = store.paces.open(TELEGRAM, self._wall_ms())
        if opened is None:
            return
        line, now_ms = opened
        everybody = attempt.pause_all_ms > 0
        store.paces.keep(TELEGRAM, line.refused(row.address, now_ms, attempt.flood_ms, everybody=everybody))
        store.paces.note_flood(TELEGRAM, row.id, now_ms)

    async def _tell_all(self, stored: Sequence[tuple[int, str]]) -> None:
        for event_id, address in stored:
            await self._tell(event_id, address)

    async def write_surely(self, unit: Unit[T]) -> T:
        """Write until the storage takes it: what was sent is not forgotten because a disk was full."""
        wait_s = 0.1
        while True:
            try:
                return await self._database.write(unit)
            except StorageUnavailable as error:
                log.error("delivery.cannot_mark", reason=error.reason)
                await asyncio.sleep(wait_s)
                wait_s = min(wait_s * 2, LONGEST_WAIT_S)
