"""The first pass over a file: is every row sound? Nothing is written."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from billing.doubts import AccountDoubts
from billing.profile.mask import shown
from billing.references import DEFINES, References
from billing.rejects import BadCell, BadRow, Doubt, Notice, Reject, Rejection
from billing.source import Source
from billing.v1.fields import RowContext, Values
from billing.v1.keys import SMALL_FILE, Ascending, KeyCheck, OutOfOrder, Remembered, Spilled
from billing.v1.kinds import MONEYS
from billing.v1.lines import RawRow
from billing.v1.row import NoticeLog, RowParser
from billing.v1.table import Table, no_doubt
from core.exchange import DATASETS, Row, Value

CHUNK = 500
Pace = Callable[[int], Awaitable[None]]


@dataclass(slots=True)
class Sums:
    """Totals of a column of money, kopecks: what lies above zero and what below, to compare with billing."""

    above: int = 0
    below: int = 0


@dataclass(slots=True)
class Findings:
    """What the first pass found in one file.

    `skip` are the lines of rejected rows, ascending; in `without_old_number` the old number is dropped.
    """

    keep: int
    rows: int = 0
    periods: Counter[str] = field(default_factory=Counter)
    codes: Counter[Reject] = field(default_factory=Counter)
    rejections: list[Rejection] = field(default_factory=list)
    skip: array[int] = field(default_factory=lambda: array("Q"))
    notices: tuple[Notice, ...] = ()
    without_old_number: frozenset[int] = frozenset()
    sums: dict[str, Sums] = field(default_factory=dict)
    passed: Mapping[str, int] = field(default_factory=dict)

    @property
    def rejected(self) -> int:
        return len(self.skip)

    def reject(self, ordinal: int, rejection: Rejection) -> None:
        """Leave a row out; only the first `keep` are listed, all are counted."""
        self.codes[rejection.code] += 1
        self.skip.append(ordinal)
        if len(self.rejections) < self.keep:
            self.rejections.append(rejection)


@dataclass(frozen=True, slots=True)
class CheckRules:
    """How many rejections to list, and the last day (ISO) that is not in the future."""

    keep: int
    today: str


async def check(source: Source, references: References, rules: CheckRules, pace: Pace) -> Findings:
    """Check one file; `pace` is told the bytes read, after every chunk."""
    if source.info.rows <= SMALL_FILE:
        return await FileCheck(source, references, Remembered(), rules).run(pace)
    try:
        return await FileCheck(source, references, Ascending(), rules).run(pace)
    except OutOfOrder:
        with _spill() as keys:
            return await FileCheck(source, references, keys, rules).run(pace)


@contextmanager
def _spill() -> Iterator[Spilled]:
    with TemporaryDirectory(prefix="import-") as directory:
        yield Spilled(Path(directory))


class FileCheck:
    """One reading of one file."""

    def __init__(self, source: Source, references: References, keys: KeyCheck, rules: CheckRules) -> None:
        self._source = source
        self._table: Table = source.table
        self._references = references
        self._keys = keys
        self._key_at = tuple(self._table.at(name) for name in self._table.key)
        self._log = NoticeLog(source.place)
        self._parser = RowParser(self._table, source.header, self._log)
        self._found = Findings(rules.keep)
        self._past = [(at, name.name) for at, name in enumerate(self._table.fields) if name.past]
        self._today = rules.today
        self._period_at = DATASETS[self._table.name].period_at()
        self._context = RowContext(0, None, self._cut)
        self._doubts = AccountDoubts(references, self._log)
        self._defines = self._table.name in DEFINES
        self._money = [
            (at, self._found.sums.setdefault(name.name, Sums()))
            for at, name in enumerate(self._table.fields)
            if name.parse in MONEYS
        ]

    async def run(self, pace: Pace) -> Findings:
        references, table = self._references, self._table
        for name in self._source.header.unknown:
            self._log.add(name, Doubt.UNKNOWN_COLUMN, 1)
        references.expect(table.name)
        with self._source.open() as rows:
            stream = iter(rows)
            while chunk := list(islice(stream, CHUNK)):
                parsed = [pair for line, cells in chunk if (pair := self._parse(line, cells))]
                await prepare(references, table, [values for _, values in parsed])
                for line, values in parsed:
                    self._take(line, values)
                await pace(rows.position())
        self._repeated_late()
        self._found.without_old_number = frozenset(self._doubts.drop_old_numbers())
        self._found.notices = self._log.notices()
        self._found.passed = dict(self._source.tally())
        return self._found

    def _parse(self, line: int, cells: RawRow) -> tuple[int, Values] | None:
        if isinstance(cells, list):
            try:
                return line, self._parser.values(line, cells)
            except BadRow as bad:
                self._reject(line, bad.column, bad.code, cells)
        elif isinstance(cells, Reject):
            self._reject(line, "", cells)
        else:
            self._untranslated(line, cells)
        return None

    def _untranslated(self, line: int, bad: BadRow) -> None:
        theirs, value = (bad.theirs, bad.value) if isinstance(bad, BadCell) else ("", "")
        at = self._source.place(line)
        self._found.reject(
            line, Rejection(at.file, at.line, bad.column, bad.code, 0, theirs, value, at.record)
        )

    def _take(self, line: int, values: Values) -> None:
        try:
            self._in_the_past(values)
            self._refer(values)
            self._context.line = line
            row = self._table.finish(values, self._context)
        except BadRow as bad:
            self._reject(line, bad.column, bad.code, values)
            return
        if self._key_at and (first := self._first_line(line, values)):
            self._reject(line, self._table.key[-1], Reject.DUPLICATE, values, first)
        else:
            self._accept(line, values, row)

    def _in_the_past(self, values: Values) -> None:
        for at, column in self._past:
            text = str(values[at])
            if text > self._today[: len(text)]:
                raise BadRow(column, Reject.IN_FUTURE)

    def _refer(self, values: Values) -> None:
        if not self._table.of_account:
            return
        number = str(values[0])
        if not self._references.has_account(number):
            raise BadRow("account", Reject.UNKNOWN_ACCOUNT)
        if self._table.of_meter:
            self._context.shape = self._references.shape(number, str(values[1]))

    def _first_line(self, line: int, values: Values) -> int:
        key = tuple(values[at] for at in self._key_at)
        return 0 if None in key else self._keys.first_line(key, line)

    def _accept(self, line: int, values: Values, row: Row) -> None:
        found, table = self._found, self._table
        found.rows += 1
        if self._period_at is not None:
            found.periods[str(row[self._period_at])] += 1
        if self._defines:
            self._references.learn(table.name, row)
        for at, sums in self._money:
            amount = values[at]
            if isinstance(amount, int) and amount > 0:
                sums.above += amount
            elif isinstance(amount, int):
                sums.below += amount
        if table.doubt is not no_doubt and (column := table.doubt(values)):
            self._log.add(column, Doubt.SUM_MISMATCH, line)
        if table.name == "accounts":
            self._doubts.look(line, values)

    def _cut(self, column: str) -> None:
        self._log.add(column, Doubt.DIGITS_CUT, self._context.line)

    def _reject(
        self, line: int, column: str, code: Reject, values: Sequence[Value] = (), first: int = 0
    ) -> None:
        at, theirs = self._source.place(line), self._source.theirs(column)
        value = shown(column, str(values[self._table.at(column)] or "")) if theirs and values else ""
        first_line = self._source.place(first).line if first else 0
        self._found.reject(
            line, Rejection(at.file, at.line, column, code, first_line, theirs, value, at.record)
        )

    def _repeated_late(self) -> None:
        for line, first in self._keys.late():
            self._reject(line, self._table.key[-1], Reject.DUPLICATE, (), first)
            self._found.rows -= 1
        self._found.skip = array("Q", sorted(self._found.skip))
        self._found.rejections.sort(key=lambda rejection: (rejection.file, rejection.line))


async def prepare(references: References, table: Table, chunk: list[Values]) -> None:
    """Let the references ask about the accounts and meters of a chunk."""
    if not table.of_account:
        return
    accounts = (str(values[0]) for values in chunk)
    meters = ((str(values[0]), str(values[1])) for values in chunk) if table.of_meter else ()
    await references.prepare(accounts, meters)
