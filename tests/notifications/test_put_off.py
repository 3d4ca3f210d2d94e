"""Buttons of a reminder: tomorrow, and not this month; only its own person's, only while it is of use."""

from __future__ import annotations

import pytest

from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.model import Kind
from bot.dialogs.remind import put_off
from core.notifications.kinds import Kind as Topic
from tests.dialogs.billed import billed, meter
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import filled
from tests.notifications.world import DAY_MS, Office
from tests.readings.watched import moment


@pytest.fixture
async def told(database):
    """A person who was told of two accounts in one message, and the ids of its reminders."""
    supplied = await billed(await filled(database), lambda tx: meter(tx, 1, "50009999", digits=5))
    talk = Conversation(supplied, TELEGRAM)
    await talk.links()
    office = Office(supplied)
    office.now_ms = int(talk.now.timestamp() * 1000)
    ids = [await office.plan(), await office.plan(stage="last")]
    await office.dispatch().run()
    return talk, office, ids


async def press(talk, reminder_id, which):
    choice = put_off(reminder_id)[which]
    return await talk._happens(Kind.CHOICE, choice=choice.id, text=choice.target)


async def rows(office):
    sql = "SELECT stage, state, why, due_ms FROM reminder ORDER BY id"
    return await office.do(lambda s: s.tx.all(sql))


async def test_tomorrow_at_ten_once_however_often_it_is_pressed(told):
    talk, office, ids = told
    for _ in range(2):
        assert "напомним завтра" in await press(talk, ids[0], 0)
    assert (await rows(office))[2:] == [("again-2026-11-09", "planned", "", moment(9, 10))]
    office.now_ms = moment(9, 10)
    assert await office.dispatch().run() == 1


async def test_at_the_end_of_the_window_tomorrow_is_too_late(told):
    talk, office, ids = told
    await office.do(lambda s: s.tx.run("UPDATE reminder SET until_ms = :t", t=office.now_ms + 3_600_000))
    assert "сегодня" in await press(talk, ids[0], 0)
    assert len(await rows(office)) == 2


async def test_not_this_month(told):
    talk, office, ids = told
    await office.plan(stage="more", due_ms=office.now_ms + DAY_MS, until_ms=office.now_ms + 2 * DAY_MS)
    assert "в этом месяце" in await press(talk, ids[0], 1)
    assert (await rows(office))[2:] == [
        ("more", "dropped", "person", office.now_ms + DAY_MS), ("skip", "dropped", "person", office.now_ms)
    ]  # fmt: skip
    await office.plan(stage="much later", until_ms=office.now_ms + 2 * DAY_MS)
    await office.dispatch().run()
    assert (await rows(office))[-1][:3] == ("much later", "dropped", "person")


async def test_it_is_nobody_elses_and_ends_with_the_reminder(told):
    talk, office, ids = told
    stranger = Conversation(talk.database, TELEGRAM, address="telegram:77")
    await press(stranger, ids[0], 1)
    assert len(await rows(office)) == 2
    talk.later(days=3)
    assert "Срок этого напоминания прошёл" in await press(talk, ids[0], 1)
    assert "Срок этого напоминания прошёл" in await press(talk, 10**17, 0)
    assert len(await rows(office)) == 2


async def test_what_was_told_last_is_found_again(told):
    """For what is typed after a message: by person and address, while it is of use, both of one message."""
    talk, office, ids = told
    [person] = await office.do(lambda s: s.tx.all("SELECT DISTINCT subscriber_id FROM reminder"))
    latest = await office.do(lambda s: s.reminders.latest(person[0], talk.address, 0))
    assert [one.id for one in latest] == ids
    assert await office.do(lambda s: s.reminders.latest(person[0], "tel:+79161234567", 0)) == []
    assert await office.do(lambda s: s.reminders.latest(person[0], talk.address, office.now_ms)) == []
    assert await office.do(lambda s: s.reminders.told(person[0], Topic.READING, office.now_ms)) in ids
    late_ms = office.now_ms + 2 * DAY_MS
    assert await office.do(lambda s: s.reminders.told(person[0], Topic.READING, late_ms)) == 0
    assert "напомним завтра" in await talk.says("завтра")
