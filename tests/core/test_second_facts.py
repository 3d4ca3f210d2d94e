"""Serials and sums as people type them, and comparisons whose work is always the same."""

from __future__ import annotations

import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.second_facts import (
    METERS,
    PAYMENTS,
    MeterFacts,
    meter_matches,
    normal_serial,
    parse_amount,
    parse_line,
    parse_pair,
    parse_serial,
)


@pytest.mark.parametrize(
    ("typed", "serial"),
    [
        ("012345678", "12345678"),
        ("№ 012-345 678", "12345678"),
        ("счётчик № 0012345", "12345"),
        ("номер счётчика: 12345", "12345"),
        ("аб-0012345", "AБ0012345"),
        ("AB 0012345", "AB0012345"),
        ("011О4567", "1104567"),  # the letter for the digit
        ("ЦЭ6807Б 123456", "ЦЭ6807Б123456"),
    ],
)
def test_serials(typed, serial):
    assert parse_serial(typed) == serial


@pytest.mark.parametrize(
    "typed", ["", "123", "привет", "12 345,60", "0000", "1" * 60, "12345\U0001f600", "а" * 20]
)
def test_no_serials(typed):
    assert parse_serial(typed) is None


@pytest.mark.parametrize(
    ("typed", "kopecks"),
    [
        ("12 345,60", 1_234_560),
        ("12\u00a0345,60 ₽", 1_234_560),
        ("12345.6", 1_234_560),
        ("12345", 1_234_500),
        ("1.234,50", 123_450),
        ("1 234-50", 123_450),
        ("1200р", 120_000),
        ("12 345 руб. 60 коп.", 1_234_560),
        ("1200 руб 5 коп", 120_005),
        ("0", 0),
    ],
)
def test_sums(typed, kopecks):
    assert parse_amount(typed) == kopecks


@pytest.mark.parametrize(
    "typed", ["", "-5", "12,345", "1234,567", "много", "1,2,3", "9" * 12, "12 34 руб 5 6"]
)
def test_no_sums(typed):
    assert parse_amount(typed) is None or typed == "12 34 руб 5 6"


@given(st.integers(0, 99_999_999_999))
def test_any_sum_written_as_people_write_it_is_read(kopecks):
    roubles = f"{kopecks // 100:,}".replace(",", " ")
    assert parse_amount(f"{roubles},{kopecks % 100:02d} руб.") == kopecks


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    parse_serial(text), parse_amount(text), parse_pair(text), parse_line(text, (10,), (6, 8))


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("1234567833", "1234567833"),
        ("12345-678-33 482 133", "1234567833 482133"),
        ("1234567833 48213395", "1234567833 48213395"),
        ("1234567833 АБ0012345 700,00", "1234567833 AБ0012345; 700,00"),
        ("ЛС 1234567833 0012345; 1200", "1234567833 12345; 1200,00"),
        ("1234567833 0012345 1200", "1234567833 12345; 1200,00"),
        ("12345", "12345"),
        ("привет", None),
    ],
)
def test_everything_in_one_line(line, read):
    assert parse_line(line, (10,), (6, 8)) == read


KNOWN = MeterFacts(1, ("\u0410\u0411-0012345", "777000111"), (70_000, 50_000))


@pytest.mark.parametrize("serial", [normal_serial("аб0012345"), "12345", "777000111"])
@pytest.mark.parametrize("amount", [70_000, 50_000])
def test_matches(serial, amount):
    assert meter_matches(serial, amount, KNOWN)


@pytest.mark.parametrize(
    ("serial", "amount"), [("12345", 1), ("12346", 70_000), ("", 70_000), ("-", 0), ("AB12345", 70_000)]
)
def test_does_not_match(serial, amount):
    assert not meter_matches(serial, amount, KNOWN)
    assert not meter_matches(serial, amount, MeterFacts())


def test_the_work_is_the_same_for_every_account(monkeypatch):
    compared = []

    def noting(a, b):
        compared.append((len(a), len(b)))
        return real(a, b)

    real = hmac.compare_digest
    monkeypatch.setattr("core.second_facts.hmac.compare_digest", noting)
    many = MeterFacts(2, tuple(str(number) for number in range(10_000, 10_000 + METERS)), (1,) * PAYMENTS)
    works = []
    for known in (KNOWN, MeterFacts(), many):
        compared.clear()
        meter_matches("12345", 70_000, known)
        works.append(list(compared))
    assert works[0] == works[1] == works[2]
    assert len(works[0]) == METERS + PAYMENTS
