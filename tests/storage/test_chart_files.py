"""Ids of pictures at Telegram: kept over restarts, forgotten when refused or unused for long."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from bot.chart_files import DAY_MS, ChartFiles
from core.background import Background
from scheduler.housekeeping import FIXED
from storage.chart_files import ChartFilesGateway
from storage.purge import Purge

NOW = 1_795_000_000_000


class Clock:
    def __init__(self):
        self.ms = NOW

    def now_ms(self):
        return self.ms


@pytest.fixture
async def world(database):
    background, clock = Background(), Clock()
    yield SimpleNamespace(
        clock=clock,
        files=lambda: ChartFiles(database, background, clock),
        settle=lambda: _written(background),
        row=lambda: database.read(lambda tx: ChartFilesGateway(tx).get("d")),
        purge=Purge(database),
    )
    await background.close()


async def _written(background):
    while len(background):
        await asyncio.sleep(0.005)


async def test_an_id_outlives_the_process_until_it_is_refused(world):
    files = world.files()
    assert await files.get("d") == ""
    files.learn("d", "one")
    assert await files.get("d") == "one"
    await world.settle()
    assert await world.files().get("d") == "one"
    files.learn("d", "two")
    files.forget("d", "one")  # told late: the newer one stays in the table
    await world.settle()
    assert await world.row() == ("two", NOW)
    files.forget("d", "two")
    await world.settle()
    assert await world.row() is None
    assert await files.get("d") == ""


async def test_it_goes_when_nobody_used_it_for_sixty_days(world):
    files = world.files()
    files.learn("d", "one")
    world.clock.ms += 10 * DAY_MS
    assert await files.get("d") == "one"
    await world.settle()
    assert await world.row() == ("one", world.clock.ms)
    keep = FIXED["charts"] * DAY_MS
    assert await world.purge("charts", world.clock.ms) == 0
    world.clock.ms += keep + 1
    assert await world.purge("charts", world.clock.ms - keep) == 1
    assert await world.row() is None
