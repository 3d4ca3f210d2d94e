"""Months from left to right, the series of a month on top of each other."""

from __future__ import annotations

from collections.abc import Iterator

from charts.axes import foot, grid, left_end, names
from charts.beside import beside, room_beside
from charts.columns import Column, behind, columns_of, ends_of, gap, interval, stack
from charts.heading import heading, legend
from charts.notes import marks, obstacles, values
from charts.page import HEAD, Plot
from charts.placing import AIR, Area, Plane, area_of
from charts.scale import scale_of
from charts.scene import HEIGHT, WIDTH, Line, Scene, Shape, Word
from core.charting.drawing import Drawing

VALUE_ROOM, MARK_ROOM = 54, 46
"""Over the plot: for the value of the highest bar, for the words of marks."""


def stacked(drawing: Drawing) -> Scene:
    """The scene of a drawing with at least one bar."""
    words, legend_top = legend(drawing)
    plot = _plot(drawing, legend_top)
    still = [*heading(drawing), *grid(drawing, plot), *names(drawing.bars, plot), *words]
    return Scene(tuple(still), tuple(_moving(drawing, plot, still)))


def _plot(drawing: Drawing, legend_top: int) -> Plot:
    lowest, highest = ends_of(drawing.bars)
    average = drawing.average or 0
    scale = scale_of(min(lowest, average), max(highest, average), drawing.unit)
    top = HEAD + VALUE_ROOM + (MARK_ROOM if any(bar.mark for bar in drawing.bars) else 0)
    right = WIDTH - room_beside(drawing)
    bottom = legend_top - foot(drawing.bars)
    return Plot(left_end(drawing, scale), right, top, bottom, len(drawing.bars), scale)


def _moving(drawing: Drawing, plot: Plot, still: list[Shape]) -> Iterator[Shape]:
    columns = columns_of(drawing.bars, plot)
    plane = Plane(Area(AIR, 0, WIDTH - AIR, HEIGHT))
    aside = list(beside(drawing, columns, plot))
    plane.take(*(area_of(shape) for shape in [*still, *aside] if isinstance(shape, Word)))
    yield from behind(columns, plot)
    yield from _bars(drawing, columns, plot)
    yield from marks(drawing, plot, plane)
    yield from _average(drawing, plot)
    yield from aside
    plane.take(*obstacles(drawing, columns, plot))
    yield from values(drawing, columns, plot, plane)


def _bars(drawing: Drawing, columns: list[Column], plot: Plot) -> Iterator[Shape]:
    for column in columns:
        if column.bar.parts:
            yield from stack(column, drawing.series, plot)
            yield from interval(column, plot)
        else:
            yield gap(column, plot)


def _average(drawing: Drawing, plot: Plot) -> Iterator[Line]:
    if drawing.average is not None:
        level = plot.level(drawing.average)
        yield Line(plot.left, level, plot.right + AIR, level, "paper", 8)
        yield Line(plot.left, level, plot.right + AIR, level, "average", 4, 14)
