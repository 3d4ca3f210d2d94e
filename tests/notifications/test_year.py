"""A year of reading reminders over planner and dispatch: each once, by day, whatever the clock does.

Accounts of the supplier's zone, of the far east, of where clocks are changed; and somebody with a phone.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.dialogs.model import say
from bot.notifications.dispatch import Dispatch
from bot.notifications.rules import NotifyRules
from bot.notifications.speaker import Said
from bot.watching import Reach
from core.clock import from_ms, to_ms
from core.notifications.groups import Calendar, Calendars
from core.notifications.kinds import Kind
from core.readings.window import Window
from core.values import Period
from storage.database import connect
from storage.store import StoreFactory
from tests.notifications.planned import RULES, USUAL, ZONE, World, at

EAST, BERLIN = ZoneInfo("Asia/Vladivostok"), ZoneInfo("Europe/Berlin")
CALENDARS = Calendars(USUAL, {"east": Calendar(EAST, USUAL.times), "west": Calendar(BERLIN, USUAL.times)})
HOUR = 3_600_000
WINDOWS = {1: "15-25", 2: "1-31", 3: "23-26", 4: "15-25"}
WHERE = {1: ZONE, 2: EAST, 3: BERLIN, 4: ZONE}


class Crier:
    """Says everything, and it is always of use."""

    def useful(self, *_):
        return ""

    def say(self, _store, reminders, _moment):
        return Said((say("remind-reading-already"),), tuple(one.id for one in reminders))


async def _supplier(database):
    made = World(database, replace(RULES, calendars=CALENDARS))
    await made.begin()
    await made.group("east", "1-31")
    await made.group("west", "23-26")
    await made.household(1)
    await made.household(2, grp="east")
    await made.household(3, grp="west")
    await made.account(4)
    await made.person(4, 4, address="tel:+79160000004")
    return made


def _dispatch(world, database=None):
    rules = NotifyRules(
        CALENDARS, lambda *_: True, lambda *_: True, lambda *_: 0, {Kind.READING: Crier()},
    )  # fmt: skip
    return Dispatch(Reach(database or world.database, StoreFactory(), rules), lambda: world.now_ms)


async def _look(world, now_ms, dispatch):
    """What the ticks of a moment do; what was handed over has left."""
    await world.plan(now_ms)
    await dispatch.run()
    await world.do(lambda s: s.tx.run("UPDATE outbox SET state = 'sent' WHERE state = 'queued'"))


def _moments(year):
    """Looks on the days on which something may be due; the clock jumps an hour and a day, forth and back."""
    count, day = 0, datetime(year, 1, 1, tzinfo=UTC)
    while day.year == year:
        for hour in (1, 4, 11, 15, 19) if day.day >= 20 else ():
            now_ms, count = to_ms(day + timedelta(hours=hour)), count + 1
            yield now_ms
            if count % 7 == 0:
                yield now_ms + HOUR
                yield now_ms - HOUR
            if count % 30 == 0:
                yield now_ms + 24 * HOUR
        day += timedelta(days=1)


def _expected(year):
    """(account, stage, month) of a year; the phone hears of the last day no second time."""
    months = [f"{year}-{month:02}" for month in range(1, 13)]
    both = [(account, stage) for account in (1, 2, 3) for stage in ("before", "last")]
    return Counter((account, stage, month) for account, stage in [*both, (4, "before")] for month in months)


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_leap_year(database):
    world = await _supplier(database)
    long_ago_ms = to_ms(datetime(2027, 12, 31, 12, tzinfo=UTC))
    for account in WHERE:
        await world.sent(account, account, period="2027-12", at_ms=long_ago_ms)
    dispatch = _dispatch(world)
    for now_ms in _moments(2028):
        await _look(world, now_ms, dispatch)
    sql = "SELECT account_id, stage, period, state, ended_ms, due_ms FROM reminder ORDER BY id"
    rows = await world.do(lambda s: s.tx.all(sql))
    assert Counter(row[:3] for row in rows) == _expected(2028)
    assert [row for row in rows if row[3] != "sent"] == []
    (messages,) = await world.do(lambda s: s.tx.one("SELECT count(*) FROM outbox"))
    assert messages == len(rows)
    told = await world.do(lambda s: s.tx.all(
        "SELECT account_id, period, stage, o.created_ms FROM reminder JOIN outbox AS o ON o.id = outbox_id"
    ))  # fmt: skip
    for account, period, stage, at_ms in told:
        local = from_ms(at_ms).astimezone(WHERE[account])
        assert 9 <= local.hour < 20, (account, period, stage, local)
        closes = Window.parse(WINDOWS[account]).closes(Period.parse(period))
        days = (closes - local.date()).days  # a jump of a day comes a day later
        assert days in ({2, 3} if stage == "before" else {0}), (account, stage, local)


async def test_two_replicas_say_everything_once(database_url, background):
    """Two processes with databases of their own plan and hand over at once, time and again."""
    options = {"lanes": 2, "readers": 1} if database_url.startswith("postgresql") else {}
    one = connect(database_url, background=background, **options)
    await one.open()
    two = connect(database_url, background=background, **options) if options else one
    if two is not one:
        await two.open()
    try:
        world = World(one)
        await world.begin()
        for number in range(1, 41):
            await world.household(number)
        world.now_ms = at(22, 0, 1)
        await asyncio.gather(*(world.planner(database=each).run() for each in (one, two, one, two)))
        world.now_ms = at(22, 12)
        made = await asyncio.gather(*(_dispatch(world, each).run() for each in (one, two, two, one)))
        assert sum(made) == 40
        (messages,) = await world.do(lambda s: s.tx.one("SELECT count(*) FROM outbox"))
        assert messages == 40
        assert len(await world.reminders()) == 40
    finally:
        for each in {one, two}:
            await each.close()
