"""What is said of earlier readings: which one is replaced, whose the previous one is and where it stands."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from storage.database import Unit
from tests.dialogs.billed import billed, meter, reading
from tests.dialogs.metered import GARAGE, HOUSE, ONE, OTHER, TWO, all_entries, exported, journal, past, sender

FORMS = pytest.mark.parametrize("form", ["rich", "short"])


@pytest.fixture
async def metered(supplied):
    return await billed(supplied, past)


async def billing_has(talk, account, serial, shown, day="2026-11-16", source="subscriber", state="counted"):
    await talk.database.write(Unit(lambda tx: reading(tx, account, serial, day, shown, source, state)))


@FORMS
async def test_what_billing_has_for_the_month_is_replaced_and_said_so(metered, form):
    talk = await sender(metered, form)
    await billing_has(talk, GARAGE, ONE, (15_400,))
    said = await talk.says("15420")
    if form == "short":
        assert "15420 вместо 15400, 138 кВт.ч" in said
        assert len(said) <= 70
        return
    assert "Было 15 282, расход 138 кВт·ч" in said
    assert "Прежнее число 15 400 на 16 ноября заменено." in said


@FORMS
async def test_so_are_zones(metered, form):
    talk = await sender(metered, form, HOUSE)
    await billing_has(talk, HOUSE, TWO, (5300, 2150))
    said = await talk.says(f"{TWO} 5350 2200")
    assert ("Замена." if form == "short" else "Прежние числа 5 300 / 2 150 на 16 ноября заменены.") in said
    said = await talk.says(f"{TWO} 5351 2200")
    assert ("Замена." if form == "short" else "Прежние числа 5 350 / 2 200 заменены.") in said


async def test_a_question_says_it_before(metered):
    talk = await sender(metered)
    await billing_has(talk, GARAGE, ONE, (15_400,))
    said = await talk.says("16720")
    assert "было 15 282, стало 16 720" in said
    assert "За ноябрь уже есть 15 400: если подтвердите, новое число его заменит." in said
    assert "Прежнее число 15 400 на 16 ноября заменено." in await talk.says("да")
    assert "уже есть 16 720: если подтвердите" in await talk.says("99000")


async def test_a_doubt_that_was_never_confirmed_is_not_called_replaced(metered):
    talk = await sender(metered)
    await talk.says("16720")
    assert "заменен" not in await talk.says("15420")


async def test_the_same_as_billing_has_replaces_nothing(metered):
    talk = await sender(metered)
    await billing_has(talk, GARAGE, ONE, (15_420,))
    said = await talk.says("15420")
    assert "Такое же показание за этот месяц передавали и 16 ноября." in said
    assert "заменено" not in said


async def test_our_own_reading_told_back_by_billing_is_one(metered):
    talk = await sender(metered)
    await talk.says("15420")
    await exported(talk)
    await billing_has(talk, GARAGE, ONE, (15_420,), "2026-11-18")
    said = await talk.says("15425")
    assert said.count("заменено") == 1
    assert "Прежнее число 15 420 заменено." in said


@FORMS
async def test_several_meters_say_it_in_their_rows(metered, form):
    talk = await sender(metered, form, HOUSE)
    await billing_has(talk, HOUSE, OTHER, (1080,))
    said = await talk.says(f"{OTHER} 1100; {TWO} 5350 2200")
    if form == "rich":
        assert "№ 60001111: прежнее показание 1 080 заменено" in said
        assert said.count("заменено") == 1


@FORMS
async def test_the_prompt_names_the_previous_and_what_the_month_has(metered, form):
    talk = await sender(metered, form)
    said = await talk.says("показания")
    assert ("Прошлое: 15 282 на 20 октября, передал абонент, учтено." in said) == (form == "rich")
    assert ("Было 15282 20.10, абонент." in said) == (form == "short")
    await billing_has(talk, GARAGE, ONE, (15_400,))
    said = await talk.says("показания")
    if form == "rich":
        assert "Прошлое: 15 282 на 20 октября" in said
        assert "За этот месяц уже есть: 15 400 на 16 ноября, передал абонент, учтено." in said
        assert len(said.splitlines()) <= 6
    await talk.says("15420")
    said = await talk.says("показания")
    if form == "rich":
        assert "уже есть: 15 420 на 18 ноября, передано здесь, записано." in said


@pytest.mark.parametrize(
    ("source", "state", "said"),
    [
        ("inspector", "counted", "снял контролёр, учтено"),
        ("billing", "counted", "внесено при расчёте, учтено"),
        ("subscriber", "counted", "передал абонент, учтено"),
    ],
)
async def test_a_question_names_source_and_state(metered, source, state, said):
    talk = await sender(metered)
    await billing_has(talk, GARAGE, ONE, (15_290,), "2026-11-02", source, state)
    assert f"Прошлое на 2 ноября: {said}." in await talk.says("16720")
    assert f"Прошлое на 2 ноября: {said}." in await talk.says("15100")


async def test_a_question_names_our_own_last_one(metered):
    talk = await sender(metered, now=datetime(2026, 10, 22, 9, tzinfo=UTC))
    await talk.says("15300")
    await exported(talk)
    talk.now = datetime(2026, 11, 18, 9, tzinfo=UTC)
    assert "Прошлое на 22 октября: передано здесь, передано в расчёт." in await talk.says("16720")


async def test_zones_name_it_too(metered):
    talk = await sender(metered, "rich", HOUSE)
    await talk.says(f"{TWO} 5350")
    assert "Прошлое: 2 100 на 20 октября, передал абонент, учтено." in talk.text
    assert "Прошлое на 20 октября: передал абонент, учтено." in await talk.says("9200")


async def test_an_inspector_within_the_window_is_named_in_the_receipt(metered):
    """Nobody takes the place of the inspector's: it is what the new reading is compared with."""
    talk = await sender(metered)
    await billing_has(talk, GARAGE, ONE, (15_400,), source="inspector")
    said = await talk.says("15420")
    assert "Было 15 400, расход 20 кВт·ч" in said
    assert "Прошлое на 16 ноября: снял контролёр, учтено." in said
    assert [entry.shown for entry in await journal(talk)] == [(15_420,)]


