"""Cutting a long text into messages at the borders a reader expects."""

from __future__ import annotations

from collections.abc import Callable, Iterator

BORDERS = ("\n\n", "\n", ". ", "; ", ", ", " ")
"""Where to cut, best first. The mark itself stays with the first half, its white space goes."""

LEAST = 4
"""A border in the first quarter of a message is not taken: the rest would be cut again at once."""


def split(text: str, limit: int, size: Callable[[str], int], first: int = 0) -> Iterator[str]:
    """Cut into messages of at most `limit` units by `size`, the first of at most `first` if given."""
    most = first or limit
    while size(text) > most:
        head = _longest(text, most, size)
        cut = _border(text, head)
        yield text[:cut].rstrip()
        text = text[cut:].lstrip()
        most = limit
    if text:
        yield text


def _longest(text: str, most: int, size: Callable[[str], int]) -> int:
    """Return how many characters fit; at least one, so that cutting always ends."""
    low, high = 1, min(len(text), most)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if size(text[:middle]) <= most else (low, middle - 1)
    return low


def _border(text: str, fits: int) -> int:
    for mark in BORDERS:
        found = text.rfind(mark, fits // LEAST, fits + 1)
        if found > 0:
            return found + len(mark.rstrip())
    return fits
