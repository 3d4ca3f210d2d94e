"""Planned outages: who is told, of what, when it is moved or cancelled; on both engines where SQL is new."""

from __future__ import annotations

from zlib import crc32

import pytest

from bot.notifications.speakers.outages import OutageSpeaker
from core.notifications.kinds import Kind
from core.outages import news
from storage.reminder_plans.judged import JudgedGateway, Page
from storage.reminder_plans.outages import OutageNews
from storage.reminder_plans.plans import PlansGateway
from tests.notifications.planned import HOUR_MS, ZONE, at, put
from tests.notifications.telling import Telling

MORNING = at(23, 12)
NINE, TEN = "2026-11-25T09:00", "2026-11-25T10:30"
ONE = "2026-11-25T13:00"


class Wires(Telling):
    sources = {Kind.OUTAGE: OutageNews(ZONE, sms=True)}  # noqa: RUF012
    speakers = {Kind.OUTAGE: OutageSpeaker()}  # noqa: RUF012
    generation = 1

    async def outage(self, *rows):
        """A new list: (id, places, from, until, reason, cancelled)."""
        self.generation += 1
        made = self.generation

        def work(store):
            run = store.tx.run
            run("DELETE FROM dataset_generation WHERE dataset = 'outages'")
            put(store.tx, "dataset_generation", dataset="outages", period="", generation=made)
            for id_, places, begins_at, ends_at, *rest in rows:
                reason, cancelled = [*rest, "", 0][:2] if len(rest) < 2 else rest
                row = {"places": places, "begins_at": begins_at, "ends_at": ends_at, "reason": reason}
                put(store.tx, "outage", generation=made, outage_id=id_, cancelled=cancelled, **row)

        await self.do(work)


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


@pytest.fixture
async def wires(database):
    made = await Wires(database).begin()
    for id_, words in ((1, "г. Примерск, ул. Мира, д. 5, кв. 1"), (2, "г. Примерск, ул. Мира, д. 6")):
        await made.household(id_)
        await made.address(id_, words)
    return made


def row(begins_at=NINE, ends_at=ONE, reason="", cancelled=0, places="ул. Мира, 1-9 нечет"):
    return "7", places, begins_at, ends_at, reason, cancelled


@pytest.mark.parametrize("engine", ["sqlite", "postgres"], indirect=True)
async def test_whose_address_lies_within_is_told_at_once_and_once(wires):
    await wires.outage(row(reason="ремонт линии."))
    (said,) = await wires.tell(MORNING)
    assert said.splitlines() == [
        "25 ноября с 9:00 до 13:00 не будет света: плановые работы.",
        "Счёт «Квартира» *0001.",
        "Причина: ремонт линии.",
        "Если работы перенесут или отменят, сообщим. Нет света в другое время: диспетчер 8 800 220-02-20.",
    ]
    await wires.outage(row(reason="ремонт линии"))  # the next import says the same
    assert await wires.tell(MORNING + 60_000) == []
    assert await wires.reminders() == ["1:1 1 23 12:00"]


async def test_who_links_an_address_of_known_work_is_told(wires):
    await wires.outage(row())
    await wires.tell(MORNING)
    await wires.household(3)
    await wires.address(3, "г. Примерск, ул. Мира, д. 7")
    (said,) = await wires.tell(MORNING + HOUR_MS)
    assert "*0003" in said
    assert await wires.tell(MORNING + 2 * HOUR_MS) == []


async def test_everybody_of_the_account_is_told_whatever_their_role(wires):
    await wires.person(3, 1, role="reader")
    await wires.outage(row())
    assert len(await wires.tell(MORNING)) == 2


async def test_two_accounts_of_one_outage_are_one_message(wires):
    await wires.person(3, 1, 2)
    await wires.outage(row(places="ул. Мира"))
    assert sorted(len(text.splitlines()) for text in await wires.tell(MORNING)) == [3, 3, 4]


