"""What is asked for, field by field, and the settings that it is made from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.payments.gateway import Rejected, Shop
from core.payments.requisites import Requisites
from core.values import Money
from payments.checks import settings_problems, shop_problems
from payments.settings import PRODUCTION_URL, ReceiptRule, Receipts, Utilities, YooKassa
from payments.yookassa_request import payment
from tests.payments.conftest import order

TODAY = date(2026, 11, 20)
RULE = ReceiptRule(date(2026, 1, 1), 11)
PAYEE = Requisites(
    name="АО «Пример Энергосбыт»",
    account="40702810900000001234",
    bank="ПАО «ПРИМЕР БАНК» г. Примерск",
    bic="041117801",
    corr_account="30101810900000000801",
    inn="2901000017",
    kpp="290101001",
)
SHOP = YooKassa("100500", "test_key", return_url="https://t.me/primer_bot")
FULL = replace(
    SHOP,
    receipts=Receipts("Электроэнергия", (RULE,)),
    utilities=Utilities(PAYEE, "Электроэнергия;ЛС {account};ПРД{period}", kbk="0", oktmo="11701000"),
)
ORDER = replace(order(), email="a@primer.test", account_number="290012345678", period="2026-10")


def test_the_smallest_request():
    wanted = replace(ORDER, intent=42)
    assert payment(wanted, SHOP, TODAY) == {
        "amount": {"value": "1234.56", "currency": "RUB"},
        "capture": True,
        "confirmation": {"type": "redirect", "return_url": "https://t.me/primer_bot", "locale": "ru_RU"},
        "description": "Электроэнергия, л/с *5678",
        "metadata": {"intent": "42"},
    }


def test_a_receipt_of_one_line():
    assert payment(ORDER, FULL, TODAY)["receipt"] == {
        "customer": {"email": "a@primer.test"},
        "items": [
            {
                "description": "Электроэнергия",
                "quantity": "1",
                "amount": {"value": "1234.56", "currency": "RUB"},
                "vat_code": 11,
                "payment_mode": "full_payment",
                "payment_subject": "service",
                "measure": "another",
            }
        ],
        "internet": True,
    }


def test_a_payment_order():
    told = payment(ORDER, FULL, TODAY)["payment_order"]
    assert told["payment_purpose"] == "Электроэнергия;ЛС 290012345678;ПРД10.2026"
    assert told["recipient"]["bank"]["correspondent_account"] == PAYEE.corr_account
    assert (told["account_number"], told["payment_period"]) == ("290012345678", {"month": 10, "year": 2026})
    assert (told["kbk"], told["oktmo"]) == ("0", "11701000")
    plain = payment(replace(ORDER, period=""), FULL, TODAY)["payment_order"]
    assert plain["payment_purpose"] == "Электроэнергия;ЛС 290012345678"
    assert "payment_period" not in plain


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount": Money(0)}, r"amount\.value"),
        ({"amount": Money(-1)}, r"amount\.value"),
        ({"description": ""}, "description"),
        ({"description": "x" * 129}, "description"),
        ({"return_url": "https://t.me/" + "x" * 2048}, "return_url"),
        ({"email": ""}, r"receipt\.customer\.email"),
        ({"email": "a@primer"}, r"receipt\.customer\.email"),
        ({"email": "a b@primer.test"}, r"receipt\.customer\.email"),
        ({"account_number": ""}, "account_number"),
        ({"account_number": "1" * 31}, "account_number"),
        ({"period": "10.2026"}, "payment_period"),
    ],
)
def test_what_is_not_asked_for(change, field):
    with pytest.raises(Rejected, match=f"invalid_request.*{field}"):
        payment(replace(ORDER, **change), FULL, TODAY)


def test_the_phone_is_told_only_where_there_is_no_email():
    spoken = replace(FULL, receipts=replace(FULL.receipts, needs_email=False))
    both = replace(ORDER, phone="79990000000")
    assert payment(both, spoken, TODAY)["receipt"]["customer"] == {"email": "a@primer.test"}
    one = payment(replace(both, email=""), spoken, TODAY)
    assert one["receipt"]["customer"] == {"phone": "79990000000"}
    with pytest.raises(Rejected, match="phone"):
        payment(replace(ORDER, email="", phone="+79990000000"), spoken, TODAY)


def test_settings_that_are_right_have_no_problem():
    assert list(settings_problems(FULL, production=False, today=TODAY)) == []
    real = replace(FULL, secret_key="live_key")
    assert list(settings_problems(real, production=True, today=TODAY)) == []
    local = replace(FULL, api_url="http://127.0.0.1:8081/v3/")
    assert list(settings_problems(local, production=False, today=TODAY)) == []


def rules(*codes):
    return {"receipts": Receipts("Э", codes)}


def utilities(**change):
    purpose = change.pop("purpose", "Э")
    more = {name: change.pop(name) for name in ("kbk", "oktmo") if name in change}
    return {"utilities": Utilities(replace(PAYEE, **change), purpose, **more)}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"shop_id": "shop"}, "shop_id"),
        ({"shop_id": "١٢"}, "shop_id"),
        ({"secret_key": " "}, "secret_key"),
        ({"secret_key": "test_a b"}, "secret_key"),
        ({"secret_key": "test_ключ"}, "secret_key"),
        ({"api_url": "http://api.yookassa.ru/v3"}, "api_url"),
        ({"api_url": "https://api.yookassa.ru"}, "api_url"),
        ({"api_url": "http://[::1/v3"}, "api_url"),
        ({"return_url": "x" * 2049}, "return_url"),
        ({"receipts": Receipts("", (RULE,))}, "receipts.item"),
        (rules(), "receipts.rules"),
        (rules(replace(RULE, vat_code=13)), "receipts.rules"),
        (rules(replace(RULE, tax_system=7)), "receipts.rules"),
        (rules(replace(RULE, mode="gift")), "receipts.rules"),
        (rules(replace(RULE, subject="Услуга")), "receipts.rules"),
        (rules(replace(RULE, valid_to=date(2026, 11, 19))), "receipts.rules"),
        (utilities(inn="290100001712"), "utilities.inn"),
        (utilities(kpp=""), "utilities.kpp"),
        (utilities(corr_account=""), "utilities.corr_account"),
        (utilities(bank="Б" * 46), "utilities.name"),
        (utilities(purpose="ЛС {number}"), "utilities.purpose"),
        (utilities(kbk="1"), "utilities.kbk"),
        (utilities(oktmo="1"), "utilities.oktmo"),
    ],
)
def test_settings_that_are_wrong(change, field):
    found = list(settings_problems(replace(SHOP, **change), production=False, today=TODAY))
    assert [name for name, _ in found] == [field]


@pytest.mark.parametrize(
    ("codes", "today", "wrong"),
    [
        ([ReceiptRule(date(2019, 1, 1), 4)], date(2025, 6, 1), [date(2026, 1, 1)]),
        ([ReceiptRule(date(2019, 1, 1), 6)], TODAY, [TODAY]),
        ([ReceiptRule(date(2019, 1, 1), 4), RULE], date(2025, 6, 1), []),
        ([ReceiptRule(date(2025, 12, 1), 12)], date(2025, 12, 5), [date(2025, 12, 5)]),
        ([ReceiptRule(date(2019, 1, 1), 1)], TODAY, []),
        ([RULE, ReceiptRule(date(2027, 1, 1), 4)], TODAY, [date(2027, 1, 1)]),
    ],
)
def test_fault_25_a_rate_that_the_law_has_ended_is_found_before_the_day(codes, today, wrong):
    found = list(settings_problems(replace(SHOP, **rules(*codes)), production=False, today=today))
    assert [any(str(day) in told for _, told in found) for day in wrong] == [True] * len(wrong)
    assert len(found) == len(wrong)


@pytest.mark.parametrize(
    ("key", "production", "field"),
    [("test_key", True, "secret_key"), ("live_key", False, "secret_key"), ("live_key", True, None)],
)
def test_fault_27_the_key_belongs_to_the_environment(key, production, field):
    shop = replace(SHOP, secret_key=key)
    found = [name for name, _ in settings_problems(shop, production=production, today=TODAY)]
    assert found == ([field] if field else [])


def test_fault_27_production_talks_to_nobody_but_yookassa():
    for url in ("http://127.0.0.1:8081/v3", "https://api.yookassa.test/v3"):
        shop = replace(SHOP, secret_key="live_key", api_url=url)
        ((name, told),) = settings_problems(shop, production=True, today=TODAY)
        assert (name, PRODUCTION_URL in told) == ("api_url", True)


@pytest.mark.parametrize(
    ("told", "production", "fields"),
    [
        (Shop("100500", test=True), False, []),
        (Shop("100501", test=True), False, ["shop_id"]),
        (Shop("100500", test=True), True, ["shop_id"]),
        (Shop("100500", test=False), False, ["shop_id"]),
        (Shop("100500", test=True, enabled=False), False, ["shop_id"]),
        (Shop("100500", test=True, fiscal=True), False, ["receipts"]),
    ],
)
def test_fault_27_the_shop_says_whether_it_is_real(told, production, fields):
    assert [name for name, _ in shop_problems(SHOP, told, production=production)] == fields


def test_a_problem_never_shows_the_key():
    shop = replace(SHOP, secret_key="test_TopSecret ")
    for production in (True, False):
        told = str(list(settings_problems(shop, production=production, today=TODAY)))
        assert "TopSecret" not in told
