"""Lists, refunds and the shop itself, against the emulator."""

from __future__ import annotations

import pytest

from core.payments.gateway import Rejected, Shop
from core.payments.model import PaymentStatus
from core.values import Money
from payments.settings import ReceiptRule, Receipts, Utilities
from tests.payments.conftest import order
from tests.payments.test_yookassa_details import PAYEE, RULE

HOUR_MS = 3_600_000


def window(till):
    now_ms = till.emulator.desk.clock.now_ms()
    return now_ms - HOUR_MS, now_ms + HOUR_MS


def test_what_was_made_comes_page_after_page(till):
    made = [till.gateway.create(order(100 + at)) for at in range(103)]
    first = till.gateway.made(*window(till))
    assert (len(first.items), bool(first.cursor)) == (100, True)
    rest = till.gateway.made(*window(till), first.cursor)
    assert (len(rest.items), rest.cursor) == (3, "")
    assert [*first.items, *rest.items] == made[::-1]


def test_only_what_was_captured_in_time_is_captured(till):
    paid, _pending = till.gateway.create(order()), till.gateway.create(order())
    till.pay(paid)
    found = till.gateway.captured(*window(till))
    assert [(one.provider_id, one.status) for one in found.items] == [
        (paid.provider_id, PaymentStatus.SUCCEEDED)
    ]
    at_ms = found.items[0].captured_ms
    assert till.gateway.captured(at_ms, at_ms + 1) == found
    assert till.gateway.captured(at_ms + 1, at_ms + HOUR_MS).items == ()
    assert till.gateway.captured(at_ms - HOUR_MS, at_ms).items == ()


def test_refunds(till):
    paid = till.gateway.create(order(100_000))
    till.pay(paid)
    part = till.gateway.refund(paid.provider_id, Money(30_000), "abonent-r1")
    assert (part.payment_id, part.amount, part.currency) == (paid.provider_id, Money(30_000), "RUB")
    assert part.succeeded
    assert till.gateway.refund(paid.provider_id, Money(30_000), "abonent-r1") == part
    assert till.gateway.get_refund(part.provider_id) == part
    assert till.gateway.get(paid.provider_id).refunded == Money(30_000)
    with pytest.raises(Rejected, match="amount"):
        till.gateway.refund(paid.provider_id, Money(70_001), "abonent-r2")


def test_refunds_are_listed_to_the_last_page(till):
    paid = till.gateway.create(order(100_000))
    till.pay(paid)
    made = [till.gateway.refund(paid.provider_id, Money(100 + at), f"r-{at}") for at in range(101)]
    assert till.gateway.refunds(*window(till)) == tuple(made[::-1])
    since_ms, _ = window(till)
    assert till.gateway.refunds(since_ms - HOUR_MS, since_ms) == ()


def test_a_refund_under_way_has_moved_nothing(till):
    till.change(refunds="pending")
    paid = till.gateway.create(order())
    till.pay(paid)
    assert not till.gateway.refund(paid.provider_id, Money(100), "r-1").succeeded


def test_who_we_are(till):
    assert till.gateway.shop() == Shop(till.id, test=True)
    till.change(enabled=False, test=False, fiscal="atol")
    assert till.gateway.shop() == Shop(till.id, test=False, enabled=False, fiscal=True)


def test_a_shop_with_a_cash_register_gets_its_receipt(till):
    till.change(fiscal="yoo_receipt")
    with pytest.raises(Rejected, match="receipt"):
        till.gateway.create(order())
    gateway = till.open(receipts=Receipts("Электроэнергия", (RULE,)))
    assert gateway.create(order(123_457, email="a@primer.test")).amount == Money(123_457)
    till.change(fiscal="atol")
    spoken = till.open(receipts=Receipts("Электроэнергия", (RULE,), needs_email=False))
    assert spoken.create(order(phone="79990000000")).url


def test_a_shop_for_utilities_gets_its_payment_order(till):
    till.change(utilities=True)
    with pytest.raises(Rejected, match="payment_order"):
        till.gateway.create(order())
    gateway = till.open(utilities=Utilities(PAYEE, "Оплата электроэнергии;ЛС {account};ПРД{period}"))
    assert gateway.create(order(account_number="290012345678", period="2026-10")).url


def test_a_code_that_the_register_does_not_know_is_refused(till):
    till.change(fiscal="atol")
    wrong = ReceiptRule(RULE.valid_from, 13)
    with pytest.raises(Rejected, match="vat_code"):
        till.open(receipts=Receipts("Электроэнергия", (wrong,))).create(order(email="a@primer.test"))
