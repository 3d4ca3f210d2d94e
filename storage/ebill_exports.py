"""Batches of changes of how bills come: marked in chunks at low priority, then read in pages.

What is due is found by a partial index. A line is a change with its place in a batch and the account's number
of that day; neither changes, so a file is the same words whenever it is written again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.ebill.exports import CHUNK, PAGE, EbillLine
from core.ebill.model import Way, Why
from core.exports import Batch
from storage.ebill import EbillsGateway
from storage.exports import Book, DatabaseExports

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.database import Database, Tx

_BATCH = "id, '', zone, begun_ms, rows_total, state, sha256"
_DUE = "SELECT count(*) FROM ebill_change WHERE due = 1"
_ANY = "SELECT 1 FROM ebill_change WHERE due = 1 LIMIT 1"
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


def _marked(tx: Tx, batch: Batch, now_ms: int) -> Batch:
    """Mark a chunk for a batch that is open; a short chunk is its last."""
    ebills = EbillsGateway(tx)
    found = tx.all(_NEXT, most=CHUNK)
    for place, (change_id, account_id) in enumerate(found, batch.rows + 1):
        number = ebills.number(account_id)
        tx.run(_MARK, id=change_id, batch=batch.number, line=place, account=number)
    rows, more = batch.rows + len(found), len(found) == CHUNK
    state = "marking" if more else "marked"
    tx.run(_COUNT, number=batch.number, rows=rows, state=state, now_ms=now_ms)
    return Batch(batch.number, "", batch.zone, batch.begun_ms, rows, more, written=False)


def _lines(tx: Tx, number: int, after: int) -> Sequence[EbillLine]:
    return [_line(row) for row in tx.all(_PAGE, number=number, after=after, most=PAGE)]


def _line(row: tuple[Any, ...]) -> EbillLine:
    line, change_id, account, way, first, at_ms, why, channel, version, confirmed = row
    return EbillLine(line, change_id, account, Way(way), first, at_ms, Why(why), channel, version, confirmed)


_BOOK = Book(
    what="electronic bills", lock="ebill-export", due=_DUE, some=_ANY, begin=_BEGIN,
    unwritten=_UNWRITTEN, one=_ONE, written=_WRITTEN, mark=_marked, lines=_lines,
)  # fmt: skip


class DatabaseEbillExports(DatabaseExports[EbillLine]):
    """`core.ebill.exports.EbillExports` on a database of this process."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        super().__init__(database, now_ms, _BOOK)
