"""Everything the emulated YooKassa knows: what replaying the ledger gives. Facts: yookassa.*."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from typing import Any, Protocol

from sandbox.changes import checked
from sandbox.jsontext import Json
from sandbox.ledger import Ledger
from sandbox.settings import Settings
from sandbox.yookassa.cards import BY_YOOMONEY, EXPIRED
from sandbox.yookassa.invoice import Invoice
from sandbox.yookassa.payment import CANCELED, PENDING, SUCCEEDED, WAITING, Payment, wire
from sandbox.yookassa.receipt import Receipt, receipt_of
from sandbox.yookassa.refund import Refund
from sandbox.yookassa.shop import RULES, Shop


class Watcher(Protocol):
    """Who tells a shop of what happened."""

    def happened(self, n: int, event: str, shop: Shop, body: Json, at_ms: int) -> None: ...


class Store:
    """To be made before the ledger is replayed; every change goes through a fact."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        self.ledger = ledger
        own = settings.yookassa_shop_id
        self.shops = {own: Shop(own, settings.yookassa_secret_key)}
        self.payments: dict[str, Payment] = {}
        self.refunds: dict[str, Refund] = {}
        self.receipts: dict[str, Receipt] = {}
        self.invoices: dict[str, Invoice] = {}
        self.watchers: list[Watcher] = []
        self.on_end: Callable[[], None] = lambda: None
        self._ends: list[tuple[int, str]] = []
        ledger.on("yookassa.shop", self._shop)
        ledger.on("yookassa.created", self._created)
        ledger.on("yookassa.held", self._held)
        ledger.on("yookassa.succeeded", self._succeeded)
        ledger.on("yookassa.canceled", self._canceled)
        ledger.on("yookassa.refund", self._refund)
        ledger.on("yookassa.refund.ended", self._refund_ended)
        ledger.on("yookassa.receipt", self._receipt)
        ledger.on("yookassa.invoice", self._invoice)

    def now_ms(self) -> int:
        return self.ledger.clock.now_ms()

    def change_shop(self, shop: str, changes: Json) -> None:
        """Also makes a shop that was not there. Raises BadChange."""
        self.ledger.record("yookassa.shop", shop=shop, changes=checked(changes, RULES))

    def next_end_ms(self) -> int | None:
        """When the next payment expires, at the latest."""
        return self._ends[0][0] if self._ends else None

    def expire(self) -> None:
        """Cancel what was not paid or not captured in time; to be called before anything is told."""
        while self._ends and self._ends[0][0] <= self.now_ms():
            end_ms, payment_id = heapq.heappop(self._ends)
            payment = self.payments[payment_id]
            if payment.status == PENDING and payment.expires_ms == end_ms:
                self.cancel(payment, EXPIRED, BY_YOOMONEY)
            elif payment.status == WAITING and payment.hold_until_ms == end_ms:
                self.cancel(payment, "expired_on_capture", BY_YOOMONEY)

    def create(self, payment_id: str, **about: Any) -> Payment:
        """`about`: shop, test, kopecks, expires_ms, asked, confirmation, method, invoice."""
        self.ledger.record("yookassa.created", id=payment_id, **about)
        return self.payments[payment_id]

    def hold(self, payment: Payment, until_ms: int, method: Json, authorization: Json | None) -> None:
        about = {"method": method, "authorization": authorization, "kopecks": payment.kopecks}
        self.ledger.record("yookassa.held", id=payment.id, until_ms=until_ms, **about)

    def succeed(
        self, payment: Payment, kopecks: int, method: Json | None = None, authorization: Json | None = None
    ) -> None:
        """Money arrives: `kopecks` of it, less than asked only by a partial capture."""
        about = {"method": method or payment.method, "authorization": authorization or payment.authorization}
        self.ledger.record("yookassa.succeeded", id=payment.id, kopecks=kopecks, **about)

    def cancel(self, payment: Payment, reason: str, party: str, method: Json | None = None) -> None:
        about = {"reason": reason, "party": party, "method": method or payment.method}
        self.ledger.record("yookassa.canceled", id=payment.id, **about)

    def _shop(self, fact: Json) -> None:
        shop = self.shops.setdefault(fact["shop"], Shop(fact["shop"], "test_sandbox"))
        for name, value in fact["changes"].items():
            setattr(shop, name, value)

    def _created(self, fact: Json) -> None:
        names = ("n", "id", "shop", "test", "kopecks", "expires_ms", "asked", "confirmation", "method")
        about = {name: fact[name] for name in names}
        payment = Payment(**about, created_ms=fact["at_ms"], invoice=fact["invoice"])
        payment.receipt_state = PENDING if "receipt" in payment.asked else ""
        self.payments[payment.id] = payment
        if payment.invoice:
            self.invoices[payment.invoice].payment_id = payment.id
        self._push_end(payment.expires_ms, payment)

    def _held(self, fact: Json) -> None:
        payment = self.payments[fact["id"]]
        payment.status, payment.hold_until_ms = WAITING, fact["until_ms"]
        payment.method, payment.authorization = fact["method"], fact["authorization"]
        self._push_end(payment.hold_until_ms, payment)
        self._tell(fact, payment)

    def _push_end(self, end_ms: int, payment: Payment) -> None:
        heapq.heappush(self._ends, (end_ms, payment.id))
        self.on_end()

    def _succeeded(self, fact: Json) -> None:
        payment = self.payments[fact["id"]]
        payment.status, payment.captured_ms = SUCCEEDED, fact["at_ms"]
        payment.kopecks, payment.method = fact["kopecks"], fact["method"]
        payment.authorization = fact["authorization"]
        if payment.receipt_state:
            payment.receipt_state = SUCCEEDED
            receipt = receipt_of(payment, fact)
            self.receipts[receipt.id] = receipt
        self._tell(fact, payment)

    def _canceled(self, fact: Json) -> None:
        payment = self.payments[fact["id"]]
        payment.status, payment.method = CANCELED, fact["method"]
        payment.cancellation = {"party": fact["party"], "reason": fact["reason"]}
        payment.receipt_state = CANCELED if payment.receipt_state else ""
        self._tell(fact, payment)

    def _refund(self, fact: Json) -> None:
        names = ("n", "id", "shop", "payment_id", "kopecks", "status", "asked", "sbp_operation_id")
        refund = Refund(**{name: fact[name] for name in names}, created_ms=fact["at_ms"])
        self.refunds[refund.id] = refund
        payment = self.payments[refund.payment_id]
        payment.refunds.append(refund.id)
        payment.refunded += refund.kopecks if refund.status != CANCELED else 0
        self._tell_refund(fact, refund)

    def _refund_ended(self, fact: Json) -> None:
        refund = self.refunds[fact["id"]]
        refund.status = fact["status"]
        if refund.status == CANCELED:
            self.payments[refund.payment_id].refunded -= refund.kopecks
        self._tell_refund(fact, refund)

    def _receipt(self, fact: Json) -> None:
        self.receipts[fact["id"]] = Receipt(fact["id"], fact["shop"], fact["n"], fact["at_ms"], fact["about"])

    def _invoice(self, fact: Json) -> None:
        names = ("n", "id", "shop", "asked", "url", "expires_ms")
        invoice = Invoice(**{name: fact[name] for name in names}, created_ms=fact["at_ms"])
        self.invoices[invoice.id] = invoice

    def _tell(self, fact: Json, payment: Payment) -> None:
        for watcher in self.watchers:
            watcher.happened(
                fact["n"],
                f"payment.{payment.status}",
                self.shops[payment.shop],
                wire(payment),
                fact["at_ms"],
            )

    def _tell_refund(self, fact: Json, refund: Refund) -> None:
        if refund.status == SUCCEEDED:
            for watcher in self.watchers:
                watcher.happened(
                    fact["n"], "refund.succeeded", self.shops[refund.shop], refund.wire(), fact["at_ms"]
                )
