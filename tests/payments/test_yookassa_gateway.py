"""The gateway against the emulator: what it asks for, and what it makes of the answers."""

from __future__ import annotations

import pytest

from core.payments.gateway import BadCredentials, NotFound, PaymentGateway
from core.payments.model import PaymentStatus
from core.values import Money
from tests.payments.conftest import order


def test_it_is_a_payment_gateway(till):
    gateway: PaymentGateway = till.gateway
    names = [name for name in vars(PaymentGateway) if not name.startswith("_")]
    assert all(callable(getattr(gateway, name)) for name in names)


def test_a_payment_is_made_and_read(till):
    wanted = order(123_456)
    made = till.gateway.create(wanted)
    assert (made.status, made.amount, made.currency) == (PaymentStatus.PENDING, Money(123_456), "RUB")
    assert (made.shop, made.test, made.intent) == (till.id, True, wanted.intent)
    assert made.url.startswith("http")
    assert made.created_ms <= till.emulator.desk.clock.now_ms() < made.created_ms + 5000
    assert till.gateway.get(made.provider_id) == made


def test_a_paid_payment_says_how_and_what_is_left_of_it(till):
    made = till.gateway.create(order(100_000))
    till.pay(made, card="5555555555554444")
    paid = till.gateway.get(made.provider_id)
    assert (paid.status, paid.method, paid.url) == (PaymentStatus.SUCCEEDED, "bank_card", "")
    assert paid.title
    assert paid.captured_ms >= paid.created_ms
    assert Money(0) < paid.income < Money(100_000)


def test_a_declined_payment_says_who_and_why(till):
    made = till.gateway.create(order())
    till.control(f"yookassa/payments/{made.provider_id}/decline", reason="insufficient_funds")
    over = till.gateway.get(made.provider_id)
    assert (over.status, over.party, over.reason) == (
        PaymentStatus.CANCELED,
        "payment_network",
        "insufficient_funds",
    )


@pytest.mark.parametrize("wrong", ["2f0c1a11-000f-5000-8000-1aa0bb000001", "../me", "", "a b", "x" * 65])
def test_what_is_not_there_is_not_found(till, wrong):
    with pytest.raises(NotFound):
        till.gateway.get(wrong)
    with pytest.raises(NotFound):
        till.gateway.get_refund(wrong)


def test_wrong_credentials_are_told_apart(till):
    with pytest.raises(BadCredentials):
        till.open(secret_key="test_other").shop()
    with pytest.raises(BadCredentials):
        till.open(shop_id="1").create(order())
