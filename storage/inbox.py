"""Stored events: kept before they are acknowledged, finished by exactly one turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.records import InboxRow, RawEvent
from storage.rows import sure

if TYPE_CHECKING:
    from core.database import Tx

_STORE = """
INSERT INTO inbox (source, source_id, address, body, received_ms)
VALUES (:source, :source_id, :address, :body, :received_ms)
ON CONFLICT (source, source_id) DO NOTHING RETURNING id
"""
_BEGIN = "UPDATE inbox SET crashes = crashes + :crashes, next_try_ms = :next_try_ms WHERE id = :id"
_DONE = "UPDATE inbox SET state = 'done', body = NULL, error = :error WHERE id = :id"
_FAILED = """
UPDATE inbox SET attempts = attempts + 1, crashes = 0, next_try_ms = :next_try_ms, error = :error,
    state = CASE WHEN :dead = 1 THEN 'dead' ELSE state END
WHERE id = :id
"""
_PENDING = """
SELECT id, source, source_id, address, body, received_ms, attempts, crashes
FROM inbox WHERE id = :id AND state = 'pending'
"""
_FIRST_DUE = """
SELECT id, address FROM inbox AS event
WHERE state = 'pending' AND next_try_ms <= :now_ms AND NOT EXISTS (
    SELECT 1 FROM inbox AS earlier
    WHERE earlier.state = 'pending' AND earlier.address = event.address AND earlier.id < event.id)
ORDER BY id LIMIT :most
"""
_DEAD = """
SELECT id, source, source_id, address, received_ms, attempts, error
FROM inbox WHERE state = 'dead' AND id > :after ORDER BY id LIMIT :most
"""
_REPLAY = """
UPDATE inbox SET state = 'pending', attempts = 0, crashes = 0, next_try_ms = 0, error = NULL
WHERE id = :id AND state = 'dead'
"""
_COUNTS = """
SELECT (SELECT count(*) FROM inbox WHERE state = 'pending'),
    (SELECT count(*) FROM inbox WHERE state = 'dead'),
    (SELECT min(received_ms) FROM inbox WHERE state = 'pending')
"""


class InboxGateway:
    """The inbox inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def store(self, event: RawEvent) -> int | None:
        """Keep `event` as pending and return its id; None when it was stored before."""
        row = self._tx.one(
            _STORE,
            source=event.source,
            source_id=event.source_id,
            address=event.address,
            body=event.body,
            received_ms=event.received_ms,
        )
        return None if row is None else int(row[0])

    def begin(self, event_id: int, next_try_ms: int, crashes: int = 1) -> None:
        """Count an attempt before it is made: a crash is remembered. Others wait until `next_try_ms`."""
        self._tx.run(_BEGIN, id=event_id, next_try_ms=next_try_ms, crashes=crashes)

    def pending(self, event_id: int) -> InboxRow | None:
        """The event, if it is still to be handled (another replica may have been quicker)."""
        row = self._tx.one(_PENDING, id=event_id)
        if row is None:
            return None
        id_, source, source_id, address, body, received_ms, attempts, crashes = row
        return InboxRow(id_, source, source_id, address, bytes(body), received_ms, attempts, crashes)

    def done(self, event_id: int, note: str | None = None) -> None:
        """Finish the event; its body is blanked, for it may hold what people wrote."""
        self._tx.run(_DONE, id=event_id, error=note)

    def failed(self, event_id: int, error: str, next_try_ms: int, *, dead: bool) -> None:
        self._tx.run(_FAILED, id=event_id, error=error, next_try_ms=next_try_ms, dead=int(dead))

    def first_due(self, now_ms: int, most: int) -> list[tuple[int, str]]:
        """(id, address) of events to try again: at most the oldest unfinished one of each address."""
        return [(row[0], row[1]) for row in self._tx.all(_FIRST_DUE, now_ms=now_ms, most=most)]

    def dead(self, after: int, most: int) -> list[tuple[int, str, str, str, int, int, str]]:
        """Dead letters in order: id, source, source id, address, received (UTC ms), attempts, error."""
        return [
            (r[0], r[1], r[2], r[3], r[4], r[5], r[6]) for r in self._tx.all(_DEAD, after=after, most=most)
        ]

    def replay(self, event_id: int) -> bool:
        """Make a dead letter pending again; False when there is no such dead letter."""
        return self._tx.run(_REPLAY, id=event_id) > 0

    def counts(self) -> tuple[int, int, int | None]:
        """Pending, dead, and when the oldest pending one came (UTC ms)."""
        row = sure(self._tx.one(_COUNTS))
        return int(row[0]), int(row[1]), row[2]
