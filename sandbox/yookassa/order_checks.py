"""The payment order of utility payments, which YooKassa reports to the state's register (GIS ZhKKh)."""

from __future__ import annotations

from typing import Any

from sandbox.jsontext import Json
from sandbox.yookassa import fields
from sandbox.yookassa.amounts import kopecks_of
from sandbox.yookassa.errors import invalid

_PATH = "payment_order."
_IDS = {
    "payment_document_id": (18, 18),
    "payment_document_number": (1, 30),
    "account_number": (1, 30),
    "unified_account_number": (10, 10),
    "service_id": (13, 13),
}


def check_order(order: Any, kopecks: int) -> None:
    """Raises Refusal 400."""
    if not isinstance(order, dict):
        raise invalid("payment_order", "payment_order is required for utility payments")
    if order.get("type") != "utilities":
        raise invalid(f"{_PATH}type", "payment_order.type is utilities")
    if kopecks_of(order.get("amount"), f"{_PATH}amount") != kopecks:
        raise invalid(f"{_PATH}amount", "payment_order.amount is not equal to the amount")
    fields.text(order, "payment_purpose", 210, least=1, path=_PATH)
    _check_recipient(order)
    _check_period(order)
    given = [name for name in _IDS if order.get(name) is not None]
    if not given:
        raise invalid("payment_order", f"one of {', '.join(_IDS)} is required")
    for name in given:
        least, most = _IDS[name]
        fields.text(order, name, most, least=least, path=_PATH)


def _check_recipient(order: Json) -> None:
    path = f"{_PATH}recipient."
    recipient = fields.mapping(order, "recipient", needed=True, path=_PATH) or {}
    fields.text(recipient, "name", 160, least=1, path=path)
    fields.matching(recipient, "inn", r"[0-9]{10}", path)
    fields.matching(recipient, "kpp", r"[0-9]{9}", path)
    bank = fields.mapping(recipient, "bank", needed=True, path=path) or {}
    path += "bank."
    fields.text(bank, "name", 45, least=1, path=path)
    fields.matching(bank, "bic", r"[0-9]{9}", path)
    fields.matching(bank, "account", r"[0-9]{20}", path)
    fields.matching(bank, "correspondent_account", r"[0-9]{20}", path)


def _check_period(order: Json) -> None:
    period = fields.mapping(order, "payment_period", path=_PATH)
    if period is None:
        return
    for name, least, most in (("month", 1, 12), ("year", 1920, 2050)):
        value = period.get(name)
        if type(value) is not int or not least <= value <= most:
            raise invalid(f"{_PATH}payment_period.{name}", f"{name} is {least} to {most}")
