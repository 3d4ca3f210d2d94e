"""How a file of the exchange format is declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from billing.v1.fields import Field, RowContext, Values
from core.exchange import Row

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

    @property
    def optional(self) -> frozenset[str]:
        """Columns that a file may do without."""
        return frozenset(field.name for field in self.fields if field.optional)

    def at(self, name: str) -> int:
        """Position of a column among the parsed values."""
        return self.names.index(name)
