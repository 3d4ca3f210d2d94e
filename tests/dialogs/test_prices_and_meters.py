"""What a kWh costs and when, and everything that is known of a meter."""

from __future__ import annotations

import pytest

from storage.database import Unit
from tests.dialogs.billed import FLAT, billed, meter, prices, reading


@pytest.fixture
async def flat(home):
    await billed(home.database)
    return home


async def sets(talk, sql):
    await talk.database.write(Unit(lambda tx: tx.run(sql)))


async def test_prices_of_the_zones_of_the_meter_with_hours_and_ranges(flat):
    assert (await flat.says("тариф")).splitlines() == [
        "Счёт *7833. Население, город",
        "С 1 июля по 30 июня 2027, руб. за кВт·ч:",
        "День (7-23 ч): 7,34 / 10,49 / 14,09",
        "Ночь (23-7 ч): 7,34 / 10,49 / 14,09",
        "Через черту диапазоны: I до 3 900 кВт·ч в месяц, II до 6 000 кВт·ч, III больше.",
        "Какие цены будут после 30 июня 2027, пока не сообщили.",
    ]
    assert flat.offered == ["earlier", "menu"]


async def test_prices_before_and_to_come(flat):
    await flat.database.write(Unit(lambda tx: prices(tx, "city", "2027-07-01", None, 120)))
    assert "С 1 июля 2027 будут другие цены." in await flat.says("тариф")
    assert "С 1 июля 2027, руб. за кВт·ч:" in await flat.says("позже")
    assert "8,808 / 12,588" in flat.text
    assert flat.offered == ["earlier", "menu"]
    await flat.presses("earlier")
    assert "С 1 июля 2025 по 30 июня, руб." in await flat.presses("earlier")
    assert flat.offered == ["later", "menu"]


async def test_a_tariff_is_never_carried_on_silently(flat):
    flat.later(days=365)
    text = await flat.says("тариф")
    assert text.startswith("Какие цены действуют сегодня, не знаем")
    assert "Последние известные:" in text
    assert "по 30 июня" in text


async def test_an_account_without_a_tariff(flat):
    await sets(flat, "UPDATE account_card SET tariff = NULL")
    assert "поставщик не сообщил" in await flat.says("тариф")
    await sets(flat, "UPDATE account_card SET tariff = 'other'")
    assert "поставщик не сообщил" in await flat.says("тариф")


async def test_guests_see_what_everybody_may(chat):
    await billed(chat.database)
    assert (await chat.says("тарифы")).splitlines() == [
        "Тарифы на 8 ноября, руб. за кВт·ч (через черту диапазоны I, II, III):",
        "Население, город: 7,34 / 10,49 / 14,09",
        "Какой из них ваш, будет видно, когда подключите счёт. Он есть и на квитанции.",
    ]
    chat.later(days=365)
    assert "не знаем" in await chat.says("тарифы")


async def test_the_card_of_a_meter(flat):
    assert (await flat.says("счётчик")).splitlines() == [
        "Счётчик № 20007833, счёт *7833",
        "Установлен 16 апреля 2019, поверка скоро закончится: 31 декабря.",
        "Счётчик меняет поставщик, бесплатно.",
        "Не платите за поверку и замену тем, кто звонит сам.",
        "Последнее: T1 день 15 420,5, T2 ночь 7 001,0 на 20 октября, передал абонент, учтено.",
        "Показания за ноябрь принимаем с 15 ноября по 25 ноября.",
    ]
    await sets(flat, "UPDATE meter SET verified_until = '2035-04-16'")
    assert (await flat.says("счётчик")).splitlines() == [
        "Счётчик № 20007833, счёт *7833",
        "Модель: Пример-101. Где стоит: щит на площадке",
        "Цифр на табло: 5 до запятой и 1 после.",
        "Установлен 16 апреля 2019, поверка действует до 16 апреля 2035.",
        "Последнее: T1 день 15 420,5, T2 ночь 7 001,0 на 20 октября, передал абонент, учтено.",
        "Показания за ноябрь принимаем с 15 ноября по 25 ноября.",
    ]


