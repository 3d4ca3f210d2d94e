"""Malformed updates among good ones: each of them is a dead letter, its neighbours do not notice."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import sqlite3
import sys

import pytest

from tests.faults.judge import answers, at_rest
from tests.faults.poison import IGNORED, NAMELESS, NUMBERED, RAW, some
from tests.faults.world import ROOT, SECRET, START_S, World

LONG = os.environ.get("ABONENT_FAULTS") == "long"
POISON, GOOD, STRANGE = (300, 2_700, 100) if LONG else (300, 600, 20)
RAW_POISON = 60
READER = 7
pytestmark = [pytest.mark.fault, pytest.mark.timeout(3_600 if LONG else 400)]


async def _bot(world: World, *arguments: str) -> tuple[int, list[str], list[str]]:
    """A command beside the running bot: status, lines of output, lines of errors."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "--config", str(world.config), *arguments,
        cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await asyncio.wait_for(process.communicate(), START_S)
    return process.returncode, out.decode().splitlines(), err.decode().splitlines()


async def _post_raw(world: World, body: bytes) -> int:
    """One call of the webhook as Telegram makes it; the status of the answer."""
    url = f"http://127.0.0.1:{world.bot_port}/telegram"
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
    async with world.http.post(url, data=body, headers=headers) as answer:
        return answer.status


async def _everything(world: World, raw: int) -> None:
    """Poison, strange kinds and good questions in a mixed order; a good one last."""
    shapes = [*some((*NAMELESS, *NUMBERED), POISON - raw), *some(IGNORED, STRANGE)]
    bodies, people = some(RAW, raw, first=10_000), range(1, GOOD)
    acts = [("inject", shape) for shape in shapes] + [("raw", body) for body in bodies]
    acts += [("ask", user) for user in people]
    random.Random(20261122).shuffle(acts)
    for act, what in [*acts, ("ask", GOOD)]:
        match act:
            case "ask":
                await world.post(f"/control/chats/{what}/send", text="/start")
            case "inject":
                await world.post("/control/updates", update=what)
            case "raw":
                assert await _post_raw(world, what) == 200


async def _replay_works(world: World) -> None:
    """A dead letter that a newer release can read is read when it is replayed."""
    unreadable = {
        "message_id": 900,
        "date": 1,
        "chat": {"id": READER, "type": "private"},
        "from": {"id": READER},
    }
    await world.post("/control/updates", update={"message": {**unreadable, "text": 5}})
    before = (await at_rest(world))[-1]["n"]
    [(letter, body)] = world.rows(
        f"SELECT id, body FROM inbox WHERE state = 'dead' AND address = 'telegram:{READER}'"
    )
    cured = json.loads(body)
    cured["message"]["text"] = "/help"
    with contextlib.closing(sqlite3.connect(world.folder / "abonent.db", timeout=30)) as database, database:
        database.execute("UPDATE inbox SET body = ? WHERE id = ?", (json.dumps(cured).encode(), letter))
    assert (await _bot(world, "dead-letters", "replay", str(letter)))[0] == 0
    async with asyncio.timeout(30):
        while READER not in answers(await world.facts(before)):
            await asyncio.sleep(0.1)
    assert world.rows(f"SELECT state FROM inbox WHERE id = {letter}") == [("done",)]


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_the_malformed_die_alone(tmp_path, mode):
    async with World(tmp_path, mode=mode) as world:
        await world.post("/control/users", id=1, first_name="Житель", count=GOOD)
        await world.start_bot()
        await _everything(world, RAW_POISON if mode == "webhook" else 0)
        told = answers(await at_rest(world))
        ends = dict(
            world.rows("SELECT state, count(*) FROM inbox WHERE source LIKE 'telegram:%' GROUP BY state")
        )
        status, listed, summary = await _bot(world, "dead-letters", "list")
        print(f"\n{mode}: {GOOD} asked, {len(told)} answered, inbox {ends}, {summary}")
        assert {user: len(texts) for user, texts in told.items()} == dict.fromkeys(range(1, GOOD + 1), 1)
        assert ends == {"dead": POISON, "done": GOOD + STRANGE}
        assert world.rows("SELECT count(*) FROM inbox WHERE state = 'dead' AND attempts <> 1") == [(0,)]
        assert (status, len(listed), summary) == (0, POISON, [f"{POISON} dead letters"])
        await _replay_works(world)
