"""From the rows of a sheet, or the lines of a message, to lines that name a point and its values."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from core.readings.heard import Label
from core.readings.reasons import Reason
from core.readings.sheet import MOST_ROWS, VALUES, Cell, Column, Filled, Line, Trouble
from core.readings.sheet_cells import label_of, plain, values_of
from core.readings.sheet_layout import find_layout, repeats

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.readings.heard import Number
    from core.readings.sheet import Headings, Row
    from core.readings.sheet_layout import Layout

MARK = re.compile(r"(?<!\d)(\d{3})-(\d{3})-(\d{3})-(\d{3})(?!\d)")
"""How the number of a sheet is written: four groups, unlike any phone or account."""
_LONGEST_SEEN = 40
_PARTS = re.compile(r"[\t;]")


def filled_of(rows: Sequence[Row], headings: Headings) -> Filled | Trouble:
    """The lines of a sheet: by its headings, or, where it has none, as lines of a point and its values."""
    if len(rows) > MOST_ROWS:
        return Trouble.TOO_MANY_ROWS
    mark = _mark(rows)
    layout = find_layout(rows, headings)
    if layout is None:
        found = tuple(_bare(rows, headings))
        return Filled(found, mark=mark) if found else Trouble.NO_COLUMNS
    lines = tuple(_lines(rows, layout, headings))
    full = tuple(line for line in lines if line.numbers or line.reason)
    return Filled(full, len(lines) - len(full), mark) if full else Trouble.NOTHING_FILLED


def _mark(rows: Sequence[Row]) -> str:
    """The number of our sheet, wherever it stands."""
    texts = (cell.text for row in rows for cell in row if "-" in cell.text)
    return next((found[0] for text in texts if (found := MARK.search(text))), "")


def _lines(rows: Sequence[Row], layout: Layout, headings: Headings) -> Iterator[Line]:
    """Rows below the headings that name a point or carry a value; totals and repeated headings are none."""
    for at in range(layout.header + 1, len(rows)):
        row = rows[at]
        if repeats(row, layout, headings) or _total(row, layout, headings):
            continue
        serial = layout.cell(row, Column.SERIAL).text
        place = layout.cell(row, Column.PLACE).text
        number = layout.cell(row, Column.NUMBER).text
        line = _valued(row, layout, headings, Line(at + 1, serial, place, number))
        # Beside serials, a row without one and without a value is a signature or a heading of a part.
        named = serial or (place and Column.SERIAL not in layout.columns)
        if named or line.numbers or line.reason:
            yield line


def _total(row: Row, layout: Layout, headings: Headings) -> bool:
    """Whether a row without a meter sums up others."""
    if layout.cell(row, Column.SERIAL).text in {"", layout.cell(row, Column.PLACE).text}:
        texts = (cell.text for cell in row if cell.text)
        return plain(next(texts, "")).partition(" ")[0] in headings.totals
    return False


def _valued(row: Row, layout: Layout, headings: Headings, line: Line) -> Line:
    """The line with its numbers; a column of a zone, or the cell of the zone, labels them."""
    zone = label_of(layout.cell(row, Column.ZONE).text, headings)
    numbers: list[Number] = []
    seen: list[str] = []
    for column, named in VALUES.items():
        cell = layout.cell(row, column)
        found = values_of(cell, headings)
        if found:
            seen.append(cell.text)
        if isinstance(found, Reason):
            return replace(line, reason=found, seen=_cut(" ".join(seen)))
        label = named or zone
        numbers += [replace(one, label=label if len(found) == 1 else Label.NONE) for one in found]
    return replace(line, numbers=tuple(numbers), seen=_cut(" / ".join(seen)))


def _cut(text: str) -> str:
    return " ".join(text.split())[:_LONGEST_SEEN]


def _bare(rows: Sequence[Row], headings: Headings) -> Iterator[Line]:
    """Rows without headings: the first cell with something in it names the point, numbers follow."""
    for at, row in enumerate(rows):
        cells = [cell for cell in row if cell.text]
        if len(cells) == 1:
            yield from pasted(cells[0].text, headings, at + 1)
        elif len(cells) > 1:
            yield from _cells(cells, headings, at + 1)


def _cells(cells: Sequence[Cell], headings: Headings, row: int) -> Iterator[Line]:
    numbers: list[Number] = []
    for cell in cells[1:4]:
        found = values_of(cell, headings)
        if isinstance(found, Reason):
            break
        numbers += found
    if numbers:
        name = cells[0].text
        yield Line(row, name, name, name, tuple(numbers), seen=_cut(" / ".join(c.text for c in cells[1:4])))


def pasted(text: str, headings: Headings, first: int = 1) -> Iterator[Line]:
    """Lines of a message, `точка показание [показание]`; what has no number in it is no line."""
    for at, written in enumerate(text.splitlines(), first):
        parts = [part.strip() for part in _PARTS.split(written) if part.strip()]
        if len(parts) > 1:
            yield from _cells([Cell(part) for part in parts], headings, at)
        elif parts:
            yield from _spaced(parts[0], headings, at)


def _spaced(text: str, headings: Headings, row: int) -> Iterator[Line]:
    """A line parted by spaces: numbers at its end are values, what stands before them is the point."""
    words = (
        text.replace("\u2116", " ")
        .replace(" - ", " ")
        .replace(" – ", " ")
        .replace(" — ", " ")
        .replace(":", " ")
        .split()
    )
    labels: list[Number] = []
    at = len(words)
    while at > 1 and len(labels) < 3:
        found = values_of(Cell(words[at - 1].rstrip(",")), headings)
        if isinstance(found, Reason) or not found:
            break
        labels[:0] = found
        at -= 1
    if labels:
        name = " ".join(words[:at])
        yield Line(row, name, name, name, tuple(labels), seen=_cut(" ".join(words[at:])))
