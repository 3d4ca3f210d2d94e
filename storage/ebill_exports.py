"""Batches of changes of how bills come: marked in chunks at low priority, then read in pages.

What is due is found by a partial index. A line is a change with its place in a batch and the account's number
of that day; neither changes, so a file is the same words whenever it is written again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from core.database import Priority, Unit
from core.ebill.exports import CHUNK, PAGE, EbillLine
from core.ebill.model import Way, Why
from core.exports import Batch, ExportRefused
from storage.ebill import EbillsGateway
from storage.rows import sure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.database import Database, Tx

T = TypeVar("T")
LOCK = "ebill-export"
_BATCH = "id, zone, begun_ms, rows_total, state, sha256"
_DUE = "SELECT count(*) FROM ebill_change WHERE due = 1"
_UNWRITTEN = f"SELECT {_BATCH} FROM ebill_batch WHERE state <> 'written' ORDER BY id"
_ONE = f"SELECT {_BATCH} FROM ebill_batch WHERE id = :number"
# Numbers without a gap: one that is missing at billing is a file that was lost.
_BEGIN = """
INSERT INTO ebill_batch (id, zone, begun_ms, touched_ms)
SELECT coalesce(max(id), 0) + 1, :zone, :now_ms, :now_ms FROM ebill_batch RETURNING id
"""
_NEXT = "SELECT id, account_id FROM ebill_change WHERE due = 1 ORDER BY id LIMIT :most"
_MARK = """
UPDATE ebill_change SET due = 0, batch = :batch, line = :line, account_told = :account
WHERE id = :id AND due = 1
"""
_COUNT = """
UPDATE ebill_batch SET rows_total = :rows, touched_ms = :now_ms, state = :state
WHERE id = :number AND state = 'marking'
"""
_WRITTEN = """
UPDATE ebill_batch SET state = 'written', sha256 = :sha256, written_ms = :now_ms, touched_ms = :now_ms
WHERE id = :number AND state = 'marked'
"""
_PAGE = """
SELECT line, id, account_told, way, first_period, at_ms, why, channel, version, confirmed FROM ebill_change
WHERE batch = :number AND batch > 0 AND line > :after ORDER BY line LIMIT :most
"""


class DatabaseEbillExports:
    """`core.ebill.exports.EbillExports` on a database of this process."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        self._database = database
        self._now_ms = now_ms

    async def due(self, period: str) -> int:
        """How many changes billing is to be told of; all months are one file."""
        row = await self._database.read(lambda tx: sure(tx.one(_DUE)))
        return int(row[0])

    async def unwritten(self) -> Sequence[Batch]:
        """Batches without a finished file, the oldest first."""
        return [_batch(row) for row in await self._database.read(lambda tx: tx.all(_UNWRITTEN))]

    async def begin(self, period: str, zone: str) -> Batch | None:
        """Open a batch and mark its first chunk, in one transaction; None when there is nothing to tell."""
        now_ms = self._now_ms()

        def open_batch(tx: Tx) -> Batch | None:
            tx.lock(LOCK)
            if not sure(tx.one(_DUE))[0]:
                return None
            row = sure(tx.one(_BEGIN, zone=zone, now_ms=now_ms))
            return _marked(tx, sure(tx.one(_ONE, number=row[0])), now_ms)

        return await self._bulk(open_batch)

    async def mark(self, number: int) -> Batch:
        """Mark the next chunk. Raises ExportRefused."""
        now_ms = self._now_ms()

        def go_on(tx: Tx) -> Batch:
            tx.lock(LOCK)
            row = tx.one(_ONE, number=number)
            if row is None:
                raise ExportRefused(f"there is no batch {number} of electronic bills")
            return _marked(tx, row, now_ms) if _batch(row).open else _batch(row)

        return await self._bulk(go_on)

    async def batch(self, number: int) -> Batch | None:
        """One batch."""
        row = await self._database.read(lambda tx: tx.one(_ONE, number=number))
        return None if row is None else _batch(row)

    async def page(self, number: int, after: int) -> Sequence[EbillLine]:
        """At most `PAGE` lines after a line number, in order."""
        rows = await self._database.read(lambda tx: tx.all(_PAGE, number=number, after=after, most=PAGE))
        return [_line(row) for row in rows]

    async def written(self, number: int, sha256: str) -> None:
        """Its file is whole and has its name."""
        now_ms = self._now_ms()
        await self._bulk(lambda tx: tx.run(_WRITTEN, number=number, sha256=sha256, now_ms=now_ms))

    async def _bulk(self, work: Callable[[Tx], T]) -> T:
        return await self._database.write(Unit(work, priority=Priority.BULK))


def _marked(tx: Tx, row: tuple[Any, ...], now_ms: int) -> Batch:
    """Mark a chunk for a batch that is open; a short chunk is its last."""
    batch, ebills = _batch(row), EbillsGateway(tx)
    found = tx.all(_NEXT, most=CHUNK)
    for place, (change_id, account_id) in enumerate(found, batch.rows + 1):
        number = ebills.number(account_id)
        tx.run(_MARK, id=change_id, batch=batch.number, line=place, account=number)
    rows, more = batch.rows + len(found), len(found) == CHUNK
    state = "marking" if more else "marked"
    tx.run(_COUNT, number=batch.number, rows=rows, state=state, now_ms=now_ms)
    return Batch(batch.number, "", batch.zone, batch.begun_ms, rows, more, written=False)


def _batch(row: tuple[Any, ...]) -> Batch:
    number, zone, begun_ms, rows, state, sha256 = row
    return Batch(number, "", zone, begun_ms, rows, state == "marking", state == "written", sha256)


def _line(row: tuple[Any, ...]) -> EbillLine:
    line, change_id, account, way, first, at_ms, why, channel, version, confirmed = row
    return EbillLine(line, change_id, account, Way(way), first, at_ms, Why(why), channel, version, confirmed)
