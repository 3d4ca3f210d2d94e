"""Whether the receipt of a payment, a refund or of its own can be registered."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from sandbox.jsontext import Json
from sandbox.yookassa import fields
from sandbox.yookassa.amounts import kopecks_of
from sandbox.yookassa.errors import invalid
from sandbox.yookassa.shop import YOO_RECEIPT


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MODES = _words(
    "full_prepayment partial_prepayment advance full_payment partial_payment credit credit_payment"
)
SUBJECTS = _words(
    """commodity excise job service gambling_bet gambling_prize lottery lottery_prize intellectual_activity
    payment agent_commission property_right non_operating_gain insurance_premium sales_tax resort_fee
    composite another fine tax lien cost agent_withdrawals marked non_marked"""
)
MEASURES = _words(
    """piece gram kilogram ton centimeter decimeter meter square_centimeter square_decimeter square_meter
    milliliter liter cubic_meter kilowatt_hour gigacalorie day hour minute second another"""
)
VAT_CODES, TAX_SYSTEMS = tuple(range(1, 13)), tuple(range(1, 7))


def check_receipt(receipt: Any, kopecks: int, provider: str) -> None:
    """The sum of the items is the sum paid. `provider` "" where the shop has no cash register."""
    if not isinstance(receipt, dict):
        raise invalid("receipt", "Receipt is missing or illegal")
    _check_customer(receipt, provider)
    fields.one_of(receipt, "tax_system_code", TAX_SYSTEMS, "receipt.")
    fields.one_of(receipt, "timezone", tuple(range(1, 12)), "receipt.")
    most, items = (80 if provider == YOO_RECEIPT else 100), receipt.get("items")
    if not isinstance(items, list) or not 1 <= len(items) <= most:
        raise invalid("receipt.items", f"receipt.items is a list of 1 to {most}")
    total = sum((_check_item(item, f"receipt.items[{at}].") for at, item in enumerate(items)), Decimal(0))
    if total.quantize(Decimal(1), ROUND_HALF_UP) != kopecks:
        raise invalid("receipt.items", "The sum of receipt items is not equal to the amount")


def _check_customer(receipt: Json, provider: str) -> None:
    customer = fields.mapping(receipt, "customer", needed=True, path="receipt.") or {}
    fields.text(customer, "full_name", 256, path="receipt.customer.")
    mail, phone = customer.get("email"), customer.get("phone")
    if mail is not None and not fields.email(mail):
        raise invalid("receipt.customer.email", "Incorrect email")
    if phone is not None and not fields.phone(phone):
        raise invalid("receipt.customer.phone", "Incorrect phone: digits only, like 79000000000")
    if provider == YOO_RECEIPT and mail is None:
        raise invalid("receipt.customer.email", "Receipts from YooKassa need an email")
    if mail is None and phone is None:
        raise invalid("receipt.customer", "email or phone is required")


def _check_item(item: Any, path: str) -> Decimal:
    """Kopecks of the line."""
    if not isinstance(item, dict):
        raise invalid(path[:-1], "an item is an object")
    fields.text(item, "description", 128, least=1, path=path)
    if item.get("vat_code") is None:
        raise invalid(f"{path}vat_code", "vat_code is required")
    fields.one_of(item, "vat_code", VAT_CODES, path)
    fields.one_of(item, "payment_mode", MODES, path)
    fields.one_of(item, "payment_subject", SUBJECTS, path)
    fields.one_of(item, "measure", MEASURES, path)
    return quantity(item.get("quantity"), f"{path}quantity") * kopecks_of(item.get("amount"), f"{path}amount")


def quantity(value: Any, name: str) -> Decimal:
    """A number above 0, or a string of one: the SDK sends strings."""
    try:
        number = Decimal("x" if isinstance(value, bool) else str(value))
    except InvalidOperation:
        number = Decimal(0)
    if not number.is_finite() or not 0 < number < 1_000_000:
        raise invalid(name, "quantity is a number above 0")
    return number
