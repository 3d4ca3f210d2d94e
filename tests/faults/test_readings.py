"""Readings under SIGKILL of the bot and of the export: none lost or doubled, judged from the files alone."""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import os
import random
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench import exchange, fixture, ours
from core.background import Background
from storage.database import connect
from tests.faults.people import Act, Crowd
from tests.faults.world import World

LONG = os.environ.get("ABONENT_FAULTS") == "long"
KILLS = 30 if LONG else 4
PEOPLE = 800 if LONG else 150
FIRST, SECOND = 137, 152
"""kWh since the last reading: what everybody sends, and what every second person corrects it to."""
_RECEIPT = re.compile(r"Номер ([\d-]*\d)")
_MORE = f"""
[linking]
consent_version = "{ours.CONSENT_VERSION}"
"""
pytestmark = [pytest.mark.fault, pytest.mark.timeout(3_600 if LONG else 600)]


def _user(index: int) -> int:
    return 10_000 + index


def _walk(index: int) -> tuple[Act, ...]:
    """A reading, and of every second person a better one within the window."""
    first, second = (
        Act(send=str(exchange.shown(index) + used), awaits=f"расход {used}") for used in (FIRST, SECOND)
    )
    return (first, second) if index % 2 else (first,)


async def _prepare(world: World) -> None:
    files, today = world.folder / "billing", dt.datetime.now(tz=dt.UTC).date()
    exchange.write_accounts(files, PEOPLE, today, metered=True)
    exchange.write_meters(files, PEOPLE, today)
    (world.folder / "out").mkdir()
    await world.done("migrate")
    await world.done("import", str(files))
    background = Background()
    database = connect(world.database, background=background)
    await database.open()
    try:
        await database.alter(lambda tx: fixture.link(tx, [_user(index) for index in range(PEOPLE)]))
    finally:
        await database.close()
        await background.close()


async def _export(world: World, dice: random.Random) -> bool:
    """Run an export that may be killed; whether it came to its end."""
    process = await world.command("export", "readings", "--to", str(world.folder / "out"))
    if dice.random() < 0.5:
        await asyncio.sleep(dice.uniform(0.5, 3.0))
        if process.returncode is None:
            process.kill()
    return await process.wait() == 0


async def _kill_often(world: World, dice: random.Random) -> int:
    """Kill the bot, with an export beside it each time; how many exports came to their end."""
    whole = 0
    for _ in range(KILLS):
        await world.start_bot()
        export = world.background.spawn(_export(world, dice), name="export")
        await asyncio.sleep(dice.uniform(0.0, 3.0))
        await world.kill_bot()
        whole += await export
    await world.start_bot()
    return whole


async def _arrive(crowd: Crowd, dice: random.Random) -> None:
    people = []
    for index in range(PEOPLE):
        one = _person(crowd, index, dice.uniform(0.0, KILLS * 8))
        people.append(crowd.world.background.spawn(one, name="person"))
        await asyncio.sleep(KILLS * 4 / PEOPLE)
    await asyncio.gather(*people)


async def _person(crowd: Crowd, index: int, pause_s: float) -> None:
    """The pause lets an export come between the reading and its correction."""
    first, *rest = _walk(index)
    await crowd.person(_user(index), (first,))
    for act in rest:
        await asyncio.sleep(pause_s)
        await crowd.go_on(_user(index), (act,))


@dataclass
class Billing:
    """What a billing knows that takes the files in their order."""

    now: dict[str, str]
    """Account to the value in force."""
    receipts: Counter[str]
    actions: Counter[str]


def _take(folder: Path) -> Billing:
    """Follow every row; a row that does not fit what came before fails."""
    billing, receipt_of = Billing({}, Counter(), Counter()), {}
    for path in sorted(folder.glob("readings-*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter=";"):
                account, action = row["account"], row["action"]
                billing.receipts[row["receipt"]] += 1
                billing.actions[action] += 1
                assert (action == "new") == (account not in billing.now), row
                assert action == "new" or row["replaces"] == receipt_of[account], row
                billing.now[account], receipt_of[account] = row["t1"], row["receipt"]
    return billing


def _told(facts: list[dict]) -> dict[int, list[str]]:
    """Receipts that each person was told, in order, each once."""
    told: dict[int, list[str]] = {}
    for fact in facts:
        if fact["kind"] in {"message.sent", "message.edited"}:
            receipts = told.setdefault(fact["chat_id"], [])
            found = _RECEIPT.findall(fact["message"]["text"])
            receipts += [one for one in found if one not in receipts]
    return told


@pytest.mark.parametrize("engine", ["sqlite", "postgres"])
async def test_no_reading_is_lost_or_doubled_on_its_way_to_billing(tmp_path, request, engine):
    database = request.getfixturevalue("postgres_url") if engine == "postgres" else ""
    dice = random.Random(20261122)
    async with World(tmp_path, database=database, more=_MORE) as world:
        await _prepare(world)
        crowd = Crowd(world)
        world.background.spawn(crowd.watch(), name="eyes")
        people = world.background.spawn(_arrive(crowd, random.Random(7)), name="people")
        whole = await _kill_often(world, dice)
        await asyncio.wait_for(people, 1_800 if LONG else 300)
        await world.done("export", "readings", "--to", str(world.folder / "out"))
        billing, told = _take(world.folder / "out"), _told(await world.facts(0))
    print(
        f"\n{engine}: {len(world.kills_ms)} kills of the bot, {KILLS - whole} of {KILLS} exports cut short, "
        f"{PEOPLE} people, rows of the files {dict(billing.actions)}"
    )
    meant = {
        exchange.number(index): str(exchange.shown(index) + (SECOND if index % 2 else FIRST))
        for index in range(PEOPLE)
    }
    assert billing.now == meant
    assert set(billing.receipts.values()) == {1}
    assert all(told[_user(index)][-1] in billing.receipts for index in range(PEOPLE))
    assert set(billing.receipts) <= {receipt for receipts in told.values() for receipt in receipts}
