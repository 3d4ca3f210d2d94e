"""/receipts: a receipt by itself, after the payment or the refund it belongs to."""

from __future__ import annotations

from sandbox.jsontext import Json
from sandbox.yookassa import fields, lists
from sandbox.yookassa.amounts import kopecks_of, new_id
from sandbox.yookassa.asked import Asked
from sandbox.yookassa.errors import Refusal, invalid
from sandbox.yookassa.payment import SUCCEEDED
from sandbox.yookassa.receipt import Receipt, shown
from sandbox.yookassa.receipt_checks import check_receipt
from sandbox.yookassa.store import Store

MOST = 50
_SETTLEMENTS = ("cashless", "prepayment", "postpayment", "consideration")


class Receipts:
    """Every method raises Refusal."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def create(self, asked: Asked) -> Json:
        body = asked.body
        if body.get("type") not in ("payment", "refund"):
            raise invalid("type", "type is payment or refund")
        name = f"{body['type']}_id"
        owner = self._check_owner(asked, body["type"], name)
        if body.get("send") is not True:
            raise invalid("send", "send can only be true")
        settled = self._settled(body)
        check_receipt(body, settled, asked.shop.fiscal)
        receipt_id = f"rt-{new_id(self._store.now_ms())}"
        about = {"type": body["type"], name: owner, **shown(body), "settlements": body["settlements"]}
        self._store.ledger.record("yookassa.receipt", id=receipt_id, shop=asked.shop.id, about=about)
        return self._store.receipts[receipt_id].wire()

    def get(self, asked: Asked) -> Json:
        receipt = self._store.receipts.get(asked.target)
        if receipt is None or receipt.shop != asked.shop.id:
            raise Refusal(404, "Receipt doesn't exist", "receipt_id")
        return receipt.wire()

    def list(self, asked: Asked) -> Json:
        page = lists.page_of(
            (one for one in self._store.receipts.values() if one.shop == asked.shop.id),
            asked.query,
            self._store.now_ms(),
            {
                "status": lambda _: "succeeded",
                "payment_id": lambda one: one.about.get("payment_id", ""),
                "refund_id": lambda one: one.about.get("refund_id", ""),
            },
            {"created_at": lambda one: one.created_ms},
        )
        return lists.told(page, Receipt.wire)

    def _check_owner(self, asked: Asked, kind: str, name: str) -> str:
        owner_id = fields.text(asked.body, name, 36, least=36) or ""
        found = self._store.payments if kind == "payment" else self._store.refunds
        owner = found.get(owner_id)
        if owner is None or owner.shop != asked.shop.id or owner.status != SUCCEEDED:
            raise invalid(name, f"There is no {kind} of this id that succeeded")
        already = sum(one.about.get(name) == owner_id for one in self._store.receipts.values())
        if already >= MOST:
            raise invalid(name, f"a {kind} has at most {MOST} receipts")
        return owner_id

    def _settled(self, body: Json) -> int:
        settlements = body.get("settlements")
        if not isinstance(settlements, list) or not settlements:
            raise invalid("settlements", "settlements are required")
        for at, one in enumerate(settlements):
            if not isinstance(one, dict) or one.get("type") not in _SETTLEMENTS:
                raise invalid(f"settlements[{at}].type", f"type is one of {', '.join(_SETTLEMENTS)}")
        return sum(
            kopecks_of(one.get("amount"), f"settlements[{at}].amount") for at, one in enumerate(settlements)
        )
