"""Doubted readings by the clock of the account's group: nudged by day, ended when its last day is over."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bot.watching import Reach
from core.notifications.calendar import Times
from core.notifications.groups import Calendar, Calendars
from core.notifications.model import Way
from core.notifications.quiet import Quiet
from core.readings.journal import State
from tests.readings.watched import ME, ZONE, moment

EAST = Calendar(ZoneInfo("Asia/Kamchatka"))
WEST = Calendar(ZoneInfo("Europe/Kaliningrad"), Times(quiet=Quiet(21 * 60, 11 * 60)))


def of(calendar):
    return Calendars(Calendar(ZONE), {"A": calendar})


@pytest.mark.parametrize(
    ("calendar", "silent", "told"),
    [
        (EAST, moment(21, 11), moment(22, 0)),  # 20 there; 9 in the morning there
        (WEST, moment(21, 11), moment(21, 12)),  # 10 there; 11 there
    ],
)
async def test_they_are_nudged_by_the_day_of_the_group(supplier, calendar, silent, told):
    await supplier.add(state=State.DRAFT)
    for supplier.now_ms, count in ((silent, 0), (told, 1)):
        assert await supplier.watch(calendars=of(calendar)).look() == count
    assert await supplier.told() == [(ME, ["readingnews-waits", "readingnews-until"], 0)]


@pytest.mark.parametrize(("since", "until", "silent", "told"), [(8, 15, 14, 15), (9, 20, 19, 20)])
async def test_quiet_hours_of_ones_own_go_before(supplier, since, until, silent, told):
    """Who works at night chooses the day: they are asked in the evening."""
    await supplier.add(state=State.DRAFT)
    person = await supplier.do(lambda s: s.sessions.load(ME)[0].subscriber_id)
    way = Way(quiet_from=since * 60, quiet_to=until * 60)
    await supplier.do(lambda s: s.wishes.go(person, way, 1))
    for hour, count in ((silent, 0), (told, 1)):
        supplier.now_ms = moment(21, hour)
        assert await supplier.watch().look() == count


async def test_looking_at_those_who_sleep_writes_nothing(supplier, monkeypatch):
    await supplier.add(state=State.DRAFT)
    supplier.now_ms = moment(21, 23)
    monkeypatch.setattr(Reach, "write", None)
    assert await supplier.watch().look() == 0


@pytest.mark.parametrize(
    ("calendar", "open_", "over", "morning"),
    [
        (EAST, moment(25, 14), moment(25, 15), moment(26, 0)),  # 23 there; midnight; 9 in the morning
        (WEST, moment(26, 0), moment(26, 1), moment(26, 12)),  # 11 in the morning
    ],
)
async def test_the_last_day_is_over_at_midnight_of_the_group(supplier, calendar, open_, over, morning):
    made = await supplier.add(state=State.DRAFT)
    await supplier.do(lambda s: s.tx.run("UPDATE reading_entry SET nudged_ms = 1"))
    for supplier.now_ms, state in ((open_, State.DRAFT), (over, State.ACCEPTED)):
        await supplier.watch(calendars=of(calendar)).look()
        assert await supplier.state(made) == state
    keys = ["readingnews-passed", "readingnews-late-passed", "readingnews-late-wrong"]
    assert await supplier.told() == [(ME, keys, morning)]