async def test_older_than_the_newest_shows_it(metered):
    talk = await sender(metered)
    await billing_has(talk, GARAGE, ONE, (15_430,), "2026-11-20", "inspector")
    said = await talk.says("15420")
    assert "уже есть более новое" in said
    assert "Последнее: 15 430 на 20 ноября, снял контролёр, учтено." in said
    assert await all_entries(talk) == []


@FORMS
async def test_a_sum_of_zones_beside_them_is_said_to_be_left(metered, form):
    talk = await sender(metered, form, HOUSE)
    said = await talk.says(f"{TWO} Т1 5350 Т2 2200 Т0 7550")
    assert ("Без T0." if form == "short" else "Сумму зон (T0) передавать не нужно") in said
    [entry] = await journal(talk, HOUSE, TWO)
    assert entry.shown == (5350, 2200)
    assert "T0" not in await talk.says(f"{TWO} Т1 5351 Т2 2200")


async def test_so_it_is_in_a_question_and_after_one(metered):
    talk = await sender(metered, "rich", HOUSE)
    assert "Сумму зон (T0)" in await talk.says(f"{TWO} Т1 9350 Т2 2200 Т0 11550")
    await talk.says(f"{TWO} Т1 5350 Т0 7550")
    assert "Сумму зон (T0)" in await talk.says("2200")


def numbered(tx):
    """Three meters as an old house has them: the same serial with a suffix, the last of two zones."""
    for serial, zones, shown in (
        ("20001010", "all", (5200,)),
        ("20001010-2", "all", (1400,)),
        ("20001010-3", "day,night", (2100, 900)),
    ):
        meter(tx, GARAGE, serial, zones, digits=5)
        reading(tx, GARAGE, serial, "2026-10-20", shown)
    tx.run("DELETE FROM meter WHERE serial = :s", s=ONE)


