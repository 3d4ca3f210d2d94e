"""A dataset of the exchange format that comes from the supplier's own files through a profile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from billing.place import Place
from billing.profile.judge import MOST_VARIANTS
from billing.profile.plan import Plan, columns_of
from billing.rejects import BadRow, Reject
from billing.source import Stamp, stamp_of
from billing.v1.header import Header
from billing.v1.lines import RawRow, changed
from core.exchange import FileInfo

if TYPE_CHECKING:
    from billing.source import Rows
    from billing.v1.table import Table

# An ordinal: number of the file, its line or record, number of the row within the line.
_LINE_BITS, _VARIANT_BITS = 40, 6
assert MOST_VARIANTS <= 1 << _VARIANT_BITS  # noqa: S101 - two constants that belong together


def ordinal(file: int, line: int, variant: int) -> int:
    """One ascending number for every row of a dataset; it fits 63 bits for 131,000 files."""
    return (file << _LINE_BITS | line) << _VARIANT_BITS | variant


@dataclass(slots=True)
class MappedSource:
    """`billing.source.Source` of one dataset: all files that feed it, in the order of the profile."""

    table: Table
    fingerprint: str
    plans: Sequence[Plan]
    stamps: Sequence[Stamp]
    _tally: Counter[str] = field(default_factory=Counter)

    @property
    def file(self) -> str:
        names = list(dict.fromkeys(plan.sheet.path.name for plan in self.plans))
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        return f"{self.table.name} from {names[0]}{more}"

    @property
    def info(self) -> FileInfo:
        """The hash covers the profile and the names of the files: they decide what the rows become."""
        digest = sha256(self.fingerprint.encode())
        for plan in self.plans:
            digest.update(f"{plan.sheet.path.name.lower()} {plan.sheet.survey.sha256}\n".encode())
        size = sum(plan.sheet.survey.size for plan in self.plans)
        rows = sum((plan.sheet.survey.lines - 1) * plan.variants for plan in self.plans)
        return FileInfo(self.table.name, self.file, digest.hexdigest(), size, max(0, rows))

    @property
    def header(self) -> Header:
        width = len(self.table.names)
        return Header(width, tuple(range(width)), ())

    def open(self) -> AbstractContextManager[Rows]:
        return self._opened()

    @contextmanager
    def _opened(self) -> Iterator[Rows]:
        self._tally = Counter()
        rows = MappedRows(self.plans, self._tally, self.table)
        try:
            yield rows
        finally:
            rows.close()

    def place(self, number: int) -> Place:
        line = (number >> _VARIANT_BITS) & ((1 << _LINE_BITS) - 1)
        sheet = self.plans[number >> (_VARIANT_BITS + _LINE_BITS)].sheet
        return Place(sheet.path.name, line, sheet.counts == "record")

    def theirs(self, column: str) -> str:
        names = (theirs for plan in self.plans for name, theirs in columns_of(plan.rule) if name == column)
        return " or ".join(dict.fromkeys(filter(None, names))) or "(constant)"

    def tally(self) -> Mapping[str, int]:
        return self._tally

    def check_untouched(self) -> None:
        for plan, stamp in zip(self.plans, self.stamps, strict=True):
            if stamp_of(plan.sheet.path) != stamp:
                raise changed(plan.sheet.path)


class MappedRows:
    """Rows of all files, one after another."""

    def __init__(self, plans: Sequence[Plan], tally: Counter[str], table: Table) -> None:
        self._plans, self._tally, self._table = plans, tally, table
        self._done = 0
        self._position: Callable[[], int] = lambda: 0
        self._stream: Iterator[tuple[int, RawRow]] = iter(())

    def position(self) -> int:
        return self._done + self._position()

    def __iter__(self) -> Iterator[tuple[int, RawRow]]:
        self._stream = self._all()
        return self._stream

    def close(self) -> None:
        """Close the file that is being read."""
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()

    def _all(self) -> Iterator[tuple[int, RawRow]]:
        for number, plan in enumerate(self._plans):
            rows = self._of(number, plan)
            yield from _merged(rows, self._key(), self._tally) if plan.rule.merge else rows
            self._done, self._position = self._done + plan.sheet.survey.size, lambda: 0

    def _of(self, file: int, plan: Plan) -> Iterator[tuple[int, RawRow]]:
        with plan.sheet.rows(self._tally) as opened:
            self._position = opened.position
            for line, cells in opened:
                if isinstance(cells, Reject):
                    yield ordinal(file, line, 0), cells
                    continue
                for variant, row in plan.rows(cells, self._tally):
                    yield ordinal(file, line, variant), row

    def _key(self) -> tuple[int, ...]:
        return tuple(self._table.at(name) for name in self._table.key)


def _merged(
    rows: Iterator[tuple[int, RawRow]], key_at: tuple[int, ...], tally: Counter[str]
) -> Iterator[tuple[int, RawRow]]:
    """Neighbouring rows with one key as one row: a line for each zone becomes t1, t2, t3."""
    held: tuple[int, list[str]] | None = None
    for number, row in rows:
        if not isinstance(row, list):
            if held:
                yield held
            held = None
            yield number, row
        elif held and [held[1][at] for at in key_at] == [row[at] for at in key_at]:
            tally["merged"] += 1
            together = _together(held[1], row)
            held = (held[0], together) if together is not None else held
            if together is None:
                yield number, BadRow("", Reject.PARTS_DIFFER)
        else:
            if held:
                yield held
            held = (number, row)
    if held:
        yield held


def _together(first: list[str], second: list[str]) -> list[str] | None:
    if any(a and b and a != b for a, b in zip(first, second, strict=True)):
        return None
    return [a or b for a, b in zip(first, second, strict=True)]
