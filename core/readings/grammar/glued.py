"""Letters and digits written together: «п15420», «15420квтч», «1эд100», «1542О»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.readings.grammar.normal import digits_in
from core.readings.grammar.token import Kind, Token
from core.readings.grammar.vocabulary import Meaning, Role

if TYPE_CHECKING:
    from core.readings.grammar.vocabulary import Vocabulary

_AFTER_NUMBER = re.compile(r"([0-9]++(?:[.,][0-9]++)*+)([^\W\d_]++)([0-9]++(?:[.,][0-9]++)?+)?")
_AFTER_WORD = re.compile(r"([^\W\d_]++)([0-9].*+)")
_REGISTER = re.compile(r"([^\W\d_]++[0-4])[.,]([0-9]++)")
_MARKS = re.compile(r"[0-9]++(?:[.,][0-9]++)*+")
_MOST_METERS = 2
"""Digits of the ordinal number of a meter before a tag."""
_LEAST_ACCOUNT = 7
"""Digits of what can only be an account before «п»."""
_BEFORE = frozenset(
    {Role.READING, Role.ZONE, Role.PLACE, Role.NAMED, Role.ACCOUNT, Role.NAME, Role.TAG, Role.SERVICE}
    | {Role.OURS, Role.STREET, Role.REGISTER, Role.FILLER}
)
_BEHIND = frozenset({Role.UNIT, Role.COUNTED, Role.ZONE, Role.MONTH, Role.PLACE})
_TAGS = frozenset({Role.TAG, Role.SERVICE, Role.COUNTED})
"""What stands between the number of a meter and its value; «г» is gas there and a year elsewhere."""


def apart(text: str, words: Vocabulary, *, tight: bool) -> list[Token]:
    """Take the letters and digits apart; one SPOILED token where that makes no sense."""
    meaning = words.words.get(text)
    if meaning is not None:
        return [Token(Kind.WORD, text, tight, meaning)]
    number = digits_in(text)
    if number:
        return [Token(Kind.NUMBER, number, tight)]
    return _apart(text, words, tight=tight) or [Token(Kind.SPOILED, text, tight)]


def _apart(text: str, words: Vocabulary, *, tight: bool) -> list[Token]:
    if found := _REGISTER.fullmatch(text):
        meaning = words.words.get(found[1])
        if meaning is not None:
            return [Token(Kind.WORD, found[1], tight, meaning), Token(Kind.NUMBER, found[2])]
    if found := _AFTER_NUMBER.fullmatch(text):
        return _after_number(found[1], found[2], found[3] or "", words, tight=tight)
    if found := _AFTER_WORD.fullmatch(text):
        return _after_word(found[1], found[2], words, tight=tight)
    return []


def _after_number(number: str, letters: str, value: str, words: Vocabulary, *, tight: bool) -> list[Token]:
    """«15420квт» or, with a value behind the letters, «1эд100», «1234567833п15420»."""
    meaning = _meaning(letters, words)
    first = Token(Kind.NUMBER, number, tight)
    if not value:
        known = meaning if meaning is not None and meaning.role in _BEHIND else None
        return [first, Token(Kind.WORD, letters, meaning=known)] if known else []
    if meaning is not None and meaning.role is Role.READING and len(number) >= _LEAST_ACCOUNT:
        return [first, Token(Kind.WORD, letters, meaning=meaning), Token(Kind.NUMBER, value)]
    if meaning is None or meaning.role not in _TAGS or len(number) > _MOST_METERS:
        return []
    index = Token(Kind.INDEX, number, tight)
    return [index, Token(Kind.WORD, letters, meaning=meaning), Token(Kind.NUMBER, value)]


def _after_word(letters: str, rest: str, words: Vocabulary, *, tight: bool) -> list[Token]:
    """«п15420», also with a word behind: «день15420квт»."""
    meaning = _meaning(letters, words)
    if meaning is None or meaning.role not in _BEFORE:
        return []
    first = Token(Kind.WORD, letters, tight, meaning)
    if _MARKS.fullmatch(rest):
        return [first, Token(Kind.NUMBER, rest)]
    number = digits_in(rest)
    if number:
        return [first, Token(Kind.NUMBER, number)]
    found = _AFTER_NUMBER.fullmatch(rest)
    behind = _after_number(found[1], found[2], "", words, tight=True) if found and not found[3] else []
    return [first, *behind] if behind else []


def _meaning(letters: str, words: Vocabulary) -> Meaning | None:
    """A listed word, or a letter that means a zone: nothing is guessed between digits."""
    meaning = words.words.get(letters)
    if meaning is None and letters in words.short_zones:
        return Meaning(Role.ZONE, words.short_zones[letters])
    return meaning
