"""Texts and presses overtake each other, as by webhook they may: some serial order explains the outcome."""

from __future__ import annotations

import asyncio
import os
from collections import Counter

import pytest

from tests.dialogs.supplier import filled
from tests.faults.judge import answers, at_rest
from tests.faults.orders import ORDERS, OUTCOME, PRESS, Outcome, possible
from tests.faults.people import WALK, Crowd
from tests.faults.world import World

LONG = os.environ.get("ABONENT_FAULTS") == "long"
PEOPLE = 300 if LONG else 20
pytestmark = [pytest.mark.fault, pytest.mark.timeout(3_600 if LONG else 400)]


@pytest.fixture
def engine():
    """The reference plays on the engine the bot of this test has."""
    return "sqlite"


async def _all_at_once(crowd: Crowd, user: int) -> None:
    """Press and write without waiting for an answer; each person presses at another moment."""
    carrier = crowd.chats[user].messages[-1]["message_id"]
    for act in ORDERS[user % len(ORDERS)]:
        if act == PRESS:
            await crowd.world.post(f"/control/chats/{user}/press", message_id=carrier, text="Согласен")
        else:
            await crowd.world.post(f"/control/chats/{user}/send", text=act)


def _outcome(world: World, user: int, told: int) -> Outcome:
    [left] = world.rows(OUTCOME.format(address=f"telegram:{user}"))
    return Outcome(*left, told)


async def test_whatever_overtakes_what_some_order_explains_it(tmp_path, database):
    explained = await possible(await filled(database))
    async with World(tmp_path, mode="webhook") as world:
        crowd, people = Crowd(world), range(1, PEOPLE + 1)
        world.background.spawn(crowd.watch(), name="eyes")
        await world.start_bot()
        async with asyncio.timeout(200):
            await asyncio.gather(*(crowd.person(user, WALK[:2]) for user in people))
        before = (await at_rest(world))[-1]["n"]
        await world.post("/control/reorder", window=8, seed=20261122)
        await asyncio.gather(*(_all_at_once(crowd, user) for user in people))
        told = answers(await at_rest(world), before)
        outcomes = {user: _outcome(world, user, len(told[user])) for user in people}
        states = world.rows("SELECT state, count(*) FROM inbox WHERE source LIKE 'telegram:%' GROUP BY state")
    seen = Counter(explained.get(outcome, "unexplained") for outcome in outcomes.values())
    print(f"\n{PEOPLE} people: {dict(seen)}")
    assert {user: outcome for user, outcome in outcomes.items() if outcome not in explained} == {}
    assert states == [("done", PEOPLE * 5)]
    # A text before the press makes its button stale, so the orders leave two kinds of traces.
    assert len(explained) == 2
    assert len(seen) == 2, "nothing was reordered"
