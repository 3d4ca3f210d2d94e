"""Batches of changes of how bills come: marked in chunks at low priority, then read in pages.

What is due is found by a partial index. A line is a change with its place in a batch and the account's number
of that day; neither changes, so a file is the same words whenever it is written again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.ebill.exports import EbillLine
from core.ebill.model import Way, Why
from core.exports import CHUNK, PAGE
from storage.ebill import EbillsGateway
from storage.exports import DatabaseExports, book_of, grown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.database import Database, Tx
    from core.exports import Batch

_NEXT = "SELECT id, account_id FROM ebill_change WHERE due = 1 ORDER BY id LIMIT :most"
_MARK = """
UPDATE ebill_change SET due = 0, batch = :batch, line = :line, account_told = :account
WHERE id = :id AND due = 1
"""
_PAGE = """
SELECT line, id, account_told, way, first_period, at_ms, why, channel, version, confirmed FROM ebill_change
WHERE batch = :number AND batch > 0 AND line > :after ORDER BY line LIMIT :most
"""


def _marked(tx: Tx, batch: Batch, now_ms: int) -> Batch:
    """Mark a chunk for a batch that is open."""
    ebills = EbillsGateway(tx)
    found = tx.all(_NEXT, most=CHUNK)
    for place, (change_id, account_id) in enumerate(found, batch.rows + 1):
        number = ebills.number(account_id)
        tx.run(_MARK, id=change_id, batch=batch.number, line=place, account=number)
    return grown(tx, "ebill_batch", batch, len(found), now_ms, more=len(found) == CHUNK)


def _lines(tx: Tx, number: int, after: int) -> Sequence[EbillLine]:
    return [_line(row) for row in tx.all(_PAGE, number=number, after=after, most=PAGE)]


def _line(row: tuple[Any, ...]) -> EbillLine:
    line, change_id, account, way, first, at_ms, why, channel, version, confirmed = row
    return EbillLine(line, change_id, account, Way(way), first, at_ms, Why(why), channel, version, confirmed)


_BOOK = book_of(
    "electronic bills", lock="ebill-export", source="ebill_change", batches="ebill_batch", mark=_marked,
    lines=_lines,
)  # fmt: skip


class DatabaseEbillExports(DatabaseExports[EbillLine]):
    """`core.exports.Exports` on a database of this process."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        super().__init__(database, now_ms, _BOOK)
