"""Free text in everyday Russian → the screens it asks for.

    intents = Intents.load()
    intents("скажите скока я должен за свет")  # ("balance",)
    intents("сколько платить и когда передавать показания")  # ("balance", "info"): ask which

The lists are `ru/intents.ftl`; how a text is read and why, with the measured thresholds: docs/questions.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bot.texts.catalogue import RU
from bot.texts.intents_compile import Compiled, compile_lists
from bot.texts.intents_signs import Explained, Reading
from bot.texts.intents_source import Lists, read_lists
from bot.texts.intents_spelling import from_latin, lookalikes, unheld
from bot.texts.intents_words import Word
from bot.texts.normal import LONGEST, normal, other_layout, words

SURE = 80
"""The score from which a screen is opened; a word that a sign names scores 100."""
UNSURE = 40
"""From which it is asked about, with the way to a person beside it; below, the text is talk."""
PEOPLE = "human"
CLOSE = 50
"""Two intents of different kinds whose scores are nearer than this are asked about."""
BOTH = 140
"""Two of different kinds are asked about, too, when the second explains so much that the first does not."""
WORDS = 60
"""Words of a sentence that are read."""
NUMBER = 3
"""Digits from which a number may be a reading."""

_SENTENCE = re.compile(r"[!?;\n]+|(?<=[^\W\d_]{4})[.]+|[.]+(?=\s*$)")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_LATIN = re.compile("[a-z]", re.IGNORECASE)


class Intents:
    """The matcher: built once, called with each text that is neither an answer nor a keyword."""

    def __init__(self, lists: Mapping[str, Lists]) -> None:
        self._compiled: Compiled = compile_lists(lists)

    @property
    def names(self) -> frozenset[str]:
        """All intents."""
        return frozenset(self._compiled.kinds)

    @classmethod
    def load(cls, folder: Path = RU) -> Intents:
        """Read `intents.ftl`; TextError when it cannot be read."""
        return cls(read_lists((folder / "intents.ftl").read_text(encoding="utf-8")))

    def __call__(self, text: str) -> tuple[str, ...]:
        """The intent of a text; several, best first, when it must be asked which; () when it is none."""
        for spelt in _spellings(text[:LONGEST]):
            found = self._in(spelt)
            if found:
                return found
        return ()

    def _in(self, text: str) -> tuple[str, ...]:
        best: tuple[int, tuple[str, ...]] = (0, ())
        for sentence in _SENTENCE.split(text):
            reading = self._read(sentence)
            if reading is not None:
                best = max(best, self._meant(reading, self._explained(reading)))
        return best[1]

    def _read(self, sentence: str) -> Reading | None:
        plain = unheld(normal(sentence))
        plain = self._compiled.phrases.sub(" ", plain)
        read: list[Word] = []
        lengths: list[int] = []
        numbers = False
        for typed in words(plain)[:WORDS]:
            if typed[0].isdecimal():
                numbers = numbers or len(typed) >= NUMBER
                continue
            parts = self._compiled.vocabulary.read(typed)
            read += parts
            lengths += [len(typed)] * len(parts)
        if numbers and self._compiled.is_reading(read):
            return None
        return Reading(read, lengths, self._compiled.classes) if read else None

    def _explained(self, reading: Reading) -> list[Explained]:
        """The best explanation by each intent, best first."""
        best: dict[str, Explained] = {}
        for sign in self._compiled.signs_of(reading.bits):
            found = reading.explain(sign)
            if found is not None and (sign.intent not in best or found.score > best[sign.intent].score):
                best[sign.intent] = found
        return sorted(best.values(), key=lambda found: -found.score)

    def _meant(self, reading: Reading, found: Sequence[Explained]) -> tuple[int, tuple[str, ...]]:
        if not found:
            return 0, ()
        first = found[0]
        for other in found[1:3]:
            together = reading.together(first, other)
            if self._doubtful(first, other, together):
                return max(together, first.score), (first.intent, other.intent)
        if first.score >= SURE:
            return first.score, (first.intent,)
        if first.score < UNSURE or first.intent == PEOPLE:
            return 0, ()
        return first.score, (first.intent, PEOPLE)

    def _doubtful(self, first: Explained, other: Explained, together: float) -> bool:
        """Whether it must be asked which of the two is meant."""
        apart = not first.used & other.used
        if first.score < SURE:
            return apart and together >= SURE
        if self._kind(first) == self._kind(other):
            return False
        return first.score - other.score < CLOSE or (apart and together - first.score >= BOTH)

    def _kind(self, found: Explained) -> str:
        return self._compiled.kinds[found.intent]


def _spellings(text: str) -> Iterator[str]:
    """The text as typed, or what a text in Latin letters may have been meant to be."""
    if _CYRILLIC.search(text):
        yield lookalikes(text.casefold()) if _LATIN.search(text) else text
    elif _LATIN.search(text):
        yield other_layout(text)
        yield from_latin(text.casefold())
