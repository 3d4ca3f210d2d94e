"""What passes between the bot and the process that reads and writes files, as JSON."""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["t", "n", "d", "f"]
Style = Literal["", "input", "off", "doubt", "fix", "name"]
PackedCell = tuple[Kind, str]
"""The kind of a cell (`core.readings.sheet.CellKind`) and its text."""


class Read(msgspec.Struct, frozen=True):
    """What a file holds: the rows of its sheets in order, or the trouble with it (`sheet.Trouble`)."""

    sheets: list[list[list[PackedCell]]] = []
    trouble: str = ""


class Cell(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """A cell to write.

    `style`: "" plain, "input" a place for a value, "off" where none is wanted; of a row in doubt "doubt" is
    the plain one, "fix" the place for a value, "name" a text that may be corrected. A number is written as
    one with `decimals` digits after the comma; `text` may be anything.
    """

    text: str = ""
    style: Style = ""
    number: int | None = None  # units of the last digit
    decimals: int = 0


class Heading(msgspec.Struct, frozen=True, array_like=True):
    """A column: its heading and its width in characters."""

    text: str
    width: int
    wrap: bool = False


class Table(msgspec.Struct, frozen=True):
    """A sheet to write. `title` and `notes` stand above the headings, `footer` on each printed page.

    `input_title` and `input_error` are said where something that is no number is typed into a value.
    """

    name: str
    title: str
    notes: list[str]
    headings: list[Heading]
    rows: list[list[Cell]]
    footer: str = ""
    input_title: str = ""
    input_help: str = ""
    input_error: str = ""
    format: Literal["xlsx", "csv"] = "xlsx"
