"""What a file is, by its content alone, and whether anybody could be harmed by opening it.

No picture is decoded and no archive unpacked: headers and directories are enough to refuse what is no
photo of a meter and no table. Raises `Refused` with one of the closed set of faults.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from core.files.jpeg import clean_jpeg
from core.files.model import PICTURES, Content, Fault
from core.files.pictures import clean_png, clean_webp, heic_size
from core.files.refused import Refused
from core.files.workbook import check_workbook, no_table

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

LONGEST_SIDE, MOST_DOTS = 20_000, 120_000_000
"""A phone of today makes up to 108 million dots."""
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

    Raises Refused: empty, of another kind, broken, closed, or too large when opened.
    """
    if not data:
        raise Refused(Fault.EMPTY)
    content = recognise(data)
    if content is None or content not in wanted:
        raise Refused(Fault.NOT_PICTURE if wanted <= PICTURES else no_table(data))
    try:
        return content, _clean(content, data)
    except (struct.error, IndexError, ValueError) as error:
        raise Refused(Fault.BROKEN) from error


def _clean(content: Content, data: bytes) -> bytes:
    if content is Content.XLSX:
        check_workbook(data)
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
