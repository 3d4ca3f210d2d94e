"""What linked people see: cards in every state, several accounts, leaving, settings, STOP."""

from __future__ import annotations

import pytest

from storage.database import Unit
from tests.dialogs.conversation import Conversation

CARDS = {
    "1234567833": (
        "Квартира, счёт *7833, на 8 ноября",
        "К оплате до 15 ноября: 2 310,90 руб.",
        "Из них просрочено с 16 октября: 1 250,40 руб.",
        "Начислено за октябрь: 1 060,50 руб., последний платёж 21 октября: 700,00 руб.",
        "Учтены платежи по 6 ноября.",
    ),
    "1234567841": (
        "Дом, счёт *7841, на 8 ноября",
        "Переплата: 500,00 руб. Сейчас платить не нужно.",
        "Учтены платежи по 6 ноября.",
    ),
    "1234567858": (
        "Помещение, счёт *7858, на 8 ноября",
        "Ближайший платёж до 10 ноября: 30 000,00 руб. Это 30 % за ноябрь.",
        "Затем до 25 ноября: 40 000,00 руб. Это 40 % за ноябрь.",
        "По закрытым месяцам к оплате: 90 000,00 руб.",
        "Учтены платежи по 6 ноября.",
    ),
    "1234567866": (
        "Дача, счёт *7866",
        "Этот счёт закрыт, новых начислений по нему нет.",
        "Начислений пока не видно: данные по этому счёту ещё не поступили.",
    ),
    "1234567874": (
        "Гараж, счёт *7874, на 1 октября",
        "Просрочено с 11 января 2024: 123 456,78 руб.",
        "Пени: 1,00 руб.",
        "Данные давно не обновлялись: недавние платежи могут быть ещё не учтены.",
    ),
}


async def comes_in(talk, number):
    """Link an account while it is open: a closed one cannot be linked, but may be closed later."""

    def status(of):
        return Unit(lambda tx: tx.run("UPDATE account_card SET status = :of WHERE account_id = 4", of=of))

    await talk.database.write(status("active"))
    await talk.links(number)
    await talk.database.write(status("closed"))


@pytest.mark.parametrize("number", CARDS)
async def test_card(chat, number):
    await comes_in(chat, number)
    assert tuple((await chat.says("баланс")).splitlines()) == CARDS[number]
    assert len(chat.text) <= 350
    assert len(chat.text.splitlines()) <= 6


async def test_the_fullest_card_keeps_what_is_to_be_paid_and_how_old_it_is(chat):
    await chat.links("1234567858")

    def fill(tx):
        tx.run("UPDATE balance SET overdue = 5, overdue_since = '2026-10-16', penalty = 7, advance = 9")
        tx.run("UPDATE account_card SET status = 'closed'")

    await chat.database.write(Unit(fill))
    keys = [phrase.key for phrase in chat.replies[0].phrases] if await chat.says("баланс") else []
    assert len(keys) == 6
    assert keys[:5] == [
        "card-head-dated-office",
        "card-closed",
        "card-stage-next-share",
        "card-stage-ahead-share",
        "card-stages-debt",
    ]
    assert keys[-1] == "card-payments-until"


@pytest.mark.parametrize("number", CARDS)
async def test_card_is_one_sms(supplied, number):
    from bot.assembly import SMS

    talk = Conversation(supplied, SMS, "tel:+79161234567")
    await comes_in(talk, number)
    text = await talk.says("баланс")
    assert len(text) <= 70
    assert number[-4:] in text


def of_the_domain(statements):
    """Statements that are not the engine's own."""
    own = ("FROM inbox", "INTO inbox", "UPDATE inbox", "outbox", "INTO session", "who.subscriber_id")
    return [sql for sql in statements if not any(table in sql for table in own)]


async def test_balance_is_one_statement_two_for_an_organisation(chat):
    await chat.links()
    await chat.says("баланс")
    assert len(of_the_domain(chat.statements)) == 1
    chat.later(hours=1)
    await chat.links("1234567858")
    await chat.says("баланс")
    assert len(of_the_domain(chat.statements)) == 2


