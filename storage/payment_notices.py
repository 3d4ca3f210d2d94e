"""Raw notices of the provider inside one transaction: `core.payments.ports.Notices`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.rows import sure

if TYPE_CHECKING:
    from core.database import Tx
    from core.payments.ports import Notice

_KEEP = """
INSERT INTO payment_notice (received_ms, remote, event, object_id, body, next_ms)
VALUES (:now_ms, :remote, :event, :object_id, :body, :now_ms) RETURNING id
"""
_DUE = """
SELECT max(event), object_id FROM payment_notice WHERE done_ms = 0 AND next_ms <= :now_ms
GROUP BY object_id ORDER BY min(id) LIMIT :most
"""
# The words of a notice hold the end of a card's number: of no use once the payment itself was read.
_DONE = """
UPDATE payment_notice SET done_ms = :now_ms, result = :result, body = NULL
WHERE object_id = :object_id AND done_ms = 0 AND received_ms <= :until_ms
"""
_LATER = """
UPDATE payment_notice SET next_ms = :next_ms, tries = tries + 1 WHERE object_id = :object_id AND done_ms = 0
"""


class NoticesGateway:
    """Notices inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def keep(self, notice: Notice, now_ms: int) -> int:
        """Store one; its id."""
        row = self._tx.one(
            _KEEP,
            now_ms=now_ms,
            remote=notice.remote,
            event=notice.event,
            object_id=notice.object_id,
            body=notice.body,
        )
        return int(sure(row)[0])

    def due(self, now_ms: int, most: int) -> tuple[tuple[str, str], ...]:
        """Event and object of notices to be looked at, the oldest first, each object once."""
        return tuple((str(row[0]), str(row[1])) for row in self._tx.all(_DUE, now_ms=now_ms, most=most))

    def done(self, object_id: str, result: str, now_ms: int, until_ms: int) -> int:
        """All notices about the object that came up to `until_ms` are dealt with; how many."""
        return self._tx.run(_DONE, object_id=object_id, result=result, now_ms=now_ms, until_ms=until_ms)

    def later(self, object_id: str, next_ms: int) -> None:
        """Could not be looked at: again then."""
        self._tx.run(_LATER, object_id=object_id, next_ms=next_ms)
