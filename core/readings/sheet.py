"""The sheet («ведомость»): meters with a place for new values, and what stands in it when it is back.

Nothing here knows a file format: cells come as text with a kind, however they were stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from core.readings.heard import Label

if TYPE_CHECKING:
    from core.meters import Meter
    from core.readings.heard import Number
    from core.readings.reasons import Reason

MOST_ROWS = 5_000
"""Rows of a file that are looked at: ten times the meters of one account, three zones each, and some more."""
MOST_CELLS = 60
"""Cells of a row that are looked at."""
LONGEST_CELL = 200
"""Characters of a cell that are kept."""


class CellKind(StrEnum):
    """How a cell was stored. A date is what programs make of «15.04»: never a reading."""

    TEXT = "t"
    NUMBER = "n"
    DATE = "d"
    FAULT = "f"  # #REF!, #VALUE!: a formula without a value


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text without spaces around it; a number as plain digits with a point."""

    text: str = ""
    kind: CellKind = CellKind.TEXT


EMPTY = Cell()
Row = tuple[Cell, ...]


class Column(StrEnum):
    """What a column holds; the words are the ends of the keys of its headings."""

    NUMBER = "number"
    PLACE = "place"
    SERIAL = "serial"
    MODEL = "model"
    ZONE = "zone"
    PREVIOUS = "previous"
    DAY = "day"
    SOURCE = "source"
    STATE = "state"
    DIGITS = "digits"
    RATIO = "ratio"
    VALUE = "value"
    T1 = "t1"
    T2 = "t2"
    T3 = "t3"
    IN_DAY = "in-day"
    IN_NIGHT = "in-night"
    IN_PEAK = "in-peak"
    IN_HALFPEAK = "in-halfpeak"
    NOTE = "note"


VALUES: Mapping[Column, Label] = MappingProxyType(
    {
        Column.VALUE: Label.NONE,
        Column.T1: Label.T1,
        Column.T2: Label.T2,
        Column.T3: Label.T3,
        Column.IN_DAY: Label.DAY,
        Column.IN_NIGHT: Label.NIGHT,
        Column.IN_PEAK: Label.PEAK,
        Column.IN_HALFPEAK: Label.HALFPEAK,
    }
)
"""Columns with new readings: one for all zones (a row each), or one for each zone, which names it."""


class Trouble(StrEnum):
    """Why a file cannot be taken at all; the words are the ends of text keys."""

    TOO_BIG = "too-big"
    TOO_MANY_ROWS = "too-many-rows"
    BROKEN = "broken"
    LOCKED = "locked"  # encrypted with a password
    OLD_FORMAT = "old-format"  # .xls and its like
    OTHER_FORMAT = "other-format"
    MACROS = "macros"
    NO_COLUMNS = "no-columns"
    NOTHING_FILLED = "nothing-filled"
    OTHER_ACCOUNT = "other-account"
    OTHER_MONTH = "other-month"
    NO_METERS = "no-meters"


@dataclass(frozen=True, slots=True)
class Headings:
    """How people call the columns and the zones, in `plain` spelling, and the words of a row of totals."""

    columns: Mapping[Column, frozenset[str]]
    zones: Mapping[str, str]  # spelling → value of `heard.Label`
    totals: frozenset[str]
    blanks: frozenset[str]  # what stands in a cell that was left empty on purpose
    units: frozenset[str] = frozenset()  # what may stand behind a value
    yes: frozenset[str] = frozenset()  # what says, beside a meter, that its reading is right


@dataclass(frozen=True, slots=True)
class Line:
    """A row with something in it: whose, which zone, which numbers.

    `row` counts from 1 as programs show it. `name` is what names the point, its serial where there is one,
    `seen` the value as it was written. `reason` says why it is no number.
    """

    row: int
    serial: str = ""
    place: str = ""
    number: str = ""
    numbers: tuple[Number, ...] = ()
    reason: Reason | None = None
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """The lines of a sheet that carry a value; `empty` is how many rows of meters carry none."""

    lines: tuple[Line, ...]
    empty: int = 0
    mark: str = ""  # the number of the sheet we sent, "" where there is none


@dataclass(frozen=True, slots=True)
class Point:
    """What a sheet says of one meter: numbers in the order of the file, or why there are none.

    `meter` is None where the line names no meter of the account; `seen` is shown to the person.
    """

    rows: tuple[int, ...]
    meter: Meter | None
    numbers: tuple[Number, ...] = ()
    reason: Reason | None = None
    seen: str = ""
    named: str = field(default="")  # as the person wrote it
