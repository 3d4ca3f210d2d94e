"""The QR of a paper bill is understood with the oddities that real suppliers print."""

from __future__ import annotations

import pytest

from core.payments.qr_months import period_of
from core.payments.qr_text import read_bytes, read_text
from core.payments.requisites import Charset
from core.values import Money, Period
from payments.qr import Order, payload
from tests.payments.recipient import RECIPIENT

HEAD = "ST00012|Name=АО Сбыт|PersonalAcc=40702810900000001234|BankName=Банк|BIC=041117801|CorrespAcc=0|"
OCTOBER = Period(2026, 10)


def test_our_own_is_read_back() -> None:
    made = payload(RECIPIENT, Order("1234567833", OCTOBER, "Оплата", Money(123456)))
    found = read_bytes(made)
    assert found is not None
    assert (found.account, found.amount, found.period) == ("1234567833", Money(123456), OCTOBER)


@pytest.mark.parametrize(
    ("rest", "account", "kopecks", "month"),
    [
        # the standard, then one oddity a line: docs/bill.md
        ("PersAcc=1234567833|Sum=123456|PaymPeriod=102026|TechCode=02", "1234567833", 123456, OCTOBER),
        ("persAcc=1234567833|sum=123456|paymPeriod=022021|regType=6", "1234567833", 123456, Period(2021, 2)),
        ("Sum=100|KSK_PeriodPok=202208|Amount=5|Purpose= ЛС 1234567833", "1234567833", 100, None),
        (" PersAcc = 1234567833 |Sum=100|PaymPeriod=СЕНТЯБРЬ 2015", "1234567833", 100, Period(2015, 9)),
        ("PersAcc=1234567833|PaymPeriod=0521|UIN=18104050|", "1234567833", None, Period(2021, 5)),
        ("LastName=1234567833|PaymPeriod=02.2021|QuickPay=x", "1234567833", None, Period(2021, 2)),
        ("LastName=ИВАНОВ|Purpose=За эл/энергию, л/с № 1234567833 за 10.2026", "1234567833", None, None),
        ("Purpose=Лицевой счет 12345-67833;ПРД10.2026|Sum=0", "1234567833", None, None),
        ("Sum=1234,56|PersAcc=1234567833", "1234567833", 123456, None),
        ("Sum=1e3|PersAcc=12 345 678 33", "1234567833", None, None),
        ("Sum=100|Contract=12/345", "12/345", 100, None),
        ("Sum=100|PersAcc=", "", 100, None),
        ("Sum=100|PersAcc=ИВАНОВ", "", 100, None),
    ],
)  # fmt: skip
def test_oddities(rest: str, account: str, kopecks: int | None, month: Period | None) -> None:
    found = read_text(HEAD + rest)
    assert found is not None
    assert (found.account, found.period) == (account, month)
    assert found.amount == (None if kopecks is None else Money(kopecks))


def test_the_account_of_the_bank_is_never_taken_for_the_payers() -> None:
    found = read_text(HEAD + "Sum=100")
    assert found is not None
    assert found.account == ""


def test_own_keys_are_kept() -> None:
    found = read_text(HEAD + "QuickPay=https://x.example/?a=1&b=2|KSK_Type=1")
    assert found is not None
    assert found.fields["quickpay"] == "https://x.example/?a=1&b=2"
    assert found.fields["ksk_type"] == "1"


@pytest.mark.parametrize(
    ("told", "real"), [("1", "utf-8"), ("2", "utf-8"), ("3", "utf-8"), ("1", "cp1251"), ("2", "cp1251")]
)
def test_the_digit_of_the_charset_may_lie(told: str, real: str) -> None:
    text = f"ST0001{told}|Name=АО Сбыт|Purpose=лицевой счёт 1234567833|PaymPeriod=октябрь 2026"
    found = read_bytes(text.encode(real))
    assert found is not None
    assert (found.account, found.period, found.fields["name"]) == ("1234567833", OCTOBER, "АО Сбыт")


@pytest.mark.parametrize("charset", list(Charset))
def test_letters_that_a_scanner_broke_are_mended(charset: Charset) -> None:
    text = "ST00012|Name=АО Сбыт|Purpose=лицевой счёт 1234567833".encode(charset).decode("latin-1")
    found = read_text(text)
    assert found is not None
    assert (found.account, found.fields["name"]) == ("1234567833", "АО Сбыт")


@pytest.mark.parametrize("around", ["{}", "  {}", "Вот что в QR:\n{}", "st00012{}"])
def test_words_around_it(around: str) -> None:
    text = "ST00012|Name=АО|PersAcc=1234567833|Sum=5"
    text = around.format(text[7:]) if around.startswith("st") else around.format(text)
    found = read_text(text)
    assert found is not None
    assert found.account == "1234567833"


@pytest.mark.parametrize("text", ["ST00012|Name=", "st00012|name=|PersonalAcc=|", " ST00011| Name = "])
def test_one_that_was_cut_off_is_still_a_code_without_an_account(text: str) -> None:
    found = read_text(text)
    assert found is not None
    assert (found.account, found.amount) == ("", None)


def test_another_separator() -> None:
    found = read_text("ST00012;Name=АО|Сбыт;PersAcc=1234567833")
    assert found is not None
    assert (found.account, found.fields["name"]) == ("1234567833", "АО|Сбыт")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ST0001",
        "ST00012",
        "ST00012|",
        "ST00012|привет",
        "ST000125 1234567833",
        "15420",
        "ST00014|Name=АО",
    ],
)
def test_other_texts_are_none(text: str) -> None:
    assert read_text(text) is None


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("102026", OCTOBER),
        ("10.2026", OCTOBER),
        ("10-2026", OCTOBER),
        ("1026", OCTOBER),
        ("202610", OCTOBER),
        ("2026-10", OCTOBER),
        ("01.10.2026", OCTOBER),
        ("Октябрь 2026 г.", OCTOBER),
        ("окт 26", OCTOBER),
        ("МАЙ 2026", Period(2026, 5)),
        ("марта 2026", Period(2026, 3)),
        ("132026", None),
        ("0026", None),
        ("лето 2026", None),
        ("10", None),
        ("101999", None),
        ("", None),
    ],
)
def test_months(text: str, month: Period | None) -> None:
    assert period_of(text) == month
