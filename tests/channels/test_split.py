"""Long texts are cut where a reader expects it, and nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.segments import measure, utf16
from bot.channels.split import split


def cut(text, limit, first=0, size=utf16):
    return list(split(text, limit, size, first))


def test_short_text_is_one_message():
    assert cut("Привет", 10) == ["Привет"]
    assert cut("Привет", 6) == ["Привет"]
    assert cut("", 10) == []


def test_best_border_wins():
    assert cut("Один абзац.\n\nДругой. Ещё\nстрока", 25) == ["Один абзац.", "Другой. Ещё\nстрока"]
    assert cut("Первая фраза. Вторая фраза", 20) == ["Первая фраза.", "Вторая фраза"]
    assert cut("слово слово слово", 12) == ["слово слово", "слово"]
    assert cut("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_a_border_at_the_very_beginning_is_not_taken():
    assert cut("Да. " + "слово " * 10, 40)[0] == "Да. слово слово слово слово слово слово"


def test_units_are_the_channels():
    assert cut("😀" * 6, 5) == ["😀" * 2] * 3
    assert cut("я" * 140, 70, size=lambda text: measure(text).units) == ["я" * 70] * 2


def test_first_message_may_be_shorter():
    assert cut("a" * 25, 20, first=5) == ["a" * 5, "a" * 20]


@given(st.text("аб😀 .\n,", max_size=200), st.integers(2, 60))
def test_nothing_is_lost_and_nothing_too_long(text, limit):
    parts = cut(text, limit)
    assert all(utf16(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
