"""Words over the bars: changes of the tariff, and values where they fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charts.columns import Column
from charts.metrics import shortened, width
from charts.page import MARGIN, TEXT, Plot
from charts.placing import AIR, Area, Plane
from charts.scene import WIDTH, Align, Line, Shape, Word
from charts.wording import decimals_for, number
from core.charting.drawing import Arrangement, Drawing, Look

_OVER = 12
"""From the top of a bar to the base line of its value."""
_OVER_LINE = 18
"""The same over a line."""
_FULL = 4
"""Up to so many marks go down to the foot of the plot; more of them are ticks."""
MARK_BASE = 62
"""From a base line of marks down to the top of the plot."""


def marks(drawing: Drawing, plot: Plot, plane: Plane) -> Iterator[Shape]:
    """A line where each marked bar begins, and its word beside it where there is room."""
    slots = [slot for slot, bar in enumerate(drawing.bars) if bar.mark]
    base = plot.top - MARK_BASE
    few = len(slots) <= _FULL
    for slot in slots:
        x = plot.edge(slot)
        yield Line(x, base - 26, x, plot.zero if few else base + 8, "mark", 3, 8 if few else 0)
    for slot in slots:
        text = shortened(drawing.bars[slot].mark, WIDTH // 3, TEXT)
        x = plot.edge(slot)
        places = (Word(x + 10, base, text, TEXT, "mark"), Word(x - 10, base, text, TEXT, "mark", Align.RIGHT))
        others = [plot.edge(other) for other in slots if other != slot]
        if word := plane.put(word for word in places if not _crossed(word, others)):
            yield word


def _crossed(word: Word, lines: Sequence[int]) -> bool:
    wide = width(word.text, word.size)
    left = word.x - wide if word.align is Align.RIGHT else word.x
    return any(left - 6 < x < left + wide + 6 for x in lines)


def values(drawing: Drawing, columns: Sequence[Column], plot: Plot, plane: Plane) -> list[Word]:
    """The value over each bar if there is room for all of them, else over those that tell most."""
    known = _labelled(drawing, columns)
    most = max((abs(sum(column.bar.parts)) for column in known), default=0)
    places = decimals_for(most, drawing.unit)
    texts = [number(sum(column.bar.parts), drawing.unit, places) for column in known]
    widest = max((width(text, TEXT) for text in texts), default=0)
    telling = _telling(known)
    if widest + AIR <= plot.pitch and drawing.arrangement is Arrangement.STACKED:
        telling += [at for at in range(len(known)) if at not in telling]
    put = (plane.put(_over(known[at], texts[at], drawing, plot)) for at in telling)
    return [word for word in put if word]


def _labelled(drawing: Drawing, columns: Sequence[Column]) -> list[Column]:
    """Bars that may have a value: of bars beside each other those of the last series, where there are any."""
    known = [column for column in columns if column.bar.parts]
    if drawing.arrangement is Arrangement.STACKED:
        return known
    last = max((column.series for column in known), default=0)
    return [column for column in known if column.series == last and any(column.bar.parts)]


def _telling(columns: Sequence[Column]) -> list[int]:
    """The forecast, the last known month, the greatest."""
    if not columns:
        return []
    slots = range(len(columns))
    ahead = [at for at in slots if Look.FORECAST in columns[at].bar.looks]
    last = [at for at in slots if at not in ahead][-1:]
    greatest = max(slots, key=lambda at: sum(columns[at].bar.parts))
    return list(dict.fromkeys([*ahead, *last, greatest]))


def _over(column: Column, text: str, drawing: Drawing, plot: Plot) -> Iterator[Word]:
    """Places for a value: right over its bar, then over what is behind it, then over the average."""
    bar = column.bar
    top = min(column.top, *(plot.level(end) for end in (bar.low, bar.high) if end is not None), plot.zero)
    if sum(bar.parts) < 0:
        yield Word(column.middle, column.bottom + 36, text, TEXT, "text", Align.CENTRE)
        return
    levels = [top, min(top, plot.level(bar.before or 0))]
    if drawing.average is not None:
        levels.append(min(levels[1], plot.level(drawing.average)))
    for at, level in enumerate(levels):
        half = width(text, TEXT) // 2
        for x in (column.middle, column.left + half, column.right - half):
            yield Word(x, level - (_OVER if at == 0 else _OVER_LINE), text, TEXT, "text", Align.CENTRE)


def obstacles(drawing: Drawing, columns: Sequence[Column], plot: Plot) -> Iterator[Area]:
    """What a value must not stand on: bars, the edges of last year's, intervals, the average."""
    for column in columns:
        bar = column.bar
        top = min([column.top, *(plot.level(end) for end in (bar.low, bar.high) if end is not None)])
        yield Area(column.left + AIR, top, column.right - AIR, column.bottom)
        if bar.before is not None:
            level = plot.level(bar.before)
            yield Area(column.left, level - 3, column.right, level + 5)
    if drawing.average is not None:
        level = plot.level(drawing.average)
        yield Area(MARGIN, level - 5, plot.right, level + 5)
