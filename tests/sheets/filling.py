"""Our sheet filled in, as a person or their program does it."""

from __future__ import annotations

import io

import xlsxwriter

from tests.sheets.talk import read_rows


async def ours(talk, values, keep=lambda row: row):
    """The sheet that was sent, filled in: `values` by serial number (a list for several zones)."""
    await talk.says("ведомость")
    found = await read_rows((await talk.document()).content)
    return book(filled(found, values), keep)


def filled(rows, values):
    head = next(at for at, row in enumerate(rows) if any(cell.text == "Новое показание" for cell in row))
    names = [cell.text for cell in rows[head]]
    serial, value = names.index("Номер счётчика"), names.index("Новое показание")
    left = {key: list(one) if isinstance(one, list) else [one] for key, one in values.items()}
    made = [[cell.text for cell in row] for row in rows]
    for row in made[head + 1 :]:
        if left.get(row[serial]):
            row[value] = left[row[serial]].pop(0)
    return made


def book(rows, keep=lambda row: row):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for at, row in enumerate(rows):
            for column, value in enumerate(keep(row)):
                sheet.write(at, column, value)
    return stream.getvalue()


def serial(at):
    return f"0040{at:05d}"


GOOD = {serial(at): 10_000 + 100 * at + 200 for at in range(1, 7)}


async def sheets_of(talk):
    return await talk.database.read(lambda tx: tx.all("SELECT id FROM sheet"))
