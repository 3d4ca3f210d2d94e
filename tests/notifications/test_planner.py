"""The planner: once for ever, after downtimes and kills, beside other replicas, on fresh data only."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from types import SimpleNamespace

import psycopg
import pytest

from core.notifications.kinds import Kind
from core.notifications.planning import Chosen, Wanted
from storage.database import StorageUnavailable
from storage.reminder_plans import plans
from storage.reminder_plans.plans import PlansGateway
from storage.reminder_plans.words import DUE, FROM, OPEN
from tests.notifications.planned import World, at

BEFORE, LAST = at(22, 0, 1), at(25, 0, 1)
GROUP = "15-25|Europe/Moscow|"


@pytest.fixture
async def world(database):
    world = await World(database).begin()
    for number in (1, 2, 3):
        await world.household(number)
    return world


async def test_a_plan_is_made_once(world):
    assert [await world.plan(BEFORE + n * 30_000) for n in range(3)] == [3, 0, 0]
    assert await world.plans() == [f"before 2026-11 {GROUP} done"]


async def test_after_a_downtime_it_is_planned_late_while_it_is_of_use(world):
    assert await world.plan(at(24, 15)) == 3
    assert await world.reminders() == [f"{n}:{n} before 22 10:00" for n in (1, 2, 3)]


async def test_what_passed_in_a_downtime_is_recorded_as_expired(world):
    await world.plan(at(22, 0, 1, month=10))
    await world.plan(at(25, 0, 1, month=10))
    await world.do(lambda s: s.tx.run("DELETE FROM reminder"))
    assert await world.plan(at(27)) == 0
    assert await world.plans() == [
        f"last 2026-10 {GROUP} done", f"before 2026-10 {GROUP} done",
        f"last 2026-11 {GROUP} expired late", f"before 2026-11 {GROUP} expired late",
    ]  # fmt: skip
    assert world.told == ["reminders-expired"] * 2
    assert await world.plan(at(28)) == 0
    assert len(world.told) == 2


async def test_a_new_installation_has_missed_nothing(world):
    assert await world.plan(at(27)) == 0
    assert await world.plans() == []
    assert world.told == []


async def test_the_first_window_may_be_missed_too(world):
    """The bot told other things before: it was there."""
    world.now_ms = at(20)
    await world.planner({Kind.BILL: Bills()}).run()
    assert await world.plan(at(27)) == 0
    assert world.told == ["reminders-expired"] * 2


async def test_on_old_data_it_waits_and_staff_are_told(world):
    world.age_ms = 49 * 3_600_000
    planner = world.planner()
    world.now_ms = BEFORE
    assert [await planner.run() for _ in range(3)] == [0, 0, 0]
    assert world.told == ["reminders-held"]
    assert await world.plans() == [f"before 2026-11 {GROUP} open"]
    world.age_ms = 47 * 3_600_000
    assert await planner.run() == 3


async def test_data_that_stay_old_let_a_plan_expire(world):
    world.age_ms = 49 * 3_600_000
    await world.plan(BEFORE)
    await world.plan(LAST)
    await world.plan(at(25, 20))
    assert await world.plans() == [
        f"last 2026-11 {GROUP} expired stale",
        f"before 2026-11 {GROUP} expired stale",
    ]
    assert world.told == ["reminders-held"] * 2 + ["reminders-expired"] * 2


async def test_a_clock_that_jumps_ahead_and_back_doubles_nothing(world):
    for moment in (at(24, 12), at(18), BEFORE, at(25, 1), at(22, 12), LAST):
        await world.plan(moment)
    assert await world.reminders() == [f"{n}:{n} before 22 10:00" for n in (1, 2, 3)]


async def test_a_clock_that_was_ahead_of_the_last_moment_loses_nothing(world):
    for number in (1, 2, 3):
        await world.sent(number, number, period="2026-10")
    await world.plan(at(22, 0, 1, month=10))
    await world.plan(at(21, 12))
    await world.plan(at(26, 12))  # both moments passed by this clock
    assert [one for one in await world.plans() if "2026-11" in one] == [
        f"last 2026-11 {GROUP} expired late",
        f"before 2026-11 {GROUP} expired late",
    ]
    assert await world.plan(BEFORE) == 3
    assert await world.plan(BEFORE + 30_000) == 0
    await world.over("sent", at(22, 11))
    assert await world.plan(LAST) == 3
    assert [one.split()[-1] for one in await world.plans() if "2026-11" in one] == ["done", "done"]


async def test_what_expired_by_a_clock_that_was_ahead_is_planned_again(world):
    await world.plan(BEFORE)
    await world.over("expired", at(26, 12))
    await world.do(lambda s: s.tx.run("UPDATE reminder SET state = 'sent' WHERE link_id = 3"))
    await world.plan(at(26, 12))  # the clock is ahead still
    states = "SELECT state FROM reminder WHERE stage = 'before' ORDER BY id"
    assert await world.do(lambda s: s.tx.all(states)) == [("expired",), ("expired",), ("sent",)]
    await world.plan(at(23, 12))
    assert await world.do(lambda s: s.tx.all(states)) == [("planned",), ("planned",), ("sent",)]


async def test_what_expired_in_its_time_stays_expired(world):
    await world.plan(BEFORE)
    await world.over("expired", at(22, 20))
    await world.plan(at(22, 20) - 30_000)  # a replica whose clock is behind
    await world.plan(at(22, 21))
    assert await world.do(lambda s: s.tx.all("SELECT DISTINCT state FROM reminder")) == [("expired",)]


@pytest.mark.parametrize(
    ("linked", "due"),
    [((23, 12), "24 12:00"), ((25, 11), "25 14:00"), ((25, 18), ""), ((22, 0, 0), "22 10:00")],
)
async def test_who_links_after_the_plan_was_filled_is_reminded_a_day_later(world, linked, due):
    await world.plan(BEFORE)
    await world.household(4)
    await world.do(lambda s: s.tx.run("UPDATE link SET since_ms = :at WHERE id = 4", at=at(*linked)))
    made = await world.plan(at(*linked) + 120_000)
    assert [one for one in await world.reminders() if one[0] == "4"] == [f"4:4 before {due}"] * bool(due)
    assert made == bool(due)
    assert await world.plan(at(*linked) + 150_000) == 0
    assert (await world.plans())[-1] == f"before 2026-11 {GROUP} done"


async def test_a_link_whose_commit_came_after_that_of_a_higher_id_is_found(world):
    await world.plan(BEFORE)
    linked, sql = BEFORE + 60_000, "UPDATE link SET id = :id, since_ms = :at WHERE account_id = :account"

    async def links(account, id_):
        await world.household(account)
        await world.do(lambda s: s.tx.run(sql, id=id_, at=linked, account=account))

    await links(5, 1002)
    assert await world.plan(linked + 10_000) == 1
    await links(4, 1001)
    assert [await world.plan(linked + n * 30_000) for n in (1, 2, 3)] == [1, 0, 0]
    assert not await world.do(lambda s: PlansGateway(s.tx).grown(Kind.READING, linked + 120_000))
    assert await world.reminders() == [f"{n}:{n} before 22 10:00" for n in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize("engine", ["postgres"], indirect=True)
async def test_two_people_who_link_at_once_are_both_reminded(world, database_url):
    """The first has its id, the second is quicker; between their commits the plan goes on."""
    await world.plan(BEFORE)
    await world.household(4)
    await world.do(lambda s: s.tx.run("DELETE FROM link WHERE account_id = 4"))
    linked = BEFORE + 60_000
    with psycopg.connect(database_url) as slow:
        slow.execute(
            "INSERT INTO link (subscriber_id, account_id, role, phone, address, since_ms)"
            f" VALUES (4, 4, 'owner', '', 'telegram:4', {linked})"
        )
        await world.household(5)
        await world.do(lambda s: s.tx.run("UPDATE link SET since_ms = :at WHERE account_id = 5", at=linked))
        assert await world.plan(linked + 10_000) == 1
        slow.commit()
    ids = await world.do(lambda s: s.tx.all("SELECT account_id FROM link ORDER BY id"))
    assert [account for (account,) in ids] == [1, 2, 3, 4, 5]
    assert await world.plan(linked + 40_000) == 1


async def test_a_plan_of_no_more_use_does_not_go_on(world):
    await world.plan(BEFORE)
    await world.household(4)
    assert await world.plan(at(25, 20)) == 0
    assert (await world.plans())[-1] == f"before 2026-11 {GROUP} done"


async def test_a_plan_that_is_lost_and_made_anew_reminds_nobody_twice(world):
    assert await world.plan(BEFORE) == 3
    await world.do(lambda s: s.tx.run("DELETE FROM reminder_plan"))
    await world.household(4)
    assert await world.plan(BEFORE) == 1


async def test_a_chunk_that_another_process_did_is_left_alone(world):
    world.now_ms = BEFORE
    source, plan = await world.opened()

    def fill(store):
        return PlansGateway(store.tx).fill(plan, source.chosen(plan), 2, BEFORE, 0)

    first, second = await world.do(fill), await world.do(fill)
    assert (first.made, first.taken, second.made, second.taken) == (2, True, 0, False)
    end = replace(plan, after_link=1 << 40)
    assert not (
        await world.do(lambda s: PlansGateway(s.tx).fill(end, source.chosen(end), 2, BEFORE, 0))
    ).taken


@pytest.fixture
def small(monkeypatch):
    """Two links in a chunk."""
    size = SimpleNamespace(rows=2, took=lambda _seconds: None)
    monkeypatch.setattr("bot.notifications.planner.ChunkSize", lambda _target_s: size)


@pytest.mark.parametrize("statement", range(1, 8))
async def test_a_kill_at_any_statement_loses_and_doubles_nothing(world, small, monkeypatch, statement):
    for number in (4, 5):
        await world.household(number)
    seen = 0
    put, fill = plans.insert, PlansGateway.fill

    def killed(*_given):
        nonlocal seen
        seen += 1
        if seen == statement:
            raise StorageUnavailable("closed", "killed")

    def insert(sql, **given):
        killed()
        return put(sql, **given)

    def after(self, *given):
        filled = fill(self, *given)
        killed()  # before the commit
        return filled

    monkeypatch.setattr(plans, "insert", insert)
    monkeypatch.setattr(PlansGateway, "fill", after)
    world.now_ms = BEFORE
    await world.planner()()  # a StorageUnavailable ends this look
    await world.planner()()
    assert await world.reminders() == [f"{n}:{n} before 22 10:00" for n in (1, 2, 3, 4, 5)]
    counted = await world.do(lambda s: s.tx.one("SELECT planned, state FROM reminder_plan"))
    assert counted == (5, "done")


async def test_replicas_share_a_plan_and_make_each_reminder_once(world, small):
    for number in range(4, 24):
        await world.household(number)
    world.now_ms = BEFORE
    made = await asyncio.gather(*(world.planner().run() for _ in range(4)))
    await world.planner().run()
    found = await world.do(lambda s: s.tx.one("SELECT count(*), count(DISTINCT link_id) FROM reminder"))
    planned = await world.do(lambda s: s.tx.one("SELECT planned, state FROM reminder_plan"))
    assert found == (23, 23)
    assert planned == (23, "done")
    assert sum(made) <= 23


class Bills:
    """Another kind, of the accounts of its own table, in all groups at once."""

    kind = Kind.BILL

    def wanted(self, _tx, _now_ms):
        return [Wanted(Kind.BILL, "ready", "2026-11", "", at(22, 12), 0, at(30), "fact")]

    def chosen(self, _plan):
        who = "link.id, link.subscriber_id, link.account_id"
        sql = f"SELECT {who}, {DUE}, :until_ms, :fact {FROM} WHERE {OPEN}"
        return Chosen(f"{sql} AND link.id <> :but", {"but": 2})


async def test_another_kind_brings_its_own_statement(world):
    await world.way(1, minute=15 * 60)
    world.now_ms = BEFORE
    assert await world.planner({Kind.BILL: Bills()}).run() == 2
    assert await world.reminders() == ["1:1 ready 22 15:00", "3:3 ready 22 12:00"]
    rows = await world.do(
        lambda s: s.tx.all("SELECT kind, stage, period, fact, until_ms, planned_ms FROM reminder")
    )
    assert set(rows) == {("bill", "ready", "2026-11", "fact", at(30), BEFORE)}


async def test_a_plan_of_a_kind_that_is_switched_off_waits(world):
    world.now_ms = BEFORE
    world.age_ms = 49 * 3_600_000
    await world.planner().run()
    assert await world.planner({Kind.BILL: Bills()}).run() == 3 - 1
    assert (await world.plans())[1] == f"before 2026-11 {GROUP} open"
