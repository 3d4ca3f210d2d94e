"""YooKassa as a payment gateway, through its SDK.

May be called by several threads at once; two shops in one process know nothing of each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from yookassa import Payment, Refund, Settings

from core.clock import Clock, from_ms
from core.payments.gateway import (
    GatewayError,
    NotFound,
    Order,
    OutcomeUnknown,
    PaymentPage,
    Rejected,
    Shop,
)
from core.payments.model import Facts, PaymentStatus, RefundFacts
from core.values import Money
from payments import yookassa_answer as answer
from payments import yookassa_request as request
from payments.settings import YooKassa
from payments.yookassa_client import Access, Client, bound
from payments.yookassa_session import Patience
from payments.yookassa_values import INVALID, RUB
from payments.yookassa_values import amount as amount_of

MISMATCH = "answer_mismatch"
"""The code of a refusal of ours: what came back is not what was asked for, so its link goes to nobody."""
_PAGE, _MOST_PAGES = 100, 1000
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


class YooKassaGateway:
    """One shop. `PaymentGateway` says what its methods do."""

    def __init__(self, shop: YooKassa, clock: Clock, patience: Patience | None = None) -> None:
        self._shop = shop
        self._clock = clock
        self._access = Access.to(shop, patience or Patience())

    def create(self, order: Order) -> Facts:
        day = self._day(order.made_ms or self._clock.now_ms())
        body, key = request.payment(order, self._shop, day), request.key(order.key)
        told = self._ask(Payment, lambda one: one.create(body, key))
        facts = answer.payment(told)
        _check_created(facts, order)
        if answer.odd_link(told):
            raise Rejected(MISMATCH, "confirmation_url")
        if facts.status is PaymentStatus.PENDING and not facts.url:
            raise OutcomeUnknown("a payment without a link")
        return facts

    def get(self, provider_id: str) -> Facts:
        wanted = _checked_id(provider_id)
        facts = answer.payment(self._ask(Payment, lambda one: one.find_one(wanted)))
        if facts.provider_id != wanted:
            raise OutcomeUnknown("an answer about another payment")
        return facts

    def captured(self, since_ms: int, until_ms: int, cursor: str = "") -> PaymentPage:
        return self._payments(_filter("captured_at", since_ms, until_ms, cursor) | {"status": "succeeded"})

    def made(self, since_ms: int, until_ms: int, cursor: str = "") -> PaymentPage:
        return self._payments(_filter("created_at", since_ms, until_ms, cursor))

    def refund(self, payment_id: str, amount: Money, key: str) -> RefundFacts:
        body = {"payment_id": _checked_id(payment_id), "amount": amount_of(amount)}
        named = request.key(key)
        facts = answer.refund(self._ask(Refund, lambda one: one.create(body, named)))
        if (facts.payment_id, facts.amount, facts.currency) != (payment_id, amount, RUB):
            raise Rejected(MISMATCH, "refund")
        return facts

    def get_refund(self, refund_id: str) -> RefundFacts:
        wanted = _checked_id(refund_id)
        return answer.refund(self._ask(Refund, lambda one: one.find_one(wanted)))

    def refunds(self, since_ms: int, until_ms: int) -> tuple[RefundFacts, ...]:
        found: list[RefundFacts] = []
        cursor = ""
        for _ in range(_MOST_PAGES):
            page, cursor = self._refunds(_filter("created_at", since_ms, until_ms, cursor))
            found += page
            if not cursor:
                return tuple(found)
        raise OutcomeUnknown("a list that does not end")

    def shop(self) -> Shop:
        return answer.shop(self._ask(Settings, lambda one: one.get_account_settings()))

    def _payments(self, asked: dict[str, str]) -> PaymentPage:
        return answer.payments(self._ask(Payment, lambda one: one.list(asked)))

    def _refunds(self, asked: dict[str, str]) -> tuple[tuple[RefundFacts, ...], str]:
        return answer.refunds(self._ask(Refund, lambda one: one.list(asked)))

    def _ask(self, resource: type, call: Callable[[Any], object]) -> Any:
        """Call the SDK; the answer as it came, even where the SDK stumbles over something new in it."""
        client = Client(self._access)
        problem = ""
        try:
            call(bound(resource, client))
        except GatewayError:
            raise
        except Exception as stumbled:  # noqa: BLE001 - the SDK raises whatever its checks raise
            problem = type(stumbled).__name__
        if not client.answered:
            raise Rejected(INVALID, problem)
        return client.answer

    @staticmethod
    def _day(moment_ms: int) -> date:
        """The day of the receipt: the tax office's and YooKassa's reports are by Moscow's."""
        return from_ms(moment_ms).astimezone(ZoneInfo("Europe/Moscow")).date()


def _check_created(facts: Facts, order: Order) -> None:
    if (facts.amount, facts.currency) != (order.amount, RUB):
        raise Rejected(MISMATCH, "amount")
    if facts.intent != order.intent:
        raise Rejected(MISMATCH, "metadata.intent")


def _checked_id(text: str) -> str:
    """An id may come out of a forged notification: nothing else may get into the path."""
    if not _ID.fullmatch(text):
        raise NotFound("not_found", "id")
    return text


def _filter(name: str, since_ms: int, until_ms: int, cursor: str) -> dict[str, str]:
    asked = {f"{name}.gte": _time(since_ms), f"{name}.lt": _time(until_ms), "limit": str(_PAGE)}
    return asked | ({"cursor": cursor} if cursor else {})


def _time(moment_ms: int) -> str:
    return from_ms(moment_ms).isoformat(timespec="milliseconds").replace("+00:00", "Z")
