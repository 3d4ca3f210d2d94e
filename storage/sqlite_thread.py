"""The only place that touches the insides of aiosqlite: run a whole function on its connection thread.

aiosqlite offers a hop for each statement; a batch of turns needs one hop for all (57 µs, not 365 µs, for
four statements). `tests/storage/test_sqlite_thread.py` is the contract: it fails when a new version
changes what is used here.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
from typing import TYPE_CHECKING, TypeVar

import aiosqlite

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Sequence
    from pathlib import Path

T = TypeVar("T")
CACHED_STATEMENTS = 512


def _keep_private(path: Path) -> None:
    """Make the file, if there is none, for its owner alone; SQLite gives the files beside it the same rights.

    One that is there is not opened: to close it would drop every lock that this process has on it (POSIX),
    and the next stranger who looks into the database would delete the log that we write to. What is wrong
    with a path SQLite says itself, a moment later.
    """
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))


class SqliteThread:
    """One SQLite connection in autocommit mode and the thread that owns it."""

    def __init__(self, path: Path, *, busy_s: float) -> None:
        """`busy_s`: how long a statement waits for another process that holds the file."""
        self._path = path
        self._busy_s = busy_s
        self._aio: aiosqlite.Connection | None = None

    async def open(self, settings: Sequence[str], make: Callable[[sqlite3.Connection], T]) -> T:
        """Start the thread, connect, execute the settings; return what `make` makes of it, on the thread."""
        _keep_private(self._path)
        aio = aiosqlite.connect(
            self._path, timeout=self._busy_s, isolation_level=None, cached_statements=CACHED_STATEMENTS
        )
        # A process that ends without `close` (a crash, a usage error) must not hang on this thread.
        aio._thread.daemon = True  # noqa: SLF001
        self._aio = await aio
        connection: sqlite3.Connection = aio._conn  # noqa: SLF001
        try:
            return await self.run(lambda: _prepared(connection, settings, make))
        except BaseException:
            await self.close()
            raise

    async def run(self, job: Callable[[], T]) -> T:
        """Run `job` on the thread, in the order of the calls; a cancelled caller leaves when it has ended."""
        aio = self._aio
        if aio is None:
            raise RuntimeError("the connection is not open")
        try:
            result: T = await aio._execute(job)  # type: ignore[no-untyped-call]  # noqa: SLF001
        except asyncio.CancelledError:
            await self._drain(aio)
            raise
        return result

    def post(self, job: Callable[[], None]) -> None:
        """Run `job` on the thread, in the order of the calls; what it raises is lost."""
        if self._aio is None:
            raise RuntimeError("the connection is not open")
        self._aio._tx.put_nowait((None, job))  # noqa: SLF001

    async def close(self) -> None:
        """Finish what is queued, disconnect, end the thread."""
        aio, self._aio = self._aio, None
        if aio is not None:
            await aio.close()

    @staticmethod
    async def _drain(aio: aiosqlite.Connection) -> None:
        # The thread is first in, first out: once an empty job has run, so has everything before it.
        while True:
            with contextlib.suppress(asyncio.CancelledError):
                await aio._execute(int)  # type: ignore[no-untyped-call]  # noqa: SLF001
                return


def _prepared(
    connection: sqlite3.Connection, settings: Sequence[str], make: Callable[[sqlite3.Connection], T]
) -> T:
    for setting in settings:
        connection.execute(setting).fetchall()
    return make(connection)
