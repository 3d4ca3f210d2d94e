"""A workbook before anybody opens it: by the directory of its archive, or by what older programs wrote.

Each thing that a person can undo (a password, macros, an old format) has a fault of its own, so that the
answer can say how.
"""

from __future__ import annotations

import io
import zipfile

from core.files.model import Fault
from core.files.refused import Refused

MOST_UNPACKED, MOST_MEMBERS, MOST_RATIO = 60_000_000, 2_000, 300
"""Bytes, members, and unpacked to packed bytes of a workbook; honest ones stay below 30 to 1."""
_RATIO_FROM = 1_000_000
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHER_OLE = ("WordDocument".encode("utf-16-le"), "PowerPoint Document".encode("utf-16-le"))


def check_workbook(data: bytes) -> None:
    """Raises Refused unless `data` is a ZIP with a workbook, open and without macros, of a table's size."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise Refused(Fault.BROKEN) from error
    if any(member.flag_bits & 1 for member in members):
        raise Refused(Fault.LOCKED)
    fault = _by_names({member.filename.casefold().replace("\\", "/") for member in members})
    if fault is not None:
        raise Refused(fault)
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    bomb = unpacked > _RATIO_FROM and unpacked > MOST_RATIO * max(packed, 1)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or bomb:
        raise Refused(Fault.HUGE)


def _by_names(names: set[str]) -> Fault | None:
    """Case means nothing in the names of parts (ECMA-376, part 2)."""
    if any(name.endswith("vbaproject.bin") for name in names):
        return Fault.MACROS
    if "xl/workbook.bin" in names:
        return Fault.OLD_FORMAT  # .xlsb: newer, and as unreadable
    return None if {"[content_types].xml", "xl/workbook.xml"} <= names else Fault.NOT_TABLE


def no_table(data: bytes) -> Fault:
    """Why something that is neither a ZIP nor text is no table: a locked one, an old one, or none at all.

    A workbook with a password is a compound file with the encrypted package in it ([MS-OFFCRYPTO] 2.3.4).
    """
    if not data.startswith(_OLE):
        return Fault.NOT_TABLE
    if _ENCRYPTED in data:
        return Fault.LOCKED
    return Fault.NOT_TABLE if any(name in data for name in _OTHER_OLE) else Fault.OLD_FORMAT
