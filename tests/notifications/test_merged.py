"""Several notifications of one moment in as few messages as it takes: what they say, what they offer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.channels.segments import measure
from bot.dialogs.common import opens
from bot.dialogs.model import say
from bot.dialogs.remind import put_off
from bot.notifications.merged import merged
from bot.notifications.speaker import Said
from core.notifications.kinds import Kind
from tests.notifications.everything import WHAT, Everything

TEL = "tel:+79161234567"
ELSE = "Если работы перенесут или отменят, сообщим."


@pytest.fixture(params=["sqlite"])
def engine(request):
    return request.param


@pytest.fixture
async def world(database):
    return await Everything(database).begin()


@pytest.mark.parametrize(
    ("accounts", "address", "most"),
    [(1, "", 2), (2, "", 2), (20, "", 2), (1, TEL, 3), (20, TEL, 3)],
)
async def test_every_kind_at_once_is_a_few_short_messages(world, accounts, address, most):
    await world.happens(accounts, address)
    await world.due(*WHAT)
    told = await world.say()
    assert len(told) <= most
    for place, reply in told:
        (text,) = world.parts(place, reply)
        assert measure(text).parts <= 2 if address else len(text) <= 350 and text.count("\n") < 6, text
        names = [choice.label.key for choice in reply.choices]
        assert len(names) == len(set(names)) <= 4
    states = await world.do(lambda s: s.tx.all("SELECT state, count(*) FROM reminder GROUP BY state"))
    assert states == [("queued", accounts * len(WHAT))]


async def test_an_import_that_brings_a_bill_a_debt_and_a_payment_is_one_message(world):
    await world.happens(1)
    await world.due(Kind.BILL, Kind.DEBT, Kind.PAYMENT)
    ((place, reply),) = await world.say()
    assert world.parts(place, reply)[0].splitlines() == [
        "Готова квитанция за октябрь, счёт «Квартира» *0001.",
        "К оплате: 2 310,90 руб. Из них просрочено: 1 250,40 руб.",
        "Счёт «Квартира» *0001: оплата просрочена с 16 октября.",
        "Просрочено: 1 250,40 руб. Учтены платежи по 6 ноября.",
        "✅ Учтена оплата по счёту «Квартира» *0001.",
        "10 ноября: 1 060,50 руб., Банк",
    ]
    assert [choice.id for choice in reply.choices] == ["pay", "balance", "why", "menu"]
    assert reply.chart is not None


async def test_a_number_in_reply_is_the_reading_whatever_else_the_message_tells(world):
    await world.happens(1)
    await world.due(Kind.READING, Kind.PAYMENT)
    ((place, reply),) = await world.say()
    assert world.parts(place, reply)[0].splitlines()[1] == "Прошлое: 15 282. Пришлите число ответом."
    assert reply.about.startswith("a1.m")
    assert [choice.id for choice in reply.choices] == ["balance", "payments", "remind-later", "menu"]


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.FORECAST, [
            "Прогноз на ноябрь выше ваших пределов, счетов: 5.",
            *(f"Квартира *000{n}: примерно 412 кВт·ч, предел 300 кВт·ч" for n in (1, 2, 3)),
            "И ещё счетов: 2.",
        ]),
        (Kind.VERIFICATION, [
            "Поверка счётчиков действует до 11 января 2027, счетов: 5.",
            *(f"Счёт «Квартира» *000{n}." for n in (1, 2, 3)),
            "И ещё счетов: 2.",
            "Показания по-прежнему принимаем.",
        ]),
        (Kind.PAYMENT, [
            "✅ Учтена оплата, счетов: 5.",
            *(f"Квартира *000{n}: 1 060,50 руб." for n in (1, 2, 3)),
            "И ещё счетов: 2.",
        ]),
        (Kind.OUTAGE, [
            "14 ноября с 9:00 до 13:00 не будет света: плановые работы.",
            *(f"Счёт «Квартира» *000{n}." for n in (1, 2)),
            "И ещё счетов: 3.",
            f"{ELSE} Нет света в другое время: диспетчер 8 800 220-02-20.",
        ]),
    ],
)  # fmt: skip
async def test_several_accounts_are_one_list(world, kind, words):
    await world.happens(5)
    await world.due(kind)
    ((place, reply),) = await world.say()
    assert world.parts(place, reply)[0].splitlines() == words
    assert len(reply.choices) == len({choice.id for choice in reply.choices})


@pytest.mark.parametrize("accounts", [1, 2])
async def test_readings_of_a_meter_that_was_not_verified_are_not_promised(world, accounts):
    """Where the supplier refuses them (`readings.accept_unverified`)."""
    rules = world.desk.rules
    readings = replace(rules.readings, accept_unverified=False)
    world.desk = replace(world.desk, rules=replace(rules, readings=readings))
    await world.happens(accounts)
    await world.due(Kind.VERIFICATION)
    ((place, reply),) = await world.say()
    last = world.parts(place, reply)[0].splitlines()[-1]
    assert last == "До 11 января 2027 показания принимаем как обычно."


async def test_an_sms_counts_the_accounts_that_it_does_not_name(world):
    await world.happens(5, TEL)
    await world.due(Kind.OUTAGE)
    ((place, reply),) = await world.say()
    assert world.parts(place, reply) == ["*0001: не будет света 14.11 9:00-13:00. И еще счетов: 4. 1-МЕНЮ"]


def news(name, lines, *, steps=(), choices=(), **given):
    return Said(tuple(say(f"{name}{n}") for n in range(lines)), (hash(name),), choices, steps=steps, **given)


def keys(reply):
    return [phrase.key for phrase in reply.phrases]


def test_one_alone_is_said_whole():
    reply, told = merged([news("a", 9, steps=(1,))])
    assert (len(keys(reply)), told) == (9, (hash("a"),))


def test_each_gets_its_next_step_in_turn_while_there_is_room():
    said = [news("a", 4, steps=(1, 2)), news("b", 3, steps=(1,)), news("c", 2)]
    assert keys(merged(said)[0]) == ["a0", "a1", "b0", "c0", "c1"]
    assert keys(merged(said[:2])[0]) == ["a0", "a1", "b0", "b1", "b2"]
    assert keys(merged([said[0], said[2]])[0]) == ["a0", "a1", "a2", "a3", "c0", "c1"]


def test_what_has_no_room_even_in_short_waits_for_the_next_message():
    said = [news("a", 4, steps=(3,)), news("b", 4), news("c", 3, steps=(1,))]
    reply, told = merged(said)
    assert (keys(reply), told) == (["a0", "a1", "a2", "a3", "c0"], (hash("a"), hash("c")))


def test_a_channel_with_less_room_gets_less():
    said = [news("a", 3, steps=(1, 2)), news("b", 3, steps=(1, 2))]
    assert keys(merged(said, lambda reply: len(reply.phrases) < 4)[0]) == ["a0", "a1", "b0"]
    assert merged(said, lambda reply: len(reply.phrases) < 2)[1] == (hash("a"),)


def test_each_offers_something_and_two_accounts_of_one_button_are_asked_for():
    first, second = (
        (opens("pay", "p", "a1"), opens("balance", "b", "a1")),
        (opens("pay", "p", "a2"), opens("penalty", "x")),
    )
    reply, _ = merged([news("a", 1, choices=first), news("b", 1, choices=second)])
    assert [(one.id, one.target) for one in reply.choices] == [
        ("pay", ""), ("balance", "a1"), ("penalty", ""), ("menu", ""),
    ]  # fmt: skip


def test_putting_off_is_offered_last_where_more_is_told():
    reading, other = news("a", 1, choices=put_off(5)), news("b", 1, choices=(opens("pay", "p"),))
    assert [one.id for one in merged([reading])[0].choices] == ["remind-later", "remind-never", "menu"]
    assert [one.id for one in merged([reading, other])[0].choices] == [
        "pay", "remind-later", "remind-never", "menu",
    ]  # fmt: skip
