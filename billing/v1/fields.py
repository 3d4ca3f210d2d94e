"""How a column of the exchange format is declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from billing.v1.values import Parser
from core.exchange import MeterShape, Row, Value

Values = list[Value]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a file.

    An empty value becomes `default`, or is refused when `required`. A `lenient` column drops a value it
    cannot hold with a notice instead of losing the row: one bad phone must not hide an account. A `past` date
    or month may not lie after today.
    """

    name: str
    parse: Parser
    required: bool = False
    default: Value = None
    lenient: bool = False
    past: bool = False


@dataclass(slots=True)
class RowContext:
    """What finishing a row may need beside its values; `cut` hears of digits of a reading cut off."""

    line: int
    shape: MeterShape | None
    cut: Callable[[str], None]


Finish = Callable[[Values, RowContext], Row]
Check = Callable[[Values], str]


def as_they_are(values: Values, _context: RowContext) -> Row:
    """Store the columns as the file has them."""
    return tuple(values)


def no_doubt(_values: Values) -> str:
    """Find nothing to look at; a real check returns the name of the doubtful column."""
    return ""


@dataclass(frozen=True, slots=True)
class Table:
    """One file of the format.

    `key` are the columns that may occur once; a row with an empty column of `key` has no key. `finish` turns
    parsed values into the stored row and raises BadRow; `doubt` finds sums that do not add up.
    """

    name: str
    fields: tuple[Field, ...]
    key: tuple[str, ...] = ()
    finish: Finish = as_they_are
    doubt: Check = no_doubt
    of_account: bool = False
    of_meter: bool = False

    @property
    def file(self) -> str:
        """Name of the file in the directory."""
        return f"{self.name}.csv"

    @property
    def names(self) -> tuple[str, ...]:
        """Columns of the file, in the documented order."""
        return tuple(field.name for field in self.fields)

    def at(self, name: str) -> int:
        """Position of a column among the parsed values."""
        return self.names.index(name)
