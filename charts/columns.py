"""The bars of months: parts on top of each other, what is behind them, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charts.fills import filled, ink_of, look_of
from charts.page import Plot
from charts.scene import Box, Line, Pattern, Shape
from core.charting.drawing import Bar, Series

_SHARES = ((12, 100), (20, 80), (10_000, 64))
"""Up to a width of slots, how many of 100 pixels of its slot a bar takes: many bars stand wall to wall."""
_WIDEST = 150
_PART_GAP = 3
_LEAST = 2
_ROOMY = 56
"""Slots from this width on show last year as boxes, narrower ones as a line of steps."""


@dataclass(frozen=True, slots=True)
class Column:
    """A bar with its place; `top` and `bottom` are its ends above and below zero.

    `series` is that of its first part: bars beside each other have one part each.
    """

    bar: Bar
    left: int
    right: int
    top: int
    bottom: int
    series: int = 0

    @property
    def middle(self) -> int:
        """Its middle along the line."""
        return (self.left + self.right) // 2


def columns_of(bars: Sequence[Bar], plot: Plot) -> list[Column]:
    """The bars with their places."""
    share = next(share for widest, share in _SHARES if plot.pitch <= widest)
    found = []
    for slot, bar in enumerate(bars):
        begin, end = plot.edge(slot), plot.edge(slot + 1)
        wide = max(1, min((end - begin) * share // 100, _WIDEST))
        found.append(column_at(bar, (begin + end - wide) // 2, (begin + end + wide) // 2, plot))
    return found


def column_at(bar: Bar, left: int, right: int, plot: Plot, series: int = 0) -> Column:
    """A bar between two places."""
    top, bottom = plot.level(up_of(bar)), plot.level(down_of(bar))
    if any(bar.parts):
        top = min(top, bottom - _LEAST)
    return Column(bar, left, right, top, bottom, series)


def up_of(bar: Bar) -> int:
    """What stands above zero."""
    return sum(part for part in bar.parts if part > 0)


def down_of(bar: Bar) -> int:
    """What hangs below zero."""
    return sum(part for part in bar.parts if part < 0)


def ends_of(bars: Sequence[Bar]) -> tuple[int, int]:
    """The lowest and the highest value that has to have a place."""
    values = [0]
    for bar in bars:
        values += [up_of(bar), down_of(bar)]
        values += [value for value in (bar.before, bar.low, bar.high) if value is not None]
    return min(values), max(values)


def has_boxes_behind(plot: Plot) -> bool:
    """Whether last year's months are boxes around the bars."""
    return plot.pitch >= _ROOMY


def behind(columns: Sequence[Column], plot: Plot) -> Iterator[Shape]:
    """The same months of last year."""
    if not has_boxes_behind(plot):
        yield from _steps(columns, plot)
        return
    beside = max(4, plot.pitch * 10 // 100)
    for column in columns:
        if column.bar.before:
            ends = sorted((plot.level(column.bar.before), plot.zero))
            area = (column.left - beside, ends[0], column.right + beside, max(ends[1], ends[0] + _LEAST))
            yield Box(*area, "before-pale")
            yield Box(*area, "before", Pattern.OPEN)


def _steps(columns: Sequence[Column], plot: Plot) -> Iterator[Shape]:
    last: int | None = None
    for slot, column in enumerate(columns):
        before = column.bar.before
        level = plot.level(before) if before is not None else None
        left, right = plot.edge(slot), plot.edge(slot + 1)
        if level is not None:
            ends = sorted((level, plot.zero))
            yield Box(left, ends[0], right, ends[1], "before-pale")
            yield Line(left - 1, level, right + 2, level, "before", 3)
        if level is not None and last is not None:
            yield Line(left, min(level, last), left, max(level, last), "before", 3)
        last = level


def stack(column: Column, series: Sequence[Series], plot: Plot) -> Iterator[Shape]:
    """The parts of one month, the first at the bottom; what is negative below zero."""
    ends = {True: 0, False: 0}
    for index, part in enumerate(column.bar.parts):
        if part == 0:
            continue
        begin, end = ends[part > 0], ends[part > 0] + part
        ends[part > 0] = end
        top, bottom = sorted((plot.level(begin), plot.level(end)))
        bottom = max(bottom, top + 1)
        if begin and bottom - top > 2 * _PART_GAP:
            top, bottom = (top, bottom - _PART_GAP) if part > 0 else (top + _PART_GAP, bottom)
        area = (column.left, top if begin else min(top, bottom - _LEAST), column.right, bottom)
        yield from filled(area, ink_of(series, column.series + index), look_of(column.bar, index))


def interval(column: Column, plot: Plot) -> Iterator[Line]:
    """Between which values a forecast lies."""
    low, high = column.bar.low, column.bar.high
    if low is None or high is None:
        return
    ends = sorted((plot.level(low), plot.level(high)))
    half = max(2, min(14, (column.right - column.left) // 3))
    yield Line(column.middle, ends[0], column.middle, ends[1], "text", 4)
    for level in ends:
        yield Line(column.middle - half, level, column.middle + half, level, "text", 4)


def gap(column: Column, plot: Plot) -> Line:
    """A dash where nothing is known, as in a table."""
    level = plot.zero - 20
    return Line(column.left, level, column.right, level, "axis", 4)
