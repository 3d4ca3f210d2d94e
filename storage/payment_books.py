"""The ledger for a reconciliation: `core.payments.books.Books` on a database of this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.database import Priority, Unit
from core.payments.books import MOST, Open
from core.payments.model import EntryKind
from core.payments.ports import PROVIDER, Notice
from core.payments.reconcile import Moved
from storage.payment_notices import NoticesGateway

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.database import Database, Tx

QUEUED_BY = "reconcile"
"""What stands in the place of the address a notice came from."""
LATE_MS = 3 * 24 * 3600 * 1000
"""Money that billing was not told of for so long is a matter of its own."""
_MOVED = """
SELECT kind, external_id, abs(amount), at_ms FROM payment_ledger
WHERE at_ms >= :since_ms AND at_ms < :until_ms ORDER BY at_ms, id
"""
# What is held is known, decided or not: asking again would change nothing.
_KNOWN = f"""
SELECT 1 FROM payment_held
WHERE provider = '{PROVIDER}' AND kind = :kind AND external_id = :external_id
UNION ALL SELECT 1 FROM payment_notice WHERE object_id = :external_id AND done_ms = 0
UNION ALL SELECT 1 FROM payment_ledger
WHERE provider = '{PROVIDER}' AND kind = :kind AND external_id = :external_id
LIMIT 1
"""
_OPEN = (
    """SELECT 'held', external_id, amount, seen_ms, why FROM payment_held WHERE closed_ms = 0
    ORDER BY id LIMIT :most""",
    """SELECT 'refused-by-billing', external_id, amount, at_ms, answer_reason FROM payment_ledger
    WHERE acknowledged_ms = 0 AND answer = 'refused' ORDER BY id LIMIT :most""",
    """SELECT 'unknown-to-billing', external_id, amount, at_ms, '' FROM payment_ledger
    WHERE acknowledged_ms = 0 AND answer = 'unknown' ORDER BY id LIMIT :most""",
    """SELECT 'not-in-billing', external_id, amount, at_ms, '' FROM payment_ledger
    WHERE acknowledged_how = 'passed' AND acknowledged_ms >= :lately_ms ORDER BY id LIMIT :most""",
    """SELECT 'not-exported', external_id, amount, at_ms, '' FROM payment_ledger
    WHERE due = 1 AND acknowledged_ms = 0 AND at_ms < :late_ms ORDER BY id LIMIT :most""",
    """SELECT 'in-doubt', key, amount, created_ms, '' FROM payment_intent
    WHERE look_ms > 0 AND state = 'unknown' AND created_ms < :doubt_ms ORDER BY id LIMIT :most""",
    f"""SELECT 'unknown-to-the-shop', object_id, 0, max(received_ms), max(event) FROM payment_notice
    WHERE remote = '{QUEUED_BY}' AND result = 'not-found' AND done_ms >= :late_ms
    GROUP BY object_id ORDER BY min(id) LIMIT :most""",
)
_DOUBT_MS = 3600 * 1000
_LATELY_MS = 31 * 24 * 3600 * 1000


class DatabaseBooks:
    """The ledger of a database of this process."""

    def __init__(self, database: Database, now_ms: Callable[[], int]) -> None:
        self._database, self._now_ms = database, now_ms

    async def moved(self, since_ms: int, until_ms: int) -> Sequence[Moved]:
        """What was booked as moved in this time."""
        rows = await self._database.read(lambda tx: tx.all(_MOVED, since_ms=since_ms, until_ms=until_ms))
        return [Moved(EntryKind(kind), name, kopecks, at_ms) for kind, name, kopecks, at_ms in rows]

    async def queue(self, missing: Sequence[Moved]) -> int:
        """Keep a notice of each that nobody knows of: the bot asks about it as about any other."""
        now_ms = self._now_ms()

        def work(tx: Tx) -> int:
            new = [
                one
                for one in missing
                if tx.one(_KNOWN, kind=str(one.kind), external_id=one.external_id) is None
            ]
            for one in new:
                event = f"{one.kind}.succeeded"
                NoticesGateway(tx).keep(Notice(QUEUED_BY, event, one.external_id, b""), now_ms)
            return len(new)

        return await self._database.write(Unit(work, priority=Priority.BULK))

    async def open(self) -> Sequence[Open]:
        """What waits for a person, the oldest of each kind first."""
        now_ms = self._now_ms()
        moments = {
            "late_ms": now_ms - LATE_MS,
            "doubt_ms": now_ms - _DOUBT_MS,
            "lately_ms": now_ms - _LATELY_MS,
        }

        def look(tx: Tx) -> list[Open]:
            found: list[Open] = []
            for sql in _OPEN:
                named = {name: value for name, value in moments.items() if f":{name}" in sql}
                found += [Open(*row) for row in tx.all(sql, most=MOST, **named)]
            return found

        return await self._database.read(look)
