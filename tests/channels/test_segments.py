"""Counting as the carriers do; `smsutil` is the oracle."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.segments import GSM_BASIC, GSM_EXTENDED, measure, utf16

CASES = [
    ("", 0, 0, False),
    ("a" * 160, 160, 1, False),
    ("a" * 161, 161, 2, False),
    ("a" * 306, 306, 2, False),
    ("a" * 307, 307, 3, False),
    ("я" * 70, 70, 1, True),
    ("я" * 71, 71, 2, True),
    ("я" * 134, 134, 2, True),
    ("я" * 135, 135, 3, True),
    ("€" * 80, 160, 1, False),
    ("€" * 81, 162, 2, False),
    ("a" * 159 + "№", 160, 3, True),
    ("a\u00a0b", 3, 1, True),
    ("я" * 66 + "😀" + "я" * 66, 134, 3, True),
    ("a" * 152 + "€" + "a" * 152, 306, 3, False),
    ("\x1b", 1, 1, True),
]


@pytest.mark.parametrize(("text", "units", "parts", "unicode"), CASES)
def test_measure(text, units, parts, unicode):
    size = measure(text)
    assert (size.units, size.parts, size.unicode) == (units, parts, unicode)


SIGNS = st.sampled_from("аяё№—«» €[]^aZ09!?\n😀𝄞")


@settings(max_examples=150, deadline=None)
@given(st.text(SIGNS, min_size=1, max_size=400))
def test_agrees_with_an_independent_counter(text):
    import smsutil

    oracle = smsutil.split(text)
    size = measure(text)
    assert size.parts == len(oracle.parts)
    assert size.unicode == (oracle.encoding != "gsm0338")


def test_alphabet_has_127_and_10_signs():
    assert (len(GSM_BASIC), len(GSM_EXTENDED)) == (127, 10)


def test_utf16():
    assert [utf16(text) for text in ("", "яa", "😀", "a😀я")] == [0, 2, 2, 4]
