"""Words about the table of doubts: «3 да», «40001234 15420», by the number in the table or of the meter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.readings.sheet import Line
from core.readings.sheet_cells import plain
from core.readings.sheet_pasted import pasted
from core.readings.sheet_points import Names
from core.readings.sheet_record import Fate
from core.usecases.sheets import meters_of_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.flow import Turn
    from core.meters import Meter
    from core.readings.sheet import Headings
    from core.readings.sheet_record import SheetLine

_LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Heard:
    """`right` are entries said to be right, `text` lines with new values, meters by their serials."""

    right: frozenset[int]
    text: str


def shape(turn: Turn, text: str) -> str | None:
    """Text each line of which names a point and a value, or a point and that it is right."""
    written = [line for line in text[:_LONGEST].splitlines() if line.strip()]
    headings = turn.desk.headings
    fits = written and all(_yes(line, headings) or _valued(line, headings) for line in written)
    return "\n".join(written) if fits else None


def hear(text: str, headings: Headings, table: Sequence[SheetLine], meters: Sequence[Meter]) -> Heard:
    """Whose each line is: a number up to that of the last row means the row, anything else the meter."""
    names = Names(meters_of_sheet(meters))
    by_serial = {line.serial: line for line in table if line.serial}
    right: set[int] = set()
    values: list[str] = []
    for written in text.splitlines():
        point, rest = _parted(written)
        line = _row(point, table) or by_serial.get(_serial(point, names))
        said_right = plain(rest) in headings.yes
        if line is not None and line.fate is Fate.DOUBTED and said_right:
            right.add(line.entry_id)
        elif not said_right:
            values.append(f"{line.serial} {rest}" if line is not None and line.serial else written)
    return Heard(frozenset(right), "\n".join(values))


def _parted(written: str) -> tuple[str, str]:
    point, _, rest = written.strip().lstrip("\u2116 ").partition(" ")
    return point.rstrip(".:;-"), rest.strip(" -:")


def _row(point: str, table: Sequence[SheetLine]) -> SheetLine | None:
    at = int(point) if point.isdecimal() and len(point) <= 3 else 0
    return table[at - 1] if 0 < at <= len(table) else None


def _serial(point: str, names: Names) -> str:
    meter = names.find(Line(0, serial=point, place=point))
    return meter.serial if meter else ""


def _yes(written: str, headings: Headings) -> bool:
    point, rest = _parted(written)
    return any(sign.isdigit() for sign in point) and plain(rest) in headings.yes


def _valued(written: str, headings: Headings) -> bool:
    return any(pasted(written, headings))
