"""What control shows: shops, payments, money in whole kopecks."""

from __future__ import annotations

from sandbox.jsontext import Json
from sandbox.yookassa.payment import SUCCEEDED, Payment, wire
from sandbox.yookassa.payments import PAGE
from sandbox.yookassa.service import YooKassa


def state(one: YooKassa, limit: int) -> Json:
    """The newest `limit` payments first, and what was ever paid and given back."""
    store = one.store
    newest = sorted(store.payments.values(), key=lambda payment: payment.n, reverse=True)
    return {
        "shops": [shop.describe() for shop in store.shops.values()],
        "paid": sum(payment.kopecks for payment in store.payments.values() if payment.status == SUCCEEDED),
        "refunded": sum(ref.kopecks for ref in store.refunds.values() if ref.status == SUCCEEDED),
        "payments": [payment_of(payment) for payment in newest[:limit]],
        "refunds": [refund.wire() for refund in reversed(store.refunds.values())][:limit],
        "notifications": [
            {"event": notice.event, "about": notice.about, "due_ms": notice.due_ms, "attempt": notice.attempt}
            for notice in one.notices.waiting.values()
        ],
    }


def payment_of(payment: Payment) -> Json:
    """The payment object, its page and when it ends."""
    shown = {"page": f"{PAGE}?orderId={payment.id}", "kopecks": payment.kopecks, "left": payment.left}
    return {**wire(payment), **shown, "created_ms": payment.created_ms, "expires_ms": payment.expires_ms}
