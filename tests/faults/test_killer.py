"""An event that kills the process three times is dead; the bot lives, everybody is told or answered."""

from __future__ import annotations

import asyncio
import os
import sys

import pytest

from tests.faults.judge import answers, at_rest
from tests.faults.killer_bot import DEADLY, STATUS
from tests.faults.world import World

LONG = os.environ.get("ABONENT_FAULTS") == "long"
VICTIM, NEIGHBOURS = 1, range(2, 202 if LONG else 42)
pytestmark = [pytest.mark.fault, pytest.mark.timeout(3_600 if LONG else 400)]


class Keeper:
    """Starts the bot again whenever it dies, as systemd would, and counts."""

    def __init__(self, world: World) -> None:
        self.world, self.deaths = world, []
        self.command = [sys.executable, "-m", "tests.faults.killer_bot", str(world.config)]

    async def run(self) -> None:
        while True:
            await self.world.start_bot(ready=False, command=self.command)
            self.deaths.append(await self.world.bot.wait())


async def _neighbours(world: World) -> None:
    """They write all the time: before, between and after the deaths."""
    for user in NEIGHBOURS:
        await world.post(f"/control/chats/{user}/send", text="/start")
        await asyncio.sleep(0.1)


async def _buried(world: World) -> list[tuple]:
    while True:
        if (world.folder / "abonent.db").exists() and _tables(world):
            letters = world.rows("SELECT address, crashes, error FROM inbox WHERE state = 'dead'")
            if letters:
                return letters
        await asyncio.sleep(0.2)


def _tables(world: World) -> list[tuple]:
    return world.rows("SELECT 1 FROM sqlite_master WHERE name = 'inbox'")


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_what_kills_three_times_is_buried(tmp_path, mode):
    async with World(tmp_path, mode=mode) as world:
        await world.post("/control/users", id=1, first_name="Житель", count=NEIGHBOURS[-1])
        keeper = Keeper(world)
        keeping = world.background.spawn(keeper.run(), name="keeper")
        await world.post(f"/control/chats/{VICTIM}/send", text="/start")
        writing = world.background.spawn(_neighbours(world), name="neighbours")
        await world.post(f"/control/chats/{VICTIM}/send", text=DEADLY)
        letters = await asyncio.wait_for(_buried(world), 300)
        await writing
        await world.post(f"/control/chats/{VICTIM}/send", text="/help")
        told = answers(await at_rest(world))
        alive = world.bot.returncode
        keeping.cancel()
    print(f"\n{mode}: deaths {keeper.deaths}, {letters}, {len(told)} people answered")
    assert keeper.deaths == [STATUS] * 3
    assert alive is None
    assert [address for address, *_ in letters] == [f"telegram:{VICTIM}"]
    assert "killed the process" in letters[0][2]
    # A message that was on its way at a death is sent again: nobody knows whether it arrived.
    assert {user: len(set(told[user])) for user in NEIGHBOURS} == dict.fromkeys(NEIGHBOURS, 1)
    greeting, apology, _ = dict.fromkeys(told[VICTIM])
    assert "личный кабинет" in greeting
    assert "не обработано" in apology