@pytest.mark.parametrize("engine", ["sqlite", "postgres"], indirect=True)
async def test_what_is_moved_is_told_once_more_and_back_again(wires):
    await wires.outage(row())
    await wires.tell(MORNING)
    await wires.outage(row(begins_at=TEN))
    (said,) = await wires.tell(MORNING + 60_000)
    assert said.splitlines()[::2] == [
        "Работы перенесли: света не будет 25 ноября с 10:30 до 13:00.",
        "Раньше сообщали: 25 ноября с 9:00 до 13:00.",
    ]
    await wires.outage(row())
    (said,) = await wires.tell(MORNING + 120_000)
    assert said.startswith("Работы перенесли: света не будет 25 ноября с 9:00 до 13:00.")


async def test_what_is_cancelled_is_told_to_who_heard_of_it(wires):
    await wires.outage(row())
    await wires.tell(MORNING)
    await wires.person(3, 1)  # linked since
    await wires.outage(row(cancelled=1))
    said = await wires.tell(MORNING + 60_000)
    head = "Работы 25 ноября с 9:00 до 13:00 отменили: свет отключать не будут."
    assert said == [f"{head}\nСчёт «Квартира» *0001."]


async def test_other_places_tell_only_those_for_whom_it_changes(wires):
    await wires.outage(row())
    await wires.tell(MORNING)
    await wires.outage(row(places="ул. Мира, 6"))
    said = [text.splitlines()[0] for text in await wires.tell(MORNING + 60_000)]
    assert said == [
        "Работы 25 ноября с 9:00 до 13:00 отменили: свет отключать не будут.",
        "25 ноября с 9:00 до 13:00 не будет света: плановые работы.",
    ]


async def test_at_night_it_waits_and_says_in_the_morning_what_holds_then(wires):
    await wires.outage(row())
    assert await wires.tell(at(23, 22)) == []
    await wires.outage(row(begins_at=TEN))
    assert await wires.tell(at(23, 23)) == []
    (said,) = await wires.tell(at(24, 9, 30))
    assert said.startswith("25 ноября с 10:30 до 13:00 не будет света")
    assert await wires.why() == ["dropped moved", "queued"]


async def test_a_message_that_waits_is_taken_back_when_it_is_moved(wires):
    await wires.outage(row())
    await wires.tell(MORNING)
    assert await wires.useful() == [True]
    await wires.outage(row(begins_at=TEN))
    assert await wires.useful() == [False]


async def test_who_has_closed_the_account_is_not_told(wires):
    await wires.outage(row())
    await wires.tell(MORNING)
    await wires.do(lambda s: s.tx.run("UPDATE account_card SET status = 'closed' WHERE account_id = 1"))
    assert await wires.useful() == [False]


@pytest.mark.parametrize("now_ms", [at(10, 12), at(25, 9), at(25, 11), at(26, 12)])
async def test_nothing_long_before_nor_after_it_has_begun(wires, now_ms):
    await wires.outage(row())
    assert await wires.tell(now_ms) == []
    assert await wires.plans() == []
    assert wires.told == []


async def test_what_is_put_off_by_weeks_is_told_now_to_who_keeps_the_old_day_in_mind(wires):
    await wires.outage(row())
    await wires.tell(MORNING)
    later = row(begins_at="2026-12-25T09:00", ends_at="2026-12-25T13:00")
    await wires.outage(later)
    (said,) = await wires.tell(MORNING + 60_000)
    assert said.startswith("Работы перенесли: света не будет 25 декабря с 9:00 до 13:00.")
    await wires.outage(row("2026-12-25T09:00", "2026-12-25T13:00", cancelled=1))
    (said,) = await wires.tell(MORNING + 120_000)
    assert said.startswith("Работы 25 декабря с 9:00 до 13:00 отменили")


