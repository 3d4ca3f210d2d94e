"""Files that were made to harm, and files of other kinds: each ends in one of the closed set of troubles."""

from __future__ import annotations

import asyncio
import io
import random
import resource
import time
import zipfile

import pytest
import xlsxwriter

from bot.sheets.guard import MOST_BYTES
from bot.sheets.process import SheetProcess
from bot.sheets.reading import read_file
from core.readings.sheet import MOST_ROWS, Trouble

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


def workbook(fill, **options):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, **options}) as book:
        fill(book, book.add_worksheet())
    return stream.getvalue()


def plain():
    def fill(_book, sheet):
        sheet.write_row(0, 0, ["Номер счётчика", "Новое показание"])
        sheet.write_row(1, 0, ["0040", 15420])

    return workbook(fill)


def changed(content, name, replace):
    """The archive with one member changed, or another one added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            data = old.read(member)
            new.writestr(member.filename, replace(data) if member.filename == name else data)
        if name not in old.namelist():
            new.writestr(name, replace(b""))
    return stream.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def entities():
    return changed(plain(), SHEET, lambda data: data.replace(b"<worksheet", DOCTYPE + b"<worksheet", 1))


def external_entity():
    bad = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return changed(plain(), "xl/sharedStrings.xml", lambda data: data.replace(b"<sst", bad + b"<sst", 1))


def bomb():
    return changed(plain(), "xl/media/image1.xml", lambda _: b"\0" * 300_000_000)


def lying_bomb():
    """A member that says it is small: found out by reading it."""
    content = bytearray(changed(plain(), "xl/media/image1.xml", lambda _: b"\0" * 70_000_000))
    at = content.rfind(b"PK\x01\x02", 0, content.rfind(b"xl/media/image1.xml"))
    content[at + 24 : at + 28] = (100).to_bytes(4, "little")
    return bytes(content)


def sparse():
    """Two cells, seventeen billion between them."""
    return workbook(lambda _, sheet: (sheet.write(0, 0, 1), sheet.write(1048575, 16383, 1)))


def encrypted_member():
    content = bytearray(plain())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    return bytes(content)


def rows(count):
    def fill(_book, sheet):
        for at in range(count):
            sheet.write_row(at, 0, [at, 1])

    return workbook(fill, constant_memory=True)


CORPUS = {
    "entities": (entities, Trouble.BROKEN),
    "external-entity": (external_entity, Trouble.BROKEN),
    "bomb": (bomb, Trouble.TOO_BIG),
    "lying-bomb": (lying_bomb, Trouble.BROKEN),
    "sparse": (sparse, Trouble.TOO_BIG),
    "macros": (lambda: changed(plain(), "xl/vbaProject.bin", lambda _: b"x"), Trouble.MACROS),
    "encrypted-member": (encrypted_member, Trouble.LOCKED),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), Trouble.LOCKED),
    "xls": (lambda: OLE, Trouble.OLD_FORMAT),
    "xlsb": (lambda: changed(plain(), "xl/workbook.bin", lambda _: b"x"), Trouble.OLD_FORMAT),
    "many-rows": (lambda: rows(MOST_ROWS + 1), Trouble.TOO_MANY_ROWS),
    "large": (lambda: b"1;2\n" * (MOST_BYTES // 3), Trouble.TOO_BIG),
    "many-csv-rows": (lambda: b"1;2\n" * (MOST_ROWS + 1), Trouble.TOO_MANY_ROWS),
    "cut": (lambda: plain()[:2000], Trouble.BROKEN),
    "members": (lambda: changed(plain(), SHEET, lambda _: b"<worksheet><sheetData><row>"), Trouble.BROKEN),
    "zip": (lambda: changed(b"PK\x05\x06" + b"\0" * 18, "a.txt", lambda _: b"x"), Trouble.OTHER_FORMAT),
    "pdf": (lambda: b"%PDF-1.7 ...", Trouble.OTHER_FORMAT),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, Trouble.OTHER_FORMAT),
    "page": (lambda: b"<html><table><tr><td>1</td></tr></table>", Trouble.OTHER_FORMAT),
    "zeros": (lambda: b"\0" * 1000, Trouble.OTHER_FORMAT),
    "long-field": (lambda: b'"' + b"x" * 400_000 + b'";1\n', Trouble.BROKEN),
}


@pytest.mark.parametrize("name", CORPUS)
async def test_each_ends_in_its_trouble(name):
    make, trouble = CORPUS[name]
    content, began = make(), time.monotonic()
    found = await SheetProcess().read(content)
    assert found.trouble == trouble
    assert not found.sheets
    assert time.monotonic() - began < 15


async def test_the_harmless_one_is_read_and_the_bot_has_none_of_the_memory():
    process, huge, harmless = SheetProcess(), sparse(), plain()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    await process.read(huge)
    found = await process.read(harmless)
    assert found.sheets == [
        [[("t", "Номер счётчика"), ("t", "Новое показание")], [("t", "0040"), ("n", "15420")]]
    ]
    assert (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000
    )  # KiB; read here it would take gigabytes


def test_names_of_members_as_other_programs_write_them():
    """1C calls a part `SharedStrings.xml`: case means nothing in names of parts (ECMA-376, part 2)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.infolist():
            new.writestr(member.filename.replace("sharedStrings", "SharedStrings"), old.read(member))
    assert read_file(stream.getvalue()).sheets[0][1][0] == ("t", "0040")


def test_dates_formulas_errors_and_a_stray_cell_far_below():
    def fill(book, sheet):
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, ["Номер счётчика", "Новое показание"])
        sheet.write(1, 0, "1")
        sheet.write_number(1, 1, 46127, day)
        sheet.write_formula(2, 1, "=1+1", None, 2)
        sheet.write_formula(3, 1, "=1/0", None, "#DIV/0!")
        sheet.write_boolean(4, 1, True)
        sheet.write(900_000, 0, "подпись")

    [found] = read_file(workbook(fill)).sheets
    # A formula that failed is an empty cell: the library says no more of it.
    expected = [("d", "2026-04-15"), ("n", "2"), ("t", ""), ("f", "True")]
    assert [row[1] if row else ("t", "") for row in found[1:5]] == expected
    assert len(found) < 100


def test_row_numbers_are_those_of_the_program():
    found = read_file(workbook(lambda _, sheet: sheet.write_row(3, 1, ["a", "b"]))).sheets[0]
    assert [bool(row) for row in found] == [False, False, False, True]


def test_noise_never_raises():
    noise, good = random.Random(7), plain()
    for _ in range(300):
        content = bytearray(good)
        for _ in range(noise.randrange(1, 20)):
            content[noise.randrange(len(content))] = noise.randrange(256)
        read_file(bytes(content[: noise.randrange(1, len(content))]))


async def test_two_files_wait_for_each_other():
    process = SheetProcess()
    found = await asyncio.gather(*(process.read(plain()) for _ in range(3)))
    assert [len(one.sheets) for one in found] == [1, 1, 1]
