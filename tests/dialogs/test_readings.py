"""Readings in the conversation: a number, a question, a receipt, on both channels and both engines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.dialogs.model import Kind
from core.readings.journal import State
from core.readings.reasons import Reason
from core.readings.rules import Confirm, Outside
from storage.database import Unit
from tests.dialogs.billed import billed, meter, reading
from tests.dialogs.metered import GARAGE, HOUSE, ONE, OTHER, TWO, all_entries, journal, past, sender
from tests.dialogs.test_accounts import of_the_domain

FORMS = pytest.mark.parametrize("form", ["rich", "short"])


@pytest.fixture
async def metered(supplied):
    return await billed(supplied, past)


@pytest.fixture
async def garage(metered):
    """One account with one meter, in the days of readings, with buttons."""
    return await sender(metered)


@FORMS
@pytest.mark.parametrize("text", ["15420", "показания 15420", "Добрый день! Показания 15420, спасибо"])
async def test_a_number_of_the_only_meter_is_a_receipt(metered, form, text):
    talk = await sender(metered, form)
    said = await talk.says(text)
    [entry] = await journal(talk)
    assert (entry.state, entry.shown, str(entry.period)) == (State.ACCEPTED, (15_420,), "2026-11")
    if form == "short":
        assert said == f"*7874: записано 15420 за 11.2026, 138 кВт.ч. N {entry.receipt}"
    else:
        assert said.splitlines() == [
            "✅ Записано: 15 420 за ноябрь, счёт *7874",
            "Было 15 282, расход 138 кВт·ч, примерно 1 013 руб.",
            f"Номер {entry.receipt}. Исправить можно до 25 ноября: пришлите новое число.",
        ]
        assert talk.offered == ["reading-fix", "reading-drop", "menu"]


async def test_command_and_button_run_the_same_steps(garage):
    await garage._happens(Kind.COMMAND, command="readings", text="15420", sent_at=garage.now)
    assert "Записано: 15 420" in garage.text
    said = await garage.says("передать показания")
    assert "уже есть: 15 420 на 18 ноября, передано здесь, записано. Новое его заменит." in said
    assert "осталось дней: 7" in said
    assert garage.path[-1] == "reading.value"
    assert "Прежнее число 15 420 заменено" in await garage.says("15425")
    assert [state for state, _ in await all_entries(garage)] == ["replaced", "accepted"]


async def test_the_card_offers_it_while_the_window_is_near(garage):
    await garage.says("баланс")
    assert "readings:a5" in [f"{choice.id}:{choice.target}" for choice in garage.replies[0].choices]
    assert "Что сейчас на счётчике" in await garage.presses("readings")
    garage.now = datetime(2026, 11, 28, 9, tzinfo=UTC)
    await garage.says("баланс")
    assert "readings" not in garage.offered


async def test_a_reading_costs_little_more_than_the_balance(garage):
    await garage.says("баланс")
    balance = len(of_the_domain(garage.statements))
    await garage.says("15420")
    spoken = of_the_domain(garage.statements)
    once = [one for one in spoken if "FROM tariff" in one]  # kept until the next import of price lists
    assert len(once) <= 1
    assert len(spoken) - len(once) <= balance + 5


@FORMS
async def test_same_value_again_is_the_same_receipt(metered, form):
    talk = await sender(metered, form)
    for _ in range(3):
        await talk.says("15420")
        assert "15420" in talk.text.replace(" ", "")
    assert [state for state, _ in await all_entries(talk)] == ["accepted"]
    assert ("Уже было" if form == "short" else "уже записано") in talk.text


@FORMS
async def test_too_large_is_kept_and_asked_about(metered, form):
    talk = await sender(metered, form)
    said = await talk.says("16720")
    [entry] = await journal(talk)
    assert (entry.state, entry.doubts) == (State.DRAFT, (Reason.TOO_LARGE,))
    assert ("сохранено и ждёт ответа" in said) == (form == "rich")
    assert "обычно" in said.lower()
    assert ("записано 16720" if form == "short" else "Записано: 16 720") in await talk.says("да")
    assert (await journal(talk))[0].state is State.ACCEPTED


@FORMS
async def test_a_new_number_answers_a_doubt(metered, form):
    talk = await sender(metered, form)
    await talk.says("16720")
    await talk.says("15420")
    assert await all_entries(talk) == [("replaced", 16_720), ("accepted", 15_420)]


async def test_a_press_of_yesterday_counts_for_the_message(garage):
    await garage.says("16720")
    taken = (await journal(garage))[0].taken_ms
    pressed = garage.replies
    garage.later(hours=20)
    await garage.says("меню")
    garage.replies = pressed
    assert "Записано: 16 720" in await garage.presses("reading-yes")
    assert ((await journal(garage))[0].taken_ms, (await journal(garage))[0].state) == (taken, State.ACCEPTED)


async def test_a_late_yes_finds_the_reading_that_waits(garage):
    await garage.says("16720")
    garage.later(hours=30)
    assert "Записано: 16 720" in await garage.says("да")
    assert "ответа не ждём" in await garage.says("да")


async def test_three_taps_are_one_yes(garage):
    await garage.says("16720")
    pressed = garage.replies
    for _ in range(3):
        garage.replies = pressed
        assert "Записано: 16 720" in await garage.presses("reading-yes")
    assert await all_entries(garage) == [("accepted", 16_720)]


async def test_less_is_flagged_and_a_photo_is_asked_for(garage):
    said = await garage.says("15100")
    assert "было 15 282 на 20 октября, пришло 15 100" in said
    assert garage.offered[:3] == ["reading-fix", "reading-wrong", "reading-new-meter"]
    said = await garage.presses("reading-wrong")
    [entry] = await journal(garage)
    assert (entry.state, entry.flag) == (State.ACCEPTED, "previous-wrong")
    assert "прошлое показание было неверным" in said
    assert "фото" in said


async def test_meter_replaced_is_flagged(garage):
    await garage.says("15100")
    assert "счётчик заменили" in await garage.presses("reading-new-meter")
    assert (await journal(garage))[0].flag == "meter-replaced"


async def test_rollover(metered):
    await metered.write(
        Unit(lambda tx: tx.run("UPDATE reading SET t1 = t1 + 84700 WHERE serial = :s", s=ONE))
    )
    talk = await sender(metered)
    assert "через нули" in await talk.says("102")
    assert "Записано: 102" in await talk.says("да")


async def test_red_digit_is_offered_without_it(garage):
    await metered_six(garage)
    said = await garage.says("154207")
    assert "красная" in said
    assert "15 420" in said
    assert "Записано: 15 420" in await garage.presses("reading-as")
    assert [shown for state, shown in await all_entries(garage) if state == "accepted"] == [15_420]


async def metered_six(talk):
    await talk.database.write(Unit(lambda tx: tx.run("UPDATE meter SET digits = 6 WHERE serial = :s", s=ONE)))


async def test_consumption_is_no_reading(garage):
    said = await garage.says("138")
    assert "нужно всё число с табло" in said
    assert garage.offered[:2] == ["reading-fix", "reading-yes"]


@FORMS
async def test_two_zones_one_is_missing(metered, form):
    talk = await sender(metered, form, HOUSE)
    said = await talk.says(f"{TWO} 5350")
    assert "T2" in said
    assert "2100" in said.replace(" ", "")
    said = await talk.says("2200")
    [entry] = await journal(talk, HOUSE, TWO)
    assert entry.shown == (5350, 2200)
    assert ("T1, день: было 5 200, стало 5 350, 150 кВт·ч" in said) == (form == "rich")
    assert "250 кВт" in said


@FORMS
async def test_several_meters_are_asked_which(metered, form):
    talk = await sender(metered, form, HOUSE)
    said = await talk.says("1100")
    assert "60001111" in said
    assert "60005678" in said
    await talk.answers(talk.replies[-1].choices[0].id)
    assert [entry.shown for entry in await journal(talk, HOUSE, OTHER)] == [(1100,)]


async def test_several_accounts_are_asked_which(metered):
    talk = await sender(metered, "rich", HOUSE, GARAGE)
    assert "По какому счёту" in await talk.says("15420")
    await talk.presses("a5")
    assert [entry.shown for entry in await journal(talk)] == [(15_420,)]


async def test_several_meters_in_one_message(metered):
    talk = await sender(metered, "rich", HOUSE)
    said = (await talk.says(f"{OTHER} 1100; {TWO} 5350 2200")).splitlines()
    assert said[0] == "✅ Записано за ноябрь, счёт *7841"
    assert said[1].startswith("№ 60001111: 1 100, расход 50 кВт·ч, номер ")
    assert said[2].startswith("№ 60005678: 5 350 и 2 200, расход 250 кВт·ч, номер ")


async def test_doubts_of_one_message_are_asked_one_after_another(metered):
    talk = await sender(metered, "rich", HOUSE)
    said = await talk.says(f"{OTHER} 9100; {TWO} 9350 2200")
    assert "сохранен" in said
    first = await talk.says("да")
    assert "Записано" in first
    assert "reading-yes" in talk.offered
    await talk.says("да")
    assert sorted(state for state, _ in await all_entries(talk)) == ["accepted", "accepted"]


async def test_swapped_zones_are_put_right(metered):
    talk = await sender(metered, "rich", HOUSE)
    assert "поменялись местами" in await talk.says(f"{TWO} 2200 5350")
    said = await talk.presses("reading-as")
    assert "T1, день: было 5 200, стало 5 350" in said
    assert [entry.shown for entry in await journal(talk, HOUSE, TWO)] == [(5350, 2200)]


async def test_value_of_another_meter_goes_there(metered):
    await metered.write(Unit(_third))
    talk = await sender(metered, "rich", HOUSE)
    assert "больше подходит счётчику № 70009999" in await talk.says(f"{OTHER} 40150")
    assert "Записано: 40 150" in await talk.presses("reading-as")
    assert await journal(talk, HOUSE, OTHER) == ()


def _third(tx):
    meter(tx, HOUSE, "70009999", digits=5)
    for day, shown in (("2026-09-20", 39_900), ("2026-10-20", 40_000)):
        reading(tx, HOUSE, "70009999", day, (shown,))


async def test_a_gap_is_asked(garage):
    said = await garage.says("15 420")
    assert "одно число" in said
    assert await all_entries(garage) == []
    assert "Записано: 15 420" in await garage.presses("0")


async def test_two_people_of_one_account(metered):
    first = await sender(metered)
    second = await sender(metered, address="telegram:2")
    await first.says("15420")
    assert "уже передал 15 420. Записать 15 430 вместо него?" in await second.says("15430")
    assert [entry.state for entry in await journal(second)] == [State.DRAFT, State.ACCEPTED]
    assert "Осталось прежнее" in await second.presses("reading-leave")
    assert [entry.shown for entry in await journal(second)] == [(15_420,)]
    await second.says("15430")
    assert "Записано: 15 430" in await second.presses("reading-yes")
    assert [entry.shown for entry in await journal(second)] == [(15_430,)]


async def test_a_reader_sends_and_sees_no_roubles(metered):
    talk = await sender(metered, role="reader")
    said = await talk.says("15420")
    assert "138 кВт·ч" in said
    assert "руб." not in said


async def test_confirmation_always(metered):
    talk = await sender(metered, confirm=Confirm.ALWAYS)
    assert "Проверьте: 15 420" in await talk.says("15420")
    assert (await journal(talk))[0].state is State.DRAFT
    assert "Записано: 15 420" in await talk.says("да")


async def test_outside_the_window(metered):
    kept = await sender(metered, now=datetime(2026, 11, 27, 9, tzinfo=UTC))
    assert "пойдёт за декабрь" in await kept.says("15420")
    refusing = await sender(
        metered, address="telegram:7", now=datetime(2026, 11, 27, 9, tzinfo=UTC), outside=Outside.REFUSE
    )
    assert "Сейчас показания не принимаем. Пришлите с 15 декабря по 25 декабря." in await refusing.says(
        "15430"
    )


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE meter SET automatic = 1", "передаёт показания сам"),
        ("UPDATE meter SET removed_on = '2026-11-01'", "снят 1 ноября"),
        ("DELETE FROM meter", "счётчиков не видно"),
        ("UPDATE account_card SET status = 'closed'", "закрыт, показания по нему не принимаем"),
        ("UPDATE meter SET verified_until = '2026-01-01'", "Срок поверки счётчика вышел"),
    ],
)
async def test_what_a_meter_does_not_take(garage, change, said):
    await garage.database.write(Unit(lambda tx: tx.run(change)))
    assert said in await garage.says("показания 15420")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-15420", "со знаком минус"),
        ("15a42b", "есть буквы"),
        ("показания 15420 8077", "одна зона, нужно одно число"),
        ("1542000", "цифр до запятой: 5"),
        ("89161234567", "похоже на телефон"),
        ("показания 12.11.2026", "похоже на телефон, дату или сумму"),
    ],
)
async def test_what_is_no_reading_says_why(garage, text, said):
    assert said in await garage.says(text)
    assert await all_entries(garage) == []
    assert "Записано: 15 420" in await garage.says("15420")
