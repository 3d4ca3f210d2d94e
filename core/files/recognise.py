"""What a file is, by its content alone, and whether anybody could be harmed by opening it.

No picture is decoded and no archive unpacked: headers and directories are enough to refuse what is no
photo of a meter and no table. Raises `Refused` with one of the closed set of faults.
"""

from __future__ import annotations

import io
import struct
import zipfile
from typing import TYPE_CHECKING

from core.files.jpeg import clean_jpeg
from core.files.model import PICTURES, Content, Fault
from core.files.pictures import clean_png, clean_webp, heic_size
from core.files.refused import Refused

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

LONGEST_SIDE, MOST_DOTS = 20_000, 120_000_000
"""A phone of today makes up to 108 million dots."""
MOST_UNPACKED, MOST_MEMBERS, MOST_RATIO = 60_000_000, 2_000, 300
"""Bytes, members, and unpacked to packed bytes of a workbook; honest ones stay below 30 to 1."""
_RATIO_FROM = 1_000_000
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_CONTROLS = bytes(set(range(32)) - {9, 10, 13})
_MARKUP = (b"<", b"{", b"%PDF", b"#!")


def recognise(data: bytes) -> Content | None:
    """What `data` begins as; None for anything we have no use for."""
    if data.startswith(b"\xff\xd8\xff"):
        return Content.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Content.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Content.WEBP
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        return Content.HEIC
    if data.startswith(b"PK\x03\x04"):
        return Content.XLSX
    return Content.CSV if _plain(data) else None


def checked(data: bytes, wanted: AbstractSet[Content]) -> tuple[Content, bytes]:
    """The content of a file that is one of `wanted`, without what a photo tells about its maker.

    Raises Refused: empty, of another kind, broken, or too large when opened.
    """
    if not data:
        raise Refused(Fault.EMPTY)
    content = recognise(data)
    if content is None or content not in wanted:
        raise Refused(Fault.NOT_PICTURE if wanted <= PICTURES else Fault.NOT_TABLE)
    try:
        return content, _clean(content, data)
    except (struct.error, IndexError, ValueError) as error:
        raise Refused(Fault.BROKEN) from error


def _clean(content: Content, data: bytes) -> bytes:
    if content is Content.XLSX:
        _check_workbook(data)
        return data
    if content is Content.CSV:
        return data
    if content is Content.HEIC:
        _check_size(*heic_size(data))
        return data
    clean = {Content.JPEG: clean_jpeg, Content.PNG: clean_png, Content.WEBP: clean_webp}[content]
    made, size = clean(data)
    _check_size(*size)
    return made


def _check_size(width: int, height: int) -> None:
    if min(width, height) < 1:
        raise Refused(Fault.BROKEN)
    if max(width, height) > LONGEST_SIDE or width * height > MOST_DOTS:
        raise Refused(Fault.HUGE)


def _check_workbook(data: bytes) -> None:
    """A ZIP that is a workbook without macros, and unpacks to something a table may be."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Refused(Fault.BROKEN) from error
    names = {member.filename for member in members}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names or "xl/vbaProject.bin" in names:
        raise Refused(Fault.NOT_TABLE)
    if any(member.flag_bits & 1 for member in members):
        raise Refused(Fault.BROKEN)
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    bomb = unpacked > _RATIO_FROM and unpacked > MOST_RATIO * max(packed, 1)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or bomb:
        raise Refused(Fault.HUGE)


def _plain(data: bytes) -> bool:
    """Whether it is text in lines, as a table saved from Excel is, and no page or program."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True  # UTF-16, as Excel saves «text Unicode»
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not start or start.startswith(_MARKUP):
        return False
    return data.translate(None, _CONTROLS) == data and any(
        mark in data for mark in (b";", b",", b"\t", b"\n")
    )
