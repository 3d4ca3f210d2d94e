"""Whom reminders of readings find where data are awkward: taken back, replaced, of another month."""

from __future__ import annotations

import pytest

from bot.notifications.speakers.readings import ReadingSpeaker
from core.notifications.kinds import Kind
from storage.reminder_plans.readings import ReadingReminders
from tests.notifications.planned import at
from tests.notifications.telling import Telling

FIRST, LAST = at(22, 11), at(25, 11)


class Meters(Telling):
    def __init__(self, database):
        super().__init__(database)
        self.sources = {Kind.READING: ReadingReminders(self.rules)}
        self.speakers = {Kind.READING: ReadingSpeaker(self.desk)}

    async def run(self, sql, **given):
        return await self.do(lambda s: s.tx.run(sql, **given))

    async def state(self, state):
        await self.run("UPDATE reading_entry SET state = :state", state=state)


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


@pytest.fixture
async def world(database):
    return await Meters(database).begin()


@pytest.mark.parametrize("state", ["refused", "withdrawn", "held"])
async def test_what_was_sent_and_does_not_count_is_asked_for_on_the_last_day(world, state):
    await world.household(1)
    await world.plan(at(22, 0, 1))
    await world.sent(1, 1)
    assert await world.tell(FIRST) == []
    await world.state(state)
    (said,) = await world.tell(LAST)
    assert said.startswith("Сегодня последний день")
    assert await world.why() == ["dropped answered", "queued"]


async def test_what_billing_refuses_after_the_plan_of_the_day_is_asked_for_on_the_last(world):
    """The first plan went by while the reading was in."""
    await world.household(1)
    await world.sent(1, 1, state="confirmed")
    assert await world.tell(FIRST) == []
    await world.state("refused")
    assert await world.tell(at(23, 11)) == []
    assert len(await world.tell(LAST)) == 1


async def test_a_meter_that_was_replaced_in_the_window(world):
    """The new one is asked for, however the old one ended; its first reading is one of the month."""
    await world.household(1, meters=2)
    await world.sent(1, 1, serial="m1")
    await world.run("UPDATE meter SET removed_on = '2026-11-18' WHERE serial = 'm1'")
    (said,) = await world.tell(FIRST)
    assert "Пришлите число с табло" in said
    await world.billed(1, serial="m2", taken_on="2026-11-18")
    assert await world.useful() == [False]


async def test_a_reading_that_was_kept_for_this_month_before_the_window_is_in(world):
    await world.household(1)
    await world.sent(1, 1, period="2026-11", at_ms=at(3))
    assert await world.tell(FIRST) == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, 1),
        ({"taken_on": "2026-11-04"}, 1),  # of the window before, in the rows of this month
        ({"taken_on": "2026-12-02", "period": "2026-12"}, 0),
        ({"taken_on": "2026-11-27"}, 0),
    ],
)
async def test_a_window_over_the_end_of_the_month(world, given, told):
    await world.group("A", "25-5")
    await world.household(1, grp="A")
    await world.sent(1, 1, period="2026-10", at_ms=at(4))
    if given:
        await world.billed(1, **given)
    assert len(await world.tell(at(2, 11, month=12))) == told
    assert await world.tell(at(3, 11, month=12)) == []


async def test_a_window_of_one_day_brings_one_reminder_on_that_day(world):
    await world.group("A", "20-20")
    await world.household(1, grp="A")
    await world.sent(1, 1, period="2026-10", at_ms=at(20, month=10))
    said = [text for day in range(15, 23) for text in await world.tell(at(day, 11))]
    assert [text.splitlines()[0] for text in said] == ["Сегодня последний день для показания по счёту *0001."]


async def test_of_two_people_who_left_meanwhile_and_who_changed_their_role(world):
    """A reader may send readings; who has left is not told, and who stays is asked on the last day."""
    await world.account(1)
    await world.person(1, 1)
    await world.person(2, 1)
    await world.sent(1, 2, period="2026-10", at_ms=at(20, month=10))
    await world.plan(at(22, 0, 1))
    await world.run("UPDATE link SET role = 'reader' WHERE subscriber_id = 2")
    assert len(await world.tell(FIRST)) == 1
    await world.run("UPDATE link SET active = 0 WHERE subscriber_id = 2")
    assert await world.useful() == [False]
    await world.sent(1, 1, period="2026-10", at_ms=at(21, month=10))
    assert len(await world.tell(LAST)) == 1
    assert await world.reminders() == ["2:1 before 22 10:00", "1:1 last 25 10:00"]


async def test_one_person_with_an_account_of_each_sort(world):
    """Two are asked for, in one message; what is in, closed, automatic or without a meter is not."""
    for number, given in ((1, {}), (2, {}), (3, {}), (4, {"automatic": 1}), (5, {"meters": 0})):
        await world.account(number, **given)
    await world.account(6, status="closed")
    await world.person(1, *range(1, 7))
    await world.sent(3, 1)
    (said,) = await world.tell(FIRST)
    assert said.splitlines()[0] == "До 25 ноября ждём показания, счетов: 2."


async def test_of_accounts_with_other_days_the_first_is_named(world):
    """Not all of them end today."""
    await world.group("A", "23-25/26")
    for number, grp in ((1, None), (2, "A")):
        await world.account(number, grp=grp)
    await world.person(1, 1, 2)
    await world.sent(1, 1, period="2026-10", at_ms=at(20, month=10))
    await world.plan(at(25, 0, 1))
    (said,) = await world.tell(at(25, 11))
    assert said.splitlines()[0] == "Ждём показания, счетов: 2. Первый срок: 25 ноября."
    assert await world.why() == ["queued", "queued"]
