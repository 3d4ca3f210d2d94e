"""A sheet on the page: its file taken out of the chat, filled in, given back."""

from __future__ import annotations

import io

from python_calamine import CalamineWorkbook

from core.readings.sheet import Cell
from tests.sheets.filling import book, filled


def taken(page):
    """The cells of the newest file of the bot."""
    with page.expect_download() as download:
        page.locator("#messages .theirs a[download$='.xlsx']").last.click()
    rows = CalamineWorkbook.from_object(io.BytesIO(download.value.path().read_bytes())).get_sheet_by_index(0)
    return [
        [Cell(str(int(one) if isinstance(one, float) else one)) for one in row] for row in rows.to_python()
    ]


def used(rows, energy):
    """New readings by serial number, so much above the previous ones."""
    head = next(row for row in rows if any(cell.text == "Новое показание" for cell in row))
    names = [cell.text for cell in head]
    serial, previous = names.index("Номер счётчика"), names.index("Прошлое показание")
    lines = [row for row in rows[rows.index(head) + 1 :] if row[previous].text.isdecimal()]
    return {row[serial].text: int(row[previous].text) + energy for row in lines}


def given(page, rows, values):
    sheet = {"name": "ведомость.xlsx", "mimeType": "application/zip", "buffer": book(filled(rows, values))}
    page.locator("#file").set_input_files(sheet)
