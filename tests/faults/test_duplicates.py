"""Updates delivered one to four times, buttons tapped three times at once: everything happens once."""

from __future__ import annotations

import asyncio
import os
from collections import Counter

import pytest

from tests.faults.judge import answers, at_rest, deliveries
from tests.faults.people import WALK, Crowd
from tests.faults.world import World

LONG = os.environ.get("ABONENT_FAULTS") == "long"
PEOPLE = 200 if LONG else 12
WITNESS = 1
pytestmark = [pytest.mark.fault, pytest.mark.timeout(3_600 if LONG else 400)]


async def _all(world: World, coroutines) -> None:
    tasks = [world.background.spawn(one, name="person") for one in coroutines]
    async with asyncio.timeout(200):
        await asyncio.gather(*tasks)


def _domain(world: World, people: int) -> None:
    """As after a single delivery: a consent and a wrong try of each, nobody in a dialog, nothing undone."""
    assert world.rows("SELECT count(*), count(DISTINCT address) FROM consent") == [(people, people)]
    tries = world.rows("SELECT count(*), sum(times) FROM tally WHERE scope = 'failed-address'")
    assert tries == [(people, people)]
    assert world.rows("SELECT count(*) FROM session WHERE dialog <> ''") == [(0,)]
    assert world.rows("SELECT count(*) FROM session") == [(people,)]
    assert world.rows("SELECT DISTINCT state FROM inbox") == [("done",)]


def _events(world: World) -> dict[str, int]:
    return dict(
        world.rows("SELECT source, count(*) FROM inbox WHERE source LIKE 'telegram:%' GROUP BY source")
    )


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_each_update_delivered_up_to_four_times(tmp_path, mode):
    async with World(tmp_path, mode=mode) as world:
        crowd = Crowd(world)
        world.background.spawn(crowd.watch(), name="eyes")
        await world.start_bot()
        await asyncio.wait_for(crowd.person(WITNESS), 60)
        once = answers(await at_rest(world))[WITNESS]
        await world.post("/control/duplicates", min=1, max=4, seed=20261122)
        people = range(WITNESS + 1, WITNESS + 1 + PEOPLE)
        await _all(world, map(crowd.person, people))
        facts = await at_rest(world)
        told, handed = answers(facts), deliveries(facts)
    times = Counter(handed.values())
    print(f"\n{mode}: {PEOPLE} people, updates by number of deliveries: {dict(sorted(times.items()))}")
    assert set(range(1, 5)) <= set(times)
    assert {user: told[user] for user in people} == dict.fromkeys(people, once)
    assert len(once) == len(WALK)
    assert sum(_events(world).values()) == (PEOPLE + 1) * len(WALK)
    _domain(world, PEOPLE + 1)


def _consent_button(crowd: Crowd, user: int) -> dict[str, object]:
    """The press of «Согласен», as the keyboard of the newest message has it."""
    message = crowd.chats[user].messages[-1]
    data = next(
        button["callback_data"]
        for row in message["reply_markup"]["inline_keyboard"]
        for button in row
        if button["text"] == "Согласен"
    )
    return {"message_id": message["message_id"], "data": data, "force": True}


async def _tap_three_times(crowd: Crowd, user: int) -> None:
    """Up to the question by the walk, then three presses of the same button before any is answered."""
    await crowd.person(user, WALK[:2])
    press = _consent_button(crowd, user)
    path = f"/control/chats/{user}/press"
    await asyncio.gather(*(crowd.world.post(path, **press) for _ in range(3)))


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_three_taps_at_once_are_one_consent(tmp_path, mode):
    async with World(tmp_path, mode=mode) as world:
        crowd = Crowd(world)
        world.background.spawn(crowd.watch(), name="eyes")
        await world.start_bot()
        people = range(1, PEOPLE + 1)
        await _all(world, (_tap_three_times(crowd, user) for user in people))
        told = answers(await at_rest(world))
        assert world.rows("SELECT count(*), count(DISTINCT address) FROM consent") == [(PEOPLE, PEOPLE)]
        assert world.rows("SELECT count(*) FROM session WHERE dialog = 'link'") == [(PEOPLE,)]
        assert world.rows("SELECT DISTINCT state FROM inbox") == [("done",)]
        assert world.rows("SELECT count(*) FROM inbox WHERE source LIKE 'telegram:%'") == [(PEOPLE * 5,)]
    for user in people:
        # A tap on a button that is stale by now gets the open question again, nothing else.
        assert all("Шаг 1 из 4" in text for text in told[user][2:]), told[user]
        assert len(told[user]) >= 3
