"""What stands above and below every plot: the title, the names of series, the words for looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from charts.fills import filled, ink_of
from charts.metrics import shortened, width
from charts.page import MARGIN, ROW, SUBTITLE, SUBTITLE_BASE, TEXT, TITLE, TITLE_BASE
from charts.scene import HEIGHT, WIDTH, Box, Line, Pattern, Shape, Word
from core.charting.drawing import Drawing, Look

Swatch = Callable[[int, int], Iterator[Shape]]
"""Draws a sample with its left end and the base line of the word beside it."""
Entry = tuple[str, Swatch]

SWATCH, SAMPLE_TOP, SAMPLE_BOTTOM = 42, 26, -2
_GAP, _APART = 14, 44
_ROOM = WIDTH - 2 * MARGIN


def heading(drawing: Drawing) -> Iterator[Word]:
    """Title and subtitle."""
    for text, base, size, ink, bold in (
        (drawing.title, TITLE_BASE, TITLE, "text", True),
        (drawing.subtitle, SUBTITLE_BASE, SUBTITLE, "muted", False),
    ):
        if found := shortened(text, _ROOM, size, bold=bold):
            yield Word(MARGIN, base, found, size, ink, bold=bold)


def legend_entries(drawing: Drawing) -> list[Entry]:
    """The words for what occurs, each with a sample of it."""
    words, inks = drawing.legend, {one.ink for one in drawing.series}
    ink = "first" if "first" in inks else ink_of(drawing.series, 0)
    found: list[Entry] = [
        (words.before, _before),
        (words.spread, sample(ink, Look.SPREAD)),
        (words.calculated, sample(ink, Look.CALCULATED)),
        (words.forecast, sample(ink, Look.FORECAST)),
        (words.missing, _missing),
    ]
    return [(text, swatch) for text, swatch in found if text]


def series_entries(drawing: Drawing) -> list[Entry]:
    """The names of series, where they are not beside their bars."""
    return [(one.name, sample(one.ink, Look.SOLID)) for one in drawing.series if one.name]


def sample(ink: str, look: Look) -> Swatch:
    """A small bar."""

    def draw(left: int, base: int) -> Iterator[Shape]:
        yield from filled((left, base - SAMPLE_TOP, left + SWATCH, base - SAMPLE_BOTTOM), ink, look)

    return draw


def _before(left: int, base: int) -> Iterator[Shape]:
    yield Box(left, base - SAMPLE_TOP, left + SWATCH, base - SAMPLE_BOTTOM, "before-pale")
    yield Box(left, base - SAMPLE_TOP, left + SWATCH, base - SAMPLE_BOTTOM, "before", Pattern.OPEN)


def _missing(left: int, base: int) -> Iterator[Shape]:
    middle = base - (SAMPLE_TOP + SAMPLE_BOTTOM) // 2
    yield Line(left + 4, middle, left + SWATCH - 4, middle, "axis", 4)


def rows_of(entries: Sequence[Entry]) -> list[list[tuple[int, Entry]]]:
    """Entries with their left ends, as many in a row as fit."""
    rows: list[list[tuple[int, Entry]]] = []
    free = WIDTH
    for text, swatch in entries:
        text = shortened(text, _ROOM - SWATCH - _GAP, TEXT)  # noqa: PLW2901
        wide = SWATCH + _GAP + width(text, TEXT)
        if not rows or free + wide > WIDTH - MARGIN:
            rows.append([])
            free = MARGIN
        rows[-1].append((free, (text, swatch)))
        free += wide + _APART
    return rows


def drawn(rows: Sequence[Sequence[tuple[int, Entry]]], base: int) -> Iterator[Shape]:
    """Rows of entries, the first with this base line."""
    for at, row in enumerate(rows):
        for left, (text, swatch) in row:
            yield from swatch(left, base + at * ROW)
            yield Word(left + SWATCH + _GAP, base + at * ROW, text, TEXT, "text")


def legend(drawing: Drawing) -> tuple[list[Shape], int]:
    """The legend at the foot of the page, and where it begins."""
    rows = rows_of(legend_entries(drawing))
    first = HEIGHT - MARGIN - ROW * (len(rows) - 1)
    return list(drawn(rows, first)), first - ROW if rows else HEIGHT - MARGIN
