"""From the rows of a sheet to lines that name a point and its values."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from core.readings.heard import Label
from core.readings.reasons import Reason
from core.readings.sheet import MOST_ROWS, VALUES, Column, Filled, Line, Trouble
from core.readings.sheet_cells import label_of, plain, values_of
from core.readings.sheet_layout import find_layout, repeats
from core.readings.sheet_pasted import bare, cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.readings.heard import Number
    from core.readings.sheet import Headings, Row
    from core.readings.sheet_layout import Layout

MARK = re.compile(r"(?<!\d)(\d{3})-(\d{3})-(\d{3})-(\d{3})(?!\d)")
"""How the number of a sheet is written: four groups, unlike any phone or account."""


def filled_of(rows: Sequence[Row], headings: Headings) -> Filled | Trouble:
    """The lines of a sheet: by its headings, or, where it has none, as lines of a point and its values."""
    if len(rows) > MOST_ROWS:
        return Trouble.TOO_MANY_ROWS
    mark = _mark(rows)
    layout = find_layout(rows, headings)
    if layout is None:
        found = tuple(bare(rows, headings))
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
            return replace(line, reason=found, seen=cut(" ".join(seen)))
        label = named or zone
        numbers += [replace(one, label=label if len(found) == 1 else Label.NONE) for one in found]
    return replace(line, numbers=tuple(numbers), seen=cut(" / ".join(seen)))