async def test_who_switched_it_off_hears_nothing(wires):
    await wires.do(lambda s: s.wishes.choose(1, Kind.OUTAGE, 1, wanted=False))
    await wires.outage(row())
    assert await wires.tell(MORNING) == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"reason": "ремонт линии"}, "*0001: не будет света 25.11 9:00-13:00. Ремонт линии"),
        ({"reason": "ремонт распределительных сетей"},
         "*0001: не будет света 25.11 9:00-13:00. Плановые работы"),
        ({"ends_at": "2026-11-26T22:30"}, "*0001: не будет света 25.11 9:00 - 26.11 22:30. Плановые работы"),
    ],
)  # fmt: skip
async def test_by_sms_it_is_one_part(wires, given, words):
    await wires.do(
        lambda s: s.tx.run("UPDATE address SET address = 'tel:+79161234567' WHERE subscriber_id = 1")
    )
    await wires.outage(row(**given))
    assert await wires.tell(MORNING) == [words]
    await wires.outage(row(**given | {"begins_at": "2026-11-25T10:30", "ends_at": "2026-11-26T22:30"}))
    (moved,) = await wires.tell(MORNING + 60_000)
    assert moved == "*0001: перенос, не будет света 25.11 10:30 - 26.11 22:30."
    cancelled = {"begins_at": "2026-11-25T10:30", "ends_at": "2026-11-26T22:30", "cancelled": 1}
    await wires.outage(row(**given | cancelled))
    assert await wires.tell(MORNING + 120_000) == ["*0001: работы 25.11 10:30 - 26.11 22:30 отменили."]


@pytest.mark.parametrize(
    ("living", "told", "now", "fact"),
    [
        ("", "", "A", "|A"),
        ("|A", "|A", "A", None),
        ("|A", "", "A", None),  # it waits to be told
        ("|A", "|A", "B", "A|B"),
        ("|A", "", "B", "|B"),
        ("A|B", "|A", "A", None),  # moved back before anybody heard
        ("|A", "|A", "", "A|"),
        ("|A", "", "", None),
        ("A|", "A|", "", None),
        ("A|", "A|", "A", "|A"),
        ("", "", "", None),
    ],
)
def test_what_is_news(living, told, now, fact):
    assert news(living, told, now) == fact


async def test_of_two_replicas_that_judge_the_same_page_one_writes(wires):
    await wires.outage(row(places="ул. Мира"))
    wires.now_ms = MORNING
    source = wires.sources[Kind.OUTAGE]

    def made(store):
        for one in source.wanted(store.tx, MORNING):
            PlansGateway(store.tx).make(one, MORNING)
        (plan,) = PlansGateway(store.tx).open()
        return plan, JudgedGateway(store.tx).page(plan, source.chosen(plan), 9, MORNING, MORNING)

    plan, page = await wires.do(made)
    first, second = [await wires.do(lambda s: JudgedGateway(s.tx).keep(plan, page, MORNING)) for _ in (1, 2)]
    assert (first.made, second.made, second.taken) == (2, 0, False)
    assert await wires.planner().run() == 0
    assert await wires.plans() == ["1 7 2026-11-25T09:00/2026-11-25T13:00#" + _crc() + " done"]


async def test_a_judged_plan_that_is_lost_and_made_anew_tells_nobody_twice(wires):
    await wires.outage(row(places="ул. Мира"))
    wires.now_ms = MORNING
    assert await wires.planner().run() == 2
    source = wires.sources[Kind.OUTAGE]

    def again(store):
        (plan,) = source.wanted(store.tx, MORNING)
        page = Page(1 << 40, 1, rows(store))
        store.tx.run("DELETE FROM reminder_plan")
        PlansGateway(store.tx).make(plan, MORNING)
        (made,) = PlansGateway(store.tx).open()
        return JudgedGateway(store.tx).keep(made, page, MORNING)

    def rows(store):
        names = ("link_id", "subscriber_id", "account_id", "due_ms", "until_ms", "fact")
        found = store.tx.all(f"SELECT {', '.join(names)} FROM reminder")
        return tuple(dict(zip(names, one, strict=True)) for one in found)

    assert (await wires.do(again)).made == 0
    assert len(await wires.reminders()) == 2


def _crc():
    return f"{crc32('ул. Мира'.encode()):08x}"
