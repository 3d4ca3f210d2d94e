"""Reading reminders from the plan to the words, on both channels; and what makes them useless."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from bot.assembly import SMS
from bot.channels.render import render
from bot.channels.segments import measure
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.codec import decode_reply
from bot.notifications.dispatch import Dispatch
from bot.notifications.rules import NotifyRules
from bot.notifications.speaker import Moment
from bot.notifications.speakers.readings import ReadingSpeaker
from bot.watching import Reach
from core.notifications.groups import Calendar, Calendars
from core.notifications.kinds import Kind
from storage.store import StoreFactory, TxStore
from tests.dialogs.supplier import CATALOGUE, RULES, VALUES, make_test_desk
from tests.notifications.planned import World, at

BEFORE, LAST = at(22, 0, 1), at(25, 0, 1)
HEAD = "До 25 ноября ждём показание по счёту"
ALREADY = "Если уже передали, ничего делать не нужно."


class Told(World):
    """The world with the dispatch and the real speaker."""

    desk = make_test_desk()

    async def say(self, day=22, hour=14, stage_ms=BEFORE):
        """Plan, then tell at an hour; the replies with their addresses."""
        await self.plan(stage_ms)
        self.now_ms = at(day, hour)
        speaker = ReadingSpeaker(self.desk)
        rules = NotifyRules(
            RULES.calendars,
            lambda *_: True,
            lambda *_: True,
            lambda *_: 0,
            {Kind.READING: speaker},
        )
        await Dispatch(Reach(self.database, StoreFactory(), rules), lambda: self.now_ms).run()
        sql = "SELECT address, payload FROM outbox ORDER BY id"
        return [(a, decode_reply(p)) for a, p in await self.do(lambda s: s.tx.all(sql))]

    async def why(self):
        return await self.do(lambda s: s.tx.all("SELECT state, why FROM reminder ORDER BY id"))


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


@pytest.fixture
async def world(database):
    return await Told(database).begin()


def text(reply, can=TELEGRAM, day=22):
    return render(reply, can, CATALOGUE, VALUES, date(2026, 11, day)).parts[0].text.replace("\xa0", " ")


def buttons(reply):
    return [choice.id for choice in reply.choices]


async def label(world, words):
    await world.do(lambda s: s.tx.run("UPDATE link SET label = :words", words=words))


async def place(world, words, **given):
    await world.do(lambda s: s.tx.run("UPDATE account_card SET address = :words", words=words))
    for name, value in given.items():
        await world.do(partial(_card, name=name, value=value))


def _card(store, name, value):
    store.tx.run(f"UPDATE account_card SET {name} = :value", value=value)


async def test_as_the_voice_has_it(world):
    await world.household(1)
    await place(world, "г. Примерск, ул. Мира, д. 1, кв. 5")
    await world.billed(1, period="2026-10", taken_on="2026-10-20", t1=15282)
    [(address, reply)] = await world.say()
    assert address == "telegram:1"
    assert text(reply).splitlines() == [
        f"{HEAD} «Квартира» *0001.", "Прошлое: 15 282. Пришлите число ответом.", ALREADY
    ]  # fmt: skip
    assert buttons(reply) == ["remind-later", "remind-never", "menu"]
    assert reply.about.startswith("a1.m")


async def test_by_sms_with_where_to(world):
    world.desk = make_test_desk(rules=replace(RULES, texted_to="+79001234567"))
    await world.account(1)
    await world.person(1, 1, address="tel:+79160000001")
    await world.billed(1, period="2026-10", taken_on="2026-10-20", t1=15282)
    [(address, reply)] = await world.say()
    assert address == "tel:+79160000001"
    said = text(reply, SMS)
    assert said.startswith("*0001: показания до 25.11 на +79001234567.")
    assert "Прошлые 15282" in said
    assert len(said) <= 70


@pytest.mark.parametrize(
    ("day", "grp", "head"),
    [
        (22, None, "Показания до 25.11 на +79001234567, счетов: 4."),
        (25, None, "Последний день показаний, на +79001234567, счетов: 4."),
        (25, "A", "Показания на +79001234567, счетов: 4, первый срок 25.11."),
    ],
)
async def test_a_digest_by_sms_says_where_to_in_two_parts(world, day, grp, head):
    """It was the only reminder that asked for an answer and did not say where an answer arrives."""
    world.desk = make_test_desk(rules=replace(RULES, texted_to="+79001234567"))
    await world.group("A", "23-25/26")
    for number in range(1, 5):
        await world.account(number, zones=3, grp=grp if number == 4 else None)
    await world.person(1, 1, 2, 3, 4, address="tel:+79160000001")
    for number in range(1, 5):
        values = {"taken_on": "2026-10-20", "t1": 15282, "t2": 8077, "t3": 4031}
        await world.billed(number, period="2026-10", **values)
        await world.sent(number, 1, period="2026-10", at_ms=at(20, month=10), serial="other")
    [(address, reply)] = await world.say(day, stage_ms=at(day, 0, 1))
    assert address == "tel:+79160000001"
    said = text(reply, SMS, day)
    assert said.startswith(head), said
    assert said.count("было 15282/8077/4031") == 2
    assert "И еще 2" in said
    assert measure(said).parts == 2


async def test_rows_of_a_digest_name_zones_where_there_is_room(world):
    for number in range(1, 5):
        await world.account(number, zones=2, zone_order="day,night")
        await world.billed(number, period="2026-10", taken_on="2026-10-20", t1=15282, t2=8077)
    await world.person(1, 1, 2)
    await world.person(2, 3, 4, address="tel:+79160000001")
    told = dict(await world.say())
    assert "Счёт *0001: было T1 день 15 282, T2 ночь 8 077" in text(told["telegram:1"]).splitlines()
    assert "*0003: было 15282/8077 *0004: было 15282/8077" in text(told["tel:+79160000001"], SMS)


@pytest.mark.parametrize(
    ("words", "where", "expected"),
    [
        ("Дача у бабушки", "", "по счёту «Дача у бабушки» *0001."),
        ("", "ГСК-5, гараж 12", "по счёту «Гараж» *0001."),
        ("", "неизвестно где", "по счёту *0001."),
    ],
)
async def test_the_name_of_the_account(world, words, where, expected):
    await world.household(1)
    await label(world, words)
    await place(world, where)
    [(_, reply)] = await world.say()
    assert text(reply).splitlines()[0] == f"До 25 ноября ждём показание {expected}"
    assert text(reply, SMS).startswith("*0001: показания до 25.11.")


async def test_on_the_last_day_there_is_nothing_to_put_off(world):
    await world.household(1)
    await world.sent(1, 1, period="2026-10", at_ms=at(20, month=10))
    [(_, reply)] = await world.say(25, stage_ms=LAST)
    first, second, _ = text(reply, day=25).splitlines()
    assert first == "Сегодня последний день для показания по счёту *0001."
    assert second == "Прошлое: 10. Пришлите число ответом."
    assert buttons(reply) == ["menu"]
    rows = await world.why()
    assert [state for state, _ in rows] == ["queued"]


async def test_several_zones(world):
    await world.household(1, zones=2, zone_order="day,night")
    await world.billed(1, period="2026-10", taken_on="2026-10-20", t1=15282, t2=8077)
    [(_, reply)] = await world.say()
    assert (
        text(reply).splitlines()[1]
        == "Прошлые: T1 день 15 282, T2 ночь 8 077. Пришлите числа подряд ответом."
    )


async def test_several_meters_say_how_many_are_missing(world):
    await world.household(1, meters=3)
    await world.sent(1, 1)
    [(_, reply)] = await world.say()
    assert text(reply).splitlines()[1:3] == [
        "Ещё не передано показаний: 2 из 3.",
        "Присылайте по одному счётчику в сообщении, спросим, какой это.",
    ]
    said = text(reply, SMS)
    assert said == "*0001: показания до 25.11. Не передано 2 из 3. Шлите по одному"
    assert buttons(reply) == ["remind-later", "remind-never", "menu"]
    assert reply.about == "a1"


async def test_the_last_of_several_meters_is_named_and_the_number_in_reply_is_its(world):
    await world.household(1, meters=2)
    await world.sent(1, 1)
    [(_, reply)] = await world.say()
    assert text(reply).splitlines()[1] == "Осталось показание счётчика № m2. Пришлите его ответом."
    assert text(reply, SMS).startswith("*0001: показания до 25.11. Остался счетчик N m2")
    assert reply.about.startswith("a1.m")


async def test_many_meters_and_organisations_are_offered_the_sheet(world):
    await world.household(1, meters=2)
    await place(world, "ул. Мира, 3, пом. 1", kind="organisation")
    [(_, reply)] = await world.say()
    assert "возьмите файл (слово «ведомость»), впишите числа" in text(reply)
    assert (
        buttons(reply) == ["sheet", "remind-later", "remind-never", "menu"][:4]
        or buttons(reply)[0] == "sheet"
    )


async def test_one_digest_for_many_accounts(world):
    for number in range(1, 6):
        await world.account(number)
    await world.person(1, *range(1, 6))
    [(_, reply)] = await world.say()
    lines = text(reply).splitlines()
    assert lines[0] == "До 25 ноября ждём показания, счетов: 5."
    assert lines[1] == "Счёт *0001, не передано показаний: 1"
    assert lines[4:] == ["И ещё счетов: 2.", "Пришлите показание, спросим, какой это счёт."]
    assert len(lines) == 6
    assert buttons(reply)[0] == "readings"
    rows = await world.why()
    assert [state for state, _ in rows] == ["queued"] * 5


@pytest.mark.parametrize(
    ("spoils", "why"),
    [
        (lambda w: w.sent(1, 1), "answered"),
        (lambda w: w.sent(1, 7, state="draft"), "answered"),
        (lambda w: w.billed(1), "answered"),
        (lambda w: place(w, "", status="closed"), "closed"),
        (lambda w: w.do(lambda s: s.tx.run("UPDATE meter SET automatic = 1")), "automatic"),
        (lambda w: w.do(lambda s: s.tx.run("UPDATE meter SET removed_on = '2026-11-20'")), "automatic"),
    ],
)
async def test_it_stops_by_itself(world, spoils, why):
    await world.household(1)
    await world.plan(BEFORE)
    await spoils(world)
    assert await world.say() == []
    assert await world.why() == [("dropped", why)]


async def test_what_billing_refused_is_asked_for_again(world):
    await world.household(1)
    await world.sent(1, 1, state="refused")
    assert len(await world.say()) == 1


async def test_plan_and_speaker_agree_about_whom_to_remind(world):
    """The statement of the plan and the speaker's own look are two; what one finds the other does, too."""
    states = (
        "draft",
        "accepted",
        "exported",
        "confirmed",
        "refused",
        "unknown",
        "replaced",
        "withdrawn",
        "held",
    )
    for number, state in enumerate(states, 1):
        await world.household(number)
        await world.sent(number, number, state=state)
    await world.plan(BEFORE)
    planned = {int(line.split(":")[0]) for line in await world.reminders()}
    speaker = ReadingSpeaker(world.desk)

    def useful(store: TxStore):
        sql = (
            "INSERT INTO reminder (link_id, subscriber_id, account_id, kind, stage, period, due_ms, until_ms,"
        )
        sql += (
            " planned_ms) SELECT id, subscriber_id, account_id, 'reading', 'x', '2026-11', 1, 2, 1 FROM link"
        )
        store.tx.run(sql)
        every = [store.reminders.due(number, 1)[0] for number in range(1, len(states) + 1)]
        return {one.account_id for one in every if not speaker.useful(store, one, 1)}

    assert await world.do(useful) == planned == {5, 7, 8, 9}


async def test_nothing_left_to_say_says_nothing(world):
    await world.household(1)
    await world.plan(BEFORE)
    await world.sent(1, 1)
    moment = Moment(world.now_ms, date(2026, 11, 22), "telegram:1")
    found = await world.do(lambda s: ReadingSpeaker(world.desk).say(s, s.reminders.due(1, at(26)), moment))
    assert found is None


@pytest.mark.parametrize(("hour", "last"), [(14, False), (16, True)])
async def test_the_last_day_begins_where_the_account_is(world, hour, last):
    """On the 24th: 23 o'clock there, and 1 in the morning of the 25th."""
    east = Calendars(RULES.calendars.usual, {"A": Calendar(ZoneInfo("Asia/Kamchatka"))})
    world.desk = make_test_desk(rules=replace(RULES, calendars=east))
    await world.household(1)
    await world.plan(BEFORE)
    await world.do(lambda s: s.tx.run("UPDATE account_card SET grp = 'A'"))
    ((_, reply),) = await world.say(24, hour)
    assert ("Сегодня" in text(reply, day=24)) is last
    assert ("remind-later" in buttons(reply)) is not last, buttons(reply)
