"""Phones and account numbers as people type them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.account_numbers import parse_number
from core.accounts import Holder, Place
from core.phones import looks_like_phone, parse_phone
from core.places import place_of


@pytest.mark.parametrize(
    "text",
    [
        "+79161234567",
        "89161234567",
        "79161234567",
        "9161234567",
        "8 (916) 123-45-67",
        "+7 916 123 45 67",
        "8-916-123-45-67",
        " 8 916 1234567 ",
        "+7(916)1234567",
        "8.916.123.45.67",
        "８９１６１２３４５６７",
        "8 916 123–45–67",
    ],
)
def test_every_usual_spelling(text):
    assert parse_phone(text) == "+79161234567"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345",
        "+44 7911 123456",
        "8 800 100-20-30",
        "84951234567",
        "+375291234567",
        "891612345678",
        "8916123456",
        "звоните 89161234567",
        "89161234567 89021112233",
        "8+9161234567",
        "٨٩١٦١٢٣٤٥٦٧",
        "+7916123456",
    ],
)
def test_what_is_no_russian_mobile(text):
    assert parse_phone(text) is None


def test_prefixes_are_configuration():
    assert parse_phone("+77011234567", ("79", "770")) == "+77011234567"
    assert parse_phone("89161234567", ("+7902",)) is None


def test_what_looks_like_a_phone_is_told_from_a_code():
    assert looks_like_phone("8 (495) 123-45-67")
    assert not looks_like_phone("482133")
    assert not looks_like_phone("нет телефона 89161234567")


@given(st.text(max_size=40))
@example("+" * 20)
def test_any_text_gives_a_mobile_or_nothing(text):
    found = parse_phone(text)
    assert found is None or (found.startswith("+79") and len(found) == 12)


@pytest.mark.parametrize(
    "text",
    [
        "1234567833",
        "1234 567 833",
        "12-345-678-33",
        "ЛС 1234567833",
        "лс№1234567833",
        "л/с 1234567833",
        "Лицевой счёт: 1234567833",
        "лицевой счет № 1234567833.",
        "№1234567833",
        "ЛС1234567833",
        "12З4567833",
        "мой номер 1234567833",
        "l234567833",
        "123456783З",
        "ЛС l234567833",
        "#1234567833",
    ],
)
def test_account_number(text):
    found = parse_number(text)
    assert found is not None
    assert str(found) == "1234567833"


def test_leading_zero_typed_as_a_letter():
    assert str(parse_number("О123456783")) == "0123456783"
    assert str(parse_number("0000000000")) == "0000000000"


def test_number_and_code_in_one_line():
    for text in ("ЛС 1234567833 482133", "1234567833*482133", "1234567833 482-133", "12345 67833 482133"):
        assert str(parse_number(text)) == "1234567833 482133"
    assert str(parse_number("123456789012 482133", (10, 12))) == "123456789012 482133"


def test_lengths_are_configuration():
    assert str(parse_number("123456789012", (10, 12))) == "123456789012"
    assert str(parse_number("12345678901")) == "12345678901"  # wrong length: the caller says so


@pytest.mark.parametrize(
    "text",
    ["", "не знаю", "12", "у меня 2 счёта", "1234567833 рублей", "9" * 21, "12a34b", "искрит щиток 5 этаж"],
)
def test_what_is_no_number(text):
    assert parse_number(text) is None


@given(st.text(max_size=80))
def test_any_text_gives_digits_or_nothing(text):
    found = parse_number(text)
    assert found is None or ((found.number + found.code).isascii() and (found.number + found.code).isdigit())


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("г. Примерск, ул. Мира, д. 1, кв. 5", Place.FLAT),
        ("Лесная, д. 7", Place.HOUSE),
        ("ГСК-5, гараж 12", Place.GARAGE),
        ("СНТ Ромашка, уч. 4", Place.GARDEN),
        ("ул. Мира, 3, оф. 1", Place.OFFICE),
        ("Мира 3", Place.OTHER),
        (None, Place.OTHER),
        ("ул. Садовая, д. 5, кв. 1", Place.FLAT),
        ("ул. Садовая, д. 5", Place.HOUSE),
        ("садоводство Луч, 5", Place.GARDEN),
    ],
)
def test_place_of_an_address(address, place):
    assert place_of(address) is place


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("ул. Мира, д. 1", Place.FIRM),
        ("ул. Мира, д. 1, кв. 5", Place.FIRM),
        ("ГСК-5", Place.FIRM),
        ("СНТ Ромашка", Place.FIRM),
        ("Мира 3", Place.FIRM),
        (None, Place.FIRM),
        ("ул. Мира, д. 3, пом. 1", Place.OFFICE),
    ],
)
def test_an_organisation_lives_in_no_house(address, place):
    assert place_of(address, Holder.ORGANISATION) is place
