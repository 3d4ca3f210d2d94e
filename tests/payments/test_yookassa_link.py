"""The address that people are led to: only what can be meant for them leaves the answer."""

from __future__ import annotations

import pytest

from core.payments.gateway import Rejected
from core.payments.model import PaymentStatus
from tests.payments.odd_server import PAYMENT
from tests.payments.test_yookassa_answers import ORDER, changed

GOOD = [
    "https://yoomoney.ru/payments/external/confirmation?orderId=2f0c1a11-000f-5000-8000-1aa0bb000001",
    "https://qr.nspk.ru/AS10003P3RH0LJ2A9ROO038L6NT5RU1M?type=01&bank=000000000001&sum=10000&cur=RUB",
    "http://127.0.0.1:8081/pay/1",
    "http://localhost:8081/pay/1",
    "http://[::1]:8081/pay/1",
]
ODD = [
    "http://yoomoney.ru/checkout", "http://10.0.0.1/pay", "javascript:alert(1)", "tg://resolve?domain=x",
    "//yoomoney.ru/x", "yoomoney.ru/x", "https:///x", "https://", "https://yoomoney.ru@evil.example/x",
    "https://yoomoney.ru\\@evil.example/x", "https://yoomoney.ru/a b", "https://yoomoney.ru/\nhttps://x",
    "https://[::1", "https://yoomoney.ru:x/", "http://127.0.0.1.evil.example/", "https://юмани.рф/",
    "https://yoomoney.ru/" + "x" * 2048,
]  # fmt: skip


@pytest.mark.parametrize("link", GOOD)
def test_a_link_that_people_may_follow_is_given(odd, link):
    odd.say(changed("confirmation.confirmation_url", link))
    assert odd.gateway.create(ORDER).url == link


@pytest.mark.parametrize("link", ODD)
def test_a_link_of_anything_else_goes_to_nobody(odd, link):
    """Its outcome is known: the wish ends, staff are told, and the person can pay by another."""
    odd.say(changed("confirmation.confirmation_url", link))
    with pytest.raises(Rejected, match="answer_mismatch confirmation_url"):
        odd.gateway.create(ORDER)


def test_a_payment_that_is_read_keeps_its_facts_without_such_a_link(odd):
    """Whatever its link is, money that was paid is booked."""
    odd.say(changed("confirmation.confirmation_url", "http://evil.example/") | {"status": "succeeded"})
    facts = odd.gateway.get(PAYMENT["id"])
    assert (facts.status, facts.url, facts.amount) == (PaymentStatus.SUCCEEDED, "", ORDER.amount)
