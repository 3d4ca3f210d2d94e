"""A sheet as CSV for the spreadsheet programs of this country: UTF-8 with its mark, semicolons, CRLF."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.sheets.wire import Cell, Table

_DANGEROUS = "=+-@\t\r\n|"
"""Signs at the beginning of a text that a spreadsheet would take for a formula."""


def write_csv(table: Table) -> bytes:
    """The table with its title and notes above the headings."""
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow([harmless(table.title)])
    writer.writerows([harmless(note)] for note in table.notes)
    writer.writerow([harmless(heading.text) for heading in table.headings])
    writer.writerows([_text(cell) for cell in row] for row in table.rows)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _text(cell: Cell) -> str:
    if cell.number is not None:
        return decimal_text(cell.number, cell.decimals).replace(".", ",")
    # A text of digits would lose its zeros in front.
    if cell.text.isdecimal() and (cell.text.startswith("0") or len(cell.text) > 11):
        return f'="{cell.text}"'
    return harmless(cell.text)


def harmless(text: str) -> str:
    """A text that no program takes for a formula."""
    text = " ".join(text.split())
    return f"'{text}" if text.startswith(tuple(_DANGEROUS)) else text


def decimal_text(units: int, decimals: int) -> str:
    """Units of the last digit as a decimal number with a point."""
    digits = f"{abs(units):0{decimals + 1}d}"
    sign = "-" if units < 0 else ""
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}" if decimals else f"{sign}{digits}"
