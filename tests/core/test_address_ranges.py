"""Houses that somebody means, against addresses as billings write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.address_ranges import RangeError, place_at, ranges_of, within

FLAT = "г. Примерск, ул. Ленина, д. 12, кв. 5"


@pytest.mark.parametrize(
    ("ranges", "address", "there"),
    [
        ("ул. Ленина", FLAT, True), ("Ленина", FLAT, True), ("улица Ленина", FLAT, True),
        ("Ленина ул.", FLAT, True), ("ленина, 12", FLAT, True), ("ул. Ленина, 10-14", FLAT, True),
        ("ул. Ленина, 10-14 чет", FLAT, True), ("ул. Ленина, 1-15 нечетные", FLAT, False),
        ("ул. Ленина, 1-11, 13", FLAT, False), ("ул. Ленина, 1, 12", FLAT, True), ("ул. Мира", FLAT, False),
        ("г. Примерск", FLAT, True), ("Примерск, ул. Ленина, 12", FLAT, True),
        ("Другой, ул. Ленина, 12", FLAT, False), ("ул. Мира; Ленина", FLAT, True),
        ("Ленинская", FLAT, False), ("ул. Ленина, 5", FLAT, False),
        ("с. Примерное", "с. Примерное, ул. Садовая Примерная, д. 10", True),
        ("Садовая", "с. Примерное, ул. Садовая Примерная, д. 10", False),
        ("д. Образцово", "д. Образцово, ул. Садовая, д. 20", True),
        ("СНТ Киловатт, 20-30", "СНТ «Киловатт», уч. 23", True),
        ("ул. Королёва, 5а", "ул. Королева, д. 5А", True), ("ул. Королёва, 5а", "ул. Королева, д. 5", False),
        ("ул. Королёва, 5", "ул. Королева, д. 5Б/2", True),
        ("пр-т Мира, 3", "просп. Мира, дом 3 к 2, оф. 1", True),
        ("Мира, 3", "Мира, 3", True),
    ],
)  # fmt: skip
def test_an_address_is_in_a_range(ranges, address, there):
    assert within(ranges_of(ranges), address) is there


@pytest.mark.parametrize("text", ["", ";", "1-15", "д. 5", "ул. Ленина, 15-1", "а;" * 101])
def test_what_names_no_place_is_refused_with_why(text):
    with pytest.raises(RangeError, match=r"street|above|places"):
        ranges_of(text)


@given(st.text(max_size=80))
def test_any_address_is_read(text):
    place = place_at(text)
    assert place.house >= 0
    assert "" not in place.names
