"""A reply to a reminder with a number is the reading; with it the next reminder is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.notifications.speakers.readings import ReadingSpeaker
from core.notifications.kinds import Kind
from storage.database import Unit
from tests.dialogs.billed import billed
from tests.dialogs.metered import GARAGE, HOUSE, ONE, OTHER, TWO, journal, past, sender
from tests.dialogs.supplier import filled
from tests.notifications.world import Office


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


@pytest.fixture
async def supplied(database):
    return await billed(await filled(database), past)


async def reminded(talk, account):
    """The office, and what became of a reminder that is in the person's chat, and of one for later."""
    office = Office(talk.database)
    office.now_ms = int(talk.now.timestamp() * 1000)
    office.clerks[Kind.READING] = ReadingSpeaker(talk.desk)
    link = await office.do(lambda s: s.tx.one(
        "SELECT id, subscriber_id FROM link WHERE account_id = :account AND address = :address",
        account=account, address=talk.address,
    ))  # fmt: skip
    assert await office.plan(link[1], account, link_id=link[0], stage="before")
    assert await office.dispatch().run() == 1
    sql = (
        "UPDATE outbox SET state = 'sent', payload = NULL, reference = '41'"
        " WHERE id = (SELECT max(id) FROM outbox WHERE address = :a)"
    )
    await talk.database.write(Unit(lambda tx: tx.run(sql, a=talk.address)))
    later = await office.plan(link[1], account, link_id=link[0], stage="last")
    return office, later


@pytest.mark.parametrize(("account", "serial", "number"), [(GARAGE, ONE, 15_420), (HOUSE, OTHER, 1105)])
async def test_the_number_in_reply_is_of_the_account_and_meter_reminded_of(supplied, account, serial, number):
    talk = await sender(supplied, "rich", HOUSE, GARAGE)
    if account == HOUSE:
        await talk.says(f"{TWO} 5350 2150")  # of two meters one is missing
    office, later = await reminded(talk, account)
    assert "Записано" in await talk.says(str(number), replies_to="41")
    assert [entry.shown for entry in await journal(talk, account, serial)] == [(number,)]
    assert await office.dispatch().run() == 0
    assert (await office.of(later))[:2] == ("dropped", "answered")


async def test_by_sms_the_bare_number_is(supplied):
    talk = await sender(supplied, "short", GARAGE)
    await reminded(talk, GARAGE)
    assert "записано 15420" in (await talk.says("15420")).lower()
    assert [entry.shown for entry in await journal(talk)] == [(15_420,)]


async def test_the_next_bare_number_is_of_what_was_reminded_of(supplied):
    talk = await sender(supplied, "rich", HOUSE, GARAGE)
    await reminded(talk, GARAGE)
    await talk.says("меню")
    assert "Записано" in await talk.says("15420")
    assert [entry.shown for entry in await journal(talk)] == [(15_420,)]
    assert "По какому счёту" in await talk.says("15421"), "the receipt is the last word now"


async def test_days_later_a_bare_number_is_asked_about(supplied):
    talk = await sender(supplied, "rich", HOUSE, GARAGE)
    await reminded(talk, GARAGE)
    talk.now += timedelta(days=3, minutes=1)
    assert "По какому счёту" in await talk.says("15420")


async def test_a_reminder_that_never_arrived_is_answered_by_nobody(supplied):
    talk = await sender(supplied, "rich", HOUSE, GARAGE)
    await reminded(talk, GARAGE)
    sql = "UPDATE outbox SET state = 'failed' WHERE reference = '41'"
    await talk.database.write(Unit(lambda tx: tx.run(sql)))
    assert "По какому счёту" in await talk.says("15420")
