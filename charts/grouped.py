"""The series of a month beside each other: each value is a bar of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from charts.columns import Column, column_at
from charts.fills import look_of
from charts.page import Plot
from core.charting.drawing import Bar, Drawing

_SHARE = (80, 100)
"""How much of a slot its bars take together."""
_GAP = 3
_WIDEST = 80


def parted(bar: Bar) -> list[Bar]:
    """One bar for each value; a forecast's interval stays with the last."""
    last = len(bar.parts) - 1
    return [
        replace(
            bar,
            parts=(part,),
            looks=(look_of(bar, at),),
            before=None,
            low=bar.low if at == last else None,
            high=bar.high if at == last else None,
        )
        for at, part in enumerate(bar.parts)
    ]


def columns_beside(drawing: Drawing, plot: Plot) -> list[Column]:
    """All bars with their places; a month of which nothing is known keeps its slot."""
    count = max((len(bar.parts) for bar in drawing.bars), default=1) or 1
    pitch = max(1, min(plot.pitch * _SHARE[0] // _SHARE[1] // count, _WIDEST))
    gap = _GAP if pitch > 2 * _GAP else 0
    return [
        column
        for slot, bar in enumerate(drawing.bars)
        for column in _slot(bar, plot.middle(slot) - pitch * count // 2, pitch, gap, count, plot)
    ]


def _slot(bar: Bar, left: int, pitch: int, gap: int, count: int, plot: Plot) -> Iterator[Column]:
    if not bar.parts:
        yield column_at(bar, left, left + pitch * count - gap, plot)
    for at, one in enumerate(parted(bar)):
        yield column_at(one, left + at * pitch, left + (at + 1) * pitch - gap, plot, at)
