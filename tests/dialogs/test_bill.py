"""«Почему столько»: a bill taken apart, its lines, its neighbours."""

from __future__ import annotations

import pytest

from storage.database import Unit
from tests.dialogs.billed import FLAT, OCTOBER_LINES, billed, month


@pytest.fixture
async def flat(home):
    await billed(home.database)
    return home


async def changes(talk, work):
    await talk.database.write(Unit(work))


async def test_the_bill_says_why(flat):
    assert (await flat.says("почему столько")).splitlines() == [
        "Счёт *7833, квитанция за октябрь, на 8 ноября",
        "Начислено на 168,80 руб. больше, чем за сентябрь: расход вырос на 20 кВт·ч.",
        "На начало месяца: 866,02 руб. Оплачено за месяц: 500,00 руб.",
        "Начислено: 1 034,82 руб. Расход: 120 кВт·ч",
        "Ваше потребление, 120 кВт·ч: 1 012,80 руб.",
        "На общие нужды дома (ОДН), 3 кВт·ч: 22,02 руб.",
        "Перерасчёт: -200,00 руб. Причина: Временное отсутствие с 3 по 24 число",
        "Пени за месяц: 12,34 руб.",
        "Итого за октябрь: 1 213,18 руб.",
        "Сейчас к оплате, с учётом платежей: 2 310,90 руб.",
    ]
    assert flat.offered == ["lines", "bill", "earlier", "menu"]


async def test_lines_as_on_the_paper(flat):
    await flat.says("почему столько")
    assert (await flat.presses("lines")).splitlines() == [
        "Счёт *7833, строки квитанции за октябрь, на 8 ноября",
        "Электроэнергия, день: 120 кВт·ч по 8,44 руб., всего 1 012,80 руб.",
        "ОДН: 3 кВт·ч по 7,34 руб., всего 22,02 руб.",
        "Перерасчёт: -200,00 руб. Причина: Временное отсутствие с 3 по 24 число",
    ]


async def test_the_month_before_and_back(flat):
    await flat.says("почему столько")
    assert "квитанция за сентябрь" in await flat.presses("earlier")
    assert flat.offered == ["lines", "bill", "later", "menu"]
    assert "квитанция за октябрь" in await flat.presses("later")
    assert "квитанция за сентябрь" in await flat.says("раньше")
    assert "квитанция за октябрь" in await flat.says("позже")
    assert "Листать сейчас нечего" in await flat.says("позже")


async def test_sums_that_do_not_add_up_are_billings_own_and_it_is_said_and_counted(flat):
    wrong = (86_602, 103_482, 50_000, -20_000, 1_234, 999_999)
    await changes(flat, lambda tx: tx.run("DELETE FROM charge_line WHERE period = '2026-10'"))
    await changes(flat, lambda tx: month(tx, FLAT, "2026-10", wrong, OCTOBER_LINES, 120_000))
    text = await flat.says("почему столько")
    assert "Итого за октябрь: 9 999,99 руб." in text
    assert "между собой не сходятся" in text
    assert "bill-mismatch" in flat.path


async def test_lines_that_do_not_add_up_are_said_too(flat):
    await changes(flat, lambda tx: tx.run("UPDATE charge_line SET amount = amount + 1 WHERE line = 2"))
    assert "между собой не сходятся" in await flat.says("почему столько")


async def test_a_bill_that_adds_up_is_not_doubted(flat):
    assert "не сходятся" not in await flat.says("почему столько")
    assert "bill-mismatch" not in flat.path


async def test_without_lines_only_sums(flat):
    await changes(flat, lambda tx: tx.run("DELETE FROM charge_line"))
    text = await flat.says("почему столько")
    assert "Начислено на 168,80 руб. больше, чем за сентябрь.\n" in text
    assert "lines" not in flat.offered
    assert "строк у квитанции за октябрь нет" in await flat.says("строки")


async def test_no_bill_yet(flat):
    await changes(flat, lambda tx: tx.run("DELETE FROM charge"))
    assert (await flat.says("почему столько")) == "По счёту *7833 квитанций пока нет: объяснять нечего."


async def test_a_month_that_is_gone_shows_the_one_before_it(flat):
    """A button pressed in a month: the file of charges may have changed meanwhile."""
    from bot.dialogs.model import Kind

    text = await flat._happens(Kind.CHOICE, choice="why", text="a1.2027-05")
    assert "квитанция за октябрь" in text
    text = await flat._happens(Kind.CHOICE, choice="why", text="a1.2020-01")
    assert "квитанций пока нет" in text


FORGED = ["a3", "a999", "a3.2026-10", "a1e9", "a" + "9" * 40, "a2.p1 OR 1=1", "a-1"]
SCREENS = ["why", "lines", "charges", "payments", "tariffs", "meters", "penalty"]


@pytest.mark.parametrize("entry", SCREENS)
@pytest.mark.parametrize("target", FORGED)
async def test_nobody_sees_an_account_they_have_not(flat, entry, target):
    """Forged buttons: only the own account, or the words that it is not linked."""
    from bot.dialogs.model import Kind

    text = await flat._happens(Kind.CHOICE, choice=entry, text=target)
    assert "*7858" not in text
    assert "90 000" not in text
    assert "*7833" in text or "не подключён" in text or "Листать" in text


async def test_statements_are_few(flat):
    from tests.dialogs.test_accounts import of_the_domain

    await flat.says("почему столько")
    assert len(of_the_domain(flat.statements)) <= 3


async def test_in_sms_it_is_two_parts_at_most(supplied):
    from bot.assembly import SMS
    from tests.dialogs.conversation import Conversation

    talk = Conversation(await billed(supplied), SMS, "tel:+79161234567")
    await talk.links()
    for words in ("почему столько", "история", "история 2026", "платежи", "тариф", "счетчик", "пени"):
        text = await talk.says(words)
        assert len(text) <= 134, text
        assert "7833" in text
