"""The cells of an XLSX, through python-calamine (docs/adr/0065): formulas give the value saved with them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from bot.sheets.wire import Read
from core.readings.sheet import LONGEST_CELL, MOST_CELLS, MOST_ROWS, Trouble

if TYPE_CHECKING:
    from bot.sheets.wire import PackedCell

MOST_SHEETS = 10
_GAP = 50
"""Empty rows in a row that keep their place: a stray cell a million rows below is no long sheet."""
_EXACT = 10**15
"""Whole numbers up to here are exact in the file; longer ones were rounded by the program that saved it."""


def read_xlsx(content: bytes) -> Read:
    """The rows of the first sheets. What the library cannot read is broken."""
    try:
        with CalamineWorkbook.from_filelike(BytesIO(content)) as book:
            names = [m.name for m in book.sheets_metadata if m.typ is SheetTypeEnum.WorkSheet]
            return _sheets(book, names[:MOST_SHEETS])
    except PasswordError:
        return Read(trouble=Trouble.LOCKED)
    except (CalamineError, ValueError, OverflowError):
        return Read(trouble=Trouble.BROKEN)


def _sheets(book: CalamineWorkbook, names: list[str]) -> Read:
    found: list[list[list[PackedCell]]] = []
    for name in names:
        sheet = book.get_sheet_by_name(name)
        rows = _rows(sheet)
        if sum(map(len, found)) + len(rows) > MOST_ROWS:
            return Read(trouble=Trouble.TOO_MANY_ROWS)
        found.append(rows)
    return Read(found)


def _rows(sheet: Any) -> list[list[PackedCell]]:
    """Rows with something in them, up to one more than are read; empty ones in between keep their place."""
    rows: list[list[PackedCell]] = []
    empty = 0
    for row in islice(sheet.iter_rows(), 2_000_000):
        cells = [_cell(value) for value in row[:MOST_CELLS]]
        if not any(text for _, text in cells):
            empty += 1
            continue
        rows += [[]] * min(empty, _GAP)
        rows.append(cells)
        empty = 0
        if len(rows) > MOST_ROWS:
            break
    return rows


def _cell(value: object) -> PackedCell:
    if isinstance(value, str):
        text = value.strip()[:LONGEST_CELL]
        return ("f" if text.startswith("#") else "t", text)
    if isinstance(value, bool):
        return ("f", str(value))
    if isinstance(value, float | int):
        return ("n", number_text(value))
    if isinstance(value, date | datetime | time | timedelta):
        return ("d", str(value)[:LONGEST_CELL])
    return ("t", "")


def number_text(value: float) -> str:
    """A number as a person sees it: no `.0`, none of the noise that a formula leaves in the last digits."""
    if value != value or abs(value) >= 1e300:  # noqa: PLR0124 - not a number
        return ""
    if abs(value) >= _EXACT:
        return f"{value:.14E}"
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
