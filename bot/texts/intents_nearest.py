"""The nearest listed word to one that nobody listed: rapidfuzz among the few that can be near at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

EDGE = 2
"""First or last letters of which a single slip leaves one group whole, in a word of five letters or more."""
BEGINNING = 3
"""Letters that the beginning of a word with a slip further on shares with its list."""
SHORTEST, STEM = 4, 6
"""Letters of the shortest word compared with, and of the shortest beginning."""


class Nearest:
    """Finds words within one slip (a letter changed, added, left out, two neighbours swapped), or two."""

    def __init__(self, forms: Collection[str], stems: Collection[str], ending: int) -> None:
        self._ending = ending
        self._by_edge: dict[tuple[str, int], list[str]] = {}
        self._by_beginning: dict[str, list[str]] = {}
        for word in {*forms, *stems}:
            if len(word) >= SHORTEST:
                for edge in _edges(word):
                    self._by_edge.setdefault((edge, len(word)), []).append(word)
        for stem in stems:
            if len(stem) >= STEM:
                self._by_beginning.setdefault(stem[:BEGINNING], []).append(stem)

    def __call__(self, word: str, most: int) -> tuple[str, int] | None:
        """The nearest word and its number of slips, at most `most`; a beginning counts without its ending."""
        near = list(self._near(word, most))
        found = process.extractOne(word, near, scorer=OSA.distance, score_cutoff=most) if near else None
        if found is not None:
            return found[0], int(found[1])
        begun = max(self._begun(word), key=len, default="")
        return (begun, 1) if begun else None

    def _near(self, word: str, most: int) -> Iterator[str]:
        for length in range(len(word) - most, len(word) + most + 1):
            for edge in _edges(word):
                yield from self._by_edge.get((edge, length), ())

    def _begun(self, word: str) -> Iterator[str]:
        for stem in self._by_beginning.get(word[:BEGINNING], ()):
            ends = 0 <= len(word) - len(stem) <= self._ending
            if ends and OSA.distance(word[: len(stem)], stem, score_cutoff=1) < 2:
                yield stem


def _edges(word: str) -> tuple[str, str]:
    return f"{word[:EDGE]}-", f"-{word[-EDGE:]}"
