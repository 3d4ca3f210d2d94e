"""The writer queue: collects units while a batch runs, hands the next batch to its thread in one hop."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from storage.batch import Outcome, Session, run_batch
from storage.database import Priority, StorageUnavailable, Unit, closed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.background import Background

T = TypeVar("T")
MAX_BATCH = 50
BULK_PAUSE_S = 0.002
"""After each bulk transaction, so that people, and other processes, go first."""

_Waiting = tuple[Unit[Any], "asyncio.Future[Any]"]


class Thread(Protocol):
    """Runs functions one after another, in the order of the calls."""

    async def run(self, job: Callable[[], T]) -> T:
        """Run `job` there; a cancelled caller waits until it has ended, then is cancelled."""


def _nobody() -> bool:
    return False


class Writer:
    """Queue of one connection. Everything but `_run` happens on the event loop."""

    def __init__(
        self, name: str, thread: Thread, session: Session, *, others: Callable[[], bool] = _nobody
    ) -> None:
        """`others` says whether people wait elsewhere, so that bulk work stays back."""
        self._name = name
        self._thread = thread
        self._session = session
        self._others = others
        self._people: deque[_Waiting] = deque()
        self._bulk: deque[_Waiting] = deque()
        self._bulk_after = 0.0
        self._wake: asyncio.Future[None] | None = None
        self._closing = False
        self._task: asyncio.Task[None] | None = None
        self._loop: asyncio.AbstractEventLoop
        self.busy_since: float | None = None
        """Monotonic seconds at which the running batch started; None between batches."""

    @property
    def waiting(self) -> bool:
        """Whether units of people are queued."""
        return bool(self._people)

    def start(self, background: Background) -> None:
        """Begin to serve; `background` owns the task."""
        self._loop = asyncio.get_running_loop()
        self._task = background.spawn(self._serve(), name=self._name)

    def submit(self, unit: Unit[T]) -> asyncio.Future[T]:
        """Queue the unit; the future gets its result after the commit. Cancelling that does not stop it."""
        future: asyncio.Future[T] = self._loop.create_future()
        if self._closing:
            future.set_exception(closed())
            return future
        (self._bulk if unit.priority is Priority.BULK else self._people).append((unit, future))
        if self._wake is not None:
            self._rouse()
        return future

    async def close(self) -> None:
        """Refuse new units, finish the queued ones."""
        self._closing = True
        self._rouse()
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _serve(self) -> None:
        try:
            while True:
                batch = self._take()
                if batch:
                    await self._run(batch)
                elif self._closing and not self._bulk:
                    return
                else:
                    await self._sleep()
        finally:
            self._closing = True
            for _, future in (*self._people, *self._bulk):
                if not future.done():
                    future.set_exception(closed())

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

    async def _run(self, batch: list[_Waiting]) -> None:
        units = [unit for unit, _ in batch]
        outcomes: Sequence[Outcome] = ()

        def job() -> None:
            nonlocal outcomes
            outcomes = run_batch(self._session, units)

        self.busy_since = time.monotonic()
        try:
            await self._thread.run(job)
        finally:
            # Also when this task is cancelled: the batch has ended, its callers are told the truth.
            self.busy_since = None
            _settle(batch, outcomes)
            if units[0].priority is Priority.BULK:
                self._bulk_after = self._loop.time() + BULK_PAUSE_S

    async def _sleep(self) -> None:
        self._wake = self._loop.create_future()
        timer = self._loop.call_at(self._bulk_after, self._rouse) if self._bulk else None
        await self._wake
        if timer is not None:
            timer.cancel()

    def _rouse(self) -> None:
        wake, self._wake = self._wake, None
        if wake is not None and not wake.done():
            wake.set_result(None)


def _settle(batch: Sequence[_Waiting], outcomes: Sequence[Outcome]) -> None:
    if not outcomes:
        outcomes = [
            (None, StorageUnavailable("interrupted", "the storage thread did not finish the batch"))
        ] * len(batch)
    for (_, future), (value, error) in zip(batch, outcomes, strict=True):
        if future.done():
            continue
        if error is None:
            future.set_result(value)
        else:
            future.set_exception(error)
