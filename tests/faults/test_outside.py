"""Telegram refuses, stalls and lies under a crowd: every act is answered, every limit kept."""

from __future__ import annotations

import asyncio
import os
from collections import Counter

import pytest

from tests.faults.judge import answers, at_rest, calls
from tests.faults.people import WALK, Crowd
from tests.faults.world import World

LONG = os.environ.get("ABONENT_FAULTS") == "long"
PEOPLE = 150 if LONG else 30
WRITES = ("sendMessage", "editMessageText")
CERTAIN = ("429", "429_bare", "500", "json_without_description", "timeout_before", "reset")
DOUBTFUL = ("502_html", "timeout_after_accept")
SHARE = {"429": 0.03, "timeout_after_accept": 0.03}
OTHERS = 0.02 if LONG else 0.01
"""One message in nine, or six, goes wrong: more would mean to wait a minute for a fifth try."""
NO_ANSWER = ("timeout_before", "timeout_after_accept", "reset", "502_html")
"""The bot cannot know whether these were done: it repeats them."""
REST_MS = {"429": 2_000, "429_bare": 5_000}
pytestmark = [pytest.mark.fault, pytest.mark.timeout(3_600 if LONG else 400)]


async def _weather(world: World) -> None:
    """Each kind with its share of all messages, for as long as it lasts."""
    for number, kind in enumerate((*CERTAIN, *DOUBTFUL)):
        await world.post(
            "/control/faults",
            target="telegram", kind=kind, method="sendMessage", probability=SHARE.get(kind, OTHERS),
            times=1_000_000, retry_after=2, delay_s=0.3, seed=number,
        )  # fmt: skip
    gone = "Bad Request: message to edit not found"
    fault = {"target": "telegram", "kind": "400", "method": "editMessageText", "description": gone}
    await world.post("/control/faults", **fault, probability=0.5, times=1_000_000, seed=99)


def _impatient(facts: list[dict]) -> list[tuple[int, int]]:
    """(chat, ms too early) of every call to a chat that came before the rest Telegram had asked for."""
    until: dict[int, int] = {}
    early = []
    for call in calls(facts, *WRITES):
        chat = int(call["params"]["chat_id"])
        if call["real_ms"] < until.get(chat, 0):
            early.append((chat, until[chat] - call["real_ms"]))
        if call["status"] == 429:
            until[chat] = call["real_ms"] + REST_MS[call["fault"]]
    return early


def _doubled(told: dict[int, list[str]]) -> Counter[int]:
    """How many texts came once more than they should, per chat: in the walk no two answers are alike."""
    return Counter({chat: len(texts) - len(set(texts)) for chat, texts in told.items()})


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_every_act_is_answered_in_foul_weather(tmp_path, mode):
    async with World(tmp_path, mode=mode) as world:
        crowd, people = Crowd(world), range(1, PEOPLE + 1)
        world.background.spawn(crowd.watch(), name="eyes")
        await world.start_bot()
        await _weather(world)
        async with asyncio.timeout(300):
            await asyncio.gather(*(crowd.person(user) for user in people))
        facts = await at_rest(world)
        consents = world.rows("SELECT count(*), count(DISTINCT address) FROM consent")
        failed = world.rows("SELECT count(*) FROM outbox WHERE state <> 'sent'")
    told, written = answers(facts), calls(facts, *WRITES)
    faults = [(f["fault_kind"], int(f["chat_id"])) for f in facts if f["kind"] == "fault.injected"]
    injected = Counter(kind for kind, _ in faults)
    doubts = Counter(chat for kind, chat in faults if kind in NO_ANSWER)
    doubled = _doubled(told)
    print(f"\n{mode}: {len(written)} calls, faults {dict(injected)}, {sum(doubled.values())} texts twice")
    assert crowd.finished == set(people)
    assert consents == [(PEOPLE, PEOPLE)]
    assert failed == [(0,)]
    assert all(len(set(texts)) == len(WALK) for texts in told.values())
    assert _impatient(facts) == []
    assert set(injected) >= {"429", "timeout_after_accept"}
    assert {chat: times for chat, times in doubled.items() if times > doubts[chat]} == {}
    # A text that was delivered although nobody said so is the only reason for a second one.
    assert sum(doubled.values()) == injected["timeout_after_accept"]


async def test_who_blocks_the_bot_is_left_alone_until_they_write_again(tmp_path):
    async with World(tmp_path) as world:
        await world.post("/control/users", id=1, first_name="Житель", count=2)
        await world.start_bot()
        refusals = {"target": "telegram", "method": "sendMessage"}
        await world.post("/control/faults", **refusals, kind="403", chat_id=1, times=1)
        await world.post("/control/faults", **refusals, kind="400", chat_id=2, times=1)
        for user in (1, 2):
            await world.post(f"/control/chats/{user}/send", text="/start")
        facts = await at_rest(world)
        assert answers(facts) == {}
        assert len(calls(facts, "sendMessage")) == 2, "a refusal for good is not tried again"
        blocked = world.rows("SELECT address FROM address WHERE state = 'blocked' ORDER BY address")
        assert blocked == [("telegram:1",), ("telegram:2",)], "who blocked us, and a chat that is not there"
        for user in (1, 2):
            await world.post(f"/control/chats/{user}/send", text="/help")
        assert set(answers(await at_rest(world))) == {1, 2}
        assert world.rows("SELECT count(*) FROM address WHERE state = 'blocked'") == [(0,)]
