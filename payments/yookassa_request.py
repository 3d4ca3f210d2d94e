"""What a payment is made of, as the API wants it. The same order always makes the same body.

Everything is checked before anything leaves: Rejected names the field.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from core.payments.gateway import Order, Rejected
from payments.settings import YooKassa
from payments.yookassa_details import payment_order, receipt
from payments.yookassa_values import INVALID, amount

OWN_KEYS, KEY, VALUE = 15, 32, 512
"""Of metadata: the API takes 16 keys, one is the SDK's own."""
_DESCRIPTION, _URL = 128, 2048
_IDEMPOTENCE = re.compile(r"[0-9A-Za-z+\-_.]{1,64}")


def key(text: str) -> str:
    """The same key, if it is one: for an empty one the SDK would invent another at each try."""
    if not _IDEMPOTENCE.fullmatch(text):
        raise Rejected(INVALID, "Idempotence-Key")
    return text


def metadata(own: dict[str, str]) -> dict[str, str]:
    """Our own data, as a plain dict: the SDK drops a subclass without a word, and checks nothing inside."""
    fits = len(own) <= OWN_KEYS and all(
        type(name) is str and type(value) is str and 0 < len(name) <= KEY and len(value) <= VALUE
        for name, value in own.items()
    )
    if not fits:
        raise Rejected(INVALID, "metadata")
    return dict(own)


def payment(order: Order, shop: YooKassa, day: date) -> dict[str, Any]:
    """The body of POST /payments; `day` (of Moscow) decides which codes the receipt has."""
    if not 0 < len(order.description) <= _DESCRIPTION:
        raise Rejected(INVALID, "description")
    back = order.return_url or shop.return_url
    if not 0 < len(back) <= _URL:
        raise Rejected(INVALID, "confirmation.return_url")
    body: dict[str, Any] = {
        "amount": amount(order.amount),
        "capture": True,
        "confirmation": {"type": "redirect", "return_url": back, "locale": "ru_RU"},
        "description": order.description,
        "metadata": metadata({"intent": str(order.intent)}),
    }
    if shop.receipts is not None:
        body["receipt"] = receipt(order, shop.receipts, day)
    if shop.utilities is not None:
        body["payment_order"] = payment_order(order, shop.utilities)
    return body
