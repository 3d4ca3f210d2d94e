"""SMS that stand still, for want of money or of a provider, hold up no messenger and nobody's turn."""

from __future__ import annotations

import pytest

from bot.notifications.dispatch import FULL_MS, STANDS_MS
from bot.notifications.room import Room
from core.notifications.kinds import Kind
from storage.outbox import OutboxGateway
from tests.notifications.world import Clerk
from tests.readings.watched import ME

PHONE = "tel:+79161234567"
STUCK = """INSERT INTO outbox (event_id, step, address, kind, payload, priority, created_ms, state)
    VALUES (:event, 0, :address, 'message', 'x', 1, 1, 'queued')"""


async def stuck(office, address, count):
    def work(store):
        for n in range(count):
            store.tx.run(STUCK, event=10_000 + n, address=address.format(n))

    await office.do(work)


@pytest.mark.parametrize(
    ("address", "sms", "other"), [("tel:+7916000{0:04}", 7, 0), ("telegram:1{0:04}", 0, 7)]
)
async def test_what_waits_is_counted_by_scheme(office, address, sms, other):
    await stuck(office, address, 7)

    def counted(store):
        outbox = OutboxGateway(store.tx)
        return [
            outbox.unsolicited(office.now_ms, 99, "tel"),
            outbox.unsolicited(office.now_ms, 99, "tel", beside=True),
            outbox.unsolicited(office.now_ms, 3, "tel")
            + outbox.unsolicited(office.now_ms, 3, "tel", beside=True),
        ]

    assert await office.do(counted) == [sms, other, 3]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_reminders_to_messengers_go_on(office):
    await stuck(office, "tel:+7916000{0:04}", 100)
    await office.plan()
    assert await office.dispatch().run() == 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_an_sms_waits_for_room_and_is_not_lost(office):
    await office.do(lambda s: s.tx.run("UPDATE address SET address = :a WHERE address = :me", a=PHONE, me=ME))
    await stuck(office, "tel:+7916000{0:04}", 100)
    made = await office.plan()
    assert await office.dispatch().run() == 0
    state, why, due_ms = await office.of(made)
    assert (state, why) == ("planned", "")
    assert 0 < due_ms - office.now_ms <= 60_000
    await office.do(lambda s: s.tx.run("UPDATE outbox SET state = 'sent'"))
    office.now_ms = due_ms
    assert await office.dispatch().run() == 1


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_messengers_that_stand_still_hold_up_no_sms(office):
    await stuck(office, "telegram:5{0:04}", 100)
    chats = [await office.plan(person=await office.links(1, f"telegram:{n}")) for n in range(10, 16)]
    phone = await office.plan(person=await office.links(1, PHONE), due_ms=office.now_ms + 1)
    dispatch = office.dispatch()
    assert await dispatch.run() == 0
    office.now_ms += STANDS_MS
    assert await dispatch.run() == 1
    assert (await office.of(phone))[0] == "queued"
    later = [("planned", "", office.now_ms + FULL_MS)] * len(chats)
    assert [await office.of(one) for one in chats] == later
    office.now_ms += 1000
    assert await dispatch.run() == 0
    assert [await office.of(one) for one in chats] == later, "they are not looked at each second"
    await office.do(lambda s: s.tx.run("UPDATE outbox SET state = 'sent'"))
    office.now_ms += FULL_MS
    assert await dispatch.run() == len(chats)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_so_many_are_looked_at_while_messengers_stand_still(office, monkeypatch):
    monkeypatch.setattr("bot.notifications.dispatch.PAGE", 2)
    await stuck(office, "telegram:5{0:04}", 100)
    chats = [await office.plan(person=await office.links(1, f"telegram:{n}")) for n in range(10, 16)]
    dispatch = office.dispatch()
    await dispatch.run()
    office.now_ms += STANDS_MS
    for looked in (2, 4, 6):
        await dispatch.run()
        waits = [due_ms > office.now_ms for _, _, due_ms in [await office.of(one) for one in chats]]
        assert sum(waits) == looked


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_who_has_much_to_be_told_takes_the_room_of_it(office):
    """Three have room; the first takes it for two."""
    office.clerks[Kind.BILL] = Clerk(most=4)
    await stuck(office, "telegram:5{0:04}", 97)
    for month in range(1, 8):
        await office.plan(kind=Kind.BILL, period=f"2026-0{month}", due_ms=office.now_ms - 2)
    second = await office.plan(person=await office.links(1, "telegram:10"), due_ms=office.now_ms - 1)
    third = await office.plan(person=await office.links(1, "telegram:11"))
    assert await office.dispatch().run() == 3
    assert (await office.of(second))[0] == "queued"
    assert await office.of(third) == ("planned", "", office.now_ms), "it is looked at again in a second"


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_at_the_full_pace_nobody_is_put_off(office):
    """Bills with pictures left at 9 a second: whoever found the outbox full waited a minute."""
    dispatch, chats = office.dispatch(), [await office.links(1, f"telegram:{n}") for n in range(10, 16)]
    made = [await office.plan(person=person) for person in chats]
    for _ in range(5):
        await stuck(office, "telegram:5{0:04}", 100)
        for _ in range(STANDS_MS // 2_000):
            office.now_ms += 1_000
            assert await dispatch.run() == 0
        await office.do(lambda s: s.tx.run("DELETE FROM outbox"))
        await stuck(office, "telegram:5{0:04}", 99)
        office.now_ms += 1_000
        assert await dispatch.run() == 1
        await office.do(lambda s: s.tx.run("DELETE FROM outbox"))
    assert sorted([(await office.of(one))[0] != "planned" for one in made]) == [False, *[True] * 5]


def test_a_share_is_one_at_least():
    assert Room(100, 0).share(3) == Room(33, 0)
    assert Room(1, -4).share(3) == Room(1, -2)
    assert not Room(5, 0).holds(PHONE)
    assert Room(5, 0).holds(ME)
