"""Receipts (54-FZ): those that a payment brings along, and those that the shop asks for by itself."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sandbox.jsontext import Json
from sandbox.yookassa.amounts import iso, money
from sandbox.yookassa.payment import Payment

_ITEM = ("description", "amount", "vat_code", "payment_subject", "payment_mode", "measure")


@dataclass(slots=True)
class Receipt:
    """`about`: type, payment_id, refund_id?, items, settlements?, tax_system_code?. Registered at once."""

    id: str
    shop: str
    n: int
    created_ms: int
    about: Json

    def wire(self) -> Json:
        return {
            **self.about,
            "id": self.id,
            "status": "succeeded",
            "fiscal_document_number": str(self.n),
            "fiscal_storage_number": "9288000100115785",
            "fiscal_attribute": f"{2_000_000_000 + self.n}",
            "registered_at": iso(self.created_ms),
            "fiscal_provider_id": self.id[3:],
        }


def shown(receipt: Json) -> Json:
    """What a receipt object repeats of the data that it was made from; quantities as numbers."""
    items = [
        {name: item[name] for name in _ITEM if name in item} | {"quantity": _number(item["quantity"])}
        for item in receipt["items"]
    ]
    same: Json = {name: receipt[name] for name in ("tax_system_code", "timezone") if name in receipt}
    return {"items": items, "internet": receipt.get("internet", True), **same}


def receipt_of(payment: Payment, fact: Json) -> Receipt:
    """The one that a payment registers when it succeeds; its id follows from the payment's."""
    settled = [{"type": "cashless", "amount": money(payment.kopecks)}]
    about = {"type": "payment", "payment_id": payment.id, **shown(payment.asked["receipt"])}
    about["settlements"] = settled
    return Receipt(f"rt-{payment.id}", payment.shop, fact["n"], fact["at_ms"], about)


def _number(quantity: object) -> int | float:
    number = Decimal(str(quantity))
    return int(number) if number == number.to_integral_value() else float(number)
