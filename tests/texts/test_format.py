"""How values are written in both forms."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.texts.catalogue import RU, compile_all
from bot.texts.format import Formatter, clean, plural
from core.values import Display, Displays, Energy, Masked, Money, Period, Phone, Prices, Wait

WORDS = {key: entry.template or "" for key, entry in compile_all(RU / "format.ftl").items()}
FULL, SHORT = Formatter("full", WORDS), Formatter("short", WORDS)
TODAY = date(2026, 11, 8)

CASES = [
    (Money(231090), "2 310,90 руб.", "2310,90 руб."),
    (Money(0), "0,00 руб.", "0,00 руб."),
    (Money(5), "0,05 руб.", "0,05 руб."),
    (Money(-125040), "-1 250,40 руб.", "-1250,40 руб."),
    (Money(-5), "-0,05 руб.", "-0,05 руб."),
    (Money(12345678900), "123 456 789,00 руб.", "123456789,00 руб."),
    (15420, "15 420", "15420"),
    (999, "999", "999"),
    (-15420, "-15 420", "-15420"),
    (date(2026, 11, 15), "15 ноября", "15.11"),
    (date(2026, 1, 1), "1 января", "01.01.2026"),
    (date(2027, 1, 5), "5 января 2027", "05.01"),
    (date(2024, 5, 9), "9 мая 2024", "09.05.2024"),
    (Period(2026, 11), "ноябрь", "11.2026"),
    (Period(2025, 11), "ноябрь 2025", "11.2025"),
    (Masked("1234567833"), "*7833", "*7833"),
    (Phone("+79161234567"), "+7 916 ***-45-67", "+7916***4567"),
    (Phone("+79161234567", full=True), "+7 916 123-45-67", "+79161234567"),
    (Phone("+78001002030", full=True), "8 800 100-20-30", "88001002030"),
    (Phone("+375291234567"), "+375***4567", "+375***4567"),
    (Energy(138_000), "138 кВт·ч", "138 кВт.ч"),
    (Energy(1_380_500), "1 380,5 кВт·ч", "1380,5 кВт.ч"),
    (Energy(-5), "-0,005 кВт·ч", "-0,005 кВт.ч"),
    (Prices((610_000,)), "6,10", "6,10"),
    (Prices((784_316, 1_012_345)), "7,84316 / 10,12345", "7,84316/10,12345"),
    (Display(15420), "15 420", "15420"),
    (Display(154205, 1), "15 420,5", "15420,5"),
    (Display(5, 2), "0,05", "0,05"),
    (Displays((Display(15420),)), "15 420", "15420"),
    (Displays((Display(15420), Display(8077))), "15 420 / 8 077", "15420/8077"),
    (Displays((Display(15420),), named=True), "15 420", "15420"),
    (
        Displays((Display(154205, 1), Display(8077, 1)), named=True),
        "T1 15 420,5, T2 807,7",
        "T1 15420,5, T2 807,7",
    ),
    (
        Displays((Display(15420), Display(8077)), named=True, zones=("day", "night")),
        "T1 день 15 420, T2 ночь 8 077",
        "T1 15420, T2 8077",
    ),
    (Wait(1), "1 минуту", "1 мин."),
    (Wait(60), "1 минуту", "1 мин."),
    (Wait(61), "2 минуты", "2 мин."),
    (Wait(300), "5 минут", "5 мин."),
    (Wait(11 * 60), "11 минут", "11 мин."),
    (Wait(21 * 60), "21 минуту", "21 мин."),
    (Wait(59 * 60), "59 минут", "59 мин."),
    (Wait(59 * 60 + 1), "1 час", "1 ч."),
    (Wait(2 * 3600), "2 часа", "2 ч."),
    (Wait(2 * 3600 + 1), "3 часа", "3 ч."),
    (Wait(24 * 3600), "24 часа", "24 ч."),
    ("Дача «Ромашка» — № 5…", "Дача «Ромашка» — № 5…", 'Дача "Ромашка" - N 5...'),
    ("две\nстроки\u00a0и\u200bнуль\u202e", "две строки инуль", "две строки инуль"),
    ("8 800 100-20-30", "8 800 100-20-30", "88001002030"),
    ("+7 (8182) 21-20-30", "+7 (8182) 21-20-30", "+78182212030"),
]


@pytest.mark.parametrize(("value", "full", "short"), CASES)
def test_value(value, full, short):
    assert (FULL.show(value, TODAY), SHORT.show(value, TODAY)) == (full, short)


@pytest.mark.parametrize("value", [1.5, True, None, datetime(2026, 11, 8, tzinfo=UTC), b"x", ["x"]])
@pytest.mark.parametrize("form", [FULL, SHORT])
def test_what_is_no_value_is_refused(form, value):
    with pytest.raises(TypeError, match="a text can show"):
        form.show(value, TODAY)


@pytest.mark.parametrize(
    ("numbers", "index"),
    [
        ((1, 21, 101, 1001), 0),
        ((2, 3, 4, 22, 104), 1),
        ((0, 5, 10, 11, 12, 14, 15, 19, 20, 100, 111, 112, 214), 2),
    ],
)
def test_plural(numbers, index):
    assert {plural(number) for number in numbers} == {index}


def test_values_hold_no_invisible_or_no_break_characters():
    for value, *_ in CASES:
        for form in (FULL, SHORT):
            assert form.show(value, TODAY).isprintable()


def test_clean_keeps_words_of_people():
    assert clean("Квартира 5, ёж 🏠") == "Квартира 5, ёж 🏠"
