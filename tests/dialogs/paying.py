"""A desk where one can pay, and a shop that says what a test wants, by the door of the product."""

from __future__ import annotations

import json
from dataclasses import replace

from bot.dialogs.pay_terms import PayTerms
from bot.payments.settling import told
from core.payments.gateway import Shop
from core.payments.model import Facts, PaymentStatus
from core.payments.short_links import seal
from core.usecases.settle import Settle
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.supplier import KEYS, make_test_desk

SHOP = Shop("100500", test=True)
SETTLE = Settle(SHOP)
TERMS = PayTerms(
    ready=lambda: True,
    payee="АО «Пример Энергосбыт»",
    return_url="https://t.me/example_bot",
    describe=lambda account: f"Электроэнергия, счёт *{account.number[-4:]}",
    plain=lambda address: address.startswith("tel:"),
)


def short(link):
    return f"https://bot.example.ru/o/{seal(KEYS, link)}"


def paying_desk(**changes):
    """A desk where one can pay."""
    return replace(make_test_desk(), pay=replace(TERMS, **changes))


def paying(talk, **changes):
    """Give the conversation a desk where one can pay."""
    talk.desk = paying_desk(**changes)
    talk.engine._desk = talk.desk
    return talk


async def intents(talk):
    """All wishes, the oldest first, and what each is made of."""

    def look(tx):
        store = TxStore(tx)
        ids = [row[0] for row in tx.all("SELECT id FROM payment_intent ORDER BY id")]
        return [(store.intents.get(one), json.loads(store.intents.body(one) or "{}")) for one in ids]

    return await talk.database.read(look)


def facts(intent, status=PaymentStatus.SUCCEEDED, now_ms=0, **other):
    """What the shop says."""
    given = Facts(
        f"pay-{intent.id}", status, intent.wish.amount, "RUB", SHOP.id, test=True,
        created_ms=now_ms or intent.created_ms, intent=intent.id,
        url=f"https://yoomoney.ru/checkout/payments/v2/contract?orderId={intent.id}",
    )  # fmt: skip
    return replace(given, **other)


async def settles(talk, change):
    """Carry a change out as the bot does, and hear what the person is told."""
    now_ms = int(talk.now.timestamp() * 1000)

    def work(tx):
        store = TxStore(tx)
        settled = change(store, now_ms)
        for event in told(settled, now_ms):
            store.inbox.store(event)
        return settled

    settled = await talk.database.write(Unit(work))
    return settled, await talk.hears()


async def answers_with(talk, intent, status=PaymentStatus.PENDING, **other):
    """The shop says this of a wish; what the person is told."""
    said = facts(intent, status, **other)
    return (await settles(talk, lambda store, now_ms: SETTLE(store, said, now_ms)))[1]
