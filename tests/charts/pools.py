"""Pools for tests: over processes that paint, or over odd ones."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from pathlib import Path

from charts.pool import ChartPool, PoolOptions
from charts.worker import COMMAND
from core.background import Background

ODD = Path(__file__).with_name("odd_worker.py")


@contextlib.asynccontextmanager
async def pool_of(command=COMMAND, **options):
    """A started pool; afterwards nothing of it is left."""
    background = Background()
    pool = ChartPool(background, PoolOptions(**{"settle_s": 0, **options}), command)
    pool.start()
    try:
        yield pool
    finally:
        await pool.close()
        assert len(background) == 0
        await background.close()


@contextlib.asynccontextmanager
async def odd_pool(log, modes, **options):
    """A pool whose processes behave by `modes`, and what counts in their log."""
    log.touch()
    command = (sys.executable, "-S", "-E", str(ODD), str(log), modes)
    async with pool_of(command, **{"workers": 1, **options}) as pool:
        yield pool, lambda word: log.read_text().split().count(word)


async def until(condition, within_s=30.0):
    """Seconds until something is so."""
    begun = time.perf_counter()
    while not condition():
        assert time.perf_counter() - begun < within_s, "it never came to be so"
        await asyncio.sleep(0.005)
    return time.perf_counter() - begun


def is_there(pid):
    """Whether a process lives (one that waits to be collected does not)."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False
