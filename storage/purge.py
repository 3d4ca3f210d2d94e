"""Deleting what is too old, a few rows a time, so that the cost of a turn does not grow with age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.database import Priority, Unit

if TYPE_CHECKING:
    from core.database import Database

CHUNK = 500
_BY_ID = "DELETE FROM {0} WHERE id IN (SELECT id FROM {0} WHERE {1} ORDER BY id LIMIT :most)"
_BY_KEY = "DELETE FROM {0} WHERE ({1}) IN (SELECT {1} FROM {0} WHERE {2} < :before_ms LIMIT :most)"
_OF_BILLS = """
DELETE FROM bill_code WHERE (issue, account_id) IN (SELECT issue, account_id FROM bill_code
    WHERE issue IN (SELECT id FROM bill_issue WHERE state = 'void' OR begun_ms < :before_ms) LIMIT :most)
"""
_BY_KIND = {
    "inbox": _BY_ID.format("inbox", "state = 'done' AND received_ms < :before_ms"),
    "dead_letters": _BY_ID.format("inbox", "state = 'dead' AND received_ms < :before_ms"),
    "outbox": _BY_ID.format("outbox", "state IN ('sent', 'failed') AND created_ms < :before_ms"),
    "sessions": _BY_KEY.format("session", "address", "updated_ms"),
    "tallies": _BY_KEY.format("tally", "scope, subject, bucket", "last_ms"),
    "verifications": _BY_ID.format("verification", "created_ms < :before_ms"),
    "office_codes": _BY_ID.format("office_code", "expires_ms < :before_ms"),
    "invitations": _BY_ID.format("invitation", "created_ms < :before_ms"),
    # Codes of an issue that was replaced, or of bills too old to prove anything.
    "bill_codes": _OF_BILLS,
    "private_pages": _BY_ID.format("private_page", "expires_ms < :before_ms"),
    "audit": _BY_ID.format("audit_event", "at_ms < :before_ms"),
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
