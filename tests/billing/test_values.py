"""Single values: everything a billing may write, and nothing it may not mean."""

from __future__ import annotations

import pytest

from billing.rejects import BadValue, Reject
from billing.v1 import kinds, values


@pytest.mark.parametrize(
    ("text", "kopecks"),
    [
        ("0", 0),
        ("1234,56", 123456),
        ("1234.56", 123456),
        ("1 234,5", 123450),
        ("1\u00a0234\u00a0567.89", 123456789),
        ("1\u202f234,00", 123400),
        ("-0,05", -5),
        ("\u22127,10", -710),
        ("+3", 300),
        ("12,340000", 1234),
        ("007", 700),
    ],
)
def test_money_is_whole_kopecks(text, kopecks):
    assert kinds.MONEY(text) == kopecks


@pytest.mark.parametrize(
    "text",
    [
        "1,234.56",
        "1.234,56",
        "12,",
        ",5",
        "1e5",
        "1_000,00",
        "٣",
        "１２",
        "-",
        "12руб",
        "--1",
        "1,2,3",
        "9" * 40,
    ],
)
def test_what_is_no_number(text):
    with pytest.raises(BadValue) as bad:
        kinds.MONEY(text)
    assert bad.value.code is Reject.BAD_NUMBER


def test_no_digit_is_lost_silently():
    with pytest.raises(BadValue) as bad:
        kinds.MONEY("1,005")
    assert bad.value.code is Reject.TOO_PRECISE
    assert kinds.PRICE("7,84316") == 784316
    assert kinds.KWH("129") == 129_000
    assert kinds.KWH("0,001") == 1
    assert kinds.RATE("14.25") == 1425


def test_limits_are_inclusive():
    assert kinds.ZONES("3") == 3
    for text in ("0", "4", "-1"):
        with pytest.raises(BadValue) as bad:
            kinds.ZONES(text)
        assert bad.value.code is Reject.OUT_OF_RANGE
    assert kinds.AMOUNT_DUE("0") == 0
    with pytest.raises(BadValue):
        kinds.AMOUNT_DUE("-0,01")
    assert kinds.MONEY("1000000000000,00") == kinds.MOST_KOPECKS
    with pytest.raises(BadValue):
        kinds.MONEY("1000000000000,01")


def test_a_reading_counts_in_units_of_the_last_digit():
    assert values.reading("12345,6", 5, 1) == (123456, False)
    assert values.reading("00012", 5, 1) == (120, False)
    assert values.reading("12.340", 5, 2) == (1234, False)
    assert values.reading("12,99", 5, 0) == (12, True)
    assert values.reading("99999", 5, 0) == (99999, False)
    for text in ("100000", "-1"):
        with pytest.raises(BadValue) as bad:
            values.reading(text, 5, 0)
        assert bad.value.code is Reject.OUT_OF_RANGE


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-13-01", "20.11.2026", "2026-1-1", "1899-01-01", "2026-11-20T00:00"]
)
def test_dates_are_iso_and_real(text):
    assert values.day("2024-02-29") == "2024-02-29"
    with pytest.raises(BadValue) as bad:
        values.day(text)
    assert bad.value.code is Reject.BAD_DATE


@pytest.mark.parametrize(
    "text",
    ["+7 900 000-00-01", "8 (900) 000-00-01", "79000000001", "9000000001", "8-900-000-00-01, 8 818 2 11"],
)
def test_phones_become_one_shape(text):
    assert values.phone(text) == "+79000000001"


@pytest.mark.parametrize("text", ["нет", "12345", "+1 202 555 0100", "8 900 000 00 0", "00000000000"])
def test_what_is_no_phone(text):
    with pytest.raises(BadValue):
        values.phone(text)


def test_inn_needs_its_check_digits():
    assert values.inn("7707083893") == "7707083893"
    assert values.inn("500100732259") == "500100732259"
    for text in ("7707083894", "500100732258", "500100732269", "123", "77070838930"):
        with pytest.raises(BadValue):
            values.inn(text)


def test_text_loses_what_cannot_be_seen():
    assert kinds.NAME("ул.\u00a0Ленина,\x00 \t д.\u200b 1\u202e") == "ул. Ленина, д. 1"
    assert kinds.NAME("в две\nстроки") == "в две строки"
    with pytest.raises(BadValue) as bad:
        kinds.NAME("я" * 201)
    assert bad.value.code is Reject.BAD_TEXT


def test_words_of_a_list_in_any_case():
    assert kinds.PERSON_KIND("Person") == "person"
    assert kinds.flag("YES") == 1
    assert kinds.flag("0") == 0
    with pytest.raises(BadValue) as bad:
        kinds.PERSON_KIND("физлицо")
    assert bad.value.code is Reject.NOT_ALLOWED


def test_windows():
    assert values.window("15-25") == "15-25"
    assert values.window("23 - 25 / 26") == "23-25/26"
    assert values.window("28-3") == "28-3"
    for text in ("15", "0-25", "15-32", "15-25/40", "с 15 по 25", "15–25"):
        with pytest.raises(BadValue):
            values.window(text)


def test_hours():
    assert values.hours("07:00-10:00, 17:00-21:00") == "07:00-10:00,17:00-21:00"
    for text in ("7-23", "07:00", "25:00-26:00", ",".join(["07:00-08:00"] * 7)):
        with pytest.raises(BadValue):
            values.hours(text)


def test_receipt_codes_come_with_their_months():
    assert values.receipts("771111, ab12cd", "2026-10 2026-09") == (
        ("2026-10", "771111"),
        ("2026-09", "AB12CD"),
    )
    assert values.receipts("", "") == ()
    for codes, months in (("1234", ""), ("", "2026-10"), ("12", "2026-10"), ("1234 5678", "2026-10 2026-10")):
        with pytest.raises(BadValue):
            values.receipts(codes, months)
