"""Slips of the finger and letters of the wrong alphabet, in words that are in lower case."""

from __future__ import annotations

import re

_LOOKALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")
_CYRILLIC = re.compile("[а-я]")
_LATIN = re.compile("[a-z]")


def fold(word: str) -> str:
    """Turn Latin look-alikes into Cyrillic, but only in a word that mixes both alphabets."""
    if _LATIN.search(word) and _CYRILLIC.search(word):
        return word.translate(_LOOKALIKE)
    return word


def one_slip(a: str, b: str) -> bool:
    """Whether the words differ by one letter changed, added, left out, or two neighbours swapped."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    a, b = a[start:], b[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
    return a[1:] == b if len(a) > len(b) else a == b[1:]
