"""Pictures from warm processes: each painted once however many ask, whatever happens to one process."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, field
from typing import Any

from charts import wire
from charts.cache import Pictures
from charts.spare import Spare
from charts.worker import COMMAND, Worker, WorkerLost
from core.background import Background
from core.charting.drawing import Drawing
from core.charting.ports import NoPicture

TRIES = 2
_PAUSE_S, _LONGEST_PAUSE_S = 0.25, 30.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PoolOptions:
    """How many processes, and how long anything may take; seconds, bytes.

    `hang_s`: a process that has not answered for so long is replaced (one that only waits for a busy machine
    gets five times as long). `patience_s`: whoever asked goes without a picture. `waiting`: pictures
    under way and waiting; more are refused at once. `settle_s`: the processes are started so long after the
    pool, when the bot is past its own start, or with the first picture that is asked for.
    """

    workers: int = 2
    hang_s: float = 1.0
    patience_s: float = 8.0
    waiting: int = 32
    settle_s: float = 5.0
    cache_bytes: int = 16 << 20


@dataclass(eq=False, slots=True)
class _Job:
    """A picture under way; None for its result if it cannot be had."""

    key: str
    body: bytes
    result: asyncio.Future[bytes | None] = field(default_factory=asyncio.Future)
    asking: int = 0


def longer(pause: float) -> float:
    """The next pause before a process is started where the last one was of no use; seconds."""
    return min(max(2 * pause, _PAUSE_S), _LONGEST_PAUSE_S)


class ChartPool:
    """`Charts` over processes of low priority."""

    def __init__(
        self, background: Background, options: PoolOptions | None = None, command: Sequence[str] = COMMAND
    ) -> None:
        self._background = background
        self._options = options or PoolOptions()
        self._spare = Spare(background, command)
        self._pictures = Pictures(self._options.cache_bytes)
        self._jobs: dict[str, _Job] = {}
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._tasks: set[asyncio.Task[None]] = set()
        self._workers: set[Worker] = set()
        self._wanted = asyncio.Event()
        self._closed = False

    def start(self) -> None:
        """Have the processes started; pictures may be asked for at once, and wait until one is warm."""
        for seat in range(self._options.workers):
            self._spawn(self._seat(), f"charts-{seat}")

    @property
    def workers(self) -> frozenset[int]:
        """The ids of the processes that are warm."""
        return frozenset(worker.pid for worker in self._workers if worker.alive)

    def digest(self, drawing: Drawing) -> str:
        return wire.digest(drawing)

    def kept(self, digest: str) -> bool:
        return self._pictures.get(digest) is not None

    async def image(self, drawing: Drawing) -> bytes:
        """The picture as a PNG. Raises NoPicture."""
        body = wire.encode(drawing)
        key = wire.digest_of(body)
        kept = self._pictures.get(key)
        return kept if kept is not None else await self._painted(self._job(key, body))

    async def close(self) -> None:
        """End all processes; whoever waits gets NoPicture."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._spare.dismiss()
        for job in list(self._jobs.values()):
            self._finish(job, None)

    def _job(self, key: str, body: bytes) -> _Job:
        job = self._jobs.get(key)
        if job is None:
            if self._closed or len(self._jobs) >= self._options.waiting:
                raise NoPicture
            self._wanted.set()
            job = self._jobs[key] = _Job(key, body)
            self._spawn(self._paint(job), "chart")
        return job

    async def _painted(self, job: _Job) -> bytes:
        job.asking += 1
        try:
            async with asyncio.timeout(self._options.patience_s):
                picture = await asyncio.shield(job.result)
        except TimeoutError:
            raise NoPicture from None
        finally:
            job.asking -= 1
        if picture is None:
            raise NoPicture
        return picture

    async def _paint(self, job: _Job) -> None:
        picture = None
        try:
            for _ in range(TRIES):
                picture = await self._try(job)
                if picture is not None:
                    self._pictures.put(job.key, picture)
                    break
        finally:
            self._finish(job, picture)

    async def _try(self, job: _Job) -> bytes | None:
        worker = await self._free()
        if not job.asking:
            self._idle.put_nowait(worker)
            return None
        try:
            answer = await worker.paint(job.body, self._options.hang_s, self._spare.prepare)
        except WorkerLost:
            return None
        if worker.doubted:
            await self._spare.dismiss()
        self._idle.put_nowait(worker)
        if isinstance(answer, bytes):
            return answer
        log.warning("a picture could not be painted: %s", answer.reason)
        return None

    async def _free(self) -> Worker:
        while not (worker := await self._idle.get()).alive:
            pass
        return worker

    def _finish(self, job: _Job, picture: bytes | None) -> None:
        self._jobs.pop(job.key, None)
        if not job.result.done():
            job.result.set_result(picture)

    async def _seat(self) -> None:
        """Keep one process there, a new one as soon as one has ended."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._options.settle_s):
                await self._wanted.wait()
        pause = 0.0
        while True:
            await asyncio.sleep(pause)
            sound = await self._employ()
            pause = 0.0 if sound else longer(pause)

    async def _employ(self) -> bool:
        """Start a process and wait for its end; whether it was of use."""
        try:
            # Nobody waits for the first ones.
            worker = await self._spare.take(gently=not self._wanted.is_set())
        except (WorkerLost, OSError) as error:
            log.error("no process for pictures could be started: %s", error)
            return False
        self._workers.add(worker)
        self._idle.put_nowait(worker)
        try:
            await worker.ended()
        finally:
            self._workers.discard(worker)
            await worker.end()
        log.warning("a process for pictures is replaced: it %s", worker.fault)
        return worker.painted > 0

    def _spawn(self, work: Coroutine[Any, Any, None], name: str) -> None:
        task = self._background.spawn(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
