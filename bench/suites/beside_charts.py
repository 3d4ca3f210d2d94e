"""Turns while pictures are painted on the other core, against turns without."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence

from bench import fixture
from bench.arena import Arena
from bench.drawings import drawings
from bench.figures import Result, by_rounds
from bench.sampling import Running, Window, sample
from bench.suites.base import Suite
from charts.pool import ChartPool, PoolOptions
from core.background import Background

NAME = "turn_p95_with_charts"
RATE = 50.0


class _Painting:
    """A pool of this process, on the core of the load, that is never idle while it is used."""

    def __init__(self) -> None:
        self._background = Background()
        self._pool = ChartPool(self._background, PoolOptions(workers=1, hang_s=10, patience_s=60))
        self._source = drawings(4)
        self.painted = 0

    async def __aenter__(self) -> None:
        self._pool.start()
        await self._pool.image(next(self._source))
        # The load and the stub are the clock, and share this core: painting gets what they leave.
        for pid in self._pool.workers:
            os.sched_setscheduler(pid, os.SCHED_IDLE, os.sched_param(0))
        self._background.spawn(self._paint(), name="painting")

    async def __aexit__(self, *_: object) -> None:
        await self._background.close()
        await self._pool.close()

    async def _paint(self) -> None:
        for drawing in self._source:
            await self._pool.image(drawing)
            self.painted += 1


async def _p95(arena: Arena, bot: Running) -> float:
    window = Window(arena.scale.window.ramp, arena.scale.latency_s)
    return (await sample(bot, bot.open_load(RATE), window)).latency_ms(0.95)


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """Quiet, painting, quiet, painting."""
    bot = await (await fixture.install(arena, "beside", "webhook")).start(arena)
    found: dict[str, list[float]] = {"with": [], "without": []}
    painted = []
    await _p95(arena, bot)
    for _ in range(arena.scale.rounds):
        found["without"].append(await _p95(arena, bot))
        painting = _Painting()
        async with painting:
            begun = asyncio.get_running_loop().time()
            found["with"].append(await _p95(arena, bot))
            painted.append(painting.painted / (asyncio.get_running_loop().time() - begun))
    figure = by_rounds(NAME, "ms", found["with"], found["without"], 1.3, "lower")
    return [Result(figure, f"{RATE:.0f} questions/s, {max(painted):.0f} pictures/s")]


SUITE = Suite((NAME,), measure)
