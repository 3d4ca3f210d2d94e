"""The editable lists, and how words that are not in them are found."""

from __future__ import annotations

import shutil

import pytest

from bot.texts.catalogue import RU
from bot.texts.patterns import TextError
from bot.texts.reading_words import FILE, load_reading_words
from core.readings.grammar.vocabulary import Meaning, Role
from core.readings.heard import Label

WORDS = load_reading_words()


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("gjrfpfybz", Meaning(Role.READING)),  # the other keyboard layout
        ("ltym", Meaning(Role.ZONE, Label.DAY)),
        ("g", Meaning(Role.READING)),
    ],
)
def test_the_other_layout_is_listed_exactly(word, meaning):
    assert WORDS.words[word] == meaning


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("покaзaния", Role.READING),  # Latin letters in it
        ("показаниями", Role.READING),
        ("показаня", Role.READING),  # left out
        ("пакозания", None),  # two slips
        ("пкоазания", Role.READING),  # swapped
        ("покказания", Role.READING),  # doubled
        ("покащания", Role.READING),  # another letter
        ("спосибо", Role.FILLER),
        ("дена", None),  # too short for a guess
        ("вася", None),
    ],
)
def test_a_word_is_found_by_its_beginning_or_with_one_slip(word, role):
    found = WORDS.words.get(word) or WORDS.find(word)
    assert (found.role if found else None) == role


def changed(tmp_path, line):
    shutil.copy(RU / FILE, tmp_path / FILE)
    with (tmp_path / FILE).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    return tmp_path


def test_a_word_of_two_lists_is_refused(tmp_path):
    path = changed(tmp_path, "minute = показания")
    text = (
        (path / FILE)
        .read_text("utf-8")
        .replace("minute = показания", "")
        .replace("month =", "month = рублей,")
    )
    (path / FILE).write_text(text, "utf-8")
    with pytest.raises(TextError, match=r"'рублей' is (month and counted|counted and month)"):
        load_reading_words(path)


@pytest.mark.parametrize(
    ("line", "said"), [("minutes = минутка", "minutes"), ("zone-noon = полдень", "zone-noon")]
)
def test_an_unknown_list_is_refused(tmp_path, line, said):
    with pytest.raises(TextError, match=said):
        load_reading_words(changed(tmp_path, line))
