"""Reminders under SIGKILL while they are planned and sent: nobody is left out, nobody is told twice.

10,000 accounts in both forms. In the short one billing has the readings of most of them and some hundreds
are reminded; in the long one all are. Judged from the emulator's ledger.
"""

from __future__ import annotations

import os
import random

import pytest

from tests.faults.lives import CONFIG, EMULATOR, PER_SECOND, Lives, chat_of, judge, prepare, slow_answers
from tests.faults.nursery import Nursery
from tests.faults.points import PLANNING, TELLING
from tests.faults.till import look
from tests.faults.world import World

LONG = os.environ.get("ABONENT_FAULTS") == "long"
PEOPLE = 10_000
REMINDED = PEOPLE if LONG else 300
KILLS = 50 if LONG else 5
UNDER_WAY = """SELECT outbox.address, reminder.link_id || ':' || reminder.kind || ':' || reminder.stage || ':'
    || reminder.period, outbox.id || ':' || outbox.attempts
FROM reminder JOIN outbox ON outbox.id = reminder.outbox_id WHERE outbox.state = 'sending'"""
_PLANNED = "SELECT CASE WHEN EXISTS (SELECT 1 FROM reminder_plan WHERE state = 'done') THEN 0 ELSE 1 END"
_LEFT = "SELECT count(*) FROM reminder WHERE state = 'planned' OR state = 'queued'"
pytestmark = [pytest.mark.fault, pytest.mark.timeout(3_600 if LONG else 200)]


def _deaths(dice: random.Random) -> list[tuple[str, int]]:
    """Points in the order in which they can be reached, and which crossing kills."""
    planning = [("plan-before-commit", 1), ("plan-after-commit", 1)]
    planning += [(f"chunk-{side}-commit", nth) for nth in (1, 2, 3) for side in ("before", "after")]
    if not LONG:
        some = dice.sample(planning[2:], 2)
        some.sort(key=planning.index)
        telling = dice.sample(sorted(TELLING), KILLS - len(some))
        return [*some, *((point, dice.randint(1, 40)) for point in telling)]
    names = sorted(TELLING)
    telling = [(names[at % len(names)], dice.randint(1, 150)) for at in range(KILLS - len(planning))]
    return [*planning, *telling]


def _nth(point: str, nth: int) -> int:
    """What is settled is settled in pages, not row by row."""
    return min(nth, 2) if point.startswith("told-settled") else nth


@pytest.mark.parametrize("engine", ["sqlite", "postgres"] if LONG else ["sqlite"])
async def test_everybody_is_reminded_once(tmp_path, request, engine):
    database = request.getfixturevalue("postgres_url") if engine == "postgres" else ""
    seed = int(os.environ.get("ABONENT_FAULTS_TURN") or 20261123)
    deaths = _deaths(random.Random(seed))
    assert {point for point, _ in deaths} <= PLANNING.keys() | TELLING.keys()
    async with (
        World(tmp_path, database=database, more=CONFIG, emulator=EMULATOR) as world,
        Nursery(world) as nursery,
        Lives(world, nursery, random.Random(seed), UNDER_WAY) as lives,
    ):
        share = PEOPLE // REMINDED
        await prepare(world, PEOPLE, lambda index: index % share == 0)
        await slow_answers(world)
        for point, nth in deaths:
            await lives.begins(point, _nth(point, nth))
            await lives.dies(point)
        await lives.begins("told-answered")
        await lives.until(_PLANNED, 60)
        await lives.until(_LEFT, 60 + 2 * REMINDED / PER_SECOND)
        facts = await world.facts(0)
        states = look(world, "SELECT kind, stage, state, why, count(*) FROM reminder GROUP BY 1, 2, 3, 4")
    print(f"\n{engine}: {PEOPLE} accounts, {states}")
    judge(lives, facts, {f"telegram:{chat_of(i)}" for i in range(0, PEOPLE, share)})
    assert states == [("reading", "before", "sent", "", len(range(0, PEOPLE, share)))]
    assert len(world.kills_ms) == KILLS
