"""Months from left to right: the series of a month on top of each other, or beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from charts.axes import foot, grid, left_end, names
from charts.beside import beside, room_beside
from charts.columns import Column, behind, columns_of, ends_of, gap, interval, stack
from charts.grouped import columns_beside, parted
from charts.heading import drawn, heading, legend, rows_of, series_entries
from charts.marks import marks
from charts.page import HEAD, ROW, Plot
from charts.placing import AIR, Area, Plane, area_of
from charts.scale import scale_of
from charts.scene import HEIGHT, WIDTH, Line, Scene, Shape, Word
from charts.values import values
from core.charting.drawing import Arrangement, Bar, Drawing

VALUE_ROOM, MARK_ROOM, KEY_ROOM = 54, 52, 20
"""Over the plot: for the value of the highest bar, for words of marks, between these and names of series."""


@dataclass(frozen=True, slots=True)
class _Months:
    """A drawing with the bars as they stand, and what is around them."""

    drawing: Drawing
    plot: Plot
    columns: Sequence[Column]
    still: tuple[Shape, ...]
    named_beside: bool


def stacked(drawing: Drawing) -> Scene:
    """The scene of a drawing with at least one bar: names of series beside the last bar."""
    plot = _plot(drawing, drawing.bars, HEAD, room_beside(drawing))
    return _scene(_Months(drawing, plot, columns_of(drawing.bars, plot), (), named_beside=True))


def grouped(drawing: Drawing) -> Scene:
    """The scene of a drawing with at least one bar: names of series above."""
    rows = rows_of(series_entries(drawing))
    above = tuple(drawn(rows, HEAD + ROW - 24))
    top = HEAD + ROW * len(rows) + (KEY_ROOM if rows else 0)
    single = [one for bar in drawing.bars for one in parted(bar)]
    plot = _plot(drawing, single, top, room_beside(drawing, series=False))
    return _scene(_Months(drawing, plot, columns_beside(drawing, plot), above, named_beside=False))


def _plot(drawing: Drawing, bars: Sequence[Bar], head: int, right: int) -> Plot:
    lowest, highest = ends_of(bars)
    average = drawing.average or 0
    scale = scale_of(min(lowest, average), max(highest, average), drawing.unit)
    top = head + VALUE_ROOM + (MARK_ROOM if any(bar.mark for bar in drawing.bars) else 0)
    low = legend(drawing)[1]
    plot = Plot(left_end(drawing, scale), WIDTH - right, top, low, len(drawing.bars), scale)
    return replace(plot, bottom=low - foot(drawing.bars, plot))


def _scene(months: _Months) -> Scene:
    drawing, plot = months.drawing, months.plot
    around = (*heading(drawing), *grid(drawing, plot), *names(drawing.bars, plot), *legend(drawing)[0])
    still = (*months.still, *around)
    return Scene(still, tuple(_moving(months, [shape for shape in still if isinstance(shape, Word)])))


def _moving(months: _Months, words: Sequence[Word]) -> Iterator[Shape]:
    drawing, plot, columns = months.drawing, months.plot, months.columns
    plane = Plane(Area(AIR, 0, WIDTH - AIR, HEIGHT))
    aside = list(beside(drawing, columns, plot, series=months.named_beside))
    plane.take(*(area_of(shape) for shape in (*words, *aside) if isinstance(shape, Word)))
    if drawing.arrangement is Arrangement.STACKED:
        yield from behind(columns, plot)
    yield from _bars(drawing, columns, plot)
    yield from marks(drawing, plot, plane)
    yield from _average(drawing, plot)
    yield from aside
    yield from values(drawing, columns, plot).put(plane)


def _bars(drawing: Drawing, columns: Sequence[Column], plot: Plot) -> Iterator[Shape]:
    for column in columns:
        if column.bar.parts:
            yield from stack(column, drawing.series, plot)
            yield from interval(column, plot)
        else:
            yield gap(column, plot)


def _average(drawing: Drawing, plot: Plot) -> Iterator[Line]:
    """A line of dashes, each with an edge of paper, so that it is seen over every ink."""
    if drawing.average is not None:
        level = plot.level(drawing.average)
        yield Line(plot.left, level, plot.right + AIR, level, "paper", 8, 14)
        yield Line(plot.left, level, plot.right + AIR, level, "average", 4, 14)
