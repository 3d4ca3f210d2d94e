"""Paying where the chat may carry no payment data: no sum, link or e-mail leaves or is asked for there."""

from __future__ import annotations

import json
import re

import pytest

from bot.dialogs.model import Kind
from core.payments.model import PaymentStatus, RefundFacts
from core.usecases.settle_refund import SettleRefund
from core.values import Money
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.paying import answers_with, intents, paying, settles
from tests.policy.sentinels import strings
from tests.policy.test_linking import view_of

MAIL = "zina@primer-mail.ru"
PRIVATE = re.compile(r"2310,?90|2190,?90|1234,?56|1500|50,?00\b|yoomoney|orderId|@primer|\d ?руб\.|₽")


def leaks(chat, since=0):
    """What of a payment went over the wire, in texts, buttons and what they carry."""
    found = []
    for body in chat.recorder.bodies[since:]:
        told = json.loads(body)
        words = told["text"].replace("\u00a0", " ")
        told["text"] = words.replace("например 1500 или 1 500,50", "").replace("комиссия 0 руб.", "")
        found += PRIVATE.findall(re.sub(r"[\s\u00a0\u202f](?=\d)", "", " ".join(strings(told))))
    return found


@pytest.fixture
async def payer(home):
    return paying(home)


async def latest(chat):
    return (await intents(chat))[-1][0]


async def given(chat, status=PaymentStatus.PENDING, **other):
    """The shop says this of the newest wish."""
    await answers_with(chat, await latest(chat), status, **other)
    await chat.deliver()


async def page(chat, http):
    return await (await http.get(await view_of(http, chat.urls[-1]))).text()


async def test_the_link_is_on_the_page_only(payer, http):
    await payer.says("оплатить")
    assert "Готовим ссылку на оплату счёта *7833" in payer.said
    await given(payer)
    shown = (await page(payer, http)).replace("\u00a0", " ")
    assert "2 310,90 руб." in shown
    assert 'href="https://yoomoney.ru/checkout' in shown
    assert leaks(payer) == []


async def test_a_sum_is_typed_on_the_page_and_not_read_in_the_chat(payer, http):
    await payer.says("другая сумма")
    await payer.says("1234,56")
    assert "не прочитано" in payer.said
    assert await intents(payer) == []
    view = await view_of(http, payer.urls[-1])
    assert 'name="text"' in await (await http.get(view)).text()
    assert "Ответ принят" in await (await http.post(view, data={"text": "1234,56"})).text()
    assert (await latest(payer)).wish.amount == Money(123456)
    assert leaks(payer) == []


async def test_the_address_of_a_receipt_is_typed_on_the_page(payer, http):
    paying(payer, needs_email=True)
    await payer.says("оплатить")
    await payer.says(MAIL)
    assert await intents(payer) == []
    view = await view_of(http, payer.urls[-1])
    long = f"{'z' * 40}{MAIL}"
    assert 'maxlength="100"' in await (await http.get(view)).text()
    assert "Ответ принят" in await (await http.post(view, data={"text": long})).text()
    assert (await latest(payer)).wish.email == long
    await given(payer)
    await given(payer, PaymentStatus.SUCCEEDED, captured_ms=1)
    assert "Чек придёт на почту" in payer.said
    assert leaks(payer) == []


async def test_what_became_of_it_names_no_sum_and_its_buttons_carry_none(payer):
    await payer.says("оплата 1500")
    await given(payer)
    await given(payer, PaymentStatus.CANCELED, reason="insufficient_funds")
    again = f"a1.w{(await latest(payer)).id}"
    assert f"e:pay:{again}" in str(payer.recorder.bodies[-1])
    await payer._happens(Kind.CHOICE, choice="pay", text=again)
    wish = await latest(payer)
    assert (again.endswith(f"w{wish.id}"), wish.wish.amount) == (False, Money(150000))
    await given(payer)
    await given(payer, PaymentStatus.SUCCEEDED, captured_ms=1)
    assert "Оплата по счёту *7833 получена" in payer.said
    back = RefundFacts("r-1", f"pay-{wish.id}", Money(5000), "RUB", succeeded=True, created_ms=2)
    await settles(payer, lambda store, now_ms: SettleRefund()(store, back, now_ms))
    await payer.deliver()
    assert "Возвращаем деньги" in payer.said
    for text in ("баланс", "платежи", "оплатить все счета", "по реквизитам"):
        await payer.says(text)
    assert leaks(payer) == []


async def test_a_button_means_no_wish_of_somebody_else(payer):
    await payer.says("оплата 1500")
    wish = await latest(payer)
    await payer.run("UPDATE payment_intent SET subscriber_id = 99 WHERE id = :id", id=wish.id)
    await payer._happens(Kind.CHOICE, choice="pay", text=f"a1.w{wish.id}")
    assert (await latest(payer)).wish.amount == Money(231090)  # what is owed


async def test_who_left_the_account_reads_their_own_sum_on_the_page(payer, http):
    await payer.says("оплата 1500")
    await given(payer)
    intent = (await intents(payer))[-1][0]
    await payer.database.write(Unit(lambda tx: TxStore(tx).links.end(intent.wish.subscriber_id, 1, 1)))
    since = len(payer.recorder.bodies)
    await given(payer, PaymentStatus.SUCCEEDED)
    assert leaks(payer, since) == []
    shown = re.sub(r"[\s\u00a0\u202f]", "", await page(payer, http))
    assert "Вашаоплата" in shown
    assert "1500,00" in shown
    assert "7833" not in shown
