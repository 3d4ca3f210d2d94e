"""Looking at a file before any library does: what it is, and whether it may be unpacked at all."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from core.readings.sheet import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 5_000_000
"""Bytes of a file that is read: a sheet of 500 meters takes 40 thousand."""
MOST_UNPACKED = 60_000_000
"""Bytes of everything inside an XLSX, unpacked; the ones beyond are not unpacked to be counted."""
MOST_MEMBERS = 1_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PIECE = 1 << 20
_NOT_TEXT = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"Rar!",
    b"7z\xbc\xaf",
    b"GIF8",
    b"\x1f\x8b",
    b"{\\rtf",
    b"<",
)
_READING = (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, EOFError, ValueError)


def trouble_of(content: bytes) -> Trouble | None:
    """Why a file is not even opened; None for an XLSX, and for what may be a CSV."""
    if len(content) > MOST_BYTES:
        return Trouble.TOO_BIG
    if content.startswith(_OLE):
        return Trouble.LOCKED if _ENCRYPTED in content else Trouble.OLD_FORMAT
    if content.startswith(b"PK"):
        return _of_archive(content)
    return Trouble.OTHER_FORMAT if content.lstrip()[:8].startswith(_NOT_TEXT) else None


def is_archive(content: bytes) -> bool:
    """Whether this is an XLSX, as far as `trouble_of` found nothing."""
    return content.startswith(b"PK")


def _of_archive(content: bytes) -> Trouble | None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _of_members(archive)
    except _READING:
        return Trouble.BROKEN


def _of_members(archive: zipfile.ZipFile) -> Trouble | None:
    members = archive.infolist()
    names = {member.filename.casefold().replace("\\", "/") for member in members}
    if any(member.flag_bits & 1 for member in members):
        return Trouble.LOCKED
    if any(name.endswith("vbaproject.bin") for name in names):
        return Trouble.MACROS
    if "xl/workbook.bin" in names:
        return Trouble.OLD_FORMAT
    if "xl/workbook.xml" not in names:
        return Trouble.OTHER_FORMAT
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        return Trouble.TOO_BIG
    # What a member says of its size may be a lie: reading it to its end is the only proof.
    return next((Trouble.BROKEN for member in members if not _honest(archive, member)), None)


def _honest(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    """Unpack a member to its end; false for one that declares a document type: no program writes one."""
    is_xml = member.filename.casefold().endswith((".xml", ".rels"))
    return not any(is_xml and _declares(piece) for piece in _pieces(archive, member))


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes, each piece with the end of the one before it."""
    tail = b""
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            yield tail + piece
            tail = piece[-32:]


def _declares(piece: bytes) -> bool:
    bare = piece.replace(b"\0", b"")  # UTF-16 too
    return b"<!DOCTYPE" in bare or b"<!ENTITY" in bare
