"""Invoices, and how the API shows them."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.jsontext import Json
from sandbox.yookassa.amounts import iso
from sandbox.yookassa.payment import CANCELED, PENDING, Payment


@dataclass(slots=True)
class Invoice:
    """UTC milliseconds. `payment_id`: the payment that its page made, "" before somebody opened it."""

    n: int
    id: str
    shop: str
    asked: Json
    url: str
    expires_ms: int
    created_ms: int
    payment_id: str = ""

    def wire(self, payment: Payment | None, now_ms: int) -> Json:
        """`payment` is its own, None for none yet."""
        delivery = self.asked.get("delivery_method_data", {"type": "self"})
        method = {"type": delivery["type"]} | ({"url": self.url} if delivery["type"] == "self" else {})
        told: Json = {
            "id": self.id,
            "status": self.status(payment, now_ms),
            "cart": self.asked["cart"],
            "delivery_method": method,
            "created_at": iso(self.created_ms),
            "expires_at": iso(self.expires_ms),
            "metadata": self.asked.get("metadata", {}),
        }
        if "description" in self.asked:
            told["description"] = self.asked["description"]
        if payment is not None and payment.paid:
            told["payment_details"] = {"id": payment.id, "status": payment.status}
        if told["status"] == CANCELED:
            told["cancellation_details"] = {"party": "yoo_money", "reason": "invoice_expired"}
        return told

    def status(self, payment: Payment | None, now_ms: int) -> str:
        """pending, succeeded or canceled; a payment that failed does not end it, its time does."""
        if payment is not None and payment.paid:
            return payment.status if payment.final else PENDING
        return CANCELED if now_ms >= self.expires_ms else PENDING
