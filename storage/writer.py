"""The writer queue: collects units while a batch runs, hands the next batch to its thread in one hop.

There is no task here, only callbacks: nothing can be cancelled between a commit and its answers, and a batch
costs the event loop two passes instead of four.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from core.database import Priority, StorageUnavailable, Unit, closed
from storage.batch import Outcome, Session, run_batch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
MAX_BATCH = 50
BULK_PAUSE_S = 0.002
"""After each bulk transaction, so that people, and other processes, go first."""
TURN_S = 0.003
"""After a batch of people bulk work stays back so long: what they write next follows within that."""
PATIENCE_S = 0.02
"""So long at most bulk work waits for a gap between people."""

_Waiting = tuple[Unit[Any], "asyncio.Future[Any]"]


class Thread(Protocol):
    """Runs functions one after another, in the order of the calls."""

    def post(self, job: Callable[[], None]) -> None:
        """Run `job` there some time; it must not raise."""


def _nobody() -> bool:
    return False


class Writer:
    """Queue of one connection. Everything but `_run` happens on the event loop that made it."""

    def __init__(self, thread: Thread, session: Session, *, others: Callable[[], bool] = _nobody) -> None:
        """`others` says whether people wait elsewhere, so that bulk work stays back."""
        self._thread = thread
        self._session = session
        self._others = others
        self._loop = asyncio.get_running_loop()
        self._people: deque[_Waiting] = deque()
        self._bulk: deque[_Waiting] = deque()
        self._bulk_after = self._bulk_since = 0.0
        self._next: asyncio.Handle | None = None
        self._end: asyncio.Future[None] | None = None
        self.busy_since: float | None = None
        """Monotonic seconds at which the running batch was posted; None between batches."""

    @property
    def waiting(self) -> bool:
        """Whether units of people are queued."""
        return bool(self._people)

    def submit(self, unit: Unit[T]) -> asyncio.Future[T]:
        """Queue the unit; the future gets its result after the commit. Cancelling that does not stop it."""
        future: asyncio.Future[T] = self._loop.create_future()
        if self._end is not None:
            future.set_exception(closed())
        elif unit.priority is Priority.BULK:
            self._bulk_since = self._bulk_since if self._bulk else self._loop.time()
            self._bulk.append((unit, future))
            if self.busy_since is None and self._next is None:
                self._next = self._loop.call_soon(self._start)
        else:
            self._people.append((unit, future))
            if self.busy_since is None:
                self._start_soon()
        return future

    async def close(self) -> None:
        """Refuse new units, finish the queued ones."""
        if self._end is None:
            self._end = self._loop.create_future()
            if self.busy_since is None:
                self._start_soon()
        await asyncio.shield(self._end)

    def _start_soon(self) -> None:
        """Start a batch in the next pass of the loop: units of one pass share it."""
        if self._next is not None:
            if not isinstance(self._next, asyncio.TimerHandle):
                return
            # The timer of bulk work: people do not wait for it.
            self._next.cancel()
        self._next = self._loop.call_soon(self._start)

    def _start(self) -> None:
        self._next = None
        batch = self._take()
        if batch:
            self.busy_since = time.monotonic()
            self._thread.post(lambda: self._run(batch))
        elif self._bulk:
            self._next = self._loop.call_at(self._bulk_after, self._start)
        elif self._end is not None and not self._end.done():
            self._end.set_result(None)

    def _take(self) -> list[_Waiting]:
        people = self._people
        if people:
            if len(people) > MAX_BATCH:
                return [people.popleft() for _ in range(MAX_BATCH)]
            batch = list(people)
            people.clear()
            return batch
        if not self._bulk or self._loop.time() < self._bulk_after:
            return []
        if self._others():
            self._bulk_after = self._loop.time() + BULK_PAUSE_S
            return []
        return [self._bulk.popleft()]

    def _run(self, batch: Sequence[_Waiting]) -> None:
        """On the storage thread."""
        outcomes: Sequence[Outcome] = ()
        try:
            outcomes = run_batch(self._session, [unit for unit, _ in batch])
        finally:
            self._loop.call_soon_threadsafe(self._finish, batch, outcomes)

    def _finish(self, batch: Sequence[_Waiting], outcomes: Sequence[Outcome]) -> None:
        self.busy_since = None
        now = self._loop.time()
        if batch[0][0].priority is Priority.BULK:
            self._bulk_since, self._bulk_after = now, now + BULK_PAUSE_S
        else:
            since = self._bulk_since if self._bulk else now
            self._bulk_after = max(self._bulk_after, min(now + TURN_S, since + PATIENCE_S))
        if not outcomes:
            lost = StorageUnavailable("interrupted", "the storage thread did not finish a batch")
            outcomes = [(None, lost)] * len(batch)
        for (_, future), (value, error) in zip(batch, outcomes, strict=True):
            if future.done():
                continue
            if error is None:
                future.set_result(value)
            else:
                future.set_exception(error)
        # After the pass in which these callers go on: what they write next joins the batch.
        self._start_soon()
