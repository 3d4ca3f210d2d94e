"""What goes wrong with one person, row, plan or kind stops nobody else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.notifications.rules import HOLD_MS
from core.notifications.kinds import Kind
from storage.reminder_plans.plans import PlansGateway
from tests.notifications.planned import World
from tests.notifications.test_planner import BEFORE, Bills
from tests.notifications.world import Clerk

NEWER = "UPDATE {} SET kind = 'of-a-newer-version' WHERE id = :id"


class Broken(Clerk):
    """Has no words for one reminder."""

    def __init__(self, broken):
        super().__init__()
        self._broken = broken

    def say(self, store, reminders, moment):
        if any(one.id == self._broken for one in reminders):
            store.tx.one("SELECT nothing FROM nowhere")
        return super().say(store, reminders, moment)


async def test_who_cannot_be_told_waits_and_the_others_are_told(office):
    bad = await office.plan(until_ms=office.now_ms + 2 * HOLD_MS)
    same = await office.plan(account=2, due_ms=office.now_ms + 1)
    other = await office.plan(person=await office.links(1, "telegram:10"), due_ms=office.now_ms + 1)
    office.now_ms += 1
    office.clerks[Kind.READING] = Broken(bad)
    assert await office.dispatch().run() == 1
    assert (await office.of(other))[0] == "queued"
    waits = ("planned", "", office.now_ms + HOLD_MS)
    assert [await office.of(one) for one in (bad, same)] == [waits, waits]
    assert await office.dispatch().run() == 0
    office.now_ms += 2 * HOLD_MS
    assert await office.dispatch().run() == 1
    assert (await office.of(bad))[:2] == ("expired", "late")
    assert (await office.of(same))[0] == "queued"


async def test_what_came_too_late_meanwhile_expires(office):
    late, good = await office.plan(until_ms=office.now_ms - 1), await office.plan(account=2)
    office.clerks[Kind.READING] = Broken(good)
    assert await office.dispatch().run() == 0
    assert (await office.of(late))[:2] == ("expired", "late")
    assert await office.of(good) == ("planned", "", office.now_ms + HOLD_MS)


async def test_reminders_of_a_newer_version_are_left_to_it(office):
    strange, known = await office.plan(), await office.plan(account=2, due_ms=office.now_ms + 1)
    await office.do(lambda s: s.tx.run(NEWER.format("reminder"), id=strange))
    assert await office.dispatch().run() == 0
    assert await office.do(lambda s: s.reminders.people(office.now_ms, 9)) == []
    office.now_ms += 1
    assert await office.dispatch().run() == 1
    assert (await office.of(strange))[:2] == ("planned", "")
    assert (await office.of(known))[0] == "queued"


async def test_a_message_that_tells_of_a_newer_kind_too_gives_it_back(office):
    strange, known = await office.plan(), await office.plan(account=2)
    await office.dispatch().run()
    ((row, _, _),) = await office.messages()
    await office.do(lambda s: s.tx.run(NEWER.format("reminder"), id=strange))
    assert await office.useful(row) == ""
    office.clerks[Kind.READING].useless[known] = "answered"
    await office.do(lambda s: s.outbox.drop(row, "useless"))
    assert await office.dispatch().run() == 0
    assert (await office.of(strange))[:2] == ("planned", "")


@pytest.fixture
async def world(database):
    world = await World(database).begin()
    await world.household(1)
    await world.household(2)
    world.now_ms = BEFORE
    return world


class BrokenSource(Bills):
    """Of another kind, the first of all; fails where it is told to."""

    kind = Kind.DEBT

    def __init__(self, where):
        self._where = where

    def wanted(self, tx, now_ms):
        if self._where == "wanted":
            tx.one("SELECT nothing FROM nowhere")
        return [replace(one, kind=Kind.DEBT, due_ms=1) for one in super().wanted(tx, now_ms)]

    def chosen(self, plan):
        if self._where == "chosen":
            raise ValueError(plan)
        return super().chosen(plan)


@pytest.mark.parametrize("where", ["wanted", "chosen"])
async def test_a_source_or_a_plan_that_fails_stops_no_other(world, where):
    sources = {Kind.DEBT: BrokenSource(where), Kind.BILL: Bills()}
    assert await world.planner(sources).run() == 1
    kinds = await world.do(lambda s: s.tx.all("SELECT DISTINCT kind FROM reminder"))
    assert kinds == [("bill",)]
    assert await world.planner(sources).run() == 0
    assert await world.planner({Kind.DEBT: BrokenSource("")}).run() == 1, "it goes on once it can"


async def test_a_plan_of_a_newer_version_is_left_to_it(world):
    assert await world.planner({Kind.BILL: Bills()}).run() == 1
    await world.do(lambda s: s.tx.run(
        "UPDATE reminder_plan SET kind = 'of-a-newer-version', state = 'open', stage = 'newer'"
    ))  # fmt: skip
    assert await world.do(lambda s: PlansGateway(s.tx).open()) == []
    await world.planner().run()
    rows = "SELECT state FROM reminder_plan WHERE stage = 'newer'"
    assert await world.do(lambda s: s.tx.all(rows)) == [("open",)]
