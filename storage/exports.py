"""Batches of anything for billing: opened, marked in chunks at low priority, read in pages, noted as written.

What a batch holds is its gateway's (`Book`); how it comes about, and that a kill at any moment leaves a batch
that the next run finishes, is here once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from core.database import Priority, Unit
from core.exports import Batch, ExportRefused
from storage.rows import sure

if TYPE_CHECKING:
    from core.database import Database, Tx

T = TypeVar("T")
L = TypeVar("L")


@dataclass(frozen=True, slots=True)
class Book(Generic[L]):
    """What is exported. `what` names it to staff, `lock` lets one chunk be marked at a time.

    `due` counts and `some` finds a row if there is any; batches come as id, period, zone, begun_ms,
    rows_total, state, sha256. `mark` marks a chunk for an open batch and says what became of it, `lines`
    gives a page of the lines of a batch after a number.
    """

    what: str
    lock: str
    due: str
    some: str
    begin: str
    unwritten: str
    one: str
    written: str
    mark: Callable[[Tx, Batch, int], Batch]
    lines: Callable[[Tx, int, int], Sequence[L]]


def book_of(
    what: str,
    *,
    lock: str,
    source: str,
    batches: str,
    mark: Callable[[Tx, Batch, int], Batch],
    lines: Callable[[Tx, int, int], Sequence[L]],
) -> Book[L]:
    """A book without months: `source` is the table whose rows are due, `batches` that of its batches.

    Numbers have no gap: one that is missing at billing is a file that was lost.
    """
    batch = f"SELECT id, '', zone, begun_ms, rows_total, state, sha256 FROM {batches}"
    return Book(
        what=what,
        lock=lock,
        due=f"SELECT count(*) FROM {source} WHERE due = 1",
        some=f"SELECT 1 FROM {source} WHERE due = 1 LIMIT 1",
        begin=f"""INSERT INTO {batches} (id, zone, begun_ms, touched_ms)
            SELECT coalesce(max(id), 0) + 1, :zone, :now_ms, :now_ms FROM {batches} RETURNING id""",
        unwritten=f"{batch} WHERE state <> 'written' ORDER BY id",
        one=f"{batch} WHERE id = :number",
        written=written_in(batches),
        mark=mark,
        lines=lines,
    )


def written_in(batches: str) -> str:
    """The statement that notes a finished file."""
    return f"""UPDATE {batches} SET state = 'written', sha256 = :sha256, written_ms = :now_ms,
        touched_ms = :now_ms WHERE id = :number AND state = 'marked'"""


def grown(tx: Tx, batches: str, batch: Batch, found: int, now_ms: int, *, more: bool) -> Batch:
    """Note that `found` lines were marked, and whether there may be `more`."""
    rows = batch.rows + found
    tx.run(
        f"""UPDATE {batches} SET rows_total = :rows, touched_ms = :now_ms, state = :state
        WHERE id = :number AND state = 'marking'""",
        number=batch.number,
        rows=rows,
        state="marking" if more else "marked",
        now_ms=now_ms,
    )
    return replace(batch, rows=rows, open=more)


class DatabaseExports(Generic[L]):
    """The port of an export on a database of this process."""

    def __init__(self, database: Database, now_ms: Callable[[], int], book: Book[L]) -> None:
        self._database = database
        self._now_ms = now_ms
        self._book = book

    async def due(self, period: str) -> int:
        """How much billing is to be told; "" for all months."""
        row = await self._database.read(lambda tx: sure(tx.one(self._book.due, period=period)))
        return int(row[0])

    async def unwritten(self) -> Sequence[Batch]:
        """Batches without a finished file, the oldest first."""
        return [_batch(row) for row in await self._database.read(lambda tx: tx.all(self._book.unwritten))]

    async def begin(self, period: str, zone: str) -> Batch | None:
        """Open a batch and mark its first chunk, in one transaction; None when there is nothing to tell."""
        now_ms = self._now_ms()

        def open_batch(tx: Tx) -> Batch | None:
            tx.lock(self._book.lock)
            if tx.one(self._book.some, period=period) is None:
                return None
            row = sure(tx.one(self._book.begin, period=period, zone=zone, now_ms=now_ms))
            return self._book.mark(tx, _batch(sure(tx.one(self._book.one, number=row[0]))), now_ms)

        return await self._bulk(open_batch)

    async def mark(self, number: int) -> Batch:
        """Mark the next chunk. Raises ExportRefused."""
        now_ms = self._now_ms()

        def go_on(tx: Tx) -> Batch:
            tx.lock(self._book.lock)
            row = tx.one(self._book.one, number=number)
            if row is None:
                raise ExportRefused(f"there is no batch {number} of {self._book.what}")
            batch = _batch(row)
            return self._book.mark(tx, batch, now_ms) if batch.open else batch

        return await self._bulk(go_on)

    async def batch(self, number: int) -> Batch | None:
        """One batch."""
        row = await self._database.read(lambda tx: tx.one(self._book.one, number=number))
        return None if row is None else _batch(row)

    async def page(self, number: int, after: int) -> Sequence[L]:
        """A page of lines after a line number, in order."""
        return await self._database.read(lambda tx: self._book.lines(tx, number, after))

    async def written(self, number: int, sha256: str) -> None:
        """Its file is whole and has its name."""
        now_ms = self._now_ms()
        await self._bulk(lambda tx: tx.run(self._book.written, number=number, sha256=sha256, now_ms=now_ms))

    async def _bulk(self, work: Callable[[Tx], T]) -> T:
        return await self._database.write(Unit(work, priority=Priority.BULK))


def _batch(row: tuple[Any, ...]) -> Batch:
    number, period, zone, begun_ms, rows, state, sha256 = row
    return Batch(number, period, zone, begun_ms, rows, state == "marking", state == "written", sha256)
