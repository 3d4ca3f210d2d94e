"""Lines and edges as the rectangles they cover, pixel by pixel, for every way of drawing."""

from __future__ import annotations

from collections.abc import Iterator

from charts.patterns import EDGE
from charts.scene import Box, Line


def boxes_of(line: Line) -> Iterator[Box]:
    """One rectangle, or one for each dash from the left or upper end."""
    before = line.width // 2
    if line.top == line.bottom:
        top, bottom = line.top - before, line.top - before + line.width
        for left, right in _dashes(line.left, line.right, line.dash):
            yield Box(left, top, right, bottom, line.ink)
    else:
        left, right = line.left - before, line.left - before + line.width
        for top, bottom in _dashes(line.top, line.bottom, line.dash):
            yield Box(left, top, right, bottom, line.ink)


def _dashes(begin: int, end: int, dash: int) -> Iterator[tuple[int, int]]:
    if not dash:
        yield begin, end
        return
    for start in range(begin, end, 2 * dash):
        yield start, min(start + dash, end)


def edge_of(box: Box) -> tuple[Box, ...]:
    """The upper, lower, left and right edge of a box with a pattern."""
    return (
        Box(box.left, box.top, box.right, min(box.top + EDGE, box.bottom), box.ink),
        Box(box.left, max(box.bottom - EDGE, box.top), box.right, box.bottom, box.ink),
        Box(box.left, box.top, min(box.left + EDGE, box.right), box.bottom, box.ink),
        Box(max(box.right - EDGE, box.left), box.top, box.right, box.bottom, box.ink),
    )
