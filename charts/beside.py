"""The column right of the plot: which part of the last bar is what, and what the average is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charts.columns import Column
from charts.heading import SWATCH, sample
from charts.metrics import shortened, width
from charts.page import MARGIN, RISE, TEXT, Plot
from charts.scene import WIDTH, Shape, Word
from core.charting.drawing import Drawing, Look

_LINE = 42
_GAP, _SIDE, _AWAY = 10, 18, 16
_MOST = 260


@dataclass(frozen=True, slots=True)
class _Note:
    """Lines of words beside a level; with a sample of a series, or -1."""

    level: int
    lines: tuple[str, ...]
    ink: str
    series: int = -1

    @property
    def height(self) -> int:
        return _LINE * len(self.lines)


def room_beside(drawing: Drawing, *, series: bool = True) -> int:
    """How wide the column is, with the margin of the page; `series`: with their names."""
    named = [SWATCH + _GAP + width(one.name, TEXT) for one in drawing.series if one.name and series]
    lines = [width(line, TEXT) for line in _average_lines(drawing)]
    widest = max(named + lines, default=0)
    return _AWAY + min(widest, _MOST) + MARGIN if widest else MARGIN


def _average_lines(drawing: Drawing) -> tuple[str, ...]:
    """The words of the average on two lines, broken at their last space."""
    if drawing.average is None or not drawing.average_name:
        return ()
    return tuple(part for part in drawing.average_name.rsplit(" ", 1) if part)


def beside(drawing: Drawing, columns: Sequence[Column], plot: Plot, *, series: bool) -> Iterator[Shape]:
    """Names of series at the height of their parts of the last bar, moved apart, and the average's."""
    notes = [*_named(drawing, columns, plot)] if series else []
    if lines := _average_lines(drawing):
        notes.append(_Note(plot.level(drawing.average or 0), lines, "average"))
    notes.sort(key=lambda note: (note.level, note.series))
    left = plot.right + _AWAY
    for note, top in zip(notes, _apart(notes, plot), strict=True):
        yield from _drawn(note, left, top, drawing)


def _named(drawing: Drawing, columns: Sequence[Column], plot: Plot) -> Iterator[_Note]:
    last = next((column.bar for column in reversed(columns) if any(column.bar.parts)), None)
    begin = 0
    for index, one in enumerate(drawing.series):
        part = last.parts[index] if last and index < len(last.parts) else 0
        if one.name:
            yield _Note(plot.level(begin + part // 2), (one.name,), "text", index)
        begin += part


def _apart(notes: Sequence[_Note], plot: Plot) -> list[int]:
    """The upper ends of notes, each as near to its level as the others let it be."""
    tops: list[int] = []
    free = plot.top - _LINE
    for note in notes:
        free = max(free, note.level - note.height // 2)
        tops.append(free)
        free += note.height
    end = plot.bottom + _LINE // 2
    for at in reversed(range(len(notes))):
        tops[at] = min(tops[at], end - notes[at].height)
        end = tops[at]
    return tops


def _drawn(note: _Note, left: int, top: int, drawing: Drawing) -> Iterator[Shape]:
    if note.series >= 0:
        base = top + RISE + 4
        yield from sample(drawing.series[note.series].ink, Look.SOLID)(left, base)
        left += SWATCH + _GAP
    for at, line in enumerate(note.lines):
        text = shortened(line, WIDTH - MARGIN // 2 - left, TEXT)
        yield Word(left, top + RISE + 4 + at * _LINE, text, TEXT, note.ink)
