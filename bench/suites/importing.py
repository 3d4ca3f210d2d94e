"""Turns while an import runs, against turns without one."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Sequence

from bench import exchange, fixture, ours
from bench.arena import Arena
from bench.figures import Result, by_rounds
from bench.lane import BenchError
from bench.sampling import Running, Sample, Window, quantile, sample
from bench.suites.base import Suite

NAME = "turn_p95_during_import"
# A quiet day at a supplier of a million: far below saturation, enough for a quantile.
RATE = 50.0


async def _during(
    arena: Arena, bot: Running, installed: fixture.Installed, salt: int
) -> tuple[list[float], float]:
    """Latencies of the answers between the start and the end of an import, and its seconds."""
    months = 5
    files = arena.scratch / f"import-{salt}"
    today = dt.datetime.now(tz=dt.UTC).date()
    await asyncio.to_thread(
        exchange.write_payments, files, arena.scale.imported_rows // months, months, today, salt
    )
    load = bot.open_load(RATE)
    await load.start()
    try:
        await asyncio.sleep(arena.scale.window.ramp)
        bot.lane.latencies, begun = [], time.perf_counter()
        await ours.command(installed.setup, arena.cores.load, "import", str(files))
        latencies, lasted = bot.lane.latencies.copy(), time.perf_counter() - begun
        await load.stop()
    finally:
        load.close()
    if len(latencies) < 20:
        raise BenchError(f"the import ended after {lasted:.1f} s, too soon to measure; raise imported_rows")
    return latencies, lasted


async def _without(arena: Arena, bot: Running) -> Sample:
    return await sample(bot, bot.open_load(RATE), Window(arena.scale.window.ramp, arena.scale.latency_s))


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """Quiet, importing, quiet, importing: files differ in each round, as the same file again does nothing."""
    accounts = max(arena.scale.accounts, arena.scale.imported_rows // 5)
    installed = await fixture.install(arena, "importing", "webhook", accounts=accounts)
    bot = await installed.start(arena)
    found: dict[str, list[float]] = {"with": [], "without": [], "seconds": []}
    for salt in range(1, min(3, arena.scale.rounds) + 1):
        found["without"].append((await _without(arena, bot)).latency_ms(0.95))
        latencies, lasted = await _during(arena, bot, installed, salt)
        found["with"].append(quantile(latencies, 0.95) * 1000)
        found["seconds"].append(lasted)
    figure = by_rounds(NAME, "ms", found["with"], found["without"], 2.0, "lower")
    rows = f"{arena.scale.imported_rows:,} rows in {max(found['seconds']):.1f} s"
    return [Result(figure, f"{RATE:.0f} questions/s, {rows}")]


SUITE = Suite((NAME,), measure)
