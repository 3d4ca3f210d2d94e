"""Houses that somebody means, against addresses as billings write them."""

from __future__ import annotations

import contextlib
import time

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
        ("ул.Ленина, 12", "г.Примерск,ул.Ленина,д.12,кв.5", True),
        ("ул. Ленина", "г.Примерск, ул.Ленина, д.1", True),
        ("ул. А.С.Пушкина, 1", "ул. А. С. Пушкина, д. 1", True), ("ул.8 Марта", "ул. 8 Марта, д. 5", True),
        ("ул. Мира, 1-15 неч.", "ул. Мира, д. 5", True),
        ("ул. Мира, 1-15 (чётная сторона)", "ул. Мира, д. 5", False),
        ("Мира, 3", "ул. Мира, д. 3 корп. 2, кв. 1", True), ("Мира, 3", "ул. Мира, д. 3, корп. 2", True),
        ("Мира, 3", "ул. Мира, д. 3 стр. 1", True), ("Мира, 3", "ул. Мира, д. 3 лит. А", True),
        ("Мира, 3", "ул. Мира, 3 а", True), ("Мира, 3а", "ул. Мира, 3-А", True),
        ("Мира, 3", "ул. Мира, 3-12", True), ("Мира, 3", "ул. Мира 3, кв. 12", True),
        ("Мира, 3", "г Примерск ул Мира д 3 кв 12", True), ("Примерск", "г Примерск ул Мира д 3 кв 1", True),
        ("Мира, 3 корп. 2", "ул. Мира, д. 3к2", True), ("Мира, 3/2", "ул. Мира, д. 3, к. 2", True),
        ("Мира, 3, корп. 2", "ул. Мира, д. 3 корпус 2", True), ("Мира, 3к2", "ул. Мира, д. 3к1", False),
        ("Мира, 3 корп. 2", "ул. Мира, д. 3", False), ("Мира, 1-9 (нечетные)", "ул. Мира, д. 3", True),
        ("Мира, нечётные", "ул. Мира, д. 3", True), ("Мира, чётная сторона", "ул. Мира, д. 3", False),
        ("Мира, с 1 по 9", "ул. Мира, д. 3", True), ("ул. Мира 1-9", "ул. Мира, д. 3", True),
        ("ул. Мира д. 3", "ул. Мира, д. 3", True), ("ул. Мира д. 3", "ул. Мира, д. 4", False),
        ("5-я линия", "ул. 5-я линия, д. 3", True), ("5-я линия, 5", "ул. 5-я линия, д. 3", False),
        ("50 лет Октября", "ул. 50 лет Октября, 3", True), ("ул. 8 Марта", "улица 8 Марта д. 3", True),
    ],
)  # fmt: skip
def test_an_address_is_in_a_range(ranges, address, there):
    assert within(ranges_of(ranges), address) is there


@pytest.mark.parametrize(
    "text",
    [
        "",
        ";",
        "1-15",
        "д. 5",
        "ул. Ленина, 15-1",
        "а;" * 101,
        "ул. Мира, 5-",
        "ул. Мира, 5а-9",
        "ул. Мира, 1-15 левая",
    ],
)
def test_what_names_no_place_is_refused_with_why(text):
    with pytest.raises(RangeError, match=r"street|above|places|no span"):
        ranges_of(text)


@given(st.text(max_size=80))
def test_any_address_is_read(text):
    place = place_at(text)
    assert place.house >= 0
    assert "" not in place.names


@pytest.mark.parametrize(
    "hostile",
    [" " * 19_990 + "x", "ул. " * 4_000, "1-" * 9_000, "а " * 9_000 + "ул", "д. " * 6_000, "5" * 19_000],
)
def test_no_list_keeps_us_busy(hostile):
    began = time.perf_counter()
    for read in (ranges_of, place_at):
        with contextlib.suppress(RangeError):
            read(hostile)
    assert time.perf_counter() - began < 3, "many times what the longest takes"


def test_a_list_is_not_endless():
    with pytest.raises(RangeError, match="characters"):
        ranges_of("ул. Мира, " + "5, " * 10_000)
