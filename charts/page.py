"""Sizes and distances of the page, in pixels, and what its arrangements have in common.

A page is seen 360 pixels wide on a phone: the smallest words, TEXT, are there between 9 and 10 pixels.
"""

from __future__ import annotations

from dataclasses import dataclass

from charts.scale import Scale

MARGIN = 48
TEXT, SUBTITLE, TITLE = 34, 36, 54
ROW = 46
"""From one base line to the next."""
RISE = 28
"""How far a word of TEXT goes above its base line."""
TITLE_BASE, SUBTITLE_BASE = 96, 150
HEAD = 192
"""Where the heading ends."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Where bars stand: `count` slots of one width from `left` to `right`, values from `bottom` to `top`."""

    left: int
    right: int
    top: int
    bottom: int
    count: int
    scale: Scale

    def edge(self, slot: int) -> int:
        """Where a slot begins; the one after the last is the right end."""
        return self.left + (self.right - self.left) * slot // self.count

    def middle(self, slot: int) -> int:
        """The middle of a slot."""
        return (self.edge(slot) + self.edge(slot + 1)) // 2

    @property
    def pitch(self) -> int:
        """The width of a slot, rounded down."""
        return (self.right - self.left) // self.count

    def level(self, value: int) -> int:
        """How low a value is on the page."""
        return self.scale.place(value, self.bottom, self.top)

    @property
    def zero(self) -> int:
        """Where the bars stand."""
        return self.level(0)
