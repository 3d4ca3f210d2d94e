"""SIGKILL in the middle of writing: whatever was resolved is in the database, whole. On both engines."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from storage.database import connect
from storage.dialect import ddl
from tests.storage.helpers import CREATE

WRITE = """
import asyncio, sys
from core.background import Background
from storage.database import Unit, connect

async def main():
    database = connect(sys.argv[1], background=Background())
    await database.open()
    numbers = iter(range(int(sys.argv[2]), 10**9, 2))

    def pair(number):
        def work(tx):
            for id in (number, number + 1):
                tx.run("INSERT INTO mark (id) VALUES (:id)", id=id)
        return work

    async def write():
        for number in numbers:
            await database.write(Unit(pair(number), key=str(number)))
            sys.stdout.write(f"{number}\\n")
            sys.stdout.flush()

    await asyncio.gather(*(write() for _ in range(8)))

asyncio.run(main())
"""


def write_and_kill(url, start, seconds):
    """Return the numbers whose commit was told before the kill."""
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", WRITE, url, str(start)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as process:
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        return [int(line) for line in (first + process.stdout.read()).split()]


@pytest.mark.fault
async def test_resolved_units_survive_a_kill_whole(empty_url, background):
    database = connect(empty_url, background=background)
    await database.open()
    await database.alter(lambda tx: tx.run(ddl(CREATE, tx.engine)))
    await database.close()
    told, draw = [], random.Random(1)
    for round_ in range(3):
        told += write_and_kill(empty_url, round_ * 1_000_000, draw.uniform(0.02, 0.2))
    database = connect(empty_url, background=background)
    await database.open()
    stored = {row[0] for row in await database.read(lambda tx: tx.all("SELECT id FROM mark"))}
    await database.close()
    assert len(told) > 10
    assert stored.issuperset(told)
    assert all(number ^ 1 in stored for number in stored)
