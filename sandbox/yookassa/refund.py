"""Refunds, and how the API shows them."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.jsontext import Json
from sandbox.yookassa.amounts import iso, money


@dataclass(slots=True)
class Refund:
    """Kopecks and UTC milliseconds; `status` pending, succeeded or canceled."""

    n: int
    id: str
    shop: str
    payment_id: str
    kopecks: int
    created_ms: int
    status: str
    asked: Json
    sbp_operation_id: str = ""

    def wire(self) -> Json:
        told: Json = {
            "id": self.id,
            "payment_id": self.payment_id,
            "status": self.status,
            "created_at": iso(self.created_ms),
            "amount": money(self.kopecks),
        }
        told |= {name: self.asked[name] for name in ("description", "metadata") if name in self.asked}
        if self.status == "canceled":
            told["cancellation_details"] = {"party": "yoo_money", "reason": "insufficient_funds"}
        if self.sbp_operation_id:
            told["refund_method"] = {"type": "sbp", "sbp_operation_id": self.sbp_operation_id}
        return told