OF_THIS_PERSON = {"SCAN mine", "SCAN (subquery-1)"}
"""Their few links, already found by an index."""


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_the_card_never_scans(home):
    """Every table of the card is found by an index, whatever the size of billing."""
    from storage.accounts import _CARD

    plan = await home.database.read(
        lambda tx: tx.all(f"EXPLAIN QUERY PLAN {_CARD}", subscriber_id=1, preferred=0)
    )
    assert not [row[3] for row in plan if row[3].startswith("SCAN") and row[3] not in OF_THIS_PERSON]


async def test_guest_is_told_how_to_link(chat):
    assert "не подключён" in await chat.says("баланс")
    assert chat.offered[0] == "link"


async def test_several_accounts(home):
    await home.links("1234567841", "89021112233")
    assert "Дом, счёт *7841" in await home.says("баланс")
    assert home.offered == ["accounts", "menu"]
    await home.presses("accounts")
    assert [c.target for c in home.replies[0].choices if c.id == "account"] == ["1", "2"]
    assert "Квартира, счёт *7833" in await home.presses("account:1")
    assert "Квартира, счёт *7833" in await home.says("баланс")
    await home.says("счета")
    assert "Дом, счёт *7841" in await home.says("2")


async def test_someone_elses_account_is_not_shown(home, supplied):
    """A forged button of an account that is not linked."""
    stranger = Conversation(supplied, home.can, "telegram:9", now=home.now)
    await stranger.links("1234567841", "89021112233")
    from bot.dialogs.model import Kind

    for target in ("1", "3", "999", "x", "-1", "9" * 40, "1 OR 1=1"):
        text = await stranger._happens(Kind.CHOICE, choice="account", text=target)
        assert "7833" not in text
        assert "310,90" not in text


async def test_unlink(home):
    await home.says("настройки")
    await home.presses("manage")
    assert "*7833" in await home.presses("unlink")
    assert await home.presses("no") == "Ничего не изменилось."
    await home.says("настройки")
    await home.presses("manage")
    await home.presses("unlink")
    assert (await home.presses("yes")).startswith("Счёт *7833 отключён")
    assert "не подключён" in await home.says("баланс")


async def test_unlink_one_of_several(home):
    await home.links("1234567841", "89021112233")
    await home.says("настройки")
    await home.presses("manage")
    await home.presses("unlink")
    await home.presses("unlink:1")
    await home.presses("yes")
    assert "*7841" in await home.says("баланс")
    assert home.offered == ["menu"]


async def test_linked_again_after_unlinking(home):
    await home.says("настройки")
    await home.presses("manage")
    await home.presses("unlink")
    await home.presses("yes")
    await home.links()
    assert "2 310,90" in await home.says("баланс")


async def test_settings_show_what_is_linked_and_agreed(home):
    lines = (await home.says("настройки")).splitlines()
    assert lines == [
        "Квартира *7833, код для входа: +7 916 ***-45-67",
        "Согласие: версия 2026-11, 8 ноября.",
        "Сообщения от нас: присылаем.",
        "Квитанция бумажная. Заменить: «электронная квитанция».",
    ]


async def test_emergency_names_the_dispatcher_of_the_account(home):
    assert "+7 8182 20-02-20" in await home.says("нет света")


async def test_emergency_of_a_guest_names_the_suppliers_dispatcher(chat):
    assert "8 800 220-02-20" in await chat.says("нет света")


async def test_unknown_text_names_people(home):
    text = await home.says("а почему у меня так")
    assert "8 800 100-20-30" in text
    assert "не заменяет официальное обращение" in text


async def test_menu_of_guests_and_of_linked_people(chat):
    await chat.says("меню")
    assert chat.offered == ["link", "info", "human"]
    assert "до 15 числа" in await chat.presses("info")
    await chat.links()
    await chat.says("меню")
    assert chat.offered[:5] == ["balance", "readings", "charges", "tariffs", "meters"]


async def test_deep_link_token_is_an_ordinary_start(chat):
    from bot.dialogs.model import Kind

    text = await chat._happens(Kind.COMMAND, command="start", text="Zk3-token_9", sent_at=chat.now)
    assert text.startswith("Это личный кабинет")


async def test_closing_the_dataset_leaves_an_honest_card(home):
    """Before the first import of balances, or while one is replaced by an empty one."""
    await home.database.write(
        Unit(lambda tx: tx.run("DELETE FROM dataset_generation WHERE dataset = 'balances'"))
    )
    assert "ещё не поступили" in await home.says("баланс")
