"""Which places of a page are taken, so that no word stands on another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from charts.metrics import ascent, descent, left_of, width
from charts.palette import PAPER
from charts.scene import Box, Word

AIR = 8
"""Pixels that stay free on both sides of a word."""
STRIP = 6
"""Pixels by which the strip of paper behind a word is wider than the word, on both sides."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle; `right` and `bottom` not included."""

    left: int
    top: int
    right: int
    bottom: int

    def meets(self, other: Area) -> bool:
        """Whether they overlap."""
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, other: Area) -> bool:
        """Whether the other lies within."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def area_of(word: Word) -> Area:
    """What a word covers, from its highest capital to its lowest letter."""
    left = left_of(word)
    right = left + width(word.text, word.size, word.bold)
    return Area(left, word.y - ascent(word.size), right, word.y + descent(word.size))


def strip_of(word: Word) -> Box:
    """The paper under a backed word: a little longer than the word."""
    area = area_of(word)
    return Box(area.left - STRIP, area.top, area.right + STRIP, area.bottom, PAPER)


class Plane:
    """A page, and what of it is taken."""

    def __init__(self, page: Area) -> None:
        self._page = page
        self._taken: list[Area] = []

    def take(self, *areas: Area) -> None:
        """Nothing else may stand there."""
        self._taken.extend(areas)

    def is_free(self, area: Area) -> bool:
        """Whether it is within the page and nothing stands there or too near."""
        if not self._page.holds(area):
            return False
        left, right, top, bottom = area.left - AIR, area.right + AIR, area.top, area.bottom
        for taken in self._taken:  # Area.meets, written out: a picture asks for some thousands
            if taken.left < right and left < taken.right and taken.top < bottom and top < taken.bottom:
                return False
        return True

    def put(self, candidates: Iterable[Word]) -> Word | None:
        """Take the first place of a word that is free; none if none is."""
        for word in candidates:
            area = area_of(word)
            if word.text and self.is_free(area):
                self.take(area)
                return word
        return None
