"""Whether a payment can be made of a request: field after field, the first that is wrong is named."""

from __future__ import annotations

import re
from typing import Any

from sandbox.jsontext import Json
from sandbox.yookassa import fields
from sandbox.yookassa.amounts import kopecks_of
from sandbox.yookassa.errors import Refusal, invalid
from sandbox.yookassa.methods import BANK_CARD, LEAST_KOPECKS, MOST_KOPECKS, SBP
from sandbox.yookassa.order_checks import check_order
from sandbox.yookassa.receipt_checks import check_receipt
from sandbox.yookassa.shop import METHODS, Shop

_URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_CONFIRMATIONS = ("redirect", "qr", "embedded", "external", "mobile_application")
_NEED_RETURN = ("redirect", "mobile_application")
_KNOWN = frozenset(
    [
        "amount",
        "description",
        "receipt",
        "recipient",
        "payment_token",
        "payment_method_id",
        "payment_method_data",
        "confirmation",
        "save_payment_method",
        "capture",
        "client_ip",
        "metadata",
        "airline",
        "transfers",
        "deal",
        "merchant_customer_id",
        "payment_order",
        "receiver",
        "statements",
    ]
)
_NOT_HERE = ("payment_token", "payment_method_id", "airline", "deal", "receiver", "transfers", "statements")


def check_payment(body: Json, shop: Shop, *, strict: bool) -> int:
    """Kopecks of a payment that can be made. Raises Refusal 400, or 403 for a shop that is switched off."""
    if not shop.enabled:
        raise Refusal(403, "The shop is disabled")
    kopecks = kopecks_of(body.get("amount"))
    fields.text(body, "description", 128)
    fields.metadata(body)
    _check_confirmation(body)
    _check_capture(body)
    _check_method(body, shop, kopecks)
    fields.text(body, "merchant_customer_id", 200)
    if shop.fiscal or body.get("receipt") is not None:
        check_receipt(body.get("receipt"), kopecks, shop.fiscal)
    if shop.utilities or body.get("payment_order") is not None:
        check_order(body.get("payment_order"), kopecks)
    _check_names(body, strict=strict)
    return kopecks


def _check_confirmation(body: Json) -> None:
    given = fields.mapping(body, "confirmation")
    if given is None:
        raise invalid("confirmation", "confirmation is required")
    if given.get("type") not in _CONFIRMATIONS:
        raise invalid("confirmation.type", f"confirmation.type is one of {', '.join(_CONFIRMATIONS)}")
    if given["type"] in _NEED_RETURN:
        url = fields.text(given, "return_url", 2048, least=1, path="confirmation.") or ""
        if not _URL.fullmatch(url):
            raise invalid("confirmation.return_url", "return_url is an absolute address")
    fields.one_of(given, "locale", ("ru_RU", "en_US"), "confirmation.")


def _check_capture(body: Json) -> None:
    for name in ("capture", "save_payment_method"):
        if not isinstance(body.get(name, False), bool):
            raise invalid(name, f"{name} is true or false")


def _check_method(body: Json, shop: Shop, kopecks: int) -> None:
    """The largest sum is the method's; the method's place on the page decides where none is named."""
    given = fields.mapping(body, "payment_method_data")
    name: Any = None if given is None else given.get("type")
    if given is not None and (name not in METHODS or name not in shop.methods):
        raise invalid("payment_method_data.type", "Payment method is not available")
    if name == SBP and not body.get("capture", False):
        raise invalid("capture", "The Faster Payments System has no two-stage payments")
    if given is None and body["confirmation"]["type"] == "qr":
        raise invalid("payment_method_data", "A QR code needs payment_method_data of type sbp")
    most = MOST_KOPECKS[SBP] if name in {None, SBP} else MOST_KOPECKS[BANK_CARD]
    if not LEAST_KOPECKS <= kopecks <= most:
        raise invalid("amount.value", f"The amount must be from 1.00 to {most // 100}.00")


def _check_names(body: Json, *, strict: bool) -> None:
    """Empty lists of what is not emulated are let pass: the SDK always sends two of them."""
    for name, value in body.items():
        if name in _NOT_HERE and value not in (None, [], {}):
            raise invalid(name, f"{name} is not emulated (sandbox)")
        if strict and name not in _KNOWN:
            raise invalid(name, f"there is no {name} (sandbox)")
