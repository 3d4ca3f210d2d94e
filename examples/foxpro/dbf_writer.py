"""Writes DBF tables and FPT memos as FoxPro 2 does: code page 866, deterministic to the byte."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_CODE_PAGE_866 = 0x65
_PLAIN, _WITH_MEMO = 0x03, 0xF5
_BLOCK = 64


@dataclass(frozen=True)
class Column:
    """`LS N(10,0)`: name, one-letter type, width, decimals."""

    name: str
    kind: str
    width: int
    decimals: int = 0


def columns(declared: str) -> list[Column]:
    """`LS N10, FIO C40, SALDO N12.2, DATA D, TEXT M` as columns."""
    out = []
    for part in declared.split(","):
        name, kind = part.split()
        width, _, decimals = kind[1:].partition(".")
        fixed = {"D": 8, "L": 1, "M": 10}.get(kind[0])
        out.append(Column(name, kind[0], fixed or int(width), int(decimals or 0)))
    return out


class Memo:
    """The texts of one table, in blocks of 64 bytes."""

    def __init__(self) -> None:
        self._blocks = bytearray()

    def add(self, text: str) -> int:
        """Keep a text; the number of its first block."""
        raw = text.encode("cp866")
        body = struct.pack(">II", 1, len(raw)) + raw
        first = 512 // _BLOCK + len(self._blocks) // _BLOCK
        self._blocks += body.ljust(-(-len(body) // _BLOCK) * _BLOCK, b"\0")
        return first

    def file(self) -> bytes:
        """The whole FPT."""
        free = 512 // _BLOCK + len(self._blocks) // _BLOCK
        return struct.pack(">IHH", free, 0, _BLOCK).ljust(512, b"\0") + self._blocks


def write(path: Path, declared: str, rows: Sequence[Sequence[object]], deleted: Sequence[int] = ()) -> None:
    """Write a table; `deleted` are the numbers (from 0) of the rows that are marked as deleted."""
    fields, memo = columns(declared), Memo()
    body = b"".join(
        (b"*" if number in deleted else b" ")
        + b"".join(_cell(field, value, memo) for field, value in zip(fields, row, strict=True))
        for number, row in enumerate(rows)
    )
    has_memo = any(field.kind == "M" for field in fields)
    header_length, record_length = 32 + 32 * len(fields) + 1, 1 + sum(field.width for field in fields)
    head = struct.pack(
        "<4BIHH17xBxx",
        _WITH_MEMO if has_memo else _PLAIN,
        126, 11, 1,  # last written on 1 November 2026
        len(rows), header_length, record_length,
        _CODE_PAGE_866,
    )  # fmt: skip
    path.write_bytes(head + b"".join(map(_descriptor, fields)) + b"\r" + body + b"\x1a")
    if has_memo:
        path.with_suffix(".FPT").write_bytes(memo.file())


def _descriptor(field: Column) -> bytes:
    name = field.name.encode("ascii").ljust(11, b"\0")
    return name + field.kind.encode() + struct.pack("<4xBB14x", field.width, field.decimals)


def _cell(field: Column, value: object, memo: Memo) -> bytes:
    if field.kind == "M":
        value = memo.add(str(value)) if value else ""
    elif field.kind == "D":
        value = str(value).replace("-", "")
    raw = str(value).encode("cp866")
    if len(raw) > field.width:
        raise ValueError(f"{field.name}: {value!r} is wider than {field.width}")
    return raw.rjust(field.width) if field.kind in "NFM" else raw.ljust(field.width)
