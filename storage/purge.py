"""Deleting what is too old, a few rows a time, so that the cost of a turn does not grow with age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.database import Priority, Unit

if TYPE_CHECKING:
    from storage.database import Database

CHUNK = 500
_BY_KIND = {
    "inbox": "DELETE FROM inbox WHERE id IN (SELECT id FROM inbox WHERE state = 'done' AND received_ms < :before_ms"
    " ORDER BY id LIMIT :most)",
    "dead_letters": "DELETE FROM inbox WHERE id IN (SELECT id FROM inbox WHERE state = 'dead'"
    " AND received_ms < :before_ms ORDER BY id LIMIT :most)",
    "outbox": "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE state IN ('sent', 'failed')"
    " AND created_ms < :before_ms ORDER BY id LIMIT :most)",
    "sessions": "DELETE FROM session WHERE address IN (SELECT address FROM session WHERE updated_ms < :before_ms"
    " LIMIT :most)",
    "tallies": "DELETE FROM tally WHERE (scope, subject, bucket) IN (SELECT scope, subject, bucket FROM tally"
    " WHERE last_ms < :before_ms LIMIT :most)",
    "verifications": "DELETE FROM verification WHERE id IN (SELECT id FROM verification"
    " WHERE created_ms < :before_ms ORDER BY id LIMIT :most)",
    "audit": "DELETE FROM audit_event WHERE id IN (SELECT id FROM audit_event WHERE at_ms < :before_ms"
    " ORDER BY id LIMIT :most)",
}


class Purge:
    """`scheduler.housekeeping.Purge`: deletes rows of a kind that are older than a moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, kind: str, before_ms: int) -> int:
        """Delete in chunks until nothing is left; how many rows went."""
        sql, total = _BY_KIND[kind], 0
        while True:
            gone = await self._database.write(
                Unit(lambda tx: tx.run(sql, before_ms=before_ms, most=CHUNK), priority=Priority.BULK)
            )
            total += gone
            if gone < CHUNK:
                return total
