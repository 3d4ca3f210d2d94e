"""What a receipt says of roubles, how long it is, and what is offered for a number that is too long."""

from __future__ import annotations

import pytest

from core.readings.journal import State
from storage.database import Unit
from tests.dialogs.billed import billed, meter, reading
from tests.dialogs.metered import GARAGE, HOUSE, ONE, OTHER, all_entries, journal, past, sender

FORMS = pytest.mark.parametrize("form", ["rich", "short"])


@pytest.fixture
async def metered(supplied):
    return await billed(supplied, past)


async def change(talk, sql, **values):
    await talk.database.write(Unit(lambda tx: tx.run(sql, **values)))


async def test_no_tariff_is_said(metered):
    talk = await sender(metered)
    await change(talk, "UPDATE account_card SET tariff = '' WHERE account_id = :a", a=GARAGE)
    said = await talk.says("15420")
    assert "тариф этого счёта здесь не указан" in said
    assert "руб." not in said


async def test_no_prices_are_said(metered):
    talk = await sender(metered)
    await change(talk, "UPDATE account_card SET tariff = 'none' WHERE account_id = :a", a=GARAGE)
    assert "цены на эти дни здесь ещё нет" in await talk.says("15420")


async def test_months_without_readings_are_said(metered):
    talk = await sender(metered)
    await change(talk, "DELETE FROM reading WHERE serial = :s AND taken_on > '2026-09-01'", s=ONE)
    said = await talk.says("15420")
    assert "за месяцы без показаний" in said
    assert "руб." not in said


async def test_who_sees_no_sums_is_told_nothing_of_them(metered):
    talk = await sender(metered, role="reader")
    await change(talk, "UPDATE account_card SET tariff = '' WHERE account_id = :a", a=GARAGE)
    assert "Сумма" not in await talk.says("15420")


async def test_an_estimate_beside_other_meters_is_the_least(metered):
    talk = await sender(metered, "rich", HOUSE)
    said = await talk.says(f"{OTHER} 1100")
    assert "е меньше" in said
    assert "примерно" not in said.lower()


async def test_a_receipt_is_short_however_much_there_is_to_say(metered):
    talk = await sender(metered, "rich", HOUSE)
    await change(talk, "UPDATE account_card SET tariff = '' WHERE account_id = :a", a=HOUSE)
    await change(talk, "UPDATE meter SET verified_until = '2026-01-01' WHERE serial = :s", s=OTHER)
    await metered.write(
        Unit(lambda tx: reading(tx, HOUSE, OTHER, "2026-11-01", (1120,), source="calculated"))
    )
    await talk.says(f"{OTHER} 1090")
    said = await talk.says(f"{OTHER} 1100,57")
    lines = said.splitlines()
    assert len(lines) <= 6
    assert lines[0].startswith("✅ Записано: 1 100")
    assert "поверки" in said
    assert "Номер " in said
    assert "Прежнее число 1 090 заменено." in said
    assert talk.offered[0] == "readings"  # the meter that is left
    assert "Лишние цифры" not in said


@FORMS
async def test_too_many_digits_may_be_the_red_one(metered, form):
    talk = await sender(metered, form)
    said = await talk.says("154207")
    assert "красная" in said
    assert ("15420" if form == "short" else "15 420") in said
    assert await all_entries(talk) == []
    assert ("записано 15420" if form == "short" else "Записано: 15 420") in await talk.says("да")
    assert [entry.shown for entry in await journal(talk)] == [(15_420,)]


async def test_or_another_number(metered):
    talk = await sender(metered)
    await talk.says("154207")
    assert "Записано: 15 421" in await talk.says("15421")
    await talk.says("154207")
    assert "Что сейчас на счётчике" in await talk.presses("no")


async def test_two_digits_too_many_are_only_refused(metered):
    talk = await sender(metered)
    assert "цифр до запятой: 5" in await talk.says("1542077")
    assert "красная" not in talk.text


async def test_a_draft_of_another_person_is_no_last_reading(metered):
    first = await sender(metered)
    second = await sender(metered, address="telegram:2")
    await first.says("16720")
    assert [entry.state for entry in await journal(first)] == [State.DRAFT]
    said = await first.says("последнее показание")
    assert "последнее показание: 15 282" in said
    assert "Ждёт вашего ответа: 16 720 от 18 ноября" in said
    said = await second.says("последнее показание")
    assert "15 282" in said
    assert "16 720" not in said


@pytest.mark.parametrize("first", ["", "70007777 5240 2090 4040"])
async def test_three_zones_and_several_meters_make_six_lines_that_lack_nothing(metered, first):
    talk = await sender(metered, "rich", HOUSE)
    await talk.database.write(Unit(three_zones))
    if first:
        await talk.says(first)
    lines = (await talk.says("70007777 5300 2150 4100")).splitlines()
    [entry, *_] = await journal(talk, HOUSE, "70007777")
    assert lines[0] == "✅ Записано за ноябрь, счёт *7841, счётчик № 70007777"
    assert lines[1:4] == [
        "T1, пик: было 5 200, стало 5 300, 100 кВт·ч",
        "T2, ночь: было 2 050, стало 2 150, 100 кВт·ч",
        "T3, полупик: было 4 000, стало 4 100, 100 кВт·ч",
    ]
    assert lines[4].startswith("Всего 300 кВт·ч")
    number = f"Номер {entry.receipt}"
    assert lines[5].startswith(f"{number}, прежние числа 5 240 / 2 090 / 4 040 заменены" if first else number)
    assert "до 25 ноября" in lines[5]
    assert len(lines) == 6
    assert len("\n".join(lines)) <= 350


def three_zones(tx):
    meter(tx, HOUSE, "70007777", "peak,night,halfpeak", digits=5)
    for day, grown in (("2026-08-20", 0), ("2026-09-20", 60), ("2026-10-20", 120)):
        reading(tx, HOUSE, "70007777", day, (5080 + grown, 1930 + grown, 3880 + grown))
