"""A page of palette indexes on which shapes are painted, pixel by pixel as matplotlib would."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import numpy.typing as npt

from charts import ramps
from charts.figure import figure_of
from charts.metrics import left_of
from charts.patterns import DOT_CELL, STRIPES, is_edged
from charts.placing import strip_of
from charts.quantise import indexes_of_figure
from charts.scene import Box, Line, Pattern, Shape, Word
from charts.sprites import sprite
from charts.strokes import boxes_of, edge_of


def carries(shape: Shape) -> bool:
    """Whether `paint` can do a shape: straight lines, words on one line."""
    match shape:
        case Line():
            return shape.left == shape.right or shape.top == shape.bottom
        case Word():
            return shape.text.replace("\u202f", "").replace("\u00a0", "").isprintable()
    return True


def paint(page: ramps.Indexes, shapes: tuple[Shape, ...]) -> None:
    """Paint shapes over each other in their order; what sticks out of the page is cut off."""
    for shape in shapes:
        match shape:
            case Box():
                _box(page, shape)
            case Line():
                _line(page, shape)
            case Word():
                _word(page, shape)


def _within(box: Box) -> tuple[slice, slice]:
    return slice(max(box.top, 0), max(box.bottom, 0)), slice(max(box.left, 0), max(box.right, 0))


def _fill(page: ramps.Indexes, box: Box) -> None:
    page[_within(box)] = ramps.full(box.ink)


def _line(page: ramps.Indexes, line: Line) -> None:
    """All dashes at once: a line across the page has some fifty."""
    (whole,) = boxes_of(replace(line, dash=0))
    rows, columns = _within(whole)
    onto = page[rows, columns]
    if not line.dash:
        onto[:] = ramps.full(line.ink)
    elif line.top == line.bottom:
        onto[:, _is_on(columns.start - line.left, onto.shape[1], line.dash)] = ramps.full(line.ink)
    else:
        onto[_is_on(rows.start - line.top, onto.shape[0], line.dash)] = ramps.full(line.ink)


def _is_on(begin: int, count: int, dash: int) -> npt.NDArray[np.bool_]:
    """Which of `count` pixels are dashes and which are gaps, `begin` pixels after the line begins."""
    on: npt.NDArray[np.bool_] = np.arange(begin, begin + count) // dash % 2 == 0
    return on


def _box(page: ramps.Indexes, box: Box) -> None:
    if box.pattern is Pattern.PLAIN:
        _fill(page, box)
    elif box.pattern is not Pattern.OPEN:
        rows, columns = _within(box)
        onto, tile = page[rows, columns], _tile(box.ink, box.pattern)
        down = np.arange(rows.start, rows.start + onto.shape[0]) % len(tile)
        across = np.arange(columns.start, columns.start + onto.shape[1]) % len(tile)
        onto[:] = tile[down[:, None], across]
    if is_edged(box):
        for side in edge_of(box):
            _fill(page, side)


@cache
def _tile(ink: str, pattern: Pattern) -> ramps.Indexes:
    """One period of a pattern, from a box that matplotlib has filled with it."""
    period = STRIPES[pattern].period if pattern in STRIPES else DOT_CELL
    side = 6 * period
    drawn = indexes_of_figure(figure_of([Box(0, 0, side, side, ink, pattern)], side, side))
    middle = slice(2 * period, 3 * period)
    return drawn[middle, middle].copy()


def _word(page: ramps.Indexes, word: Word) -> None:
    if word.backed:
        _fill(page, strip_of(word))
    image = sprite(word.text, word.size, word.bold)
    left, top = left_of(word) + image.left, word.y + image.top
    height, width = image.steps.shape
    rows, columns = slice(max(top, 0), max(top + height, 0)), slice(max(left, 0), max(left + width, 0))
    onto = page[rows, columns]
    steps = image.steps[rows.start - top :, columns.start - left :][: onto.shape[0], : onto.shape[1]]
    onto[:] = ramps.mixed(word.ink).take(steps + onto)
