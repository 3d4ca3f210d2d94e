"""/refunds: give money back, read, list."""

from __future__ import annotations

import secrets

from sandbox.jsontext import Json
from sandbox.yookassa import fields, lists
from sandbox.yookassa.amounts import kopecks_of, new_id
from sandbox.yookassa.asked import Asked
from sandbox.yookassa.errors import Refusal, invalid
from sandbox.yookassa.methods import SBP
from sandbox.yookassa.payment import SUCCEEDED, Payment
from sandbox.yookassa.receipt_checks import check_receipt
from sandbox.yookassa.refund import Refund
from sandbox.yookassa.store import Store

YEARS_MS = 3 * 365 * 86_400_000


class Refunds:
    """Every method raises Refusal."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(self, asked: Asked) -> Json:
        body = asked.body
        payment_id = fields.text(body, "payment_id", 36, least=36)
        kopecks = kopecks_of(body.get("amount"))
        fields.text(body, "description", 250)
        fields.metadata(body)
        payment = self._store.payments.get(payment_id or "")
        if payment is None or payment.shop != asked.shop.id:
            raise invalid("payment_id", "Payment doesn't exist or access denied")
        if payment.status != SUCCEEDED:
            raise invalid("payment_id", f"A payment that is {payment.status} cannot be refunded")
        if self._store.now_ms() - payment.created_ms > YEARS_MS:
            raise invalid("payment_id", "The payment is older than three years")
        if kopecks > payment.left:
            raise invalid("amount", "The sum of refunds is more than the payment")
        if body.get("receipt") is not None:
            check_receipt(body["receipt"], kopecks, asked.shop.fiscal)
        about = {name: body[name] for name in ("description", "metadata") if body.get(name) is not None}
        return self.make(payment, kopecks, about).wire()

    def make(self, payment: Payment, kopecks: int, about: Json) -> Refund:
        """Of a sum that is there to be given back."""
        refund_id, by_sbp = new_id(self._store.now_ms()), (payment.method or {}).get("type") == SBP
        self._store.ledger.record(
            "yookassa.refund",
            id=refund_id,
            shop=payment.shop,
            payment_id=payment.id,
            kopecks=kopecks,
            status=self._store.shops[payment.shop].refunds,
            asked=about,
            sbp_operation_id=secrets.token_hex(16).upper() if by_sbp else "",
        )
        return self._store.refunds[refund_id]

    def get(self, asked: Asked) -> Json:
        refund = self._store.refunds.get(asked.target)
        if refund is None or refund.shop != asked.shop.id:
            raise Refusal(404, "Refund doesn't exist", "refund_id")
        return refund.wire()

    def list(self, asked: Asked) -> Json:
        page = lists.page_of(
            (one for one in self._store.refunds.values() if one.shop == asked.shop.id),
            asked.query,
            self._store.now_ms(),
            {"status": lambda one: one.status, "payment_id": lambda one: one.payment_id},
            {"created_at": lambda one: one.created_ms},
        )
        return lists.told(page, Refund.wire)
