"""«Квитанция»: the bill of a month is sent as a file, to those who may see its sums."""

from __future__ import annotations

import pytest

from storage.database import Unit
from tests.dialogs.billed import billed


@pytest.fixture
async def flat(home):
    await billed(home.database)
    return home


@pytest.mark.parametrize("words", ["квитанция", "счёт pdf", "пришлите квитанцию", "квитанция 7833"])
async def test_the_latest_bill_by_words(flat, words):
    said = await flat.says(words)
    assert said.startswith("Счёт *7833, квитанция за октябрь. Суммы в ней на 8 ноября.")
    assert flat.replies[-1].document == "bill:1.2026-10"
    assert flat.offered == ["why", "ebill", "menu"]


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("квитанция за сентябрь", "2026-09"),
        ("пришлите квитанцию за октябрь 2026", "2026-10"),
        ("квитанция 09.2026", "2026-09"),
        ("квитанция за 09.2026", "2026-09"),
        ("квитанция 7833", "2026-10"),
    ],
)
async def test_the_bill_of_the_month_that_is_named(flat, words, month):
    await flat.says(words)
    assert flat.replies[-1].document == f"bill:1.{month}"


@pytest.mark.parametrize("words", ["квитанция за ноябрь", "квитанция за сентябрь 2025", "квитанция за май"])
async def test_no_other_month_is_sent_in_the_place_of_the_one_named(flat, words):
    said = await flat.says(words)
    assert said.startswith("По счёту *7833 квитанции за ")
    assert said.endswith(" нет. Последняя: за октябрь.")
    assert flat.replies[-1].document == ""
    await flat.presses("bill")
    assert flat.replies[-1].document == "bill:1.2026-10"


async def test_why_so_much_in_a_month_that_is_named(flat):
    assert "квитанция за сентябрь" in await flat.says("почему столько за сентябрь")
    assert "квитанции за август нет" in await flat.says("почему столько за август")


async def test_from_the_screen_of_a_bill_and_back(flat):
    await flat.says("почему столько")
    await flat.presses("earlier")
    assert "bill" in flat.offered
    said = await flat.presses("bill")
    assert said == "Счёт *7833, квитанция за сентябрь. Сумма к оплате сейчас стоит в новой."
    assert flat.replies[-1].document == "bill:1.2026-09"
    assert "квитанция за сентябрь" in await flat.presses("why")


async def test_no_bill_no_file(home):
    await home.database.write(Unit(lambda tx: tx.run("DELETE FROM charge")))
    assert "квитанций пока нет" in await home.says("квитанция")
    assert home.replies[-1].document == ""


async def test_a_reader_gets_none(flat):
    await flat.database.write(Unit(lambda tx: tx.run("UPDATE link SET role = 'reader'")))
    await flat.says("квитанция")
    assert flat.replies[-1].document == ""


async def test_a_guest_is_told_how_to_begin(talk):
    await talk.says("квитанция")
    assert talk.replies[-1].document == ""
    assert "link" in talk.offered


async def test_by_sms_it_is_said_where_to_get_it(supplied):
    from bot.assembly import SMS
    from tests.dialogs.conversation import Conversation

    talk = Conversation(supplied, SMS, address="tel:+79161234567")
    await talk.links()
    said = await talk.says("квитанция")
    assert said.startswith("Файл по SMS не шлем. Квитанция: в офисе. Сумма: БАЛАНС")
    assert len(said) <= 70
