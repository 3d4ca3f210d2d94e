"""Meters: days left and what is missing this month, our own reading with its state, readings by month."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.model import Kind
from core.values import Period
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.billed import FLAT, billed, meter, reading
from tests.dialogs.conversation import Conversation
from tests.dialogs.metered import sender

FORMS = pytest.mark.parametrize("form", ["rich", "short"])

IN_WINDOW = datetime(2026, 11, 18, 9, tzinfo=UTC)


def three_meters(tx):
    meter(tx, FLAT, "1000", place="щит", verified_until="2031-12-31")
    meter(tx, FLAT, "2000", place=None)
    meter(tx, FLAT, "3000", automatic=1)
    reading(tx, FLAT, "1000", "2026-10-20", (15_282,))
    reading(tx, FLAT, "2000", "2026-10-20", (400,))


def a_long_history(tx):
    meter(tx, FLAT, "1000", "day,night", decimals=1)
    for back in range(20):
        day = f"{Period(2026, 10).shift(-back)}-20"
        source = "calculated" if back == 1 else "inspector" if back == 2 else "subscriber"
        reading(tx, FLAT, "1000", day, (50_000 - 1_000 * back, 19_000 - 500 * back), source)
    tx.run("UPDATE reading SET state = 'disputed' WHERE taken_on = '2026-07-20'")


async def at_home(home, fill):
    await billed(home.database, fill)
    home.now = IN_WINDOW
    return home


async def test_the_list_says_how_long_and_what_is_missing(home):
    talk = await at_home(home, three_meters)
    assert (await talk.says("счётчики")).splitlines() == [
        "Счётчики счёта *7833, всего: 3. Какой показать?",
        "Показания за ноябрь принимаем до 25 ноября, осталось 7 дней.",
        "Ещё не передано: 2 из 2.",
        "1. № 1000: щит, ждём показание",
        "2. № 2000: ждём показание",
        "3. № 3000: щит на площадке, передаёт сам",
    ]
    await talk.says("1000 15420")
    text = await talk.says("счётчики")
    assert "Ещё не передано: 1 из 2." in text
    assert "1. № 1000: щит, передано" in text
    assert "2. № 2000: ждём показание" in text


async def test_what_billing_has_for_the_month_is_not_missing(home):
    talk = await at_home(home, three_meters)
    await talk.database.write(
        Unit(lambda tx: (reading(tx, FLAT, "1000", "2026-11-16", (15_400,), "inspector"),))
    )
    assert "1. № 1000: щит, передано" in await talk.says("счётчики")


async def test_outside_the_window_nothing_is_missing(home):
    talk = await at_home(home, three_meters)
    talk.now = datetime(2026, 11, 27, 9, tzinfo=UTC)
    text = await talk.says("счётчики")
    assert "Показания за декабрь принимаем с 15 декабря по 25 декабря." in text
    assert "ждём" not in text
    assert "Ещё не передано" not in text


async def test_the_last_day_is_called_so(home):
    talk = await at_home(home, three_meters)
    talk.now = datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert "Показания за ноябрь: сегодня последний день приёма." in await talk.says("счётчики")


async def test_the_card_sends_a_reading_of_this_very_meter(home):
    talk = await at_home(home, three_meters)
    await talk.says("счётчики")
    text = await talk.says("2")
    assert "осталось 7 дней" in text
    assert talk.offered == ["readings", "past", "meters", "menu"]
    await talk.presses("readings")
    await talk.says("460")
    entries = await talk.database.read(lambda tx: TxStore(tx).journal.of_period(FLAT, Period(2026, 11)))
    assert [(entry.serial, entry.shown) for entry in entries] == [("2000", (460,))]


async def test_the_card_says_where_our_own_reading_stands(home):
    talk = await at_home(home, three_meters)
    await talk.says("1000 15420")
    await talk.says("счётчики")
    text = await talk.says("1")
    (entry,) = await talk.database.read(lambda tx: TxStore(tx).journal.of_period(FLAT, Period(2026, 11)))
    assert f"Передано здесь 18 ноября: 15 420, записано, номер {entry.receipt}." in text
    assert "Показания за ноябрь уже есть." in text
    for state, words in (
        ("exported", "передано в расчёт"), ("confirmed", "учтено"), ("refused", "не учтено"),
        ("unknown", "передано в расчёт, уточняем"),
    ):  # fmt: skip
        await talk.database.write(
            Unit(lambda tx, state=state: tx.run("UPDATE reading_entry SET state = :s", s=state))
        )
        await talk.says("счётчики")
        assert f": 15 420, {words}" in await talk.says("1")
    assert len(talk.text.splitlines()) <= 6
    await talk.database.write(Unit(lambda tx: reading(tx, FLAT, "1000", "2026-11-18", (15_420,))))
    await talk.says("счётчики")
    assert "Передано здесь" not in await talk.says("1")


async def test_an_open_question_hides_nothing_that_was_accepted(home):
    talk = await at_home(home, three_meters)
    await talk.says("1000 15420")
    await talk.says("1000 99420")
    await talk.says("счётчики")
    text = await talk.says("1")
    assert "Передано здесь 18 ноября: 15 420, записано, номер " in text
    assert "Ждёт вашего ответа: 99 420 от 18 ноября, номер " in text
    assert "18 ноября: 99 420, передано здесь, ждёт вашего ответа" in await talk.presses("past")
    assert "18 ноября: 15 420, расход 138 кВт·ч, передано здесь, записано" in talk.text


@FORMS
async def test_an_open_question_of_another_person_is_nobody_elses(supplied, form):
    """Neither its number nor that there is one: it is no reading yet, and they may be taking it back."""
    await billed(supplied, three_meters)
    wife = await sender(supplied, "rich", FLAT, address="telegram:2", now=IN_WINDOW)
    me = await sender(supplied, form, FLAT, now=IN_WINDOW)
    await wife.says("1000 99420")
    await wife.says("счётчики")
    assert "99 420" in await wife.says("1")
    await me.says("счётчики")
    for text in (me.text, await me.says("1"), await me.says("история показаний")):
        assert "99" not in text
        assert "ответа" not in text
    await me.says("счётчики")
    await me.says("1")
    assert "99" not in (await me.presses("past") if form == "rich" else me.text)


async def test_an_automatic_or_removed_meter_asks_for_nothing(home):
    talk = await at_home(home, three_meters)
    await talk.database.write(Unit(lambda tx: meter(tx, FLAT, "0500", removed_on="2026-04-20")))
    await talk.says("счётчики")
    await talk.says("3")
    assert talk.offered == ["past", "meters", "menu"]
    await talk.says("счётчики")
    await talk.says("4")
    assert talk.offered == ["past", "meters", "menu"]
    assert "принимаем" not in talk.text


async def test_readings_by_month_with_consumption_source_and_state(home):
    talk = await at_home(home, a_long_history)
    assert (await talk.says("история показаний")).splitlines() == [
        "Показания счётчика № 1000, счёт *7833",
        "20 октября: T1 5 000,0, T2 1 900,0, расход 150 кВт·ч, передал абонент, учтено",
        "20 сентября: T1 4 900,0, T2 1 850,0, расход 150 кВт·ч, рассчитано, с табло не снято, учтено",
        "20 августа: T1 4 800,0, T2 1 800,0, расход 150 кВт·ч, снял контролёр, учтено",
        "20 июля: T1 4 700,0, T2 1 750,0, расход 150 кВт·ч, передал абонент, под вопросом",
        "20 июня: T1 4 600,0, T2 1 700,0, расход 150 кВт·ч, передал абонент, учтено",
        "20 мая: T1 4 500,0, T2 1 650,0, расход 150 кВт·ч, передал абонент, учтено",
    ]
    assert talk.offered == ["earlier", "past", "meters", "menu"]
    assert "20 апреля: T1" in await talk.says("раньше")
    assert "20 октября: T1" in await talk.says("позже")
    assert "20 декабря 2025: T1" in await talk.says("2025")
    assert "20 марта 2025: T1 3 100,0" in await talk.says("раньше")
    assert talk.offered == ["later", "past", "meters", "menu"]
    await talk.presses("meters")
    assert "Счётчик № 1000" in talk.text


async def test_our_reading_stands_in_the_history_until_billing_tells_it(home):
    talk = await at_home(home, three_meters)
    await talk.says("1000 15420")
    await talk.says("счётчики")
    await talk.says("1")
    text = await talk.presses("past")
    assert text.splitlines()[1:] == [
        "18 ноября: 15 420, расход 138 кВт·ч, передано здесь, записано",
        "20 октября: 15 282, передал абонент, учтено",
    ]
    await talk.database.write(Unit(lambda tx: reading(tx, FLAT, "1000", "2026-11-18", (15_420,))))
    await talk.says("счётчики")
    await talk.says("1")
    assert "18 ноября: 15 420, расход 138 кВт·ч, передал абонент, учтено" in await talk.presses("past")
    assert talk.text.count("15 420") == 1


async def test_the_ratio_and_a_rollover_are_counted_a_step_back_is_not(home):
    def fill(tx):
        meter(tx, FLAT, "1000", ratio=40)
        for month, shown in (("07", 900), ("08", 99_990), ("09", 10), ("10", 20)):
            reading(tx, FLAT, "1000", f"2026-{month}-20", (shown,))

    talk = await at_home(home, fill)
    assert (await talk.says("история показаний")).splitlines()[1:] == [
        "20 октября: 20, расход 400 кВт·ч, передал абонент, учтено",
        "20 сентября: 10, расход 800 кВт·ч, передал абонент, учтено",
        "20 августа: 99 990, расход 3 963 600 кВт·ч, передал абонент, учтено",
        "20 июля: 900, передал абонент, учтено",
    ]


async def test_a_meter_without_readings_and_one_that_is_gone(home):
    talk = await at_home(home, three_meters)
    await talk.says("счётчики")
    await talk.says("3")
    assert "Показаний пока нет." in await talk.presses("past")
    text = await talk._happens(Kind.CHOICE, choice="past", text="a1.m00000000")
    assert "Какой показать?" in text
    assert "Какой показать?" in await talk.says("история показаний")


@pytest.mark.parametrize("fill", [three_meters, a_long_history])
async def test_a_phone_gets_the_same_in_two_messages_at_most(supplied, fill):
    talk = Conversation(supplied, SMS, address="tel:+79161234567")
    await talk.links()
    talk.later(hours=2)
    await at_home(talk, fill)
    for words in ("счетчики", "1", "история показаний"):
        text = await talk.says(words)
        assert 0 < len(text) <= 134, text


async def test_a_reader_sees_meters_and_sends(home):
    talk = await at_home(home, three_meters)
    await talk.database.write(Unit(lambda tx: tx.run("UPDATE link SET role = 'reader'")))
    await talk.says("счётчики")
    await talk.says("1")
    assert "readings" in talk.offered
    assert "расход" in await talk.presses("past") or "15 282" in talk.text


def test_telegram_is_the_channel_of_these_tests():
    assert TELEGRAM.buttons
