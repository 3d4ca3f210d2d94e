"""Who left the account between the link and the payment is told of the money, and of nothing else."""

from __future__ import annotations

import re

import pytest

from bot.channels.policy import within
from bot.channels.render import render
from core.payments.model import PaymentStatus, RefundFacts
from core.usecases.settle_refund import SettleRefund
from core.values import Masked, Money
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.conversation import CATALOGUE
from tests.dialogs.paying import answers_with, intents, paying, settles
from tests.dialogs.supplier import VALUES


@pytest.fixture
async def left(talk):
    """Somebody who asked for a link, got it and unlinked the account; and their wish."""
    await paying(talk).links("1234567833")
    await talk.says("оплата 1500")
    ((intent, _),) = await intents(talk)
    await answers_with(talk, intent)
    now_ms = int(talk.now.timestamp() * 1000)
    await talk.database.write(Unit(lambda tx: TxStore(tx).links.end(intent.wish.subscriber_id, 1, now_ms)))
    return talk, intent


def tells_nothing_of_the_account(talk):
    shown = {type(value) for reply in talk.replies for one in reply.phrases for value in one.values.values()}
    return Masked not in shown and not re.search(r"7833|2310|231090", talk.text.replace("\u00a0", ""))


async def test_the_money_they_paid_and_its_way_back_are_told(left):
    talk, intent = left
    said = await answers_with(talk, intent, PaymentStatus.SUCCEEDED)
    assert "Ваша оплата" in said
    assert "1500,00" in re.sub(r"\s", "", said)
    assert tells_nothing_of_the_account(talk)
    assert {one.id for one in talk.replies[0].choices} == {"human", "menu"}
    assert await answers_with(talk, intent, PaymentStatus.SUCCEEDED) == ""
    back = RefundFacts(
        "r-1", f"pay-{intent.id}", Money(5000), "RUB", succeeded=True, created_ms=intent.created_ms
    )
    _, said = await settles(talk, lambda store, now_ms: SettleRefund()(store, back, now_ms))
    assert "озвращаем" in said
    assert "50,00" in said
    assert tells_nothing_of_the_account(talk)


async def test_money_that_does_not_agree_is_told_of(left):
    talk, intent = left
    said = await answers_with(talk, intent, PaymentStatus.SUCCEEDED, amount=Money(1))
    assert "точняем" in said
    assert tells_nothing_of_the_account(talk)


async def test_where_no_money_moved_nothing_is_told(left):
    talk, intent = left
    assert await answers_with(talk, intent) == ""
    assert await answers_with(talk, intent, PaymentStatus.CANCELED, reason="expired_on_confirmation") == ""


async def test_a_strict_chat_says_it_without_the_sum(left):
    talk, intent = left
    await answers_with(talk, intent, PaymentStatus.SUCCEEDED)
    if talk.can.buttons:
        shown = render(talk.replies[0], within(talk.can, "strict"), CATALOGUE, VALUES, talk.today()).parts
        assert shown[0].text.startswith("✅ Ваша оплата получена.")
        assert "500" not in str(shown)


async def test_who_was_forgotten_is_told_nothing(left):
    talk, intent = left
    await talk.database.write(Unit(lambda tx: tx.run("UPDATE payment_intent SET subscriber_id = 0")))
    assert await answers_with(talk, intent, PaymentStatus.SUCCEEDED) == ""
