"""What shops with a cash register (54-FZ) or with utility payments need in each payment."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from core.dated import valid_on
from core.payments.gateway import Order, Rejected
from core.values import Period
from payments.settings import Receipts, Utilities
from payments.yookassa_values import INVALID, amount

_PURPOSE, _ACCOUNT = 210, 30
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]+\.[^@\s.]+")


def receipt(order: Order, rules: Receipts, day: date) -> dict[str, Any]:
    """The fiscal receipt: one line with all of the sum, so that nothing can be rounded away from it."""
    rule = valid_on(rules.rules, day)
    if rule is None:
        raise Rejected(INVALID, "receipt.items.vat_code")
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
    if _EMAIL.fullmatch(order.email):
        return {"email": order.email}
    if order.email or rules.needs_email:
        raise Rejected(INVALID, "receipt.customer.email")
    if not order.phone.isdigit():
        raise Rejected(INVALID, "receipt.customer.phone")
    return {"phone": order.phone}


def payment_order(order: Order, utilities: Utilities) -> dict[str, Any]:
    """Who is paid for what, for GIS ZhKKh."""
    payee = utilities.payee
    if not 0 < len(order.account_number) <= _ACCOUNT:
        raise Rejected(INVALID, "payment_order.account_number")
    period = _period(order.period)
    told: dict[str, Any] = {
        "type": "utilities",
        "amount": amount(order.amount),
        "payment_purpose": _purpose(utilities.purpose, order.account_number, period),
        "recipient": {
            "name": payee.name,
            "inn": payee.inn,
            "kpp": payee.kpp,
            "bank": {
                "name": payee.bank,
                "bic": payee.bic,
                "account": payee.account,
                "correspondent_account": payee.corr_account,
            },
        },
        "account_number": order.account_number,
    }
    if period is not None:
        told["payment_period"] = {"month": period.month, "year": period.year}
    return told | {
        name: value for name, value in (("kbk", utilities.kbk), ("oktmo", utilities.oktmo)) if value
    }


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except ValueError:
        raise Rejected(INVALID, "payment_order.payment_period") from None


def _purpose(template: str, account: str, period: Period | None) -> str:
    known = f"{period.month:02d}.{period.year:04d}" if period else ""
    parts = (part for part in template.split(";") if known or "{period}" not in part)
    return ";".join(parts).replace("{account}", account).replace("{period}", known)[:_PURPOSE]
