"""«По реквизитам»: the payment QR alone, where a recipient is configured and something is to be paid."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from storage.database import Unit
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import RULES, make_test_desk


@pytest.fixture
async def payer(supplied):
    talk = Conversation(supplied, TELEGRAM, desk=make_test_desk(rules=replace(RULES, by_requisites=True)))
    await talk.links()
    return talk


@pytest.mark.parametrize("words", ["оплатить по реквизитам", "qr", "реквизиты"])
async def test_by_words_and_never_told_as_paid(payer, words):
    said = await payer.says(words)
    assert said.startswith("QR-код для оплаты счёта *7833: 2 310,90 руб. на 8 ноября.")
    assert "после реестра банка" in said
    assert payer.replies[-1].document == "pay-code:1"


async def test_from_the_bill(payer):
    await payer.says("квитанция")
    assert payer.offered[:2] == ["pay-code", "why"]
    await payer.presses("pay-code")
    assert payer.replies[-1].document == "pay-code:1"


async def test_nothing_to_pay(payer):
    await payer.database.write(Unit(lambda tx: tx.run("UPDATE balance SET debt = 0, overdue = 0")))
    assert "к оплате ничего нет" in await payer.says("реквизиты")
    assert payer.replies[-1].document == ""
    await payer.says("квитанция")
    assert "pay-code" not in payer.offered


async def test_without_a_recipient(home):
    assert "на бумажной квитанции" in await home.says("реквизиты")
    await home.says("квитанция")
    assert "pay-code" not in home.offered


async def test_a_reader_is_shown_no_sum(payer):
    await payer.database.write(Unit(lambda tx: tx.run("UPDATE link SET role = 'reader'")))
    assert "руб" not in await payer.says("реквизиты")
    assert payer.replies[-1].document == ""


async def test_by_sms(supplied):
    desk = make_test_desk(rules=replace(RULES, by_requisites=True))
    talk = Conversation(supplied, SMS, address="tel:+79161234567", desk=desk)
    await talk.links()
    said = await talk.says("реквизиты")
    assert said.startswith("QR по SMS не шлем, он на квитанции. Сумма: БАЛАНС")
    assert len(said) <= 70
