"""The day that a message gives its reading: heard, kept with the reading, or refused with a reason."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.texts.reading_words import load_reading_words
from bot.texts.taken_day import taken_on
from core.readings.grammar.hearing import hear
from core.readings.heard import Heard
from core.readings.whom import Known
from tests.dialogs.billed import billed
from tests.dialogs.metered import HOUSE, OTHER, all_entries, journal, past, sender

WORDS = load_reading_words()
TODAY = date(2026, 11, 18)
ZONE = ZoneInfo("Europe/Moscow")
KNOWN = Known(("1234567874",), (("50001234", 1),), frozenset({10}))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("на 15.11 показание 15420", (11, 15)),
        ("15420 снято 15.11", (11, 15)),
        ("показание на 15 ноября 15420", (11, 15)),
        ("15.11.2026 15420", (11, 15)),
        ("15420 на 15-е", None),
        ("Показания за 16 ноября 2026: 15420, спасибо", (11, 16)),
        ("по состоянию на 15/11/26 показания 15420", (11, 15)),
        ("15 420 на 15.11", (11, 15)),
        ("15420 20.11", (11, 20)),
        ("показание 15420 поверка до 12.12.2026", None),
        ("договор от 15.11.2026 показание 15420", None),
        ("показания с 1.11 по 15.11 15420", None),
        ("снял в 13.10 показание 15420", None),
        ("15420", None),
        ("15.11", None),
        ("за ноябрь 15420", None),
        ("показание 15420 на 31.11", None),
        ("показания 15420 на 15.11 и 16.11", None),
    ],
)
def test_days_beside_a_number(text, day):
    message = hear(text, KNOWN, WORDS)
    assert taken_on(text, message, TODAY, WORDS) == (day and date(2026, *day))
    if isinstance(message, Heard) and text != "15.11":
        assert [number.whole for one in message.readings for number in one.numbers] == ["15420"]


@pytest.fixture
async def garage(supplied):
    return await sender(await billed(supplied, past))


async def test_a_day_of_the_window_is_the_day_of_the_reading(garage):
    text = await garage.says("на 15.11 показание 15420")
    assert text.splitlines()[:2] == ["✅ Записано: 15 420 за ноябрь, счёт *7874", "Снято 15 ноября."]
    [entry] = await journal(garage)
    assert datetime.fromtimestamp(entry.taken_ms / 1000, ZONE).date() == date(2026, 11, 15)
    assert "15 420 на 15 ноября" in await garage.says("показания")


async def test_a_day_is_kept_over_the_questions_of_the_dialogue(garage):
    assert "?" in await garage.says("15 420 на 16.11")
    await garage.says("да")
    [entry] = await journal(garage)
    assert datetime.fromtimestamp(entry.taken_ms / 1000, ZONE).date() == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("на 14.11 показание 15420", "уже не принимаем"),
        ("на 20.10.2026 показание 15300", "уже не принимаем"),
        ("15420 снято 20.11", "ещё не наступила"),
        ("15420 на 15.12", "ещё не наступила"),
    ],
)
async def test_a_day_before_the_window_or_to_come_is_refused_with_the_reason(garage, text, words):
    assert words in await garage.says(text)
    assert await all_entries(garage) == []


async def test_a_reading_of_an_earlier_day_than_the_one_there_is_older(garage):
    await garage.says("на 16.11 показание 15420")
    assert "более новое" in await garage.says("на 15.11 показание 15410")
    assert "заменено" in await garage.says("на 16.11 показание 15425")
    assert [state for state, _ in await all_entries(garage)] == ["replaced", "accepted"]


async def test_between_two_windows_a_recent_day_counts_for_the_next_month(supplied):
    late = await sender(await billed(supplied, past), now=datetime(2026, 11, 27, 9, tzinfo=UTC))
    assert "за декабрь" in await late.says("на 25.11 показание 15420")
    assert "уже не принимаем" in await late.says("на 25.08 показание 15430")


@pytest.mark.parametrize("text", ["15420 на 15.11", "1542 на 15.11", "99420 снято 15.11"])
async def test_by_sms_it_is_one_part_all_the_same(supplied, text):
    phone = await sender(await billed(supplied, past), "short")
    assert len(await phone.says(text)) <= 70
    assert len(await all_entries(phone)) == 1


@pytest.mark.parametrize("hours", [0, 25])
@pytest.mark.parametrize(
    ("text", "button"), [("11000 на 15.11", "reading-as"), ("90000 на 15.11", "reading-yes")]
)
async def test_a_doubt_keeps_its_day_whenever_its_button_is_pressed(supplied, text, button, hours):
    house = await sender(await billed(supplied, past), "rich", HOUSE)
    await house.says(f"{OTHER} {text}")
    house.later(hours=hours)
    assert "Снято 15 ноября." in await house.presses(button)
    [entry] = await journal(house, HOUSE, OTHER)
    assert datetime.fromtimestamp(entry.taken_ms / 1000, ZONE).date() == date(2026, 11, 15)
