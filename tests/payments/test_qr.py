"""The payment QR by GOST R 56042-2014: fields, order, sizes, bytes; read back from its picture."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from PIL import Image

from core.payments.requisites import Charset, account_fits, inn_fits, problems
from core.values import Money, Period
from payments.qr import Order, Unpayable, payload
from payments.qr_picture import png
from tests.payments.recipient import ON_PAPER, RECIPIENT

ORDER = Order(
    "290012345678", Period(2026, 10), "Оплата электроэнергии;ЛС 290012345678;ПРД10.2026", Money(123456)
)


def fields(made: bytes, charset: Charset = Charset.UTF_8) -> list[tuple[str, str]]:
    head, *rest = made.decode(charset).split("|")
    assert head == f"ST0001{ON_PAPER[charset]}"
    return [(key, value) for key, _, value in (part.partition("=") for part in rest)]


@pytest.mark.parametrize("charset", list(Charset))
def test_required_fields_come_first_and_in_order(charset: Charset) -> None:
    made = fields(payload(replace(RECIPIENT, charset=charset), ORDER), charset)
    assert made == [
        ("Name", "АО «Пример Энергосбыт»"),
        ("PersonalAcc", "40702810900000001234"),
        ("BankName", "ПАО «ПРИМЕР БАНК» г. Примерск"),
        ("BIC", "041117801"),
        ("CorrespAcc", "30101810900000000801"),
        ("PayeeINN", "2901000017"),
        ("KPP", "290101001"),
        ("Sum", "123456"),
        ("Purpose", "Оплата электроэнергии;ЛС 290012345678;ПРД10.2026"),
        ("PersAcc", "290012345678"),
        ("PaymPeriod", "102026"),
        ("TechCode", "02"),
    ]


@pytest.mark.parametrize("charset", list(Charset))
def test_the_picture_gives_the_same_bytes_back(charset: Charset) -> None:
    made = payload(replace(RECIPIENT, charset=charset), ORDER)
    with Image.open(BytesIO(png(made))) as picture:
        (read,) = zxingcpp.read_barcodes(picture)
        assert picture.width == picture.height >= 600
    assert read.bytes == made
    assert read.ec_level in {"M", "Q", "H"}


def test_no_sum_leaves_it_to_the_payer() -> None:
    assert "Sum" not in dict(fields(payload(RECIPIENT, replace(ORDER, amount=None))))


@pytest.mark.parametrize("kopecks", [0, -1, 10**18])
def test_impossible_sums_make_no_code(kopecks: int) -> None:
    with pytest.raises(Unpayable, match="sum"):
        payload(RECIPIENT, replace(ORDER, amount=Money(kopecks)))


def test_a_separator_within_a_value_becomes_a_slash() -> None:
    odd = replace(RECIPIENT, name="АО|Пример\nсбыт")
    made = dict(fields(payload(odd, replace(ORDER, purpose="за|свет"))))
    assert (made["Name"], made["Purpose"]) == ("АО/Пример сбыт", "за/свет")


def test_long_purposes_are_cut() -> None:
    assert len(dict(fields(payload(RECIPIENT, replace(ORDER, purpose="щ" * 300))))["Purpose"]) == 160


def test_fault_20_nothing_personal_but_the_number_is_in_the_code() -> None:
    keys = {key for key, _ in fields(payload(RECIPIENT, ORDER))}
    assert not keys & {"LastName", "FirstName", "MiddleName", "PayerAddress", "Phone", "Flat", "CounterId"}


def test_a_sole_trader_has_no_kpp() -> None:
    trader = replace(RECIPIENT, inn="500100732259", kpp="")
    assert not list(problems(trader))
    assert "KPP" not in dict(fields(payload(trader, ORDER)))


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", " ", "empty"),
        ("name", "щ" * 161, "161 signs"),
        ("name", "щ" * 100, "bytes long"),  # 200 bytes of it in UTF-8, and the rest
        ("bank", "щ" * 46, "46 signs"),
        ("account", "4070281090000000123", "19 signs"),
        ("account", "40702810900000001235", "key digit"),
        ("account", "٤0702810900000001234", "20 digits"),
        ("corr_account", "30101810900000000802", "key digit"),
        ("corr_account", "1", "20 digits"),
        ("bic", "141117801", "no BIC"),
        ("bic", "04111780", "no BIC"),
        ("inn", "2901000018", "INN"),
        ("inn", "", "INN"),
        ("kpp", "29010100", "no KPP"),
        ("kpp", "", "organisation"),
    ],
)
def test_faulty_requisites_are_named(field: str, value: str, said: str) -> None:
    faulty = replace(RECIPIENT, **{field: value})
    found = list(problems(faulty))
    assert any(where == field and said in why for where, why in found), found
    with pytest.raises(Unpayable):
        payload(faulty, ORDER)


def test_the_block_is_measured_in_the_bytes_of_its_charset() -> None:
    long = replace(RECIPIENT, name="щ" * 100)
    assert list(problems(long))
    assert not list(problems(replace(long, charset=Charset.CP1251)))


def test_what_the_charset_cannot_write_is_named() -> None:
    odd = replace(RECIPIENT, name="АО Пример ☀", charset=Charset.CP1251)
    assert list(problems(odd)) == [("name", "has '☀', which windows-1251 cannot write")]


@pytest.mark.parametrize(
    ("account", "bank", "fits"),
    [
        ("30101810400000000225", "025", True),  # a bank everybody knows
        ("30101810400000000226", "025", False),
        ("40702810900000001234", "801", True),
    ],
)
def test_key_digit_of_accounts(account: str, bank: str, fits: bool) -> None:
    assert account_fits(account, bank) is fits


@pytest.mark.parametrize(
    ("inn", "fits"),
    [("7707083893", True), ("7707083983", False), ("500100732259", True), ("500100732258", False)],
)
def test_key_digits_of_an_inn(inn: str, fits: bool) -> None:
    assert inn_fits(inn) is fits