@FORMS
@pytest.mark.parametrize("text", ["20001010-2 1471", "№ 20001010-2: 1471", "показания 20001010-2 - 1471"])
async def test_a_serial_with_a_suffix_names_its_meter(metered, form, text):
    await metered.write(Unit(numbered))
    talk = await sender(metered, form)
    assert "1471" in (await talk.says(text)).replace(" ", "")
    assert [entry.shown for entry in await journal(talk, GARAGE, "20001010-2")] == [(1471,)]


@FORMS
async def test_a_suffix_that_nobody_knows_is_asked_about(metered, form):
    await metered.write(Unit(numbered))
    talk = await sender(metered, form)
    said = await talk.says("20001010-7 1471")
    assert ("Такого счетчика нет" if form == "short" else "Счётчика с таким номером по счёту нет") in said
    assert await all_entries(talk) == []
    await talk.answers(talk.replies[-1].choices[1].id)
    assert [entry.shown for entry in await journal(talk, GARAGE, "20001010-2")] == [(1471,)]


@FORMS
@pytest.mark.parametrize("text", ["1) 5362 2) 1471 3) 2182 1017", "1. 5362 2. 1471 3. 2182 1017"])
async def test_numbered_values_are_of_the_meters_in_their_order(metered, form, text):
    await metered.write(Unit(numbered))
    talk = await sender(metered, form)
    await talk.says(text)
    found = [(await journal(talk, GARAGE, f"20001010{end}"))[0].shown for end in ("", "-2", "-3")]
    assert found == [(5362,), (1471,), (2182, 1017)]


@FORMS
async def test_a_zone_that_is_missing_among_them_is_asked_for(metered, form):
    await metered.write(Unit(numbered))
    talk = await sender(metered, form)
    assert "T2" in await talk.says("1) 5362 2) 1471 3) 2182")
    await talk.says("1017")
    assert [entry.shown for entry in await journal(talk, GARAGE, "20001010-3")] == [(2182, 1017)]


async def test_taking_back_what_was_replaced_shows_what_counts(metered):
    talk = await sender(metered)
    await talk.says("15420")
    old = talk.replies
    await talk.says("15425")
    talk.replies = old
    said = await talk.presses("reading-drop")
    assert "Показание 15 420 уже заменено новым, отзывать нечего." in said
    assert "Записано: 15 425 за ноябрь" in said
    assert "позвоните" not in said
    await talk.presses("reading-drop")
    await talk.presses("yes")
    assert [state for state, _ in await all_entries(talk)] == ["replaced", "withdrawn"]
    talk.replies = old
    assert "уже заменено" in await talk.presses("reading-drop")


async def test_taking_it_back_twice_says_so(metered):
    talk = await sender(metered)
    await talk.says("15420")
    old = talk.replies
    await talk.presses("reading-drop")
    await talk.presses("yes")
    talk.replies = old
    assert "Показание 15 420 уже не действует, отзывать нечего." in await talk.presses("reading-drop")


@FORMS
@pytest.mark.parametrize("word", ["отозвать", "Отозвать показание"])
async def test_a_word_takes_back_what_is_asked_about(metered, form, word):
    talk = await sender(metered, form)
    await talk.says("15420")
    await talk.says("16720")
    said = (await talk.says(word)).replace("16 720", "16720").replace("15 420", "15420")
    assert "Показание 16720 отозвано" in said
    if form == "rich":
        assert "Осталось записанное раньше: 15420." in said
    assert await all_entries(talk) == [("accepted", 15_420), ("withdrawn", 16_720)]
    assert "Верно" not in said
    assert "отозва" in (await talk.says(word)).lower()  # now the one that counts, and it is asked
    assert await all_entries(talk) == [("accepted", 15_420), ("withdrawn", 16_720)]


async def test_of_two_doubts_the_open_one_goes_and_the_other_is_asked(metered):
    talk = await sender(metered, "rich", HOUSE)
    await talk.says(f"{OTHER} 9100; {TWO} 9350 2200")
    said = await talk.says("отозвать")
    assert "Показание 9 100 отозвано" in said
    assert "reading-yes" in talk.offered
    await talk.says("да")
    assert [state for state, _ in await all_entries(talk)] == ["withdrawn", "accepted"]


