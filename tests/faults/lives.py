"""A supplier with many accounts, and lives of its bot that end at a point of what we begin ourselves."""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Self

from bench import exchange, fixture, ours
from bot.commands.importing import import_files
from bot.commands.schema import migrate_database
from bot.config import load_config
from core.background import Background
from storage.database import connect
from tests.faults.nursery import Mortal
from tests.faults.till import look
from tests.faults.world import World

TODAY = dt.date(2026, 11, 27)
EMULATOR = ("--start", f"{TODAY}T09:00:00Z")
"""Noon in Moscow, three days before the window of the files ends."""
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


@dataclass(frozen=True)
class Kill:
    """When (real UTC milliseconds), and the calls it cut short: the key of each by its address."""

    at_ms: int
    under_way: dict[str, str]


@dataclass
class Lives(Mortal):
    """One bot that is killed time and again, and what was under way at each kill.

    `under_way_sql` is asked of the database at each kill: (address, key, claim) of the calls claimed and not
    marked. Where replicas may be, a claim of the dead stands until it lapses: it is of the first kill it met.
    """

    dice: random.Random
    under_way_sql: str
    kills: list[Kill] = field(default_factory=list)
    claims: set[tuple[str, str, str]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.world.bot is not None:
            self.world.bot.kill()
            await self.world.bot.wait()

    async def begins(self, point: str, nth: int = 1 << 40) -> None:
        """A life; every other one takes the last for one that ended well."""
        await self.born(point, nth, forgetful=self.dice.random() < 0.5)

    async def killed(self) -> None:
        """Kill it now, and note what was under way."""
        await super().killed()
        claims = set(look(self.world, self.under_way_sql)) - self.claims
        self.claims |= claims
        self.kills.append(Kill(self.world.kills_ms[-1], {address: key for address, key, _ in claims}))

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


def told_again(facts: list[dict], kills: list[Kill]) -> tuple[list[set[str]], list[str]]:
    """What was told again, by the kill at which its call was under way, as keys; and the rest, as addresses.

    A message is told again by the life after the kill; no call of a kill excuses more than one.
    """
    moments: dict[str, list[int]] = defaultdict(list)
    for fact in facts:
        if fact["kind"] == "message.sent":
            moments[f"telegram:{fact['chat_id']}"].append(fact["real_ms"])
    again: list[set[str]] = [set() for _ in kills]
    rest = []
    for address, at in moments.items():
        for once_more_ms in at[1:]:
            for kill, keys in zip(kills, again, strict=True):
                key = kill.under_way.get(address, "")
                if key and key not in keys and kill.at_ms <= once_more_ms:
                    keys.add(key)
                    break
            else:
                rest.append(address)
    return again, rest


def judge(lives: Lives, facts: list[dict], due: set[str]) -> None:
    """Nobody was left out; nobody was told twice but by a call that was under way at a kill."""
    times = told(facts)
    again, rest = told_again(facts, lives.kills)
    print(
        f"{len(lives.kills)} kills, at {dict(Counter(lives.reached))}; {len(due)} due, "
        f"{times.total()} messages, {sum(len(kill.under_way) for kill in lives.kills)} calls under way "
        f"at the kills, {sum(map(len, again))} told again:"
    )
    for kill, keys in zip(lives.kills, again, strict=True):
        print(f"  {len(keys)} of {len(kill.under_way)} under way: {' '.join(sorted(keys))}")
    assert set(times) == due, (sorted(due - set(times))[:5], sorted(set(times) - due)[:5])
    assert not rest, f"told again, and not under way at a kill: {rest}"
    assert times.total() - len(due) == sum(map(len, again))
    assert not lives.missed, lives.missed
