"""From exec to the first getUpdates: the whole process, our bot and the stock bot in turn."""

from __future__ import annotations

import time
from collections.abc import Sequence

from bench import fixture
from bench.arena import STOCK_POLLING, Arena
from bench.figures import Result, by_rounds
from bench.sampling import Running
from bench.suites.base import Suite
from bench.suites.contestants import Starter

NAME = "start_to_ready_vs_stock"


async def _seconds(arena: Arena, start: Starter) -> float:
    begun = time.perf_counter()
    bot = await start(arena)
    ready = bot.lane.first_call["getupdates"] - begun
    await bot.process.stop()
    return ready


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """One start of each is not counted: it fills the page cache and the cache of compiled modules."""
    installed = await fixture.install(arena, "start", "polling", linked=1)

    async def ours(arena: Arena) -> Running:
        # The same bot each time, so its lane still knows the first call of its last life.
        arena.stub.lane(installed.setup.door.token).first_call.clear()
        return await installed.start(arena)

    async def stock(arena: Arena) -> Running:
        return await arena.peer(STOCK_POLLING)

    found: dict[str, list[float]] = {"ours": [], "stock": []}
    for number in range(arena.scale.starts + 1):
        for name, start in (("ours", ours), ("stock", stock)):
            seconds = await _seconds(arena, start)
            if number:
                found[name].append(seconds)
    return [Result(by_rounds(NAME, "s", found["ours"], found["stock"], 1.2, "lower"))]


SUITE = Suite((NAME,), measure)
