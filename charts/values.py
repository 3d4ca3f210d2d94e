"""Values of bars: over all of them where there is room, else over those that tell most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from charts.axes import shown_ticks
from charts.columns import Column, has_boxes_behind
from charts.metrics import width
from charts.page import MARGIN, TEXT, Plot
from charts.placing import AIR, STRIP, Area, Plane, area_of
from charts.scene import Align, Box, Shape, Word
from charts.wording import decimals_for, number
from core.charting.drawing import Arrangement, Bar, Drawing, Look

_OVER, _OVER_LINE, _WITHIN, _UNDER = 12, 18, 9, 36
"""To the base line of a value: from the top of its bar, from a line, from a bar within last year's box."""
_ROOM_WITHIN = 38
"""A value has room within last year's box if this is so much higher."""


@dataclass(frozen=True, slots=True)
class Values:
    """Puts values where nothing else stands; `columns` with their `texts`.

    `roomy`: each value is narrower than its slot, so it may stand on lines, which a strip covers. Otherwise
    it reaches over other months, and goes where no line is.
    """

    drawing: Drawing
    plot: Plot
    all: Sequence[Column]
    columns: Sequence[Column]
    texts: Sequence[str]
    roomy: bool

    def put(self, plane: Plane) -> Iterator[Shape]:
        """The values that have a place."""
        plane.take(*self._obstacles())
        lines = self._lines()
        chosen = _telling(self.columns)
        if self.roomy and self.drawing.arrangement is Arrangement.STACKED:
            chosen += [at for at in range(len(self.columns)) if at not in chosen]
        marks = [self.plot.edge(slot) for slot, bar in enumerate(self.drawing.bars) if bar.mark]
        for at in chosen:
            column = self.columns[at]
            places = self._places(column, self.texts[at])
            if marks and not self.roomy:  # rather on the line of a mark than nowhere
                places = iter(sorted(places, key=lambda word: _is_crossed(word, marks)))
            if word := plane.put(places):
                yield from self._strip(column, area_of(word), lines)
                yield word

    def _places(self, column: Column, text: str) -> Iterator[Word]:
        half = width(text, TEXT) // 2
        for base in self._bases(column):
            for x in (column.middle, column.left + half, column.right - half):
                yield Word(x, base, text, TEXT, "text", Align.CENTRE)

    def _bases(self, column: Column) -> Iterator[int]:
        """Base lines, the best first."""
        bar, plot = column.bar, self.plot
        if sum(bar.parts) < 0:
            yield max(column.bottom, plot.level(min(_ends(bar)))) + _UNDER
            return
        top = min(column.top, plot.level(max(_ends(bar))), plot.zero)
        behind = min(top, plot.level(bar.before or 0))
        if self.roomy and has_boxes_behind(plot) and behind < top:
            yield top - _WITHIN if top - behind >= _ROOM_WITHIN else behind - _OVER
            return
        yield top - _OVER
        for line in () if self.roomy else (bar.before, self.drawing.average):
            behind = min(behind, plot.level(line or 0))
            yield behind - _OVER_LINE

    def _obstacles(self) -> Iterator[Area]:
        """Bars and intervals; edges of last year and the average where a strip would cover other months."""
        plot = self.plot
        for column in self.all:
            bar = column.bar
            top = min(column.top, plot.level(max(_ends(bar))))
            yield Area(column.left + AIR, top, column.right - AIR, column.bottom)
            if bar.before is not None and not self.roomy:
                level = plot.level(bar.before)
                yield Area(column.left, level - 3, column.right, level + 5)
        if self.drawing.average is not None and not self.roomy:
            level = plot.level(self.drawing.average)
            yield Area(MARGIN, level - 5, plot.right, level + 5)

    def _lines(self) -> list[int]:
        """Where the lines of the grid and of the average are."""
        values = shown_ticks(self.plot)
        if self.drawing.average is not None:
            values.append(self.drawing.average)
        return [self.plot.level(value) for value in values]

    def _strip(self, column: Column, area: Area, lines: Sequence[int]) -> Iterator[Box]:
        """What covers the lines behind a value, of the colour that is there."""
        strip = Area(area.left - STRIP, area.top + 2, area.right + STRIP, area.bottom - 6)
        behind = column.bar.before is not None and self.plot.level(column.bar.before) <= area.top + 2
        if self.roomy and behind and has_boxes_behind(self.plot):
            yield Box(strip.left + STRIP - 2, strip.top, strip.right - STRIP + 2, strip.bottom, "before-pale")
        elif any(strip.top - 4 < level < strip.bottom + 4 for level in lines) and not self._hides(strip):
            yield Box(strip.left, strip.top, strip.right, strip.bottom, "paper")

    def _hides(self, strip: Area) -> bool:
        """Whether a strip would cover bars or last year's."""
        for column in self.all:
            top = min(column.top, self.plot.level(max(column.bar.before or 0, *_ends(column.bar))))
            if strip.meets(Area(column.left, top, column.right, max(column.bottom, self.plot.zero))):
                return True
        return False


def values(drawing: Drawing, columns: Sequence[Column], plot: Plot) -> Values:
    """The values of a drawing."""
    known = _labelled(drawing, columns)
    places = decimals_for(max((abs(sum(column.bar.parts)) for column in known), default=0), drawing.unit)
    texts = [number(sum(column.bar.parts), drawing.unit, places) for column in known]
    roomy = max((width(text, TEXT) for text in texts), default=0) + AIR <= plot.pitch
    return Values(drawing, plot, columns, known, texts, roomy and drawing.arrangement is Arrangement.STACKED)


def _ends(bar: Bar) -> list[int]:
    """The ends of the interval of a forecast, and zero."""
    return [0, *(end for end in (bar.low, bar.high) if end is not None)]


def _is_crossed(word: Word, lines: Sequence[int]) -> bool:
    area = area_of(word)
    return any(area.left - STRIP < x < area.right + STRIP for x in lines)


def _labelled(drawing: Drawing, columns: Sequence[Column]) -> list[Column]:
    """Bars that may have a value: of bars beside each other those of the last series, where there are any."""
    known = [column for column in columns if column.bar.parts]
    if drawing.arrangement is Arrangement.STACKED:
        return known
    last = max((column.series for column in known), default=0)
    return [column for column in known if column.series == last and any(column.bar.parts)]


def _telling(columns: Sequence[Column]) -> list[int]:
    """The forecast, the last known month, the greatest, and the least below zero."""
    if not columns:
        return []
    slots = range(len(columns))
    ahead = [at for at in slots if Look.FORECAST in columns[at].bar.looks]
    last = [at for at in slots if at not in ahead][-1:]
    greatest = max(slots, key=lambda at: sum(columns[at].bar.parts))
    least = min(slots, key=lambda at: sum(columns[at].bar.parts))
    below = [least] if sum(columns[least].bar.parts) < 0 else []
    return list(dict.fromkeys([*ahead, *last, greatest, *below]))
