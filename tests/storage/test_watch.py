from __future__ import annotations

import asyncio
import subprocess
import sys
import time
from pathlib import Path

from storage.database import connect
from storage.watch import EXIT_STATUS
from tests.storage.helpers import sleeper, unit

STUCK = """
import asyncio, sys, time
from core.background import Background
from storage.database import Unit, connect
async def main():
    database = connect(sys.argv[1], background=Background(), stuck_s=0.2)
    await database.open()
    await database.write(Unit(lambda tx: time.sleep(20)))
asyncio.run(main())
"""


async def test_a_stuck_transaction_is_told_once(empty_url, background):
    told = []
    database = connect(empty_url, background=background, stuck_s=0.1, on_stuck=told.append)
    await database.open()
    await database.write(unit(sleeper(0.4)))
    assert len(told) == 1
    assert told[0] > 0.1
    await database.write(unit(sleeper(0.4)))
    assert len(told) == 2
    for _ in range(3):
        await database.write(unit(sleeper(0.06)))
    await asyncio.sleep(0.15)
    assert len(told) == 2
    await database.close()


async def test_changes_of_the_schema_may_take_their_time(empty_url, background):
    told = []
    database = connect(empty_url, background=background, stuck_s=0.1, on_stuck=told.append)
    await database.open()
    await database.alter(sleeper(0.4))
    assert told == []
    await database.close()


def test_by_default_the_process_ends_with_the_stacks_of_its_threads(sqlite_url):
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", STUCK, sqlite_url],
        cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip
    assert done.returncode == EXIT_STATUS == 70
    assert time.monotonic() - start < 15
    assert "<lambda>" in done.stderr
