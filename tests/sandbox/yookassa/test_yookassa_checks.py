"""What the emulated YooKassa takes and refuses, field by field: tables without a server."""

from __future__ import annotations

import pytest

from sandbox.yookassa.amounts import iso, kopecks_of, money, ms_of, new_id
from sandbox.yookassa.create_checks import check_payment
from sandbox.yookassa.errors import Refusal
from sandbox.yookassa.methods import income
from sandbox.yookassa.receipt_checks import check_receipt
from sandbox.yookassa.shop import Shop
from tests.sandbox.yookassa.conftest import item, order, rub

REDIRECT = {"type": "redirect", "return_url": "https://t.me/b"}
CUSTOMER = {"email": "anna@example.ru"}
RECEIPT = {"customer": CUSTOMER, "items": [item()]}
BANK = {"name": "ПАО БАНК", "bic": "041117000", "account": "4" * 20, "correspondent_account": "3" * 20}
RECIPIENT = {"name": "АО Пример", "inn": "2900000000", "kpp": "290101001", "bank": BANK}
UTILITIES = {
    "type": "utilities",
    "amount": rub("1234.56"),
    "payment_purpose": "Электроэнергия;ЛС 290012345678",
    "recipient": RECIPIENT,
    "account_number": "290012345678",
}


def refused(call, *values, **options):
    """The parameter that a refusal names; "" when nothing is refused."""
    try:
        call(*values, **options)
    except Refusal as refusal:
        return refusal.parameter if refusal.status == 400 else str(refusal.status)
    return ""


def check(body, *, strict=True, **shop):
    return refused(check_payment, body, Shop("100500", "k", **shop), strict=strict)


def test_money_and_times():
    assert money(100) == {"value": "1.00", "currency": "RUB"}
    assert money(123_456_07)["value"] == "123456.07"
    assert kopecks_of(rub("1234.56")) == 123_456
    assert iso(1_795_161_600_007) == "2026-11-20T08:00:00.007Z"
    assert ms_of("2026-11-20T08:00:00.007Z", "x") == 1_795_161_600_007
    assert ms_of("2026-11-20T11:00:00+03:00", "x") == 1_795_161_600_000


def test_identifiers():
    ids = {new_id(1_795_161_600_000) for _ in range(1000)}
    assert len(ids) == 1000
    assert {len(one) for one in ids} == {36}
    assert new_id(1_531_911_078_000)[:14] == "22e12f66-000f-", "as in YooKassa's own documentation"


def test_what_the_shop_gets():
    """Less 2.8 % (card) or 0.7 % (SBP), less 22 % VAT of that; halves go up."""
    assert income(100_000, "bank_card") == 100_000 - 2800 - 616
    assert income(100_000, "sbp") == 100_000 - 700 - 154
    assert income(18, "bank_card") == 18 - 1


@pytest.mark.parametrize(
    ("amount", "parameter"),
    [
        (None, "amount"),
        ("1234.56", "amount"),
        (rub(1234.56), "amount.value"),
        (rub("1234,56"), "amount.value"),
        (rub("1 234.56"), "amount.value"),
        (rub("1234.5"), "amount.value"),
        (rub("1234"), "amount.value"),
        (rub("-5.00"), "amount.value"),
        (rub("0.00"), "amount.value"),
        (rub("0.99"), "amount.value"),
        (rub("nan"), "amount.value"),
        (rub("١٢.00"), "amount.value"),
        ({"value": "5.00", "currency": "USD"}, "amount.currency"),
        ({"value": "5.00"}, "amount.currency"),
        (rub("1.00"), ""),
        (rub("700000.00"), ""),
        (rub("700000.01"), "amount.value"),
    ],
)
def test_amounts(amount, parameter):
    assert check({**order(), "amount": amount}) == parameter


