"""A shop in memory that does what the port promises, for tests of what asks it."""

from __future__ import annotations

from dataclasses import replace

from core.payments.gateway import NotFound, PaymentPage, Rejected, Shop
from core.payments.model import Facts, PaymentStatus, RefundFacts

PAGE = 2


class MemoryShop:
    """`core.payments.gateway.PaymentGateway`; the clock stands where `now_ms` says."""

    def __init__(self, now_ms, shop_id="100500"):
        self.now_ms, self.id = now_ms, shop_id
        self.payments, self.given_back, self.keys = {}, {}, {}

    def create(self, order):
        if order.key in self.keys:
            known, name = self.keys[order.key]
            if known != order:
                raise Rejected("invalid_request", "Idempotence-Key")
            return self.payments[name]
        name = f"shop-{len(self.payments) + 1}"
        self.keys[order.key] = (order, name)
        self.payments[name] = Facts(
            name, PaymentStatus.PENDING, order.amount, "RUB", self.id, True, self.now_ms, order.intent,
            f"https://shop.example/{name}",
        )  # fmt: skip
        return self.payments[name]

    def pay(self, name, at_ms=None):
        """The payer pays."""
        at_ms = at_ms or self.now_ms
        self.payments[name] = replace(
            self.payments[name], status=PaymentStatus.SUCCEEDED, captured_ms=at_ms, method="bank_card"
        )
        return self.payments[name]

    def get(self, provider_id):
        if provider_id not in self.payments:
            raise NotFound("not_found")
        return self.payments[provider_id]

    def captured(self, since_ms, until_ms, cursor=""):
        return self._page(cursor, lambda one: since_ms <= one.captured_ms < until_ms)

    def made(self, since_ms, until_ms, cursor=""):
        return self._page(cursor, lambda one: since_ms <= one.created_ms < until_ms)

    def _page(self, cursor, wanted):
        found = sorted(filter(wanted, self.payments.values()), key=lambda one: -one.created_ms)
        at = int(cursor or 0)
        more = str(at + PAGE) if at + PAGE < len(found) else ""
        return PaymentPage(tuple(found[at : at + PAGE]), more)

    def refund(self, payment_id, amount, key):
        if key not in self.keys:
            name = f"back-{len(self.given_back) + 1}"
            self.keys[key] = name
            self.given_back[name] = RefundFacts(name, payment_id, amount, "RUB", True, self.now_ms)
        return self.given_back[self.keys[key]]

    def get_refund(self, refund_id):
        if refund_id not in self.given_back:
            raise NotFound("not_found")
        return self.given_back[refund_id]

    def refunds(self, since_ms, until_ms):
        return tuple(one for one in self.given_back.values() if since_ms <= one.created_ms < until_ms)

    def shop(self):
        return Shop(self.id, test=True)
