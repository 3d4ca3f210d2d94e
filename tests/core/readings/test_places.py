"""A meter called by its place, and words that only look like one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.texts.reading_words import load_reading_words
from core.readings.grammar.hearing import hear
from core.readings.places import by_serial, fits
from core.readings.whom import Known
from core.tariffs import Zone
from tests.core.readings.builders import METER

WORDS = load_reading_words()
HOUSE = replace(METER, serial="20001010", place="дом")
GARAGE = replace(METER, serial="20001010-2", place="гараж")
SAUNA = replace(METER, serial="20001010-3", place="баня", zones=(Zone.DAY, Zone.NIGHT))
METERS = (HOUSE, GARAGE, SAUNA)
KNOWN = Known((), tuple((one.serial, len(one.zones)) for one in METERS))


def heard(text, meters=METERS):
    """(serial, numbers) of each reading; None where the places make no reading."""
    said = by_serial(text, meters)
    message = hear(said, KNOWN, WORDS) if said else None
    if message is None or not fits(message, meters):
        return None
    return [(one.serial, [number.whole for number in one.numbers]) for one in message.readings]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("гараж 2400", [("20001010-2", ["2400"])]),
        ("Гараж: 2400", [("20001010-2", ["2400"])]),
        ("в гараже 2400", [("20001010-2", ["2400"])]),
        ("показания гаража 2400", [("20001010-2", ["2400"])]),
        ("дом 10600, гараж 2400", [("20001010", ["10600"]), ("20001010-2", ["2400"])]),
        ("дом 10600\nбаня 2160 1030", [("20001010", ["10600"]), ("20001010-3", ["2160", "1030"])]),
        ("баня день 2160 ночь 1030", [("20001010-3", ["2160", "1030"])]),
    ],
)
def test_a_place_names_its_meter(text, said):
    assert heard(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "15420",
        "2400 и всё",
        "дом 125 кв 12 показания 15420",  # an address: two numbers are too many for the meter there
        "гарантия 2400",
        "домофонов 2400",
        "когда будет баня?",
        "гараж",
    ],
)
def test_what_is_no_place_is_left_to_the_grammar(text):
    assert heard(text) is None


def test_a_word_that_two_places_have_names_neither():
    shops = tuple(replace(METER, serial=f"40{at}", place=f"пекарня № {at}, ВРУ-1") for at in (11, 12))
    assert by_serial("пекарня 2400", shops) == ""


def test_who_has_one_meter_needs_no_place():
    assert by_serial("гараж 2400", (GARAGE,)) == ""
