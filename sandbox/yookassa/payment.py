"""A payment, and how the API shows it."""

from __future__ import annotations

from dataclasses import dataclass, field

from sandbox.jsontext import Json
from sandbox.yookassa.amounts import iso, money
from sandbox.yookassa.methods import income

PENDING, WAITING, SUCCEEDED, CANCELED = "pending", "waiting_for_capture", "succeeded", "canceled"
LIFE_MS = 3_600_000


@dataclass(slots=True)
class Payment:
    """Kopecks and UTC milliseconds. `asked` is what the shop said of it; `n` its place in the ledger."""

    n: int
    id: str
    shop: str
    test: bool
    kopecks: int
    created_ms: int
    expires_ms: int
    asked: Json
    confirmation: Json | None
    method: Json | None = None
    status: str = PENDING
    captured_ms: int = 0
    hold_until_ms: int = 0
    refunded: int = 0
    authorization: Json | None = None
    cancellation: Json | None = None
    receipt_state: str = ""
    invoice: str = ""
    refunds: list[str] = field(default_factory=list)

    @property
    def final(self) -> bool:
        return self.status in {SUCCEEDED, CANCELED}

    @property
    def paid(self) -> bool:
        return self.status in {WAITING, SUCCEEDED}

    @property
    def left(self) -> int:
        """Kopecks that can still be given back."""
        return self.kopecks - self.refunded if self.status == SUCCEEDED else 0


def wire(payment: Payment) -> Json:
    """The payment object."""
    method = payment.method["type"] if payment.method else ""
    told: Json = {
        "id": payment.id,
        "status": payment.status,
        "amount": money(payment.kopecks),
        "income_amount": money(income(payment.kopecks, method)) if payment.status == SUCCEEDED else None,
        "description": payment.asked.get("description"),
        "recipient": {"account_id": payment.shop, "gateway_id": f"{int(payment.shop) + 200}"},
        "payment_method": payment.method,
        "captured_at": _time(payment.captured_ms),
        "created_at": iso(payment.created_ms),
        "expires_at": _time(payment.hold_until_ms if payment.status == WAITING else 0),
        "confirmation": payment.confirmation if payment.status == PENDING else None,
        "test": payment.test,
        "refunded_amount": money(payment.refunded) if payment.status == SUCCEEDED else None,
        "paid": payment.paid,
        "refundable": payment.left > 0,
        "receipt_registration": payment.receipt_state or None,
        "metadata": payment.asked.get("metadata", {}),
        "cancellation_details": payment.cancellation,
        "authorization_details": payment.authorization,
        "merchant_customer_id": payment.asked.get("merchant_customer_id"),
        "invoice_details": {"id": payment.invoice} if payment.invoice else None,
    }
    return {name: value for name, value in told.items() if value is not None}


def _time(ms: int) -> str | None:
    return iso(ms) if ms else None
