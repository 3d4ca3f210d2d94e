"""The same kills against a stock aiogram bot must lose updates, or the kill test proves nothing."""

from __future__ import annotations

import asyncio
import os
import random
import sys

import pytest

from tests.faults.world import SECRET, TOKEN, World

LONG = os.environ.get("ABONENT_FAULTS") == "long"
KILLS = 25 if LONG else 3
WRITE_PER_LIFE = 60
PATIENCE_S = 120
pytestmark = [pytest.mark.fault, pytest.mark.timeout(3_600 if LONG else 500)]


def _command(world: World) -> list[str]:
    command = [sys.executable, "-m", "tests.faults.stock_bot", "--api", world.url, "--token", TOKEN]
    return [*command, "--mode", world.mode, "--port", str(world.bot_port), "--secret", SECRET]


async def _write(world: World, users: range) -> set[int]:
    """One question of each; returns the numbers of the updates."""
    numbers = set()
    for user in users:
        await world.post("/control/users", id=user, first_name="Житель")
        numbers.add((await world.post(f"/control/chats/{user}/send", text=f"вопрос {user}"))["update_id"])
    return numbers


async def _confirmed(world: World, wanted: set[int]) -> None:
    """Until the bot has acknowledged all of these."""
    async with asyncio.timeout(PATIENCE_S):
        while not wanted <= _acknowledged(await world.facts(0)):
            await asyncio.sleep(0.05)


def _acknowledged(facts: list[dict]) -> set[int]:
    return {number for f in facts if f["kind"] == "update.confirmed" for number in f["update_ids"]}


async def _lives(world: World, dice: random.Random) -> set[int]:
    """Each life answers one question first, so that the kill hits a bot at work, however slow it starts."""
    written: set[int] = set()
    for life in range(KILLS):
        first = 1 + life * 1_000
        await world.start_bot(ready=False, command=_command(world))
        probe = await _write(world, range(first, first + 1))
        await _confirmed(world, probe)
        written |= probe | await _write(world, range(first + 1, first + WRITE_PER_LIFE))
        await asyncio.sleep(dice.uniform(0.0, 0.1))
        await world.kill_bot()
    return written


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_a_stock_bot_loses_what_it_acknowledged(tmp_path, mode):
    async with World(tmp_path, mode=mode) as world:
        written = await _lives(world, random.Random(20261122))
        await world.start_bot(ready=False, command=_command(world))
        await _confirmed(world, written)
        # Its slowest handler takes 150 ms: what is not answered after a pause of a second never will be.
        before = -1
        while before != (before := len(facts := await world.facts(0))):
            await asyncio.sleep(1)
    asked = {
        f["update"]["update_id"]: f["update"]["message"]["chat"]["id"]
        for f in facts
        if f["kind"] == "update.queued"
    }
    answered = {f["chat_id"] for f in facts if f["kind"] == "message.sent"}
    lost = [number for number in written if asked[number] not in answered]
    print(f"\nstock {mode}: {KILLS} kills, {len(written)} acknowledged, {len(lost)} never answered")
    assert len(lost) >= KILLS
