"""A sheet as XLSX: only places for values can be typed into, serial numbers stay texts, A4 on paper."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from bot.sheets.csv_writing import decimal_text
from bot.sheets.xlsx_styles import BORDER, FONT, STYLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.sheets.wire import Cell, Table

_OPEN = frozenset({"input", "fix"})
_HEIGHT = 17
"""Points of a line of text, with room for a finger on a phone."""
_HIGHEST = 10**12
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(table: Table) -> bytes:
    """The file. Texts are written as texts whatever they begin with."""
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        _Sheet(book, table).write()
    return stream.getvalue()


class _Sheet:
    """One call of `write_xlsx`."""

    def __init__(self, book: Any, table: Table) -> None:
        self._book, self._table = book, table
        self._sheet = book.add_worksheet(table.name[:31])
        self._formats: dict[tuple[object, ...], Any] = {}

    def write(self) -> None:
        table = self._table
        self._sheet.write_string(
            0, 0, table.title, self._book.add_format(FONT | {"bold": True, "font_size": 13})
        )
        note = self._book.add_format(FONT | {"font_color": "#404040"})
        for at, text in enumerate(table.notes, 1):
            self._sheet.write_string(at, 0, text, note)
        head = len(table.notes) + 2
        self._headings(head)
        for at, row in enumerate(table.rows, head + 1):
            self._sheet.set_row(at, _HEIGHT * self._lines(row))
            for column, cell in enumerate(row):
                self._cell(at, column, cell)
        self._page(head)
        self._protect()

    def _lines(self, row: Sequence[Cell]) -> int:
        """How many lines the longest wrapped text of a row takes; no program works it out by itself."""
        pairs = zip(row, self._table.headings, strict=True)
        wrapped = ((cell, heading) for cell, heading in pairs if heading.wrap and cell.text)
        return max((-(-len(cell.text) * 11 // (heading.width * 10)) for cell, heading in wrapped), default=1)

    def _headings(self, head: int) -> None:
        style = FONT | BORDER | {"bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE6F1"}
        form = self._book.add_format(style)
        self._sheet.set_row(head, 32)
        for column, heading in enumerate(self._table.headings):
            self._sheet.set_column(column, column, heading.width)
            self._sheet.write_string(head, column, heading.text, form)

    def _cell(self, row: int, column: int, cell: Cell) -> None:
        form = self._format(cell, wrap=self._table.headings[column].wrap)
        if cell.number is not None:
            self._sheet.write_number(row, column, Decimal(decimal_text(cell.number, cell.decimals)), form)
        elif cell.text:
            self._sheet.write_string(row, column, cell.text, form)
        else:
            self._sheet.write_blank(row, column, None, form)
        if cell.style in _OPEN:
            self._sheet.data_validation(row, column, row, column, self._rule())

    def _format(self, cell: Cell, *, wrap: bool) -> Any:
        numeric = cell.number is not None or cell.style in _OPEN
        key = (cell.style, numeric, cell.decimals if numeric else 0, wrap)
        if key not in self._formats:
            style = FONT | BORDER | STYLES[cell.style] | {"text_wrap": wrap}
            places = "." + "0" * cell.decimals if cell.decimals else ""
            kind = {"num_format": f"0{places}", "align": "right"} if numeric else {"num_format": "@"}
            style |= {**kind, "indent": 1}
            self._formats[key] = self._book.add_format(style)
        return self._formats[key]

    def _rule(self) -> dict[str, object]:
        table = self._table
        return {
            "validate": "decimal", "criteria": "between", "minimum": 0, "maximum": _HIGHEST,
            "ignore_blank": True,
            "input_title": table.input_title[:32], "input_message": table.input_help[:255],
            "error_title": table.input_title[:32], "error_message": table.input_error[:255],
        }  # fmt: skip

    def _page(self, head: int) -> None:
        sheet, last = self._sheet, len(self._table.headings) - 1
        sheet.freeze_panes(head + 1, 0)
        sheet.repeat_rows(head)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, head + len(self._table.rows), last)
        sheet.set_footer(f"&L&8{self._table.footer.replace('&', '&&')}&R&8&P / &N")

    def _protect(self) -> None:
        """Without a password: it keeps slips of the hand away, not people."""
        if any(cell.style in _OPEN for row in self._table.rows for cell in row):
            free = ("format_columns", "format_rows", "sort", "autofilter", "select_locked_cells")
            self._sheet.protect("", dict.fromkeys(free, True))
