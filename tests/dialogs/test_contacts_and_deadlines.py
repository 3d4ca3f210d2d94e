"""Phones, dispatchers, offices, and the days that everybody is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.dialogs.desk import Supplier
from core.deadlines import Deadlines
from storage.database import Unit
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import RULES, VALUES, make_test_desk, put

OFFICES = tuple(f"ул. Ленина, {number}, пн-пт 8-17, 8 800 100-20-{number:02d}" for number in range(30, 38))


def desk(**rules):
    made = make_test_desk(rules=replace(RULES, **rules))
    supplier = Supplier(
        VALUES["dispatcher_phone"], OFFICES, "https://example.ru", "", ("8 800 100-20-30", "8 8182 20-20-20")
    )
    return replace(made, supplier=supplier)


@pytest.fixture
async def guest(supplied, chat):
    return Conversation(supplied, chat.can, desk=desk())


async def test_everybody_who_answers(guest):
    lines = (await guest.says("офисы")).splitlines()
    assert lines[:3] == [
        "Контактный центр: 8 800 100-20-30, ежедневно 8-20.",
        "Ещё телефоны: 8 8182 20-20-20",
        "Авария, нет света: 112 или диспетчер 8 800 220-02-20.",
    ]
    assert lines[3] == f"Офис: {OFFICES[0]}"
    assert len(lines) == 9
    assert (await guest.says("раньше")).startswith("Листать")
    await guest.says("офисы")
    assert (await guest.presses("later")).splitlines() == [f"Офис: {office}" for office in OFFICES[6:]]


async def test_the_dispatcher_of_the_own_account(home):
    assert "диспетчер +7 8182 20-02-20" in await home.says("офисы")


async def test_dispatchers_of_several_accounts(home):
    await home.links("1234567841", "89021112233")

    def other_company(tx):
        put(
            tx, "grp", generation=1, name="B", reading_window="15-25",
            network_company="Северные Сети", dispatcher_phone="8 800 000-00-02",
        )  # fmt: skip
        tx.run("UPDATE grp SET network_company = 'Городские Сети' WHERE name = 'A'")

    await home.database.write(Unit(other_company))
    lines = (await home.says("офисы")).splitlines()
    assert lines[1:4] == [
        "Авария: 112. Нет света, звоните диспетчеру:",
        "счёт *7833: Городские Сети, +7 8182 20-02-20",
        "счёт *7841: Северные Сети, 8 800 000-00-02",
    ]


@pytest.mark.parametrize(("month", "day"), [(2, 10), (3, 15), (11, 15)])
async def test_the_day_to_pay_by_changed_in_march_2026(supplied, chat, month, day):
    guest = Conversation(supplied, chat.can, desk=desk(), now=datetime(2026, month, 8, 9, tzinfo=UTC))
    text = await guest.says("сроки")
    assert f"нужно до {day} числа" in text
    assert "присылаем до 5 числа" in text
    assert "с 15 по 25 число" in text
    assert guest.offered == ["tariffs", "contacts", "link", "menu"]


async def test_without_a_rule_of_today_no_days_are_told(supplied, chat):
    past = (Deadlines(date(2020, 1, 1), date(2026, 10, 31), 5, 10, 15, 25),)
    guest = Conversation(supplied, chat.can, desk=desk(deadlines=past))
    text = await guest.says("сроки")
    assert "ещё не загружены" in text
    assert "числа" not in text


async def test_what_is_not_configured_is_not_told(supplied, chat):
    some = (Deadlines(date(2020, 1, 1), None, pay_by=12),)
    guest = Conversation(supplied, chat.can, desk=desk(deadlines=some))
    text = await guest.says("сроки")
    assert "до 12 числа" in text
    assert "присылаем" not in text
    assert "Показания" not in text
