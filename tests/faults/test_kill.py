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
KILLS = {"sqlite": 75 if LONG else 8, "postgres": 25 if LONG else 4}
UPDATES_PER_SECOND = 40
MOST_PEOPLE = 20 * max(KILLS.values())
PATIENCE_S = 120
STORM, LULL_S = 25, 30
"""Kills that follow each other, and a life between storms: the last chance of whoever was hit twice."""

pytestmark = [pytest.mark.fault, pytest.mark.timeout(7_200 if LONG else 900)]


async def _arrivals(crowd: Crowd, stop: asyncio.Event) -> int:
    """New people at an even pace; each of them brings as many updates as the walk has acts."""
    people: list[asyncio.Task[None]] = []
    while not stop.is_set() and len(people) < MOST_PEOPLE:
        person = crowd.person(10_000 + len(people))
        people.append(crowd.world.background.spawn(person, name="person"))
        await asyncio.sleep(len(WALK) / UPDATES_PER_SECOND)
    await stop.wait()
    await _all_answered(crowd, people)
    return len(people)


async def _all_answered(crowd: Crowd, people: list[asyncio.Task[None]]) -> None:
    """Wait for everybody; TimeoutError once nobody has got to the end of the walk for a long while."""
    waiting: set[asyncio.Task[None]] = {person for person in people if not person.done()}
    while waiting:
        done, waiting = await asyncio.wait(waiting, timeout=PATIENCE_S, return_when=asyncio.FIRST_COMPLETED)
        if not done:
            raise TimeoutError
    await asyncio.gather(*people)


async def _kill_often(world: World, dice: random.Random) -> list[list[str]]:
    """Addresses of the calls that were under way at each kill: claimed, and no mark of their end stored."""
    under_way = []
    for kill in range(KILLS[_engine(world)]):
        if kill and kill % STORM == 0:
            await world.start_bot()
            await asyncio.sleep(LULL_S)
            await world.stop_bot()
        if kill % 2:
            _forget_that_it_ran(world)
        await world.start_bot(ready=dice.random() < 0.7)
        await asyncio.sleep(dice.uniform(0.0, 1.5))
        await world.kill_bot()
        under_way.append(_under_way(world))
    await world.start_bot()
    return under_way


def _under_way(world: World) -> list[str]:
    if _engine(world) == "sqlite" and not world.file.exists():
        return []
    with closing(_database(world, write=False)) as database:
        if not database.execute(_HAS_TABLE[_engine(world)].format("outbox")).fetchone():
            return []
        rows = database.execute("SELECT address FROM outbox WHERE state = 'sending'").fetchall()
        return [address for (address,) in rows]


def _forget_that_it_ran(world: World) -> None:
    """Make the next start believe in a clean stop, so that both ways of taking events are under fire."""
    with closing(_database(world)) as database:
        if database.execute(_HAS_TABLE[_engine(world)].format("setting")).fetchone():
            database.execute("DELETE FROM setting WHERE name LIKE 'running:%'")
            database.commit()


_HAS_TABLE = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE name = '{}'",
    "postgres": "SELECT 1 WHERE to_regclass('{}') IS NOT NULL",
}


def _engine(world: World) -> str:
    return "postgres" if world.database.startswith("postgresql:") else "sqlite"


def _database(world: World, *, write: bool = True) -> sqlite3.Connection | psycopg.Connection:
    """`write=False` leaves the log of SQLite as the kill left it: its recovery is the bot's work."""
    if _engine(world) == "postgres":
        return psycopg.connect(world.database)
    if write:
        return sqlite3.connect(world.file, timeout=30)
    return sqlite3.connect(f"file:{world.file}?mode=ro", uri=True, timeout=30)


async def _suffer(world: World, seed: int) -> tuple[Crowd, int, list[list[str]]]:
    crowd, stop = Crowd(world), asyncio.Event()
    watcher = world.background.spawn(crowd.watch(), name="eyes")
    arrivals = world.background.spawn(_arrivals(crowd, stop), name="arrivals")
    try:
        under_way = await _kill_often(world, random.Random(seed))
        stop.set()
        try:
            return crowd, await arrivals, under_way
        except TimeoutError:
            waiting = sorted(set(crowd.chats) - crowd.finished)
            raise AssertionError(
                f"{len(waiting)} people were never answered, such as {waiting[:5]}: {world.log_tail()}"
            ) from None
    finally:
        watcher.cancel()


def _duplicates(facts: list[dict]) -> Counter[str]:
    """How many texts each address was sent again for the same turn."""
    seen: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        if fact["kind"] == "message.sent":
            seen[f"telegram:{fact['chat_id']}", fact["message"]["text"]] += 1
    again: Counter[str] = Counter()
    for (address, _), times in seen.items():
        if times > 1:
            again[address] += times - 1
    return again


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
        crowd, people, under_way = await _suffer(world, seed=20261122)
        facts = await world.facts(0)
    doubled, kinds = _duplicates(facts), Counter(fact["kind"] for fact in facts)
    print(
        f"\n{mode} on {engine}: {len(world.kills_ms)} kills, {people} people, "
        f"{kinds['update.queued']} updates, {kinds['message.sent']} messages, "
        f"{sum(map(len, under_way))} calls under way at the kills, {doubled.total()} texts sent twice"
    )
    assert crowd.finished == set(range(10_000, 10_000 + people))
    _domain(world, people)
    allowed = Counter(address for addresses in under_way for address in addresses)
    assert not doubled - allowed, f"sent twice though not under way at a kill: {dict(doubled - allowed)}"
