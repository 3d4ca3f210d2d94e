"""The header of a DBF file: its columns, its record length, its code page. All limits are checked here."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from billing.rejects import FileRefused, Refusal

VISUAL_FOXPRO = frozenset({0x30, 0x31, 0x32})
# dBase III and IV, FoxBASE+, FoxPro 2, without memo and with it; dBase 7 has another header.
_KNOWN = VISUAL_FOXPRO | {0x02, 0x03, 0x43, 0x63, 0x83, 0x8B, 0xCB, 0xF5, 0xFB}
# What FoxPro and Clipper write into byte 29; 0 means that nobody said.
CODE_PAGES: Mapping[int, str] = {0x26: "cp866", 0x65: "cp866", 0xC9: "cp1251"}
_MOST_COLUMNS = 512
_SYSTEM, _NULLABLE = 0x01, 0x02


@dataclass(frozen=True, slots=True)
class DbfColumn:
    """A column: one-letter type, place in the record; `null_bit` and `length_bit` into _NullFlags, or -1."""

    name: str
    kind: str
    start: int
    length: int
    null_bit: int = -1
    length_bit: int = -1


@dataclass(frozen=True, slots=True)
class Layout:
    """What the header says. `flags_at` is the place of _NullFlags in a record, None without."""

    version: int
    records: int
    header_length: int
    record_length: int
    code_page: str | None
    columns: tuple[DbfColumn, ...]
    flags_at: slice | None

    @property
    def visual(self) -> bool:
        """Whether the types B and M are those of Visual FoxPro."""
        return self.version in VISUAL_FOXPRO


def read_layout(stream: BinaryIO, path: Path, size: int) -> Layout:
    """Read the header of a file of `size` bytes. Raises FileRefused if it is no DBF, or was cut off."""
    head = stream.read(32)
    if len(head) < 32 or head[0] not in _KNOWN:
        raise _refused(path, "is not a DBF table of dBase III or IV, FoxPro or Visual FoxPro")
    records, header_length, record_length = struct.unpack("<IHH", head[4:12])
    columns, flags_at, width = _columns(stream, path, header_length)
    if width != record_length:
        raise _refused(
            path, f"its columns take {width} bytes, its header says {record_length}: it is damaged"
        )
    there = max(0, size - header_length) // record_length
    if there < records:
        detail = (
            f"was cut off: its header promises {records} records, {there} are there; "
            "wait until it has been written to the end, or copy it again"
        )
        raise FileRefused(Refusal.CUT_OFF, path.name, detail)
    page = CODE_PAGES.get(head[29])
    return Layout(head[0], records, header_length, record_length, page, columns, flags_at)


def _columns(
    stream: BinaryIO, path: Path, header_length: int
) -> tuple[tuple[DbfColumn, ...], slice | None, int]:
    found: list[DbfColumn] = []
    place, bits, flags_at = 1, 0, None
    for name, kind, length, flags in _descriptors(stream, path, header_length):
        if kind == "0":
            flags_at = slice(place, place + length)
            place += length
            continue
        length_bit = null_bit = -1
        if kind in "VQ":
            length_bit, bits = bits, bits + 1
        if flags & _NULLABLE:
            null_bit, bits = bits, bits + 1
        if not flags & _SYSTEM:
            found.append(DbfColumn(name, kind, place, length, null_bit, length_bit))
        place += length
    return tuple(found), flags_at, place


def _descriptors(stream: BinaryIO, path: Path, header_length: int) -> Iterator[tuple[str, str, int, int]]:
    for _ in range(_MOST_COLUMNS):
        raw = stream.read(1)
        if raw == b"\r":
            return
        raw += stream.read(31)
        if len(raw) < 32 or stream.tell() > header_length:
            break
        name = raw[:11].split(b"\0")[0].decode("cp866").strip()
        kind, length = chr(raw[11]), raw[16]
        if kind == "C":  # Clipper keeps the high byte of a long text where the decimals stand
            length += raw[17] << 8
        if not name or not length or kind not in "CNFDLIYTBMGPVQW0@+O":
            break
        yield name, kind, length, raw[18]
    raise _refused(path, "its list of columns is damaged")


def _refused(path: Path, detail: str) -> FileRefused:
    return FileRefused(Refusal.BAD_DBF, path.name, detail)
