"""How a column of the exchange format is declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from billing.v1.values import Parser
from core.exchange import MeterShape, Value

Values = list[Value]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a file.

    An empty value becomes `default`, or is refused when `required`. A `lenient` column drops a value it
    cannot hold with a notice instead of losing the row: one bad phone must not hide an account. A `past` date
    or month may not lie after today. An `optional` column may be missing from the file, and is empty then.
    """

    name: str
    parse: Parser
    required: bool = False
    default: Value = None
    lenient: bool = False
    past: bool = False
    optional: bool = False


@dataclass(slots=True)
class RowContext:
    """What finishing a row may need beside its values; `cut` hears of digits of a reading cut off."""

    line: int
    shape: MeterShape | None
    cut: Callable[[str], None]
