"""The header row: which column stands where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TextIO

from billing.rejects import FileRefused, Refusal
from billing.v1.lines import split
from billing.v1.table import Table


@dataclass(frozen=True, slots=True)
class Header:
    """`places` are the positions of the table's columns, in its order; `unknown` are columns we pass over.

    An optional column that is not there has its place behind the last one (`width`).
    """

    width: int
    places: tuple[int, ...]
    unknown: tuple[str, ...]


def read_header(stream: TextIO, table: Table) -> Header:
    """Read the first line. Raises FileRefused for a missing or repeated column or another separator."""
    line = stream.readline(1 << 16).rstrip("\n")
    names = [name.lower() for name in split(line) or []]
    if not any(names):
        raise FileRefused(
            Refusal.NO_HEADER, table.file, f"has no header row; it starts with {_expected(table)}"
        )
    missing = [name for name in table.names if name not in names and name not in table.optional]
    if missing and len(names) == 1 and ("," in line or "\t" in line):
        raise FileRefused(Refusal.WRONG_SEPARATOR, table.file, "columns are separated by ; (semicolon)")
    if missing:
        detail = f"has no column {', '.join(missing)}; the header is {_expected(table)}"
        raise FileRefused(Refusal.MISSING_COLUMN, table.file, detail)
    repeated = sorted({name for name in table.names if names.count(name) > 1})
    if repeated:
        raise FileRefused(Refusal.REPEATED_COLUMN, table.file, f"has column {', '.join(repeated)} twice")
    unknown = tuple(name[:40] for name in names if name and name not in table.names)
    places = (names.index(name) if name in names else len(names) for name in table.names)
    return Header(len(names), tuple(places), unknown)


def _expected(table: Table) -> str:
    return ";".join(table.names)
