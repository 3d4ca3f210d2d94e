"""SIGKILL while photos come down: each ends as one row and one file, and nothing is left beside them."""

from __future__ import annotations

import asyncio
import random

import pytest

from tests.faults.world import World

PEOPLE, KILLS = 8, 4
PATIENCE_S = 90

pytestmark = [pytest.mark.fault, pytest.mark.timeout(600)]


FILES = "SELECT name, state, content FROM stored_file"


def on_disk(world):
    return sorted(path.name for path in (world.folder / "files").rglob("*") if path.is_file())


async def test_photos_survive_kills_one_row_and_one_file_each(tmp_path):
    dice = random.Random(20)
    async with World(tmp_path) as world:
        people = (await world.post("/control/users", first_name="Anna", opened=True, count=PEOPLE))["ids"]
        slow = {"kind": "slow", "method": "download", "delay_s": 0.3, "probability": 0.7}
        await world.post("/control/faults", target="telegram", **slow)
        for at in range(KILLS):
            await world.start_bot(ready=at % 2 == 0)
            for person in people[at * 2 : at * 2 + 2]:
                await world.post(f"/control/chats/{person}/send", photo=True)
            await asyncio.sleep(dice.uniform(0.1, 1.2))
            await world.kill_bot()
        await world.start_bot()
        async with asyncio.timeout(PATIENCE_S):
            while len(found := world.rows(FILES)) < PEOPLE or any(state != "kept" for _, state, _ in found):
                await asyncio.sleep(0.3)
        await world.kill_bot()
        assert len(found) == PEOPLE
        whole = [name for name in on_disk(world) if not name.endswith(".part")]
        assert whole == sorted(f"{name}.{content}" for name, _, content in found)
