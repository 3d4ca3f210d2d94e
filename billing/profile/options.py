"""What may stand in a profile. `read.py` turns TOML into these, naming every mistake exactly."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

Column = str | int
"""A column by its name (case does not matter) or, without a header, by its number from 1."""

Encoding = Literal["auto", "utf-8", "utf-8-sig", "windows-1251", "cp866"]
Words = Mapping[str, tuple[str, ...]]
Pivot = Annotated[int, msgspec.Meta(ge=0, le=99)]


class Options(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A table of a profile; an unknown key is a mistake."""


class FileOptions(Options, frozen=True):
    """How the bytes of a file become cells."""

    format: Literal["csv", "dbf"] = "csv"
    encoding: Encoding = "auto"
    delimiter: Annotated[str, msgspec.Meta(min_length=1, max_length=1)] = ";"
    quote: Annotated[str, msgspec.Meta(max_length=1)] = '"'
    header: bool = True
    skip_lines: Annotated[int, msgspec.Meta(ge=0, le=1000)] = 0
    ignore_lines: tuple[str, ...] = ()
    deleted: bool = False


class Habits(Options, frozen=True):
    """How values are written; a column may differ from its file, a file from `[defaults]`."""

    dates: tuple[str, ...] = ("yyyy-mm-dd", "dd.mm.yyyy")
    periods: tuple[str, ...] = ("yyyy-mm", "mm.yyyy", "mmyyyy", "yyyymm", "month yyyy")
    pivot: Pivot = 79
    decimal: Literal["any", ",", "."] = "any"
    thousands: Literal["", ",", "."] = ""
    money: Literal["roubles", "kopecks"] = "roubles"
    empty: tuple[str, ...] = ()


class Recipe(Options, frozen=True, rename={"with_": "with"}):
    """Where one column of the exchange format comes from, and what is done to it on the way.

    One of `column`, `join`, `sum`, `value`, `file` says where from.
    """

    column: Column | None = None
    join: tuple[Column, ...] = ()
    with_: str = " "
    sum: tuple[str, ...] = ()
    value: str | None = None
    file: Literal["period", "month_start", "month_end", "date"] | None = None

    when: Words = {}
    lookup: str = ""
    map: Mapping[str, str] = {}
    other: str | None = None
    default: str = ""
    strip: str = ""
    pad: Annotated[int, msgspec.Meta(ge=0, le=30)] = 0
    prefix: str = ""
    negate: bool = False
    side: Literal["", "positive", "negative"] = ""

    dates: tuple[str, ...] | None = None
    periods: tuple[str, ...] | None = None
    pivot: Pivot | None = None
    decimal: Literal["any", ",", "."] | None = None
    thousands: Literal["", ",", "."] | None = None
    money: Literal["roubles", "kopecks"] | None = None
    empty: tuple[str, ...] | None = None


class Lookup(Options, frozen=True):
    """A small file of names by code, as streets: read once and kept in memory (at most 200,000 rows)."""

    files: str
    key: Column
    value: Column


class RowRule(Options, frozen=True):
    """One of several rows that a line gives: columns that differ, and when there is no such row."""

    columns: Mapping[str, Recipe]
    unless_zero: tuple[Column, ...] = ()
    when: Words = {}


class SourceRule(Options, frozen=True):
    """One kind of file that feeds one dataset of the exchange format."""

    dataset: str
    files: str
    reading: FileOptions
    habits: Habits
    columns: Mapping[str, Recipe]
    rows: tuple[RowRule, ...] = ()
    only: Words = {}
    skip: Words = {}
    required: bool = False
    merge: bool = False


class Profile(Options, frozen=True):
    """A whole profile; `fingerprint` changes with every byte of it."""

    name: str
    fingerprint: str
    sources: tuple[SourceRule, ...]
    lookups: Mapping[str, tuple[Lookup, FileOptions]]
