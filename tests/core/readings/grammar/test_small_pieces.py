"""Pieces of the grammar one by one, where whole messages tell too little of them."""

from __future__ import annotations

import pytest

from bot.texts.reading_words import load_reading_words
from core.readings.grammar.hearing import hear
from core.readings.grammar.normal import digits_in, normalise
from core.readings.heard import Unheard
from core.readings.reasons import Reason
from core.readings.whom import Known

WORDS = load_reading_words()


@pytest.mark.parametrize(
    ("word", "digits"),
    [
        ("154о", "1540"),
        ("|15420|", "15420"),
        ("1б4", "164"),
        ("ооо", ""),  # letters alone are a word
        ("ззз", ""),
        ("154б", ""),  # «154 б» is a flat
        ("б154", ""),
        ("1٥4", ""),  # not made plain yet
        ("15a", ""),
    ],
)
def test_look_alike_letters_among_digits(word, digits):
    assert digits_in(word) == digits


def test_a_word_of_look_alikes_beside_a_number_stays_a_word():
    assert normalise("ооо 154о") == "ооо 1540"


@pytest.mark.parametrize("number", ["12345678", "1234567"])
def test_a_number_that_is_the_own_account_is_no_reading(number):
    known = Known((number,), (("50001234", 1),), frozenset({10}))
    message = hear(number, known, WORDS)
    assert isinstance(message, Unheard)
    assert message.reason is Reason.SOMETHING_ELSE
