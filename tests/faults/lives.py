"""A supplier with many accounts, and lives of its bot that end at a point of what we begin ourselves."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from bench import exchange, fixture, ours
from bot.commands.importing import import_files
from bot.commands.schema import migrate_database
from bot.config import load_config
from core.background import Background
from storage.database import connect
from tests.faults.nursery import Nursery
from tests.faults.test_kill import _forget_that_it_ran
from tests.faults.till import look
from tests.faults.world import World

TODAY = dt.date(2026, 11, 27)
EMULATOR = ("--start", f"{TODAY}T09:00:00Z")
"""Noon in Moscow, three days before the window of the files ends."""
PATIENCE_S = 40
PER_SECOND = 30
"""The most that the configuration allows."""
CONFIG = f"""
[linking]
consent_version = "{ours.CONSENT_VERSION}"
[sending]
bulk_per_second = {PER_SECOND}
[reminders]
spread_hours = 0
"""


def chat_of(index: int) -> int:
    return 700_000_000 + index


async def prepare(world: World, people: int, missing: Callable[[int], bool]) -> None:
    """Import accounts and link each to a person; billing has the reading of the month of most of them."""
    files = world.folder / "billing"
    exchange.write_accounts(files, people, TODAY, metered=True)
    exchange.write_meters(files, people, TODAY)
    day = TODAY - dt.timedelta(days=5)
    with (files / "readings.csv").open("a", encoding="utf-8", newline="\n") as file:
        for i in filter(lambda i: not missing(i), range(people)):
            used = exchange.shown(i) + 100
            file.write(f"{exchange.number(i)};{i:08d};{day};{used};;;inspector;counted\n")
    await world.post("/control/users", id=chat_of(0), count=people, opened=True)
    config = load_config(world.config, {})
    await migrate_database(config)
    await import_files(config, files, dry_run=False, force=False, every_rejection=False)
    background = Background()
    database = connect(world.database, background=background)
    await database.open()
    try:
        await database.alter(lambda tx: fixture.link(tx, [chat_of(index) for index in range(people)]))
    finally:
        await database.close()
        await background.close()


@dataclass
class Lives:
    """One bot that is killed time and again, and what was under way at each kill.

    `under_way` is asked of the database at each kill: (chat, key) of the calls claimed and not marked.
    """

    world: World
    nursery: Nursery
    dice: random.Random
    under_way_sql: str
    reached: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    under_way: Counter[tuple[str, str]] = field(default_factory=Counter)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.world.bot is not None:
            self.world.bot.kill()
            await self.world.bot.wait()

    async def born(self, point: str, nth: int = 1 << 40) -> None:
        """Start a life and wait until it is ready, or dead already; without `nth` it has no end."""
        if self.dice.random() < 0.5:
            _forget_that_it_ran(self.world)
        self.world.bot = await self.nursery.start("bot.log", point, nth, "run")
        dead = self.world.background.spawn(self.world.bot.wait(), name="death")
        ready = self.world.background.spawn(self.world._ready(), name="ready")
        await asyncio.wait({dead, ready}, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()

    async def dies(self, point: str, seconds: float = PATIENCE_S) -> None:
        """Wait for the end of a life; who does not come by its point is killed where it is."""
        try:
            await asyncio.wait_for(self.world.bot.wait(), seconds)
        except TimeoutError:
            self.missed.append(point)
        await self.killed()
        if f"killed at {point}" in self.world.log_tail():
            self.reached.append(point)

    async def killed(self) -> None:
        """Kill it now, and note what was under way."""
        await self.world.kill_bot()
        self.under_way.update(set(look(self.world, self.under_way_sql)))

    async def until(self, sql: str, seconds: float) -> None:
        """Wait until a statement counts 0."""
        end = time.monotonic() + seconds
        while left := look(self.world, sql)[0][0]:
            assert time.monotonic() < end, f"{left} left after {seconds:g} s: {self.world.log_tail()}"
            await asyncio.sleep(0.2)


async def slow_answers(world: World) -> None:
    """Some of Telegram's answers take a third of a second, so that calls are under way at a kill."""
    rule = {"target": "telegram", "kind": "slow", "method": "sendMessage", "delay_s": 0.3}
    await world.post("/control/faults", **rule, probability=0.5)


def told(facts: list[dict]) -> Counter[str]:
    """How often each chat was told something."""
    return Counter(f"telegram:{fact['chat_id']}" for fact in facts if fact["kind"] == "message.sent")


def judge(lives: Lives, facts: list[dict], due: set[str]) -> None:
    """Nobody was left out; nobody was told twice but by a call that was under way at a kill."""
    times = told(facts)
    again = Counter({address: count - 1 for address, count in times.items() if count > 1})
    allowed: Counter[str] = Counter()
    keys: dict[str, set[str]] = {}
    for (address, key), count in lives.under_way.items():
        allowed[address] += count
        keys.setdefault(address, set()).add(key)
    print(
        f"{len(lives.world.kills_ms)} kills, at {dict(Counter(lives.reached))}; {len(due)} due, "
        f"{times.total()} messages, {lives.under_way.total()} calls under way at the kills, "
        f"{again.total()} told again: {[sorted(keys.get(one, ())) for one in sorted(again)]}"
    )
    assert set(times) == due, (sorted(due - set(times))[:5], sorted(set(times) - due)[:5])
    assert not again - allowed, f"told again, and not under way at a kill: {again - allowed}"
    assert not lives.missed, lives.missed
