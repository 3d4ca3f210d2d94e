"""What stands still around bars: the grid with its values, the names of months and of years below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from charts.metrics import shortened, width
from charts.page import MARGIN, ROW, TEXT, Plot
from charts.placing import AIR, Area, Plane
from charts.scale import Scale
from charts.scene import WIDTH, Align, Line, Shape, Word
from charts.wording import decimals_of, number
from core.charting.drawing import Bar, Drawing

STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
"""Every so many months have a name; thus quarters, halves and years begin alike."""
_TICKS_APART = 44
_GAP = 14
_TICK_ROOM = 330
_BEYOND = 16
"""So much wider than its months may the name of a year be: it would seem to belong to others."""
UNDER = 50
"""From the foot of the plot to the base line of the names of months."""


def shown_ticks(plot: Plot) -> list[int]:
    """The values with a line: all, or every second, third … where they would be too near."""
    scale = plot.scale
    room, apart = (plot.bottom - plot.top) * scale.step, _TICKS_APART * (scale.high - scale.low)
    every = -(-apart // room)
    return [tick for tick in scale.ticks() if tick // scale.step % every == 0]


def _tick_word(tick: int, scale: Scale, unit: int) -> str:
    return shortened(number(tick, unit, decimals_of(scale.step, unit)), _TICK_ROOM, TEXT)


def left_end(drawing: Drawing, scale: Scale) -> int:
    """Where the plot begins: right of its values."""
    words = (_tick_word(tick, scale, drawing.unit) for tick in scale.ticks())
    return MARGIN + max(width(word, TEXT) for word in words) + _GAP


def grid(drawing: Drawing, plot: Plot) -> Iterator[Shape]:
    """Level lines with their values, and above them what is measured."""
    for tick in shown_ticks(plot):
        level, word = plot.level(tick), _tick_word(tick, plot.scale, drawing.unit)
        yield Line(plot.left, level, plot.right, level, "grid" if tick else "axis", 2 if tick else 3)
        yield Word(plot.left - _GAP, level + 12, word, TEXT, "muted", Align.RIGHT)
    measure = shortened(drawing.measure, WIDTH // 2, TEXT)
    if measure:
        yield Word(MARGIN, plot.top - 34, measure, TEXT, "muted")


def has_groups(bars: Sequence[Bar]) -> bool:
    """Whether years stand below the months."""
    return any(bar.group for bar in bars)


def foot(bars: Sequence[Bar], plot: Plot) -> int:
    """How much room the names below the plot take, whatever its height."""
    rows = bool(_named(bars, plot)) + has_groups(bars)
    return UNDER + ROW * (rows - 1) + 20


def names(bars: Sequence[Bar], plot: Plot) -> Iterator[Shape]:
    """Months, thinned out so that they stay apart; years below them."""
    plane = Plane(Area(AIR, 0, WIDTH - AIR, 10_000))
    named = _named(bars, plot)
    for slot in named:
        label = shortened(bars[slot].label, WIDTH // 4, TEXT)
        if word := plane.put(_within(Word(plot.middle(slot), plot.bottom + UNDER, label, TEXT, "text"))):
            yield word
    if has_groups(bars):
        yield from _groups(bars, plot, plane, named)


def _within(word: Word) -> Iterator[Word]:
    """The word with its middle at its place, or moved as far as the edge of the page asks."""
    half = -(-width(word.text, word.size) // 2)
    middle = min(max(word.x, MARGIN // 2 + half), WIDTH - MARGIN // 2 - half)
    yield Word(middle, word.y, word.text, word.size, word.ink, Align.CENTRE)


def _starts(bars: Sequence[Bar]) -> list[tuple[int, int, str]]:
    """Each group with its first slot and the slot after its last."""
    found, at = [], 0
    for group, members in groupby(bars, lambda bar: bar.group):
        count = len(list(members))
        found.append((at, at + count, group))
        at += count
    return found


def _named(bars: Sequence[Bar], plot: Plot) -> range:
    """Slots with a name: counted so that the beginning of a year is among them."""
    widest = max(width(label, TEXT) for label in {bar.label for bar in bars}) + AIR
    every = next((step for step in STEPS if step * (plot.right - plot.left) >= widest * len(bars)), len(bars))
    if every >= 12 and has_groups(bars):
        return range(0)
    groups = _starts(bars)
    return range(groups[1][0] % every if len(groups) > 1 else 0, len(bars), every)


def _groups(bars: Sequence[Bar], plot: Plot, plane: Plane, named: range) -> Iterator[Shape]:
    base = plot.bottom + UNDER + (ROW if named else 0)
    foot = plot.bottom + (UNDER + 8 if len(named) == len(bars) else 14)
    for begin, end, group in sorted(_starts(bars), key=lambda found: found[0] - found[1]):
        middle = (plot.edge(begin) + plot.edge(end)) // 2
        text = shortened(group, plot.edge(end) - plot.edge(begin) + _BEYOND, TEXT)
        if text == group and (word := plane.put(_within(Word(middle, base, text, TEXT, "muted")))):
            yield word
        if begin:
            yield Line(plot.edge(begin), plot.bottom + 2, plot.edge(begin), foot, "before", 2)