@FORMS
@pytest.mark.parametrize("text", ["Т0 15420", "1.8.0 15420"])
async def test_of_a_meter_without_zones_no_zones_are_asked_for(metered, form, text):
    talk = await sender(metered, form)
    said = await talk.says(text)
    assert "одна зона" in said
    assert "T1" not in said
    await talk.says("15420")
    assert [entry.shown for entry in await journal(talk)] == [(15_420,)]


@FORMS
async def test_nothing_to_take_back_is_said_so(metered, form):
    talk = await sender(metered, form)
    assert "Отзывать нечего" in await talk.says("отозвать")


async def test_a_missing_zone_names_its_meter_and_the_previous_value(metered):
    talk = await sender(metered, "rich", HOUSE)
    assert (await talk.says(f"{TWO} 5350")).splitlines() == [
        "Счётчик № 60005678.",
        "T1, день: 5 350",
        "Не хватает ночной зоны. Что на T2?",
        "Прошлое: 2 100 на 20 октября, передал абонент, учтено.",
    ]


@FORMS
async def test_more_numbers_than_zones_of_several_meters(metered, form):
    await metered.write(Unit(numbered))
    talk = await sender(metered, form)
    said = await talk.says("5391 1497 2201 1040")
    assert "какое число с какого" in said.lower()
    assert "1010 15420" in said
    assert await all_entries(talk) == []


@FORMS
@pytest.mark.parametrize("text", ["показания за 12.12.2026 15420", "15420 на 01.01.27"])
async def test_a_reading_of_a_day_to_come_is_refused(metered, form, text):
    talk = await sender(metered, form)
    assert "ещё не наступила" in (await talk.says(text)).replace("еще", "ещё")
    assert await all_entries(talk) == []


@pytest.mark.parametrize("text", ["показания за 16.11.2026 15420", "поверка до 12.12.2030, показания 15420"])
async def test_other_dates_do_not_stand_in_the_way(metered, text):
    talk = await sender(metered, "rich")
    await talk.says(text)
    assert len(await all_entries(talk)) == 1


@FORMS
async def test_a_digit_too_many_of_what_was_just_sent_leaves_it_as_it_is(metered, form):
    talk = await sender(metered, form, HOUSE)
    await talk.says(f"{OTHER} 1120")
    said = await talk.says(f"{OTHER} 11200")
    if form == "short":
        assert said.startswith("11200: лишняя цифра? ДА: останется 1120")
    else:
        assert "лишняя последняя цифра: за ноябрь уже записано 1 120. Оставить 1 120?" in said
    assert "аменит" not in said
    await talk.says("да")
    assert await all_entries(talk) == [("accepted", 1120), ("withdrawn", 11_200)]
    said = await talk.says(f"{OTHER} 11210")  # another number without its last digit: that one replaces
    assert "1121" in said.replace(" ", "")
    assert "аменит" in said


@FORMS
async def test_so_it_is_with_zones(metered, form):
    talk = await sender(metered, form, HOUSE)
    await talk.says(f"{TWO} 5300 2200")
    said = await talk.says(f"{TWO} 53000 22000")
    asked = "уже записано 5 300 / 2 200. Оставить эти числа?"
    assert (asked if form == "rich" else "Лишняя цифра? ДА: останется 5300/2200") in said
    assert "заменят" not in said
    assert talk.offered[0] == "reading-as"
    await talk.says("да")
    assert await all_entries(talk) == [("accepted", 5300), ("withdrawn", 53_000)]


async def test_a_yes_to_a_doubt_names_the_number_that_counted_until_then(metered):
    """Not billing's of the same month, which our own had replaced before."""
    talk = await sender(metered)
    await billing_has(talk, GARAGE, ONE, (15_450,))
    await talk.says("15420")
    assert "За ноябрь уже есть 15 420" in await talk.says("95420")
    said = await talk.says("да")
    assert "Записано: 95 420" in said
    assert "Прежнее число 15 420 заменено." in said
    assert "15 450" not in said
