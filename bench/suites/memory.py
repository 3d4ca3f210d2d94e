"""The memory of an idle bot must not depend on how many accounts the supplier has."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bench import fixture
from bench.arena import Arena
from bench.figures import Result, by_rounds
from bench.process import resident_kib
from bench.suites.base import Suite

NAME = "idle_memory_many_vs_few"


async def _mib(arena: Arena, installed: fixture.Installed) -> float:
    bot = await installed.start(arena)
    await asyncio.sleep(arena.scale.settle_s)
    resident = resident_kib(bot.process.pid) / 1024
    await bot.process.stop()
    return resident


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """VmRSS some seconds after the start, with the many accounts and with the few, in turn."""
    few = await fixture.install(arena, "few", "webhook", accounts=arena.scale.accounts, linked=100)
    many = await fixture.install(arena, "many", "webhook", accounts=arena.scale.many_accounts, linked=100)
    found: dict[str, list[float]] = {"few": [], "many": []}
    for _ in range(min(2, arena.scale.rounds)):
        found["few"].append(await _mib(arena, few))
        found["many"].append(await _mib(arena, many))
    figure = by_rounds(NAME, "MiB", found["many"], found["few"], 1.2, "lower")
    return [Result(figure, f"{arena.scale.many_accounts:,} and {arena.scale.accounts:,} accounts")]


SUITE = Suite((NAME,), measure)
