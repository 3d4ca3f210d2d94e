"""Batches of payments for billing: marked in chunks at low priority, then read in pages.

What is due is found by a partial index. A line is an entry of the ledger with its place in a batch and the
account's number of that day; neither changes, so a file is the same words whenever it is written again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.exports import CHUNK, PAGE
from core.payments.exports import ADVANCE, PaymentLine
from core.payments.model import EntryKind
from storage.exports import DatabaseExports, book_of, grown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.database import Database, Tx
    from core.exports import Batch

_NEXT = """
SELECT id, amount, coalesce((SELECT card.number FROM account_card AS card
        WHERE card.account_id = payment_ledger.account_id AND card.generation = (SELECT generation
            FROM dataset_generation WHERE dataset = 'accounts' AND period = '')),
    (SELECT number FROM account WHERE account.id = payment_ledger.account_id), '')
FROM payment_ledger WHERE due = 1 ORDER BY id LIMIT :most
"""
_MARK = """
UPDATE payment_ledger SET due = 0, batch = :batch, line = :line, account_told = :account
WHERE id = :id AND due = 1
"""
_WORTH = "UPDATE payment_batch SET kopecks = kopecks + :kopecks WHERE id = :number"
_PAGE = """
SELECT line, kind, account_told, amount, at_ms, id, external_id,
    coalesce((SELECT paid.id FROM payment_ledger AS paid WHERE ledger.kind = 'refund'
        AND paid.kind = 'payment' AND paid.provider = ledger.provider
        AND paid.external_id = ledger.payment_id), 0), income, late
FROM payment_ledger AS ledger
WHERE batch = :number AND batch > 0 AND line > :after ORDER BY line LIMIT :most
"""


def _marked(tx: Tx, batch: Batch, now_ms: int) -> Batch:
    """Mark a chunk for a batch that is open."""
    found = tx.all(_NEXT, most=CHUNK)
    for place, (entry_id, _, account) in enumerate(found, batch.rows + 1):
        tx.run(_MARK, id=entry_id, batch=batch.number, line=place, account=account)
    tx.run(_WORTH, number=batch.number, kopecks=sum(one[1] for one in found))
    return grown(tx, "payment_batch", batch, len(found), now_ms, more=len(found) == CHUNK)


def _lines(tx: Tx, number: int, after: int) -> Sequence[PaymentLine]:
    return [_line(row) for row in tx.all(_PAGE, number=number, after=after, most=PAGE)]


def _line(row: tuple[Any, ...]) -> PaymentLine:
    line, kind, account, amount, at_ms, entry_id, external_id, of, income, late = row
    mark = ADVANCE if late else ""
    return PaymentLine(line, EntryKind(kind), account, amount, at_ms, entry_id, external_id, of, income, mark)


_BOOK = book_of(
    "payments", lock="payment-export", source="payment_ledger", batches="payment_batch", mark=_marked,
    lines=_lines,
)  # fmt: skip


class DatabasePaymentExports(DatabaseExports[PaymentLine]):
    """`core.exports.Exports` on a database of this process."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        super().__init__(database, now_ms, _BOOK)
