"""Whom a plan of reading reminders finds, and when; on both engines."""

from __future__ import annotations

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from core.notifications.calendar import Times
from core.notifications.groups import Calendar, Calendars
from core.notifications.kinds import Kind
from tests.notifications.planned import RULES, USUAL, ZONE, World, at, put

BEFORE, LAST = at(22, 0, 1), at(25, 0, 1)


@pytest.fixture
async def world(database):
    return await World(database).begin()


async def test_people_whose_reading_is_not_in_are_reminded_before_the_end(world):
    await world.household(1)
    assert await world.plan(at(21, 23, 59)) == 0
    assert await world.plan(BEFORE) == 1
    assert await world.plan(at(22, 12)) == 0
    assert await world.reminders() == ["1:1 before 22 10:00"]


@pytest.mark.parametrize(
    ("meter", "found"),
    [({}, 1), ({"automatic": 1}, 0), ({"removed_on": "2026-10-01"}, 0), ({"meters": 0}, 0)],
)
async def test_only_for_meters_that_somebody_reads(world, meter, found):
    await world.household(1, **meter)
    assert await world.plan(BEFORE) == found


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        ({"state": "accepted"}, 0),
        ({"state": "confirmed"}, 0),
        ({"state": "draft"}, 0),  # its own question is asked
        ({"state": "refused"}, 1),
        ({"state": "withdrawn"}, 1),
        ({"state": "accepted", "period": "2026-10"}, 1),
        ({"state": "accepted", "serial": "other"}, 1),
        ({"state": "accepted", "flag": "unlinked"}, 1),  # a stranger's
    ],
)
async def test_what_of_our_journal_is_in(world, entry, found):
    await world.household(1)
    await world.sent(1, 1, **entry)
    assert await world.plan(BEFORE) == found


@pytest.mark.parametrize(
    ("reading", "found"),
    [
        ({}, 0),
        ({"source": "subscriber"}, 0),
        ({"source": "calculated"}, 1),
        ({"state": "refused"}, 1),
        ({"taken_on": "2026-11-14"}, 1),  # before the window
        ({"period": "2026-12", "taken_on": "2026-11-20"}, 0),
        ({"serial": "other"}, 1),
    ],
)
async def test_what_of_billing_is_in(world, reading, found):
    await world.household(1)
    await world.billed(1, **reading)
    assert await world.plan(BEFORE) == found


async def test_one_missing_meter_of_several_is_enough(world):
    await world.household(1, meters=2)
    await world.sent(1, 1)
    assert await world.plan(BEFORE) == 1


async def test_closed_accounts_ended_links_and_people_who_stopped_us(world):
    await world.household(1, status="closed")
    await world.household(2)
    await world.do(lambda s: s.tx.run("UPDATE link SET active = 0 WHERE account_id = 2"))
    await world.account(3)
    await world.person(3, 3, muted=1)
    await world.account(4)
    await world.person(4, 4, state="blocked")
    await world.household(5)
    await world.do(lambda s: s.wishes.choose(5, Kind.READING, 1, wanted=False))
    assert await world.plan(BEFORE) == 0


async def test_one_person_of_a_household(world):
    await world.account(1)
    await world.person(1, 1, role="reader")
    await world.person(2, 1)
    await world.person(3, 1)
    assert await world.plan(BEFORE) == 1
    assert await world.reminders() == ["2:1 before 22 10:00"]  # the first owner


async def test_of_a_household_who_sent_last(world):
    await world.account(1)
    await world.person(1, 1)
    await world.person(2, 1, role="reader")
    await world.sent(1, 1, period="2026-09", at_ms=at(20, month=9))
    await world.sent(1, 2, period="2026-10", at_ms=at(20, month=10))
    assert await world.plan(BEFORE) == 1
    assert await world.reminders() == ["2:1 before 22 10:00"]


async def test_who_stopped_us_does_not_keep_it_from_the_rest_of_the_household(world):
    await world.account(1)
    await world.person(1, 1, muted=1)
    await world.person(2, 1, role="reader")
    await world.sent(1, 1, period="2026-10", at_ms=at(20, month=10))
    assert await world.plan(BEFORE) == 1
    assert await world.reminders() == ["2:1 before 22 10:00"]


async def test_the_last_day_only_to_who_sends_here(world):
    for number in (1, 2, 3, 4):
        await world.household(number)
    await world.sent(1, 1, period="2026-10", at_ms=at(20, month=10))
    await world.sent(2, 2, period="2025-10", at_ms=at(20, month=10) - 365 * 86_400_000)
    await world.sent(4, 4, period="2026-10", at_ms=at(20, month=10))
    await world.sent(4, 4)
    assert await world.plan(BEFORE) == 3
    await world.over("sent", at(22, 11))
    assert await world.plan(LAST) == 1
    assert await world.reminders() == [
        "1:1 before 22 10:00", "1:1 last 25 10:00", "2:2 before 22 10:00", "3:3 before 22 10:00"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "ended_ms", "found"),
    [("sent", at(22, 11), 1), ("dropped", at(22, 11), 1), ("expired", at(24, 23), 1),
     ("planned", 0, 0), ("queued", at(22, 11), 0), ("sent", at(24, 19), 0)],
)  # fmt: skip
async def test_the_last_day_brings_nothing_beside_one_that_waits_or_was_just_told(
    world, state, ended_ms, found
):
    await world.household(1)
    await world.sent(1, 1, period="2026-10", at_ms=at(20, month=10))
    await world.plan(BEFORE)
    await world.over(state, ended_ms)
    assert await world.plan(LAST) == found


