"""The patterns of boxes, pixel by pixel, so that every way of drawing shows the same ones.

Places are those of the page, not of the box: stripes go on from one box to the next. A box with a pattern
has an edge of its ink, `EDGE` pixels wide, where it is at least `EDGED` pixels wide and high; an OPEN box is
this edge alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from charts.scene import Box, Pattern

EDGE = 3
EDGED = 10


@dataclass(frozen=True, slots=True)
class Stripes:
    """The paper shows where `(across * x + down * y) % period < gap`."""

    across: int
    down: int
    period: int
    gap: int


STRIPES: Mapping[Pattern, Stripes] = {
    Pattern.HATCHED: Stripes(1, 1, 18, 8),
    Pattern.BACKWARD: Stripes(1, -1, 18, 8),
    Pattern.LINED: Stripes(0, 1, 14, 2),
    Pattern.UPRIGHT: Stripes(1, 0, 9, 2),
}
DOT_CELL = 20
"""Dots stand in the middle of every second square of a chequerboard of squares half as wide."""
DOT_RADIUS = 5


def is_edged(box: Box) -> bool:
    """Whether a box has an edge of its ink around its pattern."""
    roomy = min(box.right - box.left, box.bottom - box.top) >= EDGED
    return box.pattern is not Pattern.PLAIN and (roomy or box.pattern is Pattern.OPEN)
