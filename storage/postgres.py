"""PostgreSQL: lanes of synchronous connections, each fed in batches; any number of replicas."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeVar
from zlib import crc32

from core.database import Priority, Tx, Unit, closed
from storage.batch import run_once, run_read
from storage.postgres_link import Link
from storage.postgres_session import PostgresSession
from storage.thread import StorageThread
from storage.watch import OnStuck, exit_process, watch
from storage.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.background import Background

T = TypeVar("T")


@dataclass(slots=True)
class _Line:
    """A connection and its thread."""

    link: Link
    thread: StorageThread
    session: PostgresSession
    running: int = 0

    @classmethod
    def make(cls, url: str, name: str, *, read_only: bool = False) -> _Line:
        link = Link(url)
        return cls(link, StorageThread(name), PostgresSession(link, read_only=read_only))

    def load(self) -> int:
        return self.running


class PostgresDatabase:
    """Addresses are dealt to lanes by a hash; bulk work has a lane of its own."""

    engine: Literal["postgres"] = "postgres"

    def __init__(
        self,
        url: str,
        *,
        background: Background,
        lanes: int = 4,
        readers: int = 2,
        stuck_s: float = 30.0,
        on_stuck: OnStuck = exit_process,
    ) -> None:
        """Take the address and how to use it.

        It opens `lanes + readers + 1` connections. `stuck_s`: `on_stuck` is called when a batch lasts longer.
        """
        self._background = background
        self._stuck_s = stuck_s
        self._on_stuck = on_stuck
        self._lanes = [_Line.make(url, f"storage-lane-{number}") for number in range(lanes)]
        self._bulk_lane = _Line.make(url, "storage-bulk")
        self._readers = [
            _Line.make(url, f"storage-reader-{number}", read_only=True) for number in range(readers)
        ]
        self._writers: list[Writer] = []
        self._bulk: Writer | None = None
        self._watch: asyncio.Task[None] | None = None

    async def open(self) -> None:
        """Raises `StorageUnavailable`."""
        try:
            for line in self._lines():
                line.thread.start()
            await asyncio.gather(*(line.thread.run(line.link.get) for line in self._lines()))
        except BaseException:
            await self.close()
            raise
        self._writers = [Writer(lane.thread, lane.session) for lane in self._lanes]
        bulk = self._bulk_lane
        self._bulk = Writer(bulk.thread, bulk.session, others=self._people_wait)
        writers = [*self._writers, self._bulk]
        self._watch = self._background.spawn(
            watch(writers, self._stuck_s, self._on_stuck), name="storage-watch"
        )

    async def close(self) -> None:
        writers, self._writers, bulk, self._bulk = self._writers, [], self._bulk, None
        for writer in writers:
            await writer.close()
        if bulk is not None:
            await bulk.close()
        if self._watch is not None:
            self._watch.cancel()
        for line in self._lines():
            await line.thread.close()
            line.link.drop()

    async def write(self, unit: Unit[T]) -> T:
        if self._bulk is None:
            raise closed()
        if unit.priority is Priority.BULK:
            return await self._bulk.submit(unit)
        lane = crc32(unit.key.encode()) % len(self._writers)
        return await self._writers[lane].submit(unit)

    async def read(self, work: Callable[[Tx], T]) -> T:
        if self._bulk is None:
            raise closed()
        reader = min(self._readers, key=_Line.load)
        reader.running += 1
        try:
            return await reader.thread.run(partial(run_read, reader.session, work))
        finally:
            reader.running -= 1

    async def alter(self, work: Callable[[Tx], T]) -> T:
        if self._bulk is None:
            raise closed()

        def patiently(tx: Tx) -> T:
            tx.run("SET LOCAL lock_timeout = 0")
            return work(tx)

        return await self._bulk_lane.thread.run(partial(run_once, self._bulk_lane.session, patiently))

    def _lines(self) -> list[_Line]:
        return [*self._lanes, self._bulk_lane, *self._readers]

    def _people_wait(self) -> bool:
        return any(writer.waiting for writer in self._writers)
