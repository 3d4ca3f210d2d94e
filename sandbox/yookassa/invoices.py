"""/invoices: a bill with a page of its own that may be paid for up to thirty days."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sandbox.jsontext import Json
from sandbox.yookassa import fields
from sandbox.yookassa.amounts import iso, kopecks_of, ms_of, new_invoice_id
from sandbox.yookassa.asked import Asked
from sandbox.yookassa.create_checks import check_payment
from sandbox.yookassa.errors import Refusal, invalid
from sandbox.yookassa.invoice import Invoice
from sandbox.yookassa.payment import PENDING, Payment
from sandbox.yookassa.payments import PAGE, Payments
from sandbox.yookassa.receipt_checks import quantity
from sandbox.yookassa.store import Store

MOST_DAYS = 30
DAY_MS = 86_400_000


class Invoices:
    """Every method raises Refusal."""

    def __init__(self, store: Store, payments: Payments, *, strict: bool) -> None:
        self._store = store
        self._payments = payments
        self._strict = strict

    def create(self, asked: Asked) -> Json:
        body = asked.body
        data = fields.mapping(body, "payment_data", needed=True) or {}
        check_payment(_as_payment(data, asked.origin), asked.shop, strict=self._strict)
        _check_cart(body.get("cart"), kopecks_of(data["amount"]))
        expires_ms, now_ms = ms_of(body.get("expires_at"), "expires_at"), self._store.now_ms()
        if not now_ms < expires_ms <= now_ms + MOST_DAYS * DAY_MS:
            raise invalid("expires_at", f"expires_at is within {MOST_DAYS} days from now, {iso(now_ms)}")
        fields.text(body, "description", 128)
        fields.metadata(body)
        _check_delivery(fields.mapping(body, "delivery_method_data"))
        invoice_id = new_invoice_id()
        names = ("payment_data", "cart", "delivery_method_data", "description", "metadata")
        self._store.ledger.record(
            "yookassa.invoice",
            id=invoice_id,
            shop=asked.shop.id,
            url=f"{asked.origin}{PAGE}?invoice={invoice_id}",
            expires_ms=expires_ms,
            asked={name: body[name] for name in names if body.get(name) is not None},
        )
        return self._wire(self._store.invoices[invoice_id])

    def get(self, asked: Asked) -> Json:
        invoice = self._store.invoices.get(asked.target)
        if invoice is None or invoice.shop != asked.shop.id:
            raise Refusal(404, "Invoice doesn't exist", "invoice_id")
        return self._wire(invoice)

    def open(self, invoice_id: str, origin: str) -> Payment | None:
        """The payment that its page shows: the last one, or a new one while it may be paid."""
        invoice = self._store.invoices.get(invoice_id)
        if invoice is None:
            return None
        last = self._store.payments.get(invoice.payment_id)
        if (last is not None and (last.paid or not last.final)) or self._state(invoice) != PENDING:
            return last
        body = _as_payment(invoice.asked["payment_data"], origin)
        asked = Asked(self._store.shops[invoice.shop], "", {}, body, origin)
        return self._payments.make(asked, kopecks_of(body["amount"]), invoice.id)

    def _wire(self, invoice: Invoice) -> Json:
        return invoice.wire(self._store.payments.get(invoice.payment_id), self._store.now_ms())

    def _state(self, invoice: Invoice) -> str:
        return invoice.status(self._store.payments.get(invoice.payment_id), self._store.now_ms())


def _as_payment(data: Json, origin: str) -> Json:
    """The request that a payment of this invoice would have been made by."""
    return {**data, "confirmation": {"type": "redirect", "return_url": f"{origin}/"}}


def _check_cart(cart: Any, kopecks: int) -> None:
    if not isinstance(cart, list) or not cart:
        raise invalid("cart", "cart is a list of what is paid for")
    total = Decimal(0)
    for at, line in enumerate(cart):
        path = f"cart[{at}]."
        if not isinstance(line, dict):
            raise invalid(path[:-1], "a line of the cart is an object")
        fields.text(line, "description", 128, least=1, path=path)
        price = "discount_price" if line.get("discount_price") is not None else "price"
        count = quantity(line.get("quantity"), f"{path}quantity")
        kopecks_of(line.get("price"), f"{path}price")
        total += count * kopecks_of(line.get(price), f"{path}{price}")
    if total.quantize(Decimal(1), ROUND_HALF_UP) != kopecks:
        raise invalid("cart", "The sum of the cart is not equal to the amount")


def _check_delivery(delivery: Json | None) -> None:
    if delivery is None:
        return
    kind, path = delivery.get("type"), "delivery_method_data."
    if kind not in ("self", "sms", "email"):
        raise invalid(f"{path}type", "type is self, sms or email")
    if kind == "sms" and not fields.phone(delivery.get("phone")):
        raise invalid(f"{path}phone", "phone is digits, like 79000000000")
    if kind == "email" and not fields.email(delivery.get("email")):
        raise invalid(f"{path}email", "email is required")