async def test_by_sms_one(world):
    for number, address in ((1, "tel:+79160000001"), (2, "telegram:2")):
        await world.account(number)
        await world.person(number, number, address=address)
        await world.sent(number, number, period="2026-10", at_ms=at(20, month=10))
    await world.way(2, address="tel:+79160000002")
    assert await world.plan(BEFORE) == 2
    await world.over("sent", at(22, 11))
    assert await world.plan(LAST) == 0


async def test_no_sms_where_the_supplier_wants_none(database):
    world = await World(database, replace(RULES, sms=False)).begin()
    await world.account(1)
    await world.person(1, 1, address="tel:+79160000001")
    await world.person(2, 1, role="reader")
    assert await world.plan(BEFORE) == 1
    assert await world.reminders() == ["2:1 before 22 10:00"]


async def test_windows_and_zones_of_groups(database):
    own = {"East": replace(USUAL, zone=ZoneInfo("Asia/Omsk")), "Here": USUAL}
    rules = replace(RULES, calendars=Calendars(USUAL, own))
    world = await World(database, rules).begin()
    await world.group("A", "15-25")
    await world.group("B", "23-25/26")
    await world.group("East", "15-25")
    await world.group("Odd", "whenever")
    for number, group in enumerate(("A", "B", "East", "Here", "Odd", "nobody's", None), 1):
        await world.household(number, grp=group)
    for hour in range(0, 5 * 24, 6):
        await world.plan(at(21) + hour * 3_600_000)
    assert await world.reminders() == [
        "1:1 before 22 10:00", "2:2 before 23 10:00", "3:3 before 22 07:00",
        "4:4 before 22 10:00", "6:6 before 22 10:00", "7:7 before 22 10:00",
    ]  # fmt: skip


async def test_ones_own_day_and_minute(world):
    for number, days in ((1, 7), (2, 1), (3, 0), (4, -1), (5, 9)):
        await world.household(number)
        await world.way(number, days_before=days, minute=11 * 60 + 5 if number < 4 else -1)
    for day in range(15, 27):
        await world.plan(at(day, 0, 1))
    assert await world.reminders() == [
        "1:1 before 18 11:05", "2:2 before 24 11:05", "3:3 before 25 11:05",
        "4:4 before 22 10:00", "5:5 before 16 10:00",
    ]  # fmt: skip


async def test_who_chooses_an_earlier_day_too_late_is_reminded_as_usual(world):
    await world.household(1)
    await world.household(2)
    await world.way(2, days_before=7)
    await world.plan(at(18, 0, 1))
    await world.way(1, days_before=7)
    await world.plan(BEFORE)
    assert await world.reminders() == ["1:1 before 22 10:00", "2:2 before 18 10:00"]


async def test_a_choice_of_the_last_day_on_the_last_day_brings_no_second_one(world):
    await world.household(1)
    await world.plan(BEFORE)
    await world.do(lambda s: s.tx.run("DELETE FROM reminder"))  # it had the reading, and took it back
    await world.sent(1, 1, period="2026-10", at_ms=at(20, month=10))
    await world.plan(LAST)
    await world.way(1, days_before=0)
    await world.plan(at(25, 12))
    assert await world.reminders() == ["1:1 last 25 10:00"]


async def test_no_second_reminder_on_the_last_day_for_who_chose_it(world):
    await world.household(1)
    await world.sent(1, 1, period="2026-10", at_ms=at(20, month=10))
    await world.way(1, days_before=0)
    await world.plan(LAST)
    assert await world.reminders() == ["1:1 before 25 10:00"]


async def test_spread_over_the_hours_by_person(database):
    world = await World(
        database, replace(RULES, calendars=Calendars(Calendar(ZONE, Times(spread=240))))
    ).begin()
    for number in range(1, 41):
        await world.household(number)
    await world.do(lambda s: put_link(s.tx, 1, 2))
    await world.plan(BEFORE)
    due = await world.do(lambda s: s.tx.all("SELECT subscriber_id, due_ms FROM reminder WHERE link_id < 41"))
    first, last = at(22, 10), at(22, 14)
    assert all(first <= moment < last for _, moment in due)
    assert max(moment for _, moment in due) - min(moment for _, moment in due) > 3 * 3_600_000
    mine = await world.do(lambda s: s.tx.all("SELECT due_ms FROM reminder WHERE subscriber_id = 1"))
    assert len({row[0] for row in mine}) == 1  # one message


def put_link(tx, person, account):
    put(
        tx,
        "link",
        subscriber_id=person,
        account_id=account,
        phone="",
        address=f"telegram:{person}",
        since_ms=1,
    )
    tx.run("UPDATE link SET active = 0 WHERE subscriber_id = :a AND account_id = :a", a=account)
