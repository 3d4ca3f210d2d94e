"""/payments: make, read, list, capture, cancel."""

from __future__ import annotations

from sandbox.jsontext import Json
from sandbox.yookassa import lists
from sandbox.yookassa.amounts import kopecks_of, new_id
from sandbox.yookassa.asked import Asked
from sandbox.yookassa.cards import BY_MERCHANT
from sandbox.yookassa.create_checks import check_payment
from sandbox.yookassa.errors import Refusal, invalid
from sandbox.yookassa.methods import SBP, chosen
from sandbox.yookassa.payment import LIFE_MS, WAITING, Payment, wire
from sandbox.yookassa.store import Store

PAGE = "/yookassa/pay"
_KEPT = ("description", "metadata", "merchant_customer_id", "receipt", "capture")


class Payments:
    """Every method raises Refusal."""

    def __init__(self, store: Store, *, strict: bool) -> None:
        self._store = store
        self._strict = strict

    def create(self, asked: Asked) -> Json:
        kopecks = check_payment(asked.body, asked.shop, strict=self._strict)
        return wire(self.make(asked, kopecks))

    def make(self, asked: Asked, kopecks: int, invoice: str = "") -> Payment:
        """A pending payment of a request that was checked."""
        now_ms = self._store.now_ms()
        payment_id = new_id(now_ms)
        method = (asked.body.get("payment_method_data") or {}).get("type")
        about = {name: asked.body[name] for name in _KEPT if asked.body.get(name) is not None}
        about["return_url"] = asked.body["confirmation"].get("return_url", "")
        return self._store.create(
            payment_id,
            shop=asked.shop.id,
            test=asked.shop.test,
            kopecks=kopecks,
            expires_ms=now_ms + LIFE_MS,
            asked=about,
            confirmation=_confirmation(asked, payment_id),
            method=chosen(payment_id, method) if method else None,
            invoice=invoice,
        )

    def get(self, asked: Asked) -> Json:
        return wire(self._find(asked))

    def list(self, asked: Asked) -> Json:
        page = lists.page_of(
            (one for one in self._store.payments.values() if one.shop == asked.shop.id),
            asked.query,
            self._store.now_ms(),
            {
                "status": lambda one: one.status,
                "payment_method": lambda one: (one.method or {}).get("type", ""),
            },
            {"created_at": lambda one: one.created_ms, "captured_at": lambda one: one.captured_ms},
        )
        return lists.told(page, wire)

    def capture(self, asked: Asked) -> Json:
        payment = self._waiting(asked)
        amount = asked.body.get("amount")
        kopecks = payment.kopecks if amount is None else kopecks_of(amount)
        if kopecks > payment.kopecks:
            raise invalid("amount", "More cannot be captured than was authorized")
        self._store.succeed(payment, kopecks)
        return wire(payment)

    def cancel(self, asked: Asked) -> Json:
        payment = self._waiting(asked)
        self._store.cancel(payment, "canceled_by_merchant", BY_MERCHANT)
        return wire(payment)

    def _waiting(self, asked: Asked) -> Payment:
        payment = self._find(asked)
        if payment.status != WAITING:
            raise invalid("payment_id", f"Incorrect payment status: {payment.status}")
        return payment

    def _find(self, asked: Asked) -> Payment:
        payment = self._store.payments.get(asked.target)
        if payment is None or payment.shop != asked.shop.id:
            raise Refusal(404, "Payment doesn't exist", "payment_id")
        return payment


def _confirmation(asked: Asked, payment_id: str) -> Json:
    """What leads the payer to the page, in the way that was asked for."""
    given = asked.body["confirmation"]
    url = f"{asked.origin}{PAGE}?orderId={payment_id}"
    told: Json = {"type": given["type"]}
    if given["type"] in {"redirect", "mobile_application"}:
        told |= {"confirmation_url": url}
        told |= {name: given[name] for name in ("return_url", "enforce") if given.get(name) is not None}
        if given["type"] == "redirect":
            return told
        return {"type": given["type"], "confirmation_url": url}
    if given["type"] == "qr":
        return told | {"confirmation_data": f"{url}&method={SBP}"}
    return told | {"confirmation_token": f"ct-{payment_id}"} if given["type"] == "embedded" else told
