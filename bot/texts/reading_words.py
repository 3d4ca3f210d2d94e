"""The words around readings, from the editable lists of `ru/reading_words.ftl`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bot.texts.catalogue import RU, compile_all
from bot.texts.normal import other_layout
from bot.texts.patterns import TextError
from core.readings.grammar.vocabulary import Meaning, Role, Vocabulary
from core.readings.heard import Label

FILE = "reading_words.ftl"
_TWINS = frozenset({Role.READING, Role.ZONE})
"""Roles of words that are also found in the other keyboard layout."""
_SHORT, _ZONE, _TAG = "short-", "zone-", "tag-"
_LATIN = re.compile("[a-z]+")


def load_reading_words(folder: Path = RU) -> Vocabulary:
    """Read the lists; TextError when the file cannot be read, a list is unknown or a word stands in two."""
    lists = {name: entry.template or "" for name, entry in compile_all(folder / FILE).items()}
    short = {
        w: _label(name, _SHORT) for name in lists if name.startswith(_SHORT) for w in _words(lists[name])
    }
    listed = [(_meaning(name), _words(line)) for name, line in lists.items() if not name.startswith(_SHORT)]
    known = {word for _, row in listed for word in row}
    twins = [
        (meaning, [t for t in _twins(row) if t not in known]) for meaning, row in listed if _typed(meaning)
    ]
    try:
        return Vocabulary.of([*listed, *twins], short)
    except ValueError as error:
        raise TextError(f"{FILE}: {error}") from error


def _words(line: str) -> list[str]:
    return [
        word.strip()
        for word in line.casefold().replace("ё", "е").replace("\n", " ").split(",")
        if word.strip()
    ]


def _meaning(name: str) -> Meaning:
    for prefix, role in ((_ZONE, Role.ZONE), (_TAG, Role.TAG)):
        if name.startswith(prefix):
            return Meaning(role, _label(name, prefix))
    if name not in {role.value for role in Role}:
        raise TextError(f"{FILE}: no list is called {name}")
    return Meaning(Role(name))


def _label(name: str, prefix: str) -> Label:
    word = name.removeprefix(prefix)
    if word not in {label.value for label in Label}:
        raise TextError(f"{FILE}: {name} names no zone")
    return Label(word)


def _typed(meaning: Meaning) -> bool:
    return meaning.role in _TWINS


def _twins(row: list[str]) -> Iterator[str]:
    """The same keys in the other layout, where they give letters only: «g» for «п», «ltym» for «день»."""
    for word in row:
        twin = other_layout(word)
        if twin != word and _LATIN.fullmatch(twin):
            yield twin
