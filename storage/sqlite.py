"""SQLite: one writer connection fed in batches, two read-only connections, one process."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from core.database import StorageUnavailable, Tx, Unit, closed
from storage.batch import run_once, run_read
from storage.lockfile import LockFile
from storage.sqlite_checkpoint import LOG_PAGES, Checkpointer
from storage.sqlite_session import SqliteSession, unavailable
from storage.sqlite_thread import SqliteThread
from storage.watch import OnStuck, exit_process, watch
from storage.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.background import Background

T = TypeVar("T")
_WRITER = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA cache_size=-16384",
    f"PRAGMA wal_autocheckpoint={LOG_PAGES}",
    # The log does not stay at the size of the largest import.
    "PRAGMA journal_size_limit=67108864",
)
_READER = ("PRAGMA query_only=ON", "PRAGMA temp_store=MEMORY", "PRAGMA cache_size=-4096")


@dataclass(slots=True)
class _Reader:
    thread: SqliteThread
    session: SqliteSession
    running: int = 0

    def load(self) -> int:
        return self.running


class SqliteDatabase:
    """A database file beside its `-wal`, `-shm` and `.lock`."""

    engine: Literal["sqlite"] = "sqlite"

    def __init__(
        self,
        path: str,
        *,
        background: Background,
        exclusive: bool = True,
        busy_s: float = 5.0,
        readers: int = 2,
        stuck_s: float = 30.0,
        on_stuck: OnStuck = exit_process,
    ) -> None:
        """Take the path of the file and how to use it.

        `exclusive`: hold the lock file, as every process that writes must. `busy_s`: how long to wait for
        another program. `stuck_s`: `on_stuck` is called when a batch lasts longer.
        """
        self.path = Path(path)
        self._background = background
        self._lock = LockFile.beside(self.path) if exclusive else None
        self._busy_s = busy_s
        self._stuck_s = stuck_s
        self._on_stuck = on_stuck
        self._reader_count = readers
        self._thread = SqliteThread(self.path, busy_s=busy_s)
        self._session: SqliteSession
        self._readers: list[_Reader] = []
        self._writer: Writer | None = None
        self._checkpointer: Checkpointer | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        """Raises `StorageUnavailable`, and `lockfile.AlreadyRunning` in a second process."""
        self._take_lock()
        try:
            session = await self._thread.open(_WRITER, SqliteSession)
            for _ in range(self._reader_count):
                self._readers.append(await self._open_reader())
            self._checkpointer = Checkpointer(self.path, lambda: session.commits)
            await self._checkpointer.open()
        except sqlite3.Error as error:
            await self.close()
            known = unavailable(error)
            if known is None:
                raise
            raise StorageUnavailable(known.reason, f"cannot open {self.path}: {known}") from error
        self._session = session
        self._writer = Writer(self._thread, session)
        self._tasks = [
            self._background.spawn(
                watch([self._writer], self._stuck_s, self._on_stuck), name="storage-watch"
            ),
            self._background.spawn(self._checkpointer.run(), name="storage-checkpoint"),
        ]

    async def close(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            await writer.close()
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        # A checkpoint under way ends first: its connection is about to go.
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._checkpointer is not None:
            await self._checkpointer.close()
        readers, self._readers = self._readers, []
        for reader in readers:
            await reader.thread.close()
        await self._thread.close()
        if self._lock is not None:
            self._lock.release()

    async def write(self, unit: Unit[T]) -> T:
        if self._writer is None:
            raise closed()
        return await self._writer.submit(unit)

    async def read(self, work: Callable[[Tx], T]) -> T:
        if not self._readers:
            raise closed()
        reader = min(self._readers, key=_Reader.load)
        reader.running += 1
        try:
            return await reader.thread.run(partial(run_read, reader.session, work))
        finally:
            reader.running -= 1

    async def alter(self, work: Callable[[Tx], T]) -> T:
        if self._writer is None:
            raise closed()
        return await self._thread.run(partial(run_once, self._session, work))

    def _take_lock(self) -> None:
        if self._lock is None:
            return
        try:
            self._lock.acquire()
        except OSError as error:
            raise StorageUnavailable(
                "readonly" if isinstance(error, PermissionError) else "io",
                f"cannot write beside {self.path}: {error.strerror}; check the folder and its rights",
            ) from error

    async def _open_reader(self) -> _Reader:
        thread = SqliteThread(self.path, busy_s=self._busy_s)
        return _Reader(thread, await thread.open(_READER, partial(SqliteSession, begin="BEGIN")))
