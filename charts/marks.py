"""Changes of the tariff: a line where a month begins, and its word over the bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charts.metrics import shortened, width
from charts.page import MARGIN, TEXT, Plot
from charts.placing import AIR, Plane, area_of
from charts.scene import WIDTH, Align, Line, Shape, Word
from core.charting.drawing import Drawing

_FULL = 4
"""Up to so many marks go down to the foot of the plot; more of them are ticks."""
MARK_BASE = 72
"""From a base line of marks down to the top of the plot."""


def marks(drawing: Drawing, plot: Plot, plane: Plane) -> Iterator[Shape]:
    """A line where each marked bar begins, and its word beside it where there is room."""
    slots = [slot for slot, bar in enumerate(drawing.bars) if bar.mark]
    base = plot.top - MARK_BASE
    few = len(slots) <= _FULL
    measure = MARGIN + width(drawing.measure, TEXT) + AIR
    for slot in slots:
        x = plot.edge(slot)
        top = base - 26 if x > measure or not few else plot.top - 20
        yield Line(x, top, x, plot.zero if few else base + 8, "mark", 3, 8 if few else 0)
    for slot in slots:
        text = shortened(drawing.bars[slot].mark, WIDTH // 3, TEXT)
        x = plot.edge(slot)
        places = (Word(x + 10, base, text, TEXT, "mark"), Word(x - 10, base, text, TEXT, "mark", Align.RIGHT))
        others = [plot.edge(other) for other in slots if other != slot]
        if word := plane.put(word for word in places if not _crossed(word, others)):
            yield word


def _crossed(word: Word, lines: Sequence[int]) -> bool:
    area = area_of(word)
    return any(area.left - 6 < x < area.right + 6 for x in lines)
