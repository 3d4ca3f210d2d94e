from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.text import clean_text


def test_ordinary_text_stays():
    text = "Показания 123 \U0001f600 \n\t"
    assert clean_text(text) == text


def test_nul_and_lone_surrogates_are_replaced():
    assert clean_text("a\x00b\ud800c\udfff") == "a\ufffdb\ufffdc\ufffd"


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_anything_becomes_storable(text):
    clean = clean_text(text)
    clean.encode()
    assert "\x00" not in clean
    assert len(clean) == len(text)