@pytest.mark.parametrize(
    ("more", "parameter"),
    [
        ({}, ""),
        ({"transfers": [], "statements": []}, ""),
        ({"description": "ы" * 128}, ""),
        ({"description": "ы" * 129}, "description"),
        ({"description": 5}, "description"),
        ({"metadata": {str(number): "v" for number in range(16)}}, ""),
        ({"metadata": {str(number): "v" for number in range(17)}}, "metadata"),
        ({"metadata": {"k" * 33: "v"}}, "metadata"),
        ({"metadata": {"k": "v" * 513}}, "metadata.k"),
        ({"metadata": {"intent": 42}}, "metadata.intent"),
        ({"metadata": "intent"}, "metadata"),
        ({"confirmation": None}, "confirmation"),
        ({"confirmation": {"type": "redirect"}}, "confirmation.return_url"),
        ({"confirmation": {"type": "redirect", "return_url": ""}}, "confirmation.return_url"),
        ({"confirmation": {"type": "redirect", "return_url": "t.me/b"}}, "confirmation.return_url"),
        ({"confirmation": {**REDIRECT, "return_url": "https://" + "x" * 2041}}, "confirmation.return_url"),
        ({"confirmation": {**REDIRECT, "locale": "de_DE"}}, "confirmation.locale"),
        ({"confirmation": {"type": "carrier pigeon"}}, "confirmation.type"),
        ({"confirmation": {"type": "qr"}}, "payment_method_data"),
        ({"capture": "yes"}, "capture"),
        ({"payment_method_data": {"type": "cash"}}, "payment_method_data.type"),
        ({"payment_method_data": {"type": "sbp"}, "capture": False}, "capture"),
        ({"payment_method_data": {"type": "bank_card"}, "amount": rub("350000.01")}, "amount.value"),
        ({"payment_method_data": {"type": "sbp"}, "amount": rub("700000.00")}, ""),
        ({"merchant_customer_id": "x" * 201}, "merchant_customer_id"),
        ({"payment_token": "x"}, "payment_token"),
        ({"transfers": [{"account_id": "1"}]}, "transfers"),
        ({"expires_at": "2026-11-20T08:00:00.000Z"}, "expires_at"),
    ],
)  # fmt: skip
def test_fields_of_a_payment(more, parameter):
    assert check({**order(), **more}) == parameter


def test_unknown_fields_are_let_pass_by_the_lax():
    assert check({**order(), "colour": "red"}, strict=False) == ""


def test_a_shop_without_sbp_has_none():
    assert (
        check(order(payment_method_data={"type": "sbp"}), methods=["bank_card"]) == "payment_method_data.type"
    )


@pytest.mark.parametrize(
    ("fiscal", "receipt", "parameter"),
    [
        ("", None, ""),
        ("atol", None, "receipt"),
        ("atol", RECEIPT, ""),
        ("atol", {**RECEIPT, "customer": {"phone": "79000000000"}}, ""),
        ("yoo_receipt", {**RECEIPT, "customer": {"phone": "79000000000"}}, "receipt.customer.email"),
        ("", {**RECEIPT, "customer": {}}, "receipt.customer"),
        ("atol", {"items": [item()]}, "receipt.customer"),
        ("atol", {**RECEIPT, "customer": {"phone": "+79000000000"}}, "receipt.customer.phone"),
        ("atol", {**RECEIPT, "customer": {"email": "anna@ru"}}, "receipt.customer.email"),
        ("atol", {**RECEIPT, "items": []}, "receipt.items"),
        ("atol", {**RECEIPT, "items": [item("1234.55")]}, "receipt.items"),
        ("atol", {**RECEIPT, "items": [item("12.34", quantity="100.04")]}, "receipt.items"),
        ("atol", {**RECEIPT, "items": [item("12.34", quantity="100.045")]}, ""),
        ("atol", {**RECEIPT, "items": [item("617.28", quantity=2)]}, ""),
        ("atol", {**RECEIPT, "items": [item("1000.00"), item("234.56")]}, ""),
        ("atol", {**RECEIPT, "items": [item(quantity="0")]}, "receipt.items[0].quantity"),
        ("atol", {**RECEIPT, "items": [item(quantity="nan")]}, "receipt.items[0].quantity"),
        ("atol", {**RECEIPT, "items": [item(quantity=None)]}, "receipt.items[0].quantity"),
        ("atol", {**RECEIPT, "items": [item(vat_code=13)]}, "receipt.items[0].vat_code"),
        ("atol", {**RECEIPT, "items": [item(vat_code=None)]}, "receipt.items[0].vat_code"),
        ("atol", {**RECEIPT, "items": [item(vat_code=12)]}, ""),
        ("atol", {**RECEIPT, "items": [item(description="")]}, "receipt.items[0].description"),
        ("atol", {**RECEIPT, "items": [item(description="x" * 129)]}, "receipt.items[0].description"),
        ("atol", {**RECEIPT, "items": [item(payment_mode="later")]}, "receipt.items[0].payment_mode"),
        ("atol", {**RECEIPT, "items": [item(payment_subject="love")]}, "receipt.items[0].payment_subject"),
        ("atol", {**RECEIPT, "items": [item(measure="kilowatt_hour")]}, ""),
        ("atol", {**RECEIPT, "items": [item(measure="pound")]}, "receipt.items[0].measure"),
        ("atol", {**RECEIPT, "tax_system_code": 7}, "receipt.tax_system_code"),
        ("atol", {**RECEIPT, "items": ["light"]}, "receipt.items[0]"),
    ],
)
def test_receipts(fiscal, receipt, parameter):
    more = {} if receipt is None else {"receipt": receipt}
    assert check(order(**more), fiscal=fiscal) == parameter


