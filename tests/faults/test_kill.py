"""SIGKILL at random moments under 40 updates a second: nothing acknowledged is lost, nothing is done twice.

Judged from the emulator's own ledger and, for the effects in the domain, from the database.
"""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
from collections import Counter
from contextlib import closing

import psycopg
import pytest

from tests.faults.people import WALK, Crowd
from tests.faults.world import World

LONG = os.environ.get("ABONENT_FAULTS") == "long"
KILLS = {"sqlite": 250 if LONG else 25, "postgres": 100 if LONG else 5}
UPDATES_PER_SECOND = 40
MOST_PEOPLE = 20 * max(KILLS.values())

# From the sending to the commit of its mark: up to a hundred calls leave at once when a backlog is taken up.
IN_FLIGHT_MS = 5_000
pytestmark = [pytest.mark.fault, pytest.mark.timeout(7_200 if LONG else 900)]


async def _arrivals(crowd: Crowd, stop: asyncio.Event) -> int:
    """New people at an even pace; each of them brings as many updates as the walk has acts."""
    people: list[asyncio.Task[None]] = []
    while not stop.is_set() and len(people) < MOST_PEOPLE:
        person = crowd.person(10_000 + len(people))
        people.append(crowd.world.background.spawn(person, name="person"))
        await asyncio.sleep(len(WALK) / UPDATES_PER_SECOND)
    await stop.wait()
    await asyncio.wait_for(asyncio.gather(*people), 180)
    return len(people)


async def _kill_often(world: World, dice: random.Random) -> None:
    for kill in range(KILLS[_engine(world)]):
        if kill % 2:
            _forget_that_it_ran(world)
        await world.start_bot(ready=dice.random() < 0.7)
        await asyncio.sleep(dice.uniform(0.0, 1.5))
        await world.kill_bot()
    await world.start_bot()


def _forget_that_it_ran(world: World) -> None:
    """Make the next start believe in a clean stop, so that both ways of taking events are under fire."""
    with closing(_database(world)) as database:
        if database.execute(_HAS_SETTINGS[_engine(world)]).fetchone():
            database.execute("DELETE FROM setting WHERE name LIKE 'running:%'")
            database.commit()


_HAS_SETTINGS = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE name = 'setting'",
    "postgres": "SELECT 1 WHERE to_regclass('setting') IS NOT NULL",
}


def _engine(world: World) -> str:
    return "postgres" if world.database.startswith("postgresql:") else "sqlite"


def _database(world: World) -> sqlite3.Connection | psycopg.Connection:
    if _engine(world) == "postgres":
        return psycopg.connect(world.database)
    return sqlite3.connect(world.file, timeout=30)


async def _suffer(world: World, seed: int) -> tuple[Crowd, int]:
    crowd, stop = Crowd(world), asyncio.Event()
    watcher = world.background.spawn(crowd.watch(), name="eyes")
    arrivals = world.background.spawn(_arrivals(crowd, stop), name="arrivals")
    try:
        await _kill_often(world, random.Random(seed))
        stop.set()
        try:
            return crowd, await arrivals
        except TimeoutError:
            waiting = sorted(set(crowd.chats) - crowd.finished)
            raise AssertionError(
                f"{len(waiting)} people were never answered, such as {waiting[:5]}: {world.log_tail()}"
            ) from None
    finally:
        watcher.cancel()


async def _duplicates(world: World, facts: list[dict]) -> list[tuple[int, int]]:
    """(chat, when the first of the two was sent) of every text that came twice for one turn."""
    per_chat: dict[int, list[dict]] = {}
    for fact in facts:
        if fact["kind"] == "message.sent":
            per_chat.setdefault(fact["chat_id"], []).append(fact)
    doubled = []
    for chat, sent in per_chat.items():
        seen: dict[str, int] = {}
        for fact in sent:
            text = fact["message"]["text"]
            if text in seen:
                doubled.append((chat, seen[text]))
            seen[text] = fact["real_ms"]
    return doubled


def _domain(world: World, people: int) -> None:
    """Each person gave one consent and made one wrong try: neither lost nor done twice."""
    with closing(_database(world)) as database:
        consents = database.execute(
            "SELECT count(*), count(DISTINCT address) FROM consent WHERE address LIKE 'telegram:%'"
        ).fetchone()
        tries = database.execute(
            "SELECT count(*), sum(times) FROM tally WHERE scope = 'failed-address'"
        ).fetchone()
        unfinished = database.execute("SELECT count(*) FROM inbox WHERE state <> 'done'").fetchone()
        if _engine(world) == "sqlite":
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert consents == (people, people)
    assert tries == (people, people)
    assert unfinished == (0,)


@pytest.mark.parametrize(
    ("mode", "engine"), [("polling", "sqlite"), ("webhook", "sqlite"), ("polling", "postgres")]
)
async def test_nothing_is_lost_or_doubled_by_sigkill(tmp_path, request, mode, engine):
    database = request.getfixturevalue("postgres_url") if engine == "postgres" else ""
    async with World(tmp_path, mode=mode, database=database) as world:
        crowd, people = await _suffer(world, seed=20261122)
        facts = await world.facts(0)
        doubled = await _duplicates(world, facts)
    kinds = Counter(fact["kind"] for fact in facts)
    print(
        f"\n{mode} on {engine}: {len(world.kills_ms)} kills, {people} people, "
        f"{kinds['update.queued']} updates, {kinds['message.sent']} messages, {len(doubled)} texts sent twice"
    )
    assert crowd.finished == set(range(10_000, 10_000 + people))
    _domain(world, people)
    sent = [fact["real_ms"] for fact in facts if fact["kind"] == "message.sent"]
    per_kill = [sum(_near(at, kill) for _, at in doubled) for kill in world.kills_ms]
    print(f"texts sent twice per kill: {per_kill}")
    stray = [(chat, at) for chat, at in doubled if not any(_near(at, kill) for kill in world.kills_ms)]
    assert not stray, f"a text was sent twice though no kill was near: {stray[:5]}, kills {world.kills_ms}"
    assert len(doubled) <= sum(any(_near(at, kill) for kill in world.kills_ms) for at in sent)


def _near(at_ms: int, kill_ms: int) -> bool:
    """Whether a message was under way at the kill: the emulator may take it from the socket after that."""
    return abs(kill_ms - at_ms) <= IN_FLIGHT_MS
