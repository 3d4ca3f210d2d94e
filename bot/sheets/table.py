"""The sheet as a table: what stands in each cell, in the words of the catalogue. A row for every zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sheets.wire import Cell, Heading, Table
from core.meters import Verification, verification
from core.readings.known import source_of
from core.readings.sheet import Column
from core.values import Masked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from bot.assembly import Texts
    from bot.sheets.wire import Style
    from core.meters import Meter, Taken
    from core.readings.window import Placed
    from core.values import Value

WIDTHS: Mapping[Column, int] = {
    Column.NUMBER: 5, Column.PLACE: 26, Column.SERIAL: 17, Column.ZONE: 14, Column.PREVIOUS: 13,
    Column.DAY: 11, Column.SOURCE: 14, Column.STATE: 14, Column.VALUE: 14, Column.NOTE: 28,
    Column.MODEL: 16, Column.DIGITS: 8, Column.RATIO: 13,
}  # fmt: skip
"""The columns in their order, and how many characters each is wide."""
_WRAPPED = frozenset({Column.PLACE, Column.MODEL, Column.NOTE})


@dataclass(frozen=True, slots=True)
class Shown:
    """A meter of the table, the `at`th of the account. `values` are units of the last digit, () to fill in.

    `seen` stands in the first of them where there are no numbers; `doubt` colours the row.
    """

    at: int
    meter: Meter
    previous: Taken | None
    values: tuple[int, ...] = ()
    seen: str = ""
    note: str = ""
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the whole table is about.

    `mark` is its number; `marked`: it shows what was doubted; `strange` are lines of no meter of the account:
    as they were named, as the value was written, why they were not taken.
    """

    number: str
    placed: Placed
    mark: str
    meters: Sequence[Shown]
    marked: bool = False
    strange: Sequence[tuple[str, str, str]] = ()


class TableMaker:
    """Makes tables in the supplier's words."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def make(self, sheet: Sheet, *, csv: bool = False) -> Table:
        """The table of a sheet."""
        say = self._texts.words
        how = say("sheet-marked" if sheet.marked else "sheet-how-csv" if csv else "sheet-how", {})
        return Table(
            name=say("sheet-name", {}),
            title=say("sheet-title", {"month": sheet.placed.period, "account": Masked(sheet.number)}),
            notes=[how, say("sheet-when", self._days(sheet))],
            headings=[self._heading(column, width) for column, width in WIDTHS.items()],
            rows=self._rows(sheet),
            footer=say("sheet-footer", {}),
            input_title=say("sheet-input", {}),
            input_help=say("sheet-input-help", {}),
            input_error=say("sheet-input-wrong", {}),
            format="csv" if csv else "xlsx",
        )

    @staticmethod
    def _days(sheet: Sheet) -> dict[str, Value]:
        placed = sheet.placed
        return {"first_day": placed.opens_on, "last_day": placed.closes_on, "mark": sheet.mark}

    def _heading(self, column: Column, width: int) -> Heading:
        return Heading(self._texts.words(f"sheet-column-{column}", {}), width, column in _WRAPPED)

    def _rows(self, sheet: Sheet) -> list[list[Cell]]:
        """A row for each zone, those of a meter one below the other; numbers count the meters."""
        rows = [
            [self._cell(column, register, shown) for column in WIDTHS]
            for shown in sheet.meters
            for register in range(len(shown.meter.zones))
        ]
        for named, seen, note in sheet.strange:
            texts = {Column.SERIAL: named, Column.VALUE: seen, Column.NOTE: note}
            rows.append([_strange(column, texts.get(column, "")) for column in WIDTHS])
        return rows

    def _cell(self, column: Column, register: int, shown: Shown) -> Cell:
        meter = shown.meter
        style: Style = "doubt" if shown.doubt else ""
        if column is Column.VALUE:
            return self._value(register, shown)
        if column is Column.NUMBER:
            return Cell(number=shown.at, style=style)
        if column is Column.RATIO:
            return Cell(number=meter.ratio, style=style)
        if column is Column.PREVIOUS:
            return _previous(register, shown, style)
        return Cell(self._text(column, register, shown), style)

    def _text(self, column: Column, register: int, shown: Shown) -> str:
        meter, taken = shown.meter, shown.previous
        if column is Column.ZONE:
            zone = meter.zones[register]
            return self._texts.words(f"sheet-zone-{zone}", {"register": f"T{register + 1}"})
        if column is Column.DIGITS:
            return f"{meter.digits},{meter.decimals}" if meter.decimals else str(meter.digits)
        if column is Column.DAY:
            return _written(taken.on) if taken else ""
        if column is Column.SOURCE:
            return self._texts.words(f"sheet-source-{source_of(meter, taken)}", {}) if taken else ""
        if column is Column.STATE:
            return self._texts.words("sheet-state", {"state": taken.state}) if taken else ""
        if column is Column.NOTE:
            return self._note(shown) if register == 0 else ""
        return {Column.PLACE: meter.place, Column.SERIAL: meter.serial, Column.MODEL: meter.model}[column]

    def _note(self, shown: Shown) -> str:
        meter = shown.meter
        if shown.note:
            return shown.note
        if meter.automatic:
            return self._texts.words("sheet-note-automatic", {})
        over = verification(meter, self._texts.today()) is Verification.OVER
        until = meter.verified_until
        return self._texts.words("sheet-note-verification", {"day": until}) if over and until else ""

    @staticmethod
    def _value(register: int, shown: Shown) -> Cell:
        decimals = shown.meter.decimals
        if shown.meter.automatic:
            return Cell(style="off")
        style: Style = "fix" if shown.doubt else "input"
        if register < len(shown.values):
            return Cell(style=style, number=shown.values[register], decimals=decimals)
        return Cell(shown.seen if register == 0 else "", style, decimals=decimals)


def _previous(register: int, shown: Shown, style: Style) -> Cell:
    taken = shown.previous
    if taken is None or register >= len(taken.shown):
        return Cell(style=style)
    display = taken.shown[register]
    return Cell(style=style, number=display.units, decimals=display.decimals)


def _strange(column: Column, text: str) -> Cell:
    styles: Mapping[Column, Style] = {Column.VALUE: "fix", Column.SERIAL: "name"}
    return Cell(text, styles.get(column, "doubt"))


def _written(day: date) -> str:
    """A day as tables of this country write it."""
    return f"{day.day:02d}.{day.month:02d}.{day.year}"
