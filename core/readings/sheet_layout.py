"""Where the columns of a sheet are: people move them, put a title above, merge headings over two rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.readings.sheet import EMPTY, VALUES, Column
from core.readings.sheet_cells import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from core.readings.sheet import Cell, Headings, Row

SEARCHED = 40
"""Rows from the top among which the headings are looked for."""
_NAMES = (Column.SERIAL, Column.PLACE, Column.NUMBER)


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns by their places; rows up to and including `header` (from 0) are no lines."""

    header: int
    columns: Mapping[Column, int]

    def cell(self, row: Row, column: Column) -> Cell:
        """The cell of a column; an empty one where the row or the sheet has none."""
        at = self.columns.get(column, -1)
        return row[at] if 0 <= at < len(row) else EMPTY

    @property
    def named(self) -> bool:
        """Whether a column tells whose a value is."""
        return any(column in self.columns for column in _NAMES)

    @property
    def valued(self) -> bool:
        """Whether there is a column for values."""
        return any(column in self.columns for column in VALUES)


def find_layout(rows: Sequence[Row], headings: Headings) -> Layout | None:
    """The row of headings that names most columns; None where no row names a point and a value."""
    best: Layout | None = None
    for at in range(min(len(rows), SEARCHED)):
        layout = Layout(at, _columns(rows[at], rows[at - 1] if at else (), headings))
        better = best is None or len(layout.columns) > len(best.columns)
        if layout.named and layout.valued and better:
            best = layout
    return best


def _columns(row: Row, above: Row, headings: Headings) -> dict[Column, int]:
    found: dict[Column, int] = {}
    for at, names in enumerate(_names(row, above)):
        for name in names:
            column = next((one for one, known in headings.columns.items() if name in known), None)
            if column is not None and column not in found:
                found[column] = at
                break
    return found


def _names(row: Row, above: Row) -> Iterator[tuple[str, ...]]:
    """What each column may be called: its cell, with the merged one above it, or that one alone."""
    merged, width = "", max(len(row), len(above))
    for at in range(width):
        here = plain(row[at].text) if at < len(row) else ""
        over = plain(above[at].text) if at < len(above) else ""
        merged = over or merged
        yield tuple(name for name in (here, f"{merged} {here}" if here else "", "" if here else over) if name)


def repeats(row: Row, layout: Layout, headings: Headings) -> bool:
    """Whether a row says the headings again, as programs do at the top of each page."""
    return any(
        plain(layout.cell(row, column).text) in headings.columns.get(column, frozenset())
        for column in (*_NAMES, *VALUES)
        if column in layout.columns and layout.cell(row, column).text
    )
