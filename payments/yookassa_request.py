"""What a payment is made of, as the API wants it. The same order always makes the same body.

Everything is checked before anything leaves: Rejected names the field.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from core.dated import valid_on
from core.payments.gateway import Order, Rejected
from core.values import Money, Period
from payments.settings import Receipts, Utilities, YooKassa

RUB = "RUB"
OWN_KEYS, KEY, VALUE = 15, 32, 512
"""Of metadata: the API takes 16 keys, one is the SDK's own."""
_DESCRIPTION, _PURPOSE, _ACCOUNT, _URL = 128, 210, 30, 2048
_IDEMPOTENCE = re.compile(r"[0-9A-Za-z+\-_.]{1,64}")
_INVALID = "invalid_request"


def amount(money: Money) -> dict[str, str]:
    """Kopecks as the API writes roubles: a dot and two digits. Raises Rejected unless above zero."""
    if money.kopecks <= 0:
        raise Rejected(_INVALID, "amount.value")
    roubles, kopecks = divmod(money.kopecks, 100)
    return {"value": f"{roubles}.{kopecks:02d}", "currency": RUB}


def key(text: str) -> str:
    """The same key, if it is one: for an empty one the SDK would invent another at each try."""
    if not _IDEMPOTENCE.fullmatch(text):
        raise Rejected(_INVALID, "Idempotence-Key")
    return text


def metadata(own: dict[str, str]) -> dict[str, str]:
    """Our own data, as a plain dict: the SDK drops a subclass without a word, and checks nothing inside."""
    fits = len(own) <= OWN_KEYS and all(
        type(name) is str and type(value) is str and 0 < len(name) <= KEY and len(value) <= VALUE
        for name, value in own.items()
    )
    if not fits:
        raise Rejected(_INVALID, "metadata")
    return dict(own)


def payment(order: Order, shop: YooKassa, day: date) -> dict[str, Any]:
    """The body of POST /payments; `day` (of Moscow) decides which codes the receipt has."""
    if not 0 < len(order.description) <= _DESCRIPTION:
        raise Rejected(_INVALID, "description")
    back = order.return_url or shop.return_url
    if not 0 < len(back) <= _URL:
        raise Rejected(_INVALID, "confirmation.return_url")
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


def receipt(order: Order, rules: Receipts, day: date) -> dict[str, Any]:
    """The fiscal receipt: one line with all of the sum, so that nothing can be rounded away from it."""
    rule = valid_on(rules.rules, day)
    if rule is None:
        raise Rejected(_INVALID, "receipt.items.vat_code")
    told: dict[str, Any] = {
        "customer": _customer(order, rules),
        "items": [
            {
                "description": rules.item,
                "quantity": "1",
                "amount": amount(order.amount),
                "vat_code": rule.vat_code,
                "payment_mode": rule.mode,
                "payment_subject": rule.subject,
                "measure": rule.measure,
            }
        ],
        "internet": True,
    }
    return told | ({"tax_system_code": rule.tax_system} if rule.tax_system else {})


def _customer(order: Order, rules: Receipts) -> dict[str, str]:
    """As little as is enough: the e-mail, else the phone."""
    if order.email:
        return {"email": order.email}
    if rules.needs_email:
        raise Rejected(_INVALID, "receipt.customer.email")
    if not order.phone.isdigit():
        raise Rejected(_INVALID, "receipt.customer.phone")
    return {"phone": order.phone}


def payment_order(order: Order, payee: Utilities) -> dict[str, Any]:
    """Who is paid for what, for GIS ZhKKh."""
    if not 0 < len(order.account_number) <= _ACCOUNT:
        raise Rejected(_INVALID, "payment_order.account_number")
    period = _period(order.period)
    told: dict[str, Any] = {
        "type": "utilities",
        "amount": amount(order.amount),
        "payment_purpose": _purpose(payee.purpose, order.account_number, period),
        "recipient": {
            "name": payee.name,
            "inn": payee.inn,
            "kpp": payee.kpp,
            "bank": {
                "name": payee.bank_name,
                "bic": payee.bic,
                "account": payee.account,
                "correspondent_account": payee.correspondent_account,
            },
        },
        "account_number": order.account_number,
    }
    if period is not None:
        told["payment_period"] = {"month": period.month, "year": period.year}
    return told | {name: value for name, value in (("kbk", payee.kbk), ("oktmo", payee.oktmo)) if value}


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except ValueError:
        raise Rejected(_INVALID, "payment_order.payment_period") from None


def _purpose(template: str, account: str, period: Period | None) -> str:
    known = f"{period.month:02d}.{period.year:04d}" if period else ""
    parts = (part for part in template.split(";") if known or "{period}" not in part)
    return ";".join(parts).replace("{account}", account).replace("{period}", known)[:_PURPOSE]
