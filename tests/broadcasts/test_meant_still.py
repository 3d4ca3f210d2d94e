"""What changes between the gathering and the telling: who is meant no more is not told."""

from __future__ import annotations

import pytest

from core.broadcasts.model import Channels, Found, State
from core.notifications.groups import Calendar, Calendars
from tests.readings.watched import ZONE, moment

one_engine = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
PAID = """INSERT INTO payment_ledger (provider, kind, external_id, account_id, amount, at_ms, booked_ms)
    VALUES ('yookassa', 'payment', 'x', 1, 100000000, 1, 1)"""


@pytest.mark.parametrize(
    ("audience", "change"),
    [
        ({"debt_from": 1}, PAID),
        ({"debt_from": 1}, "UPDATE link SET role = 'reader'"),
        ({}, "UPDATE link SET active = 0"),
        ({}, "UPDATE account_card SET status = 'closed'"),
        ({"places": "ул. Ленина"}, "UPDATE account_card SET address = 'ул. Мира, 1'"),
    ],
)
async def test_who_is_meant_no_more_is_not_told(hall, audience, change):
    await hall.people(1)
    await hall.do(lambda s: s.tx.run("UPDATE account_card SET address = 'г. Примерск, ул. Ленина, д. 1'"))
    made = await hall.started(**audience)
    await hall.do(lambda s: s.tx.run(change))
    assert await hall.dispatch().run() == 0
    assert await hall.recipients(made) == [("telegram:10", "skipped", "not-meant")]
    await hall.dispatch().run()
    assert await hall.state(made) == State.DONE


@one_engine
async def test_one_account_of_several_is_enough(hall):
    (person,) = await hall.people(1)
    both = "INSERT INTO link (subscriber_id, account_id, phone, address, since_ms) VALUES (:p, 2, '', 'x', 1)"
    await hall.do(lambda s: s.tx.run(both, p=person))
    await hall.started()
    await hall.do(lambda s: s.tx.run("UPDATE link SET active = 0 WHERE account_id = 1"))
    assert await hall.dispatch().run() == 1


@one_engine
async def test_nobody_is_told_of_a_debt_on_old_data(hall):
    await hall.people(1)
    made = await hall.started(debt_from=1)
    hall.age_ms = 48 * 3_600_000
    look = hall.dispatch()
    assert await look.run() == 0
    assert await hall.do(lambda s: look.waits(s, s.broadcasts.get(made))) == "stale"
    hall.age_ms = 0
    assert await look.run() == 1


@one_engine
async def test_news_on_old_data_are_news(hall):
    await hall.people(1)
    await hall.started()
    hall.age_ms = 48 * 3_600_000
    assert await hall.dispatch().run() == 1


@one_engine
async def test_a_group_of_another_clock_is_told_by_its_day(hall):
    """Nine in the morning here is the evening of Kamchatka."""
    await hall.people(1)
    groups = await hall.do(lambda s: s.tx.all("SELECT DISTINCT grp FROM account_card WHERE account_id = 1"))
    east = Calendar(type(ZONE)("Asia/Kamchatka"))
    hall.calendars = Calendars(Calendar(ZONE), {groups[0][0]: east})
    made = await hall.started()
    hall.now_ms = moment(20, 13)
    look = hall.dispatch()
    assert await look.run() == 0
    assert await hall.recipients(made) == [("telegram:10", "planned", "")]
    hall.now_ms = moment(21, 1)
    assert await look.run() == 1


async def test_a_stop_ends_the_gathering(hall):
    await hall.people(1, 2)
    made = await hall.draft()
    assert await hall.turn(made, State.STOPPED, State.GATHERING)
    found = [Found(1, "telegram:10")]
    assert not await hall.do(lambda s: s.broadcasts.gathered(made, found, 0, 1, 1))
    assert await hall.recipients(made) == []


async def test_who_gathers_from_an_old_place_adds_nobody(hall):
    """Another replica was quicker; after the preview nobody is added any more."""
    people = await hall.people(1, 2)
    made = await hall.draft()
    found = [Found(people[0], "telegram:10")]
    assert await hall.do(lambda s: s.broadcasts.gathered(made, found, 0, 1, 1))
    assert not await hall.do(lambda s: s.broadcasts.gathered(made, [Found(99, "telegram:99")], 0, 1, 1))
    await hall.gather().run()
    assert await hall.state(made) == State.READY
    last = (await hall.do(lambda s: s.broadcasts.get(made))).after_link
    assert not await hall.do(lambda s: s.broadcasts.gathered(made, [Found(99, "telegram:99")], last, 99, 1))
    assert [address for address, _, _ in await hall.recipients(made)] == ["telegram:10", "telegram:11"]


@one_engine
async def test_what_may_have_arrived_is_not_planned_again_by_a_pause(hall):
    await hall.people(1)
    made = await hall.started()
    await hall.dispatch().run()
    ((outbox_id, _, _),) = await hall.messages()
    await hall.ends(outbox_id, "unknown")
    assert await hall.turn(made, State.PAUSED, State.RUNNING)
    assert not await hall.running(outbox_id)
    assert await hall.recipients(made) == [("telegram:10", "failed", "unknown")]


@one_engine
async def test_it_is_done_at_night_too(hall):
    await hall.people(1)
    made = await hall.started()
    await hall.dispatch().run()
    for outbox_id, _, _ in await hall.messages():
        await hall.ends(outbox_id)
    hall.now_ms = moment(20, 23)
    await hall.dispatch().run()
    assert await hall.state(made) == State.DONE


@one_engine
async def test_two_at_once_share_the_sender(hall):
    await hall.people(*[1] * 60)
    first, second = await hall.started(), await hall.started()
    assert await hall.dispatch().run() == 100
    for made in (first, second):
        queued = [state for _, state, _ in await hall.recipients(made) if state == "queued"]
        assert len(queued) == 50


@one_engine
async def test_sms_that_stand_still_hold_up_no_messenger(hall):
    """No money for SMS: a hundred of them wait, those to messengers go on."""
    await hall.people(*[1] * 101, prefix="tel:+79160000")
    await hall.people(*[1] * 5)
    made = await hall.started(channels=Channels.ALL)
    look = hall.dispatch()
    per = hall.rules.per_second * 4
    for _ in range(3):
        await look.run()
    await hall.do(lambda s: s.tx.run("UPDATE outbox SET state = 'sent' WHERE address LIKE 'telegram:%'"))
    for _ in range(3):
        await look.run()
    states = {}
    for address, state, _ in await hall.recipients(made):
        key = (address[:4], state)
        states[key] = states.get(key, 0) + 1
    assert states[("tele", "sent")] == 5
    assert states[("tel:", "queued")] <= per