def test_how_many_lines_a_receipt_has():
    def lines(count):
        return {"customer": CUSTOMER, "items": [item("1.00")] * count}

    assert refused(check_receipt, lines(80), 8000, "yoo_receipt") == ""
    assert refused(check_receipt, lines(81), 8100, "yoo_receipt") == "receipt.items"
    assert refused(check_receipt, lines(100), 10_000, "atol") == ""
    assert refused(check_receipt, lines(101), 10_100, "atol") == "receipt.items"


def at_bank(**changes):
    return {**RECIPIENT, "bank": {**BANK, **changes}}


@pytest.mark.parametrize(
    ("changes", "parameter"),
    [
        ({}, ""),
        ({"type": "taxes"}, "payment_order.type"),
        ({"amount": rub("1234.55")}, "payment_order.amount"),
        ({"payment_purpose": "x" * 211}, "payment_order.payment_purpose"),
        ({"payment_purpose": None}, "payment_order.payment_purpose"),
        ({"recipient": None}, "payment_order.recipient"),
        ({"recipient": {**RECIPIENT, "inn": "290000000000"}}, "payment_order.recipient.inn"),
        ({"recipient": {**RECIPIENT, "kpp": "1"}}, "payment_order.recipient.kpp"),
        ({"recipient": at_bank(name="x" * 46)}, "payment_order.recipient.bank.name"),
        ({"recipient": at_bank(bic="04")}, "payment_order.recipient.bank.bic"),
        ({"recipient": at_bank(account="4")}, "payment_order.recipient.bank.account"),
        ({"account_number": None}, "payment_order"),
        ({"account_number": "x" * 31}, "payment_order.account_number"),
        ({"account_number": None, "unified_account_number": "60АА000593"}, ""),
        ({"unified_account_number": "60"}, "payment_order.unified_account_number"),
        ({"payment_period": {"month": 10, "year": 2026}}, ""),
        ({"payment_period": {"month": 13, "year": 2026}}, "payment_order.payment_period.month"),
        ({"payment_period": {"month": 10, "year": 1919}}, "payment_order.payment_period.year"),
    ],
)  # fmt: skip
def test_orders_of_utility_payments(changes, parameter):
    body = order(payment_order={**UTILITIES, **changes})
    assert check(body, utilities=True) == parameter
    assert check(body) == parameter, "one that is given is checked at any shop"


def test_a_shop_for_utilities_wants_one_always():
    assert check(order(), utilities=True) == "payment_order"
    assert check(order()) == ""
