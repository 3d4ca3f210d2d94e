"""A process started while another is in doubt: when that one is given up, the next is all but warm."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from charts.worker import Worker
from core.background import Background


class Spare:
    """At most one process, under way or warm, that has no place yet."""

    def __init__(self, background: Background, command: Sequence[str]) -> None:
        self._background = background
        self._command = command
        self._started: asyncio.Task[Worker] | None = None

    def prepare(self) -> None:
        """Begin to start one, if none is there."""
        if self._started is None:
            self._started = self._background.spawn(Worker.start(self._command), name="charts-spare")

    async def take(self, *, gently: bool) -> Worker:
        """The process that was prepared, or a new one. Raises WorkerLost, OSError."""
        started, self._started = self._started, None
        if started is None:
            return await Worker.start(self._command, gently=gently)
        try:
            return await started
        except asyncio.CancelledError:
            await _end(started)
            raise

    async def dismiss(self) -> None:
        """The doubt was for nothing: end what was prepared."""
        started, self._started = self._started, None
        if started is not None:
            started.cancel()
            await _end(started)


async def _end(started: asyncio.Task[Worker]) -> None:
    await asyncio.wait([started])
    if not started.cancelled() and started.exception() is None:
        await started.result().end()
