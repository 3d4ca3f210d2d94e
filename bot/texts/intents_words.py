"""Which listed word a typed one is: as written, by its ending, by ear, by a slip, or run together.

A word is a set of bits, one for each list it stands in. Cost: 1-2 µs for a listed word, some 20 µs for one
that must be compared with those it may be a slip of (docs/adr/0048).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from bot.texts.intents_spelling import sound

if TYPE_CHECKING:
    from bot.texts.intents_nearest import Nearest

ENDING = 7
"""Letters that may follow a listed beginning («слово*»)."""
BY_EAR, BY_SLIP, SLIPS_TWO = 5, 5, 12
"""Letters from which a word is known by ear, by one slip, by two."""
SURELY, BY_EAR_SURE, SLIP_SURE, SLIPS_SURE = 100, 90, 80, 60
"""How sure a word is: as listed, known by ear or run together, by one slip, by two."""
GLUED, LONGEST = 9, 40
"""Letters from which and up to which words run together are taken apart."""
APART, LONGEST_PART = 7, 16
"""Words that they are taken apart into, and letters of one, at most."""

_TAIL = re.compile(
    "(?:ого|его|ому|ему|ыми|ими|ами|ями|ах|ях|ов|ев|ей|ой|ый|ий|ая|яя|ое|ее|ые|ие|ую|юю"
    "|ым|им|ом|ем|ам|ям|ых|их|ия|ию|ии|ть|ла|ло|ли|[аеиоуыэюяьй])$"
)


class Word(NamedTuple):
    """The lists (bits) that a word belongs to; how sure that is, 0 to 100."""

    bits: int
    sure: int


UNKNOWN = Word(0, 0)


class Vocabulary:
    """All listed words: `forms` as written, `stems` with any ending."""

    def __init__(self, forms: Mapping[str, int], stems: Mapping[str, int]) -> None:
        self._forms, self._stems = dict(forms), dict(stems)

    def read(self, word: str) -> tuple[Word, ...]:
        """The listed words that `word` may be made of, mostly one; (UNKNOWN,) when it is none."""
        bits = self._listed(word)
        if bits:
            return (Word(bits, SURELY),)
        if len(word) >= BY_EAR and (bits := self._heard(word)):
            return (Word(bits, BY_EAR_SURE),)
        if len(word) <= LONGEST:
            if len(word) >= GLUED and (parts := self._apart(word)):
                return parts
            if len(word) >= BY_SLIP and (near := self._near(word)):
                return (near,)
        return (UNKNOWN,)

    def _listed(self, word: str) -> int:
        bits = self._forms.get(word)
        if bits is not None:
            return bits
        return _begun(word, self._stems)

    def _heard(self, word: str) -> int:
        heard, (forms, stems) = sound(word), self._sounds
        bits = forms.get(heard)
        return bits if bits is not None else _begun(heard, stems)

    @cached_property
    def _sounds(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        return _heard(self._forms), _heard(self._stems)

    def _near(self, word: str) -> Word | None:
        most = 2 if len(word) >= SLIPS_TWO else 1
        found = self._nearest(word, most)
        if found is None:
            base = _TAIL.sub("", word)
            found = self._nearest(base, 1) if len(base) >= BY_SLIP else None
        if found is None:
            return None
        listed, slips = found
        bits = self._forms.get(listed, 0) | self._stems.get(listed, 0)
        return Word(bits, SLIP_SURE if slips == 1 else SLIPS_SURE)

    @cached_property
    def _nearest(self) -> Nearest:
        from bot.texts.intents_nearest import Nearest  # noqa: PLC0415 (rapidfuzz: 12 ms, 3 MB)

        return Nearest(self._forms, self._stems, ENDING)

    def _apart(self, word: str) -> tuple[Word, ...]:
        """Take words run together apart, into as few listed words as possible; () when that fails."""
        best: dict[int, tuple[Word, ...]] = {0: ()}
        for start in range(len(word)):
            before = best.get(start)
            if before is None or len(before) >= APART:
                continue
            for end in range(start + 1, min(len(word), start + LONGEST_PART) + 1):
                if end not in best or len(best[end]) > len(before) + 1:
                    bits = self._part(word[start:end])
                    if bits:
                        best[end] = (*before, Word(bits, BY_EAR_SURE))
        return best.get(len(word), ())

    def _part(self, word: str) -> int:
        return self._listed(word) if len(word) > 3 else self._forms.get(word, 0)


def _begun(word: str, stems: Mapping[str, int]) -> int:
    for end in range(len(word), max(2, len(word) - ENDING) - 1, -1):
        bits = stems.get(word[:end])
        if bits is not None:
            return bits
    return 0


def _heard(listed: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for word, bits in listed.items():
        heard = sound(word)
        if len(heard) >= BY_EAR - 1:
            found[heard] = found.get(heard, 0) | bits
    return found
