"""By SMS goes what is worth one, so much for a person and so much in all."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from bot.config import Config
from bot.dialogs.model import Reply, say
from bot.notifications.sms_terms import ROOM, SmsTerms, sms_terms
from bot.notifications.sources import sources_of
from core.notifications.kinds import Kind
from core.notifications.model import Plan, Way
from core.records import OutboxRow, Priority, Result
from tests.broadcasts.conftest import Hall
from tests.notifications.world import DAY_MS
from tests.readings.watched import ME

PHONE = "tel:+79161234567"
NAMED = {
    Kind.READING: ("before", "2026-11", "15-25|Europe/Moscow|"),
    Kind.TARIFF: ("change", "2026-12-01", "city"),
    Kind.FORECAST: ("limit", "2026-11", "2026-11-22T2"), Kind.VERIFICATION: ("months", "2027-01-22", ""),
    Kind.DUE: ("before", "2026-11-15", "5"), Kind.OUTAGE: ("1", "7", "x"),
}  # fmt: skip
WORDS = Reply((say("remind-reading-already"),))


def terms(**given):
    return SmsTerms(lambda _reply: 2, **given)


@pytest.fixture
async def texted(office):
    """A person who has nothing but a phone."""
    await office.do(lambda s: s.tx.run("UPDATE address SET address = :a WHERE address = :me", a=PHONE, me=ME))
    return office


async def also(office):
    """A phone beside the chat, preferred."""
    await office.do(lambda s: s.tx.run(
        "INSERT INTO address (address, subscriber_id, since_ms) VALUES (:a, 1, 1)", a=PHONE
    ))  # fmt: skip
    await office.do(lambda s: s.wishes.go(1, Way(address=PHONE), 1))


async def test_what_is_not_worth_an_sms_goes_to_the_chat_also_of_who_prefers_sms(office):
    await also(office)
    office.sms = terms(kinds=frozenset({Kind.READING}))
    for kinds in ((Kind.READING,), (Kind.BILL,), (Kind.RESULT, Kind.DEBT, Kind.LINK)):
        for kind in kinds:
            await office.plan(kind=kind)
        assert await office.dispatch().run() == 1
    told = [(at, len(keys)) for _, at, keys in await office.messages()]
    assert told == [(PHONE, 1), (ME, 1), (ME, 3)]


async def test_who_has_only_a_phone_gets_what_is_worth_it(texted):
    texted.sms = terms(kinds=frozenset({Kind.READING}))
    reading, bill, link = [await texted.plan(kind=kind) for kind in (Kind.READING, Kind.BILL, Kind.LINK)]
    assert await texted.dispatch().run() == 1
    assert (await texted.of(bill))[:2] == ("dropped", "no-channel")
    assert [(await texted.of(one))[0] for one in (reading, link)] == ["queued", "queued"]


async def test_a_person_gets_so_many_in_thirty_days(texted):
    texted.sms = terms(person=2)
    made = []
    for month in ("08", "09", "10"):
        made.append(await texted.plan(period=f"2026-{month}"))
        await texted.dispatch().run()
    assert [(await texted.of(one))[:2] for one in made] == [("queued", "")] * 2 + [("dropped", "sms-cap")]
    assert texted.alerts == []
    texted.now_ms += 31 * DAY_MS
    await texted.plan(period="2026-11")
    assert await texted.dispatch().run() == 1


async def test_when_the_money_is_used_up_it_goes_to_the_chat_and_staff_are_told_once(office):
    await also(office)
    office.sms = terms(parts=ROOM + 4)
    dispatch = office.dispatch()
    for month in range(1, 6):
        await office.plan(period=f"2026-0{month}")
        await dispatch.run()
    assert [at for _, at, _ in await office.messages()] == [PHONE] * 3 + [ME] * 2
    assert office.alerts == ["notify-sms-cap"]


async def test_a_reminder_that_the_chat_did_not_take_is_repeated_if_it_is_worth_it(office):
    made = terms(kinds=frozenset({Kind.READING}), person=1)
    await office.plan()
    await office.plan(kind=Kind.BILL, due_ms=office.now_ms + 11 * 60_000)
    await office.dispatch().run()
    office.now_ms += 11 * 60_000
    await office.dispatch().run()
    reading, bill = [
        OutboxRow(id_, 1, ME, "message", b"", 1, 1, 0, "", Priority.NOTICE, "")
        for id_, _, _ in await office.messages()
    ]

    async def repeats(row, result=Result.BLOCKED):
        return await office.do(lambda s: made.repeats(s, row, WORDS, result, 1, office.now_ms))

    assert not await repeats(bill)
    assert not await repeats(reading, Result.UNKNOWN)
    assert await repeats(reading)
    assert not await repeats(reading), "the person has had theirs"
    assert await repeats(replace(reading, id=77)), "no reminder: as before"


def test_as_configured():
    def made(provider="sandbox", **given):
        return sms_terms(msgspec.convert({"sms": {"provider": provider}, "reminders": given}, Config), len)

    usual = made()
    assert usual.parts == 300_000 * 100 // 600
    assert usual.carries(Kind.READING, PHONE)
    assert not usual.carries(Kind.BILL, PHONE)
    assert usual.carries(Kind.BILL, ME)
    none = made(sms=False)
    assert [kind for kind in Kind if none.carries(kind, PHONE)] == [Kind.NEWS, Kind.LINK]
    nobody = made("none")
    assert [kind for kind in Kind if nobody.carries(kind, PHONE) or nobody.worth(kind)] == []
    assert all(nobody.carries(kind, ME) for kind in Kind)


async def test_without_a_provider_the_chat_is_told_and_who_has_only_a_phone_is_not(office):
    await also(office)
    office.sms = terms(sent=False)
    await office.plan()
    assert await office.dispatch().run() == 1
    assert [at for _, at, _ in await office.messages()] == [ME]
    await office.do(lambda s: s.tx.run("DELETE FROM address WHERE address = :me", me=ME))
    made = await office.plan(kind=Kind.LINK)
    assert await office.dispatch().run() == 0
    assert (await office.of(made))[:2] == ("dropped", "no-channel")


@pytest.mark.parametrize(("sent", "told"), [(True, PHONE), (False, "")])
async def test_a_broadcast_foresees_whom_it_cannot_reach(texted, sent, told):
    hall = Hall(texted.database)
    hall.sms = terms(sent=sent)
    ((address, *_),) = await hall.recipients(await hall.ready(legal=True))
    assert address == told


@pytest.mark.parametrize(
    ("provider", "wanted", "planned"), [("sandbox", True, 1), ("sandbox", False, 0), ("none", True, 0)]
)
def test_nothing_is_planned_for_who_has_only_a_phone_where_no_sms_are_sent(provider, wanted, planned):
    given = {"sms": {"provider": provider}, "reminders": {"sms": wanted}}
    sources = sources_of(msgspec.convert(given, Config))
    found = {
        kind: source.chosen(Plan(1, kind, *NAMED.get(kind, ("before", "2026-11", "5")), 1, 0, 2)).params[
            "sms"
        ]
        for kind, source in sources.items()
    }
    assert found == dict.fromkeys(found, planned)
    assert len(found) == 9
