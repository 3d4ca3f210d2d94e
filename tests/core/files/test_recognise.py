"""What a file is, by its content; what is left of a photo; what is refused before anybody opens it."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib

import pytest

from core.files.model import PICTURES, TABLES, Content, Fault
from core.files.recognise import LONGEST_SIDE, MOST_DOTS, checked, recognise
from core.files.refused import Refused
from tests.core.files.samples import JPEG, exif, heic, jpeg, png, webp, workbook

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 500


def locked(content):
    """A ZIP whose first member says that it is encrypted."""
    at = content.find(b"PK\x01\x02") + 8
    return content[:at] + bytes([content[at] | 1]) + content[at + 1 :]


def fault(data, wanted=PICTURES):
    with pytest.raises(Refused) as refused:
        checked(data, wanted)
    return refused.value.fault


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (JPEG, Content.JPEG),
        (png(3, 2), Content.PNG),
        (webp(30, 20), Content.WEBP),
        (heic(3024, 4032), Content.HEIC),
        (workbook(), Content.XLSX),
        ("точка;показание\n1;15420\n".encode("cp1251"), Content.CSV),
        ("точка;показание\n".encode("utf-16"), Content.CSV),
        (b"\xef\xbb\xbfa,b\r\n", Content.CSV),
        (b"MZ\x90\x00\x03", None),
        (b"%PDF-1.7\n", None),
        (b"<html><body>;</body></html>", None),
        (b"GIF89a", None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", None),
        (b"", None),
    ],
)
def test_content_decides_and_not_the_name(data, content):
    assert recognise(data) is content


@pytest.mark.parametrize(
    ("data", "wanted", "why"),
    [
        (b"", PICTURES, Fault.EMPTY),
        (b"", TABLES, Fault.EMPTY),
        (b"hello, world\n", PICTURES, Fault.NOT_PICTURE),
        (workbook(), PICTURES, Fault.NOT_PICTURE),
        (JPEG, TABLES, Fault.NOT_TABLE),
        (JPEG[:-40], PICTURES, Fault.BROKEN),
        (b"\xff\xd8\xff\xe0", PICTURES, Fault.BROKEN),
        (b"\xff\xd8\xff" + b"\xff" * 100, PICTURES, Fault.BROKEN),
        (png(4, 4)[:-8], PICTURES, Fault.BROKEN),
        (png(1, 1)[:20], PICTURES, Fault.BROKEN),
        (png(30_000, 30_000, rows=1), PICTURES, Fault.HUGE),
        (jpeg(60_000, 60_000), PICTURES, Fault.HUGE),
        (jpeg(0, 100), PICTURES, Fault.BROKEN),
        (heic(40_000, 40_000), PICTURES, Fault.HUGE),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, PICTURES, Fault.BROKEN),
        (b"RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\x7f", PICTURES, Fault.BROKEN),
        (b"PK\x03\x04 not a zip", TABLES, Fault.BROKEN),
        (workbook(names=("word/document.xml",)), TABLES, Fault.NOT_TABLE),
        (workbook(more=("xl/vbaProject.bin",)), TABLES, Fault.MACROS),
        (workbook(names=("[Content_Types].xml", "xl/workbook.bin")), TABLES, Fault.OLD_FORMAT),
        (locked(workbook()), TABLES, Fault.LOCKED),
        (OLE + "Workbook".encode("utf-16-le"), TABLES, Fault.OLD_FORMAT),
        (OLE + "EncryptedPackage".encode("utf-16-le"), TABLES, Fault.LOCKED),
        (OLE + "WordDocument".encode("utf-16-le"), TABLES, Fault.NOT_TABLE),
        (OLE, PICTURES, Fault.NOT_PICTURE),
    ],
)
def test_what_is_refused(data, wanted, why):
    assert fault(data, wanted) is why


def test_a_zip_bomb_is_refused_by_its_directory():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<x/>")
        archive.writestr("xl/workbook.xml", "<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 80_000_000)
    assert len(made.getvalue()) < 200_000
    assert fault(made.getvalue(), TABLES) is Fault.HUGE


def test_names_of_parts_as_other_programs_write_them():
    made = workbook(names=("[content_types].xml", "xl\\Workbook.xml"))
    assert checked(made, TABLES)[0] is Content.XLSX


def test_a_table_comes_back_as_it_is():
    assert checked(workbook(), TABLES) == (Content.XLSX, workbook())
    assert checked(b"a;b\n", TABLES) == (Content.CSV, b"a;b\n")


def test_a_photo_loses_place_and_camera_and_keeps_its_dots_and_which_way_is_up():
    secret = b"GPS 64.5401 40.5433 SerialNumber 123"
    noted = JPEG[:2] + exif(6, secret) + b"\xff\xfe\x00\x08secret" + JPEG[2:] + b"PK\x03\x04trailing archive"
    content, clean = checked(noted, PICTURES)
    assert content is Content.JPEG
    assert not {secret, b"secret", b"trailing"} & {
        piece for piece in (secret, b"secret", b"trailing") if piece in clean
    }
    assert clean.endswith(b"\xff\xd9")
    assert JPEG[2:-2] in clean
    assert struct.pack(">HHIH", 0x0112, 3, 1, 6) in clean
    assert checked(clean, PICTURES) == (Content.JPEG, clean)


def test_a_photo_that_is_up_already_gets_no_note():
    upright = JPEG[:2] + exif(1, b"x") + JPEG[2:]
    assert checked(upright, PICTURES)[1] == JPEG


def test_notes_of_other_pictures_are_dropped_too():
    text = b"Author\0somebody"
    chunk = struct.pack(">I", len(text)) + b"tEXt" + text + struct.pack(">I", zlib.crc32(b"tEXt" + text))
    plain = png(3, 2)
    assert checked(plain[:33] + chunk + plain[33:] + b"after the end", PICTURES)[1] == plain
    noted = webp(30, 20, more=b"EXIF\x04\0\0\0home")
    assert checked(noted, PICTURES)[1] == webp(30, 20)


def test_random_damage_is_refused_and_never_crashes():
    dice = random.Random(7)
    for sample in (JPEG, png(9, 9), webp(9, 9), heic(9, 9), workbook()):
        for _ in range(300):
            spoilt = bytearray(sample)
            for _ in range(dice.randint(1, 6)):
                spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
            cut = bytes(spoilt[: dice.randint(1, len(spoilt))])
            try:
                checked(cut, PICTURES | TABLES)
            except Refused:
                continue


@pytest.mark.parametrize(
    ("size", "why"),
    [
        ((1, 1), None),
        ((1, LONGEST_SIDE), None),
        ((1, LONGEST_SIDE + 1), Fault.HUGE),
        ((LONGEST_SIDE + 1, 1), Fault.HUGE),
        ((12_000, MOST_DOTS // 12_000), None),
        ((12_000, MOST_DOTS // 12_000 + 1), Fault.HUGE),
        ((5, 0), Fault.BROKEN),
    ],
)
def test_how_large_a_picture_may_be(size, why):
    """By its sides, and by its dots where no side is too long."""
    made = heic(*size)
    assert (fault(made) if why else checked(made, PICTURES)[0]) is (why or Content.HEIC)