async def test_verification_near_past_and_far(flat):
    await sets(flat, "UPDATE meter SET verified_until = '2026-11-07'")
    text = await flat.says("счётчик")
    assert "поверка закончилась 7 ноября." in text
    assert "Счётчик меняет поставщик" in text
    await sets(flat, "UPDATE grp SET meter_owner_text = NULL")
    assert "подскажут по телефону 8 800 100-20-30" in await flat.says("счётчик")
    await sets(flat, "UPDATE meter SET verified_until = '2035-04-16'")
    text = await flat.says("счётчик")
    assert "поверка действует до 16 апреля 2035." in text
    assert "Не платите" not in text
    await sets(flat, "UPDATE meter SET verified_until = NULL")
    assert "оверка" not in await flat.says("счётчик")


@pytest.mark.parametrize(
    ("source", "words"),
    [("inspector", "снял контролёр"), ("billing", "внесено при расчёте"), ("calculated", "с табло не снято")],
)
async def test_whose_reading_it_is(flat, source, words):
    await sets(flat, f"UPDATE reading SET source = '{source}'")
    assert words in await flat.says("счётчик")


async def test_a_calculated_reading_never_hides_the_last_taken_one(flat):
    def work(tx):
        reading(tx, FLAT, "20007833", "2026-10-31", (160_000, 70_000), "calculated")

    await flat.database.write(Unit(work))
    text = await flat.says("счётчик")
    assert "T2 ночь 7 000,0 на 31 октября, рассчитано, с табло не снято" in text
    assert "Прошлое: T1 день 15 420,5, T2 ночь 7 001,0 на 20 октября, передал абонент, учтено." in text


@pytest.mark.parametrize(
    ("state", "words"),
    [("disputed", "под вопросом"), ("unconfirmed", "не подтверждено"), ("refused", "не учтено")],
)
async def test_a_reading_that_does_not_count_yet(flat, state, words):
    await sets(flat, f"UPDATE reading SET state = '{state}'")
    assert words in await flat.says("счётчик")


async def test_an_automatic_meter_asks_for_nothing(flat):
    await sets(flat, "UPDATE meter SET automatic = 1")
    await sets(flat, "UPDATE reading SET source = 'billing'")
    text = await flat.says("счётчик")
    assert "присылать их не нужно" in text
    assert "передал сам счётчик" in text


async def test_without_readings_the_zones_of_the_display_are_told(flat):
    await sets(flat, "DELETE FROM reading")
    text = await flat.says("счётчик")
    assert "Показаний пока нет." in text
    assert "На табло T2: ночь." in text


async def test_several_meters_and_removed_ones(flat):
    def work(tx):
        meter(tx, FLAT, "1000-old", removed_on="2026-04-20")
        reading(tx, FLAT, "1000-old", "2026-04-20", (61_000,), "inspector")
        meter(tx, FLAT, "3000", ratio=40, place=None)

    await flat.database.write(Unit(work))
    assert (await flat.says("счётчики")).splitlines() == [
        "Счётчики счёта *7833, всего: 3. Какой показать?",
        "Показания за ноябрь принимаем с 15 ноября по 25 ноября.",
        "1. № 20007833: щит на площадке",
        "2. № 3000",
        "3. № 1000-old, снят 20 апреля",
    ]
    assert "61 000 на 20 апреля, снял контролёр" in await flat.says("3")
    assert "Снят 20 апреля." in flat.text
    await flat.presses("meters")
    text = await flat.says("2")
    assert "Коэффициент трансформации 40" in text
    assert "Модель: Пример-101\n" in text


async def test_no_meter(flat):
    await sets(flat, "DELETE FROM meter")
    assert "счётчиков нет: начисляют по нормативу" in await flat.says("счётчик")


async def test_a_meter_that_is_gone_leads_to_the_list(flat):
    from bot.dialogs.model import Kind

    await flat.database.write(Unit(lambda tx: meter(tx, FLAT, "3000")))
    text = await flat._happens(Kind.CHOICE, choice="meters", text="a1.m00000000")
    assert "Какой показать?" in text
