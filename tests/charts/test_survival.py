"""What paints is killed, stopped and left alone: pictures go on, and nothing is left behind."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from charts import wire
from charts.painter import Painter
from charts.worker import COMMAND, NICE, Worker
from tests.charts.cases import year
from tests.charts.pools import is_there, pool_of, until

DRAWING = year()
LONGEST_S = 2.0
"""What a replacement may take; on a machine busy with other things as long as the first start, and a half."""


def proc(worker, what):
    return Path(f"/proc/{worker.pid}/{what}").read_text()


@pytest.mark.fault
async def test_a_lost_process_is_replaced_and_its_picture_painted():
    """About 4 seconds: two processes that really paint; one hangs and is replaced, then one is killed."""
    begun = time.perf_counter()
    async with pool_of() as pool:
        await until(lambda: len(pool.workers) == 2)
        to_start = time.perf_counter() - begun
        seen = set(pool.workers)
        for signals in ([signal.SIGSTOP], [signal.SIGSTOP, signal.SIGKILL]):
            took = await strike(pool, signals)
            print(f"replaced after {took:.2f} s; the first two took {to_start:.2f} s to start")
            assert took < max(LONGEST_S, 1.5 * to_start + 1.0)
            seen |= pool.workers
    assert not any(map(is_there, seen))


async def strike(pool, signals):
    """Stop a process, ask both for a picture, send what else is to be sent; seconds until both are well."""
    victim = min(pool.workers)
    os.kill(victim, signals[0])
    asked = asyncio.gather(*(pool.image(replace(DRAWING, subtitle=f"{at} {victim}")) for at in range(2)))
    await asyncio.sleep(0.02)
    begun = time.perf_counter()
    for number in signals[1:]:
        os.kill(victim, number)
    assert all(picture.startswith(b"\x89PNG") for picture in await asked)
    await until(lambda: len(pool.workers) == 2 and victim not in pool.workers)
    return time.perf_counter() - begun


async def test_a_process_paints_limits_itself_and_ends_with_the_bot(tmp_path):
    worker = await Worker.start()
    try:
        assert await worker.paint(wire.encode(DRAWING), 30) == Painter().png(DRAWING)
        odd = await worker.paint(msgspec.msgpack.encode({"title": 7}), 30)
        assert odd == wire.Failed("ValidationError")
        limits = proc(worker, "limits")
        assert "Max address space         2147483648" in limits
        own = os.getpriority(os.PRIO_PROCESS, 0)
        assert os.getpriority(os.PRIO_PROCESS, worker.pid) == min(own + NICE, 19)
        worker._in.close()
        await asyncio.wait_for(worker.ended(), 5)
        assert worker.fault == "ended with status 0"
    finally:
        await worker.end()


async def test_secrets_of_the_bot_stay_with_it(monkeypatch):
    monkeypatch.setenv("ABONENT__TELEGRAM__TOKEN", "1:secret")
    told = "import os; os.write(1, b'\\0\\0\\0\\5ready'); os.read(0, 4)"
    worker = await Worker.start([sys.executable, "-c", told])
    environment = proc(worker, "environ")
    await worker.end()
    assert "PATH=" in environment
    assert "secret" not in environment


def test_the_command_is_this_python():
    assert COMMAND[0] == sys.executable
