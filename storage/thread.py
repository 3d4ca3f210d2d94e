"""A thread that runs functions one after another for the event loop: home of one PostgreSQL connection."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
_Job = tuple["asyncio.Future[Any] | None", "Callable[[], Any]"]


class StorageThread:
    """First in, first out. As with aiosqlite, a started job cannot be cancelled."""

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        # A daemon: a process that ends without `close` must not hang on it.
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)

    def start(self) -> None:
        self._thread.start()

    async def run(self, job: Callable[[], T]) -> T:
        """Run `job` on the thread, in the order of the calls; a cancelled caller leaves when it has ended."""
        try:
            return await self._put(job)
        except asyncio.CancelledError:
            await self._drain()
            raise

    def post(self, job: Callable[[], None]) -> None:
        """Run `job` on the thread, in the order of the calls; what it raises is lost."""
        self._jobs.put((None, job))

    async def close(self) -> None:
        """Finish what is queued and end the thread."""
        if self._thread.is_alive():
            await self._drain()
            self._jobs.put(None)
            self._thread.join()

    def _put(self, job: Callable[[], T]) -> asyncio.Future[T]:
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._jobs.put((future, job))
        return future

    async def _drain(self) -> None:
        while True:
            with contextlib.suppress(asyncio.CancelledError):
                await self._put(int)
                return

    def _work(self) -> None:
        while (item := self._jobs.get()) is not None:
            future, job = item
            result: Any = None
            failure: BaseException | None = None
            try:
                result = job()
            except BaseException as error:  # noqa: BLE001 - it belongs to the caller, the thread goes on
                failure = error
            if future is None:
                continue
            # The loop of a process that ends in a hurry may be closed already.
            with contextlib.suppress(RuntimeError):
                future.get_loop().call_soon_threadsafe(_settle, future, result, failure)


def _settle(future: asyncio.Future[Any], result: Any, failure: BaseException | None) -> None:
    if future.done():
        return
    if failure is None:
        future.set_result(result)
    else:
        future.set_exception(failure)
