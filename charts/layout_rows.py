"""One row for each bar, with its name before it and its value behind it: meters.

There is no scale to read values from: each stands beside its bar. Rows share no month, so what a drawing says
of months (average, marks, groups, last year) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charts.columns import down_of, up_of
from charts.fills import filled, ink_of, look_of
from charts.heading import drawn, heading, legend, rows_of, series_entries
from charts.metrics import shortened, width
from charts.page import HEAD, MARGIN, ROW, TEXT
from charts.scale import Scale
from charts.scene import WIDTH, Line, Scene, Shape, Word
from charts.wording import decimals_for, number
from core.charting.drawing import Bar, Drawing

MOST_ROWS = 15
"""Whoever makes a drawing puts what is more into one row; more than have room are not drawn."""
_LOWEST, _HIGHEST = 40, 92
"""Pixels from row to row."""
_GAP, _AFTER, _BASE = 16, 10, 12
_NAME_ROOM, _LEAST = 440, 2


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where rows stand: `zero` is where bars begin, `scale` goes from `left` to `right`."""

    drawing: Drawing
    top: int
    pitch: int
    left: int
    right: int
    scale: Scale
    values: tuple[str, ...]

    def across(self, value: int) -> int:
        """How far right a value is."""
        return self.scale.place(value, self.left, self.right)

    def middle(self, row: int) -> int:
        """The middle of a row from above."""
        return self.top + self.pitch * row + self.pitch // 2


def rows(drawing: Drawing) -> Scene:
    """The scene of a drawing with at least one bar."""
    foot, end = legend(drawing)
    keys = rows_of(series_entries(drawing))
    head = HEAD + ROW * len(keys) - (16 if keys else 0)
    still = (*heading(drawing), *drawn(keys, HEAD + 22), *foot)
    return Scene(still, tuple(_moving(_placed(drawing, head, end - 8))))


def _placed(drawing: Drawing, top: int, bottom: int) -> _Rows:
    bars = drawing.bars[: min(MOST_ROWS, (bottom - top) // _LOWEST)]
    totals = [sum(bar.parts) for bar in bars]
    places = decimals_for(max(map(abs, totals)), drawing.unit)
    values = tuple(number(sum(bar.parts), drawing.unit, places) if bar.parts else "" for bar in bars)
    scale = Scale(min(map(down_of, bars)), max(map(up_of, bars)) or drawing.unit, 1)
    left = MARGIN + min(max(width(bar.label, TEXT) for bar in bars), _NAME_ROOM) + _GAP
    right = WIDTH - MARGIN - _value_room(drawing, values) - _GAP
    pitch = max(_LOWEST, min((bottom - top) // len(bars), _HIGHEST))
    return _Rows(drawing, top, pitch, left, right, scale, values)


def _value_room(drawing: Drawing, values: Sequence[str]) -> int:
    return max(width(value, TEXT) for value in values) + _AFTER + width(_measure(drawing), TEXT)


def _measure(drawing: Drawing) -> str:
    return shortened(drawing.measure, 200, TEXT)


def _moving(rows: _Rows) -> Iterator[Shape]:
    measured = False
    for at, (bar, value) in enumerate(zip(rows.drawing.bars, rows.values, strict=False)):
        base = rows.middle(at) + _BASE
        if name := shortened(bar.label, _NAME_ROOM, TEXT):
            yield Word(MARGIN, base, name, TEXT, "text")
        yield from _bar(rows, bar, rows.middle(at))
        if value:
            x = max(rows.across(0), rows.across(up_of(bar))) + _GAP
            yield Word(x, base, value, TEXT, "text")
            if not measured and (measure := _measure(rows.drawing)):
                yield Word(x + width(value, TEXT) + _AFTER, base, measure, TEXT, "muted")
            measured = True
    zero = rows.across(0)
    yield Line(zero, rows.top, zero, rows.top + rows.pitch * len(rows.values), "axis", 3)


def _bar(rows: _Rows, bar: Bar, middle: int) -> Iterator[Shape]:
    half = rows.pitch * 32 // 100
    if not bar.parts:
        yield Line(rows.across(0) + _GAP, middle, rows.across(0) + _GAP + 2 * half, middle, "axis", 4)
    ends = {True: 0, False: 0}
    for index, part in enumerate(bar.parts):
        begin, end = ends[part > 0], ends[part > 0] + part
        ends[part > 0] = end
        left, right = sorted((rows.across(begin), rows.across(end)))
        if part:
            area = (left, middle - half, max(right, left + _LEAST), middle + half)
            yield from filled(area, ink_of(rows.drawing.series, index), look_of(bar, index))
