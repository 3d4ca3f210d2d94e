"""A broadcast under SIGKILL while it is gathered, sent and paused: once to everybody, to nobody at rest.

Staff act as the commands do. Judged from the emulator's ledger.
"""

from __future__ import annotations

import asyncio
import os
import random

import pytest

from bot.broadcasts.dispatch import CHUNK
from bot.commands.broadcast import _desk
from bot.config import load_config
from core.broadcasts.model import Audience, Channels, Draft
from tests.faults.lives import (
    CONFIG,
    EMULATOR,
    PER_SECOND,
    Lives,
    chat_of,
    judge,
    prepare,
    slow_answers,
    told,
)
from tests.faults.nursery import Nursery
from tests.faults.points import GATHERING, SPREADING
from tests.faults.till import look
from tests.faults.world import World

LONG = os.environ.get("ABONENT_FAULTS") == "long"
PEOPLE = 10_000 if LONG else 1_000
MEANT = PEOPLE if LONG else 200
KILLS = 50 if LONG else 5
UNDER_WAY = """SELECT outbox.address, recipient.broadcast_id || ':' || recipient.subscriber_id,
    outbox.id || ':' || outbox.attempts
FROM broadcast_recipient AS recipient JOIN outbox ON outbox.id = recipient.outbox_id
WHERE outbox.state = 'sending'"""
_GATHERING = "SELECT count(*) FROM broadcast WHERE state = 'gathering'"
_RUNNING = "SELECT count(*) FROM broadcast WHERE state = 'running'"
_CALLS = "SELECT count(*) FROM outbox WHERE state = 'sending'"
_NONE_WAITS = "SELECT CASE WHEN count(*) > 50 THEN 0 ELSE 1 END FROM outbox WHERE state = 'queued'"
_OF_THE_DEAD = """SELECT count(*) FROM outbox WHERE state = 'unknown'
    OR (state = 'sending' AND id || ':' || attempts IN ({}))"""
_LAPSE_S = 90
"""Where replicas may be, a claim of the dead stands for a minute."""
_PAUSES = 3
pytestmark = [pytest.mark.fault, pytest.mark.timeout(3_600 if LONG else 200)]


def _deaths(dice: random.Random) -> list[tuple[str, int]]:
    """Points after the broadcast was started, and which crossing kills."""
    names = sorted(SPREADING)
    if not LONG:
        first = dice.choice([name for name in names if name.startswith("sent-off")])
        return [(first, _nth(dice, first, 40)), ("spread-answered", dice.randint(1, 20))]
    points = (names[at % len(names)] for at in range(KILLS - len(GATHERING)))
    return [(point, _nth(dice, point, 150)) for point in points]


def _nth(dice: random.Random, point: str, most: int) -> int:
    """A commit holds several recipients, and what is settled is settled in pages."""
    if "settled" in point:
        return dice.randint(1, 2)
    return dice.randint(1, most // CHUNK if point == "sent-off-after-commit" else most)


async def _paused(lives: Lives) -> None:
    """Pause, and look whether anything leaves that was not under way; kill while it rests; resume.

    Not before the calls that kills cut short are over: what may have arrived is not told after a pause.
    """
    claims = ", ".join(f"'{claim}'" for _, _, claim in lives.claims) or "''"
    await lives.until(_OF_THE_DEAD.format(claims), _LAPSE_S)
    await lives.until(_NONE_WAITS, 20)
    await _turn(lives, "pause")
    await lives.until(_CALLS, 20)
    before = told(await lives.world.facts(0)).total()
    await asyncio.sleep(1)
    await lives.killed()
    await lives.begins("sent-off-after-commit")
    await asyncio.sleep(1)
    assert told(await lives.world.facts(0)).total() == before, "told while it was paused"
    await _turn(lives, "resume")


async def _start(lives: Lives, dice: random.Random) -> None:
    """Write it, let it be gathered through two kills, start it by its number."""
    words = "Завтра с 10 до 12 отключим свет: меняем провода."
    audience = Audience(places=f"ул. Полевая, 0-{MEANT - 1}")
    async with _desk(load_config(lives.world.config, {})) as reached:
        draft = Draft(words, words, audience, Channels.MESSENGER, legal=False, made_by="test")
        await reached.desk.make(draft)
    for point in GATHERING:
        await lives.begins(point, dice.randint(1, 3))
        await lives.dies(point)
    await lives.begins("sent-off-after-commit")
    await lives.until(_GATHERING, 240 if LONG else 60)
    async with _desk(load_config(lives.world.config, {})) as reached:
        seen = await reached.desk.look(1)
    assert seen is not None
    assert sum(seen.states.values()) == MEANT
    await _turn(lives, "start", seen.number)
    await lives.killed()


async def _turn(lives: Lives, what: str, number: str = "") -> None:
    async with _desk(load_config(lives.world.config, {})) as reached:
        assert await reached.desk.turn(1, what, number) == ""


@pytest.mark.parametrize("engine", ["sqlite", "postgres"] if LONG else ["sqlite"])
async def test_everybody_gets_it_once(tmp_path, request, engine):
    database = request.getfixturevalue("postgres_url") if engine == "postgres" else ""
    seed = int(os.environ.get("ABONENT_FAULTS_TURN") or 20261123)
    dice = random.Random(seed)
    deaths = _deaths(dice)
    async with (
        World(tmp_path, database=database, more=CONFIG, emulator=EMULATOR) as world,
        Nursery(world) as nursery,
        Lives(world, nursery, random.Random(seed), UNDER_WAY) as lives,
    ):
        await prepare(world, PEOPLE, lambda index: False)
        await slow_answers(world)
        await _start(lives, dice)
        for at, (point, nth) in enumerate(deaths):
            await lives.begins(point, nth)
            await lives.dies(point)
            if at % max(len(deaths) // _PAUSES, 1) == 0 and at < len(deaths) - 1:
                await lives.begins("sent-off-after-commit")
                await _paused(lives)
                await lives.killed()
        await lives.begins("sent-off-after-commit")
        await lives.until(_RUNNING, 60 + 2 * MEANT / PER_SECOND)
        facts = await world.facts(0)
        states = look(world, "SELECT state, why, count(*) FROM broadcast_recipient GROUP BY 1, 2")
    print(f"\n{engine}: {states}")
    judge(lives, facts, {f"telegram:{chat_of(i)}" for i in range(MEANT)})
    assert states == [("sent", "", MEANT)]
    assert len(world.kills_ms) >= KILLS
