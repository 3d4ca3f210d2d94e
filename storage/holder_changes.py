"""After an import: the trail of rights gets `holder-changed` for every account that changed hands.

Linked or not: an account that nobody had linked is the one that a former holder could link with an old bill
(core/fresh_facts.py). The card that was in force stays in its table until it is purged, so each one is held
against its successor; the database compares the words, and holders are told apart only where those differ.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import structlog

from core.accounts import Holder
from core.database import Priority, Unit
from core.holders import changed, holder_print
from core.linking import AuditEvent
from storage.audit import AuditGateway
from storage.settings import SettingsGateway

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.database import Database, Tx

log = structlog.stdlib.get_logger(__name__)
KIND = "holder-changed"
DONE = "holders-compared"
"""Setting: the import whose accounts were compared with all that were in force before."""
RANGE = 500
"""Accounts compared at once: 1 ms of a reader's thread, 25 ms where every name is spelled anew."""
CHUNK = 50
"""Events in one transaction."""
PAUSE_S = 0.02
"""Rest after a range that had anything to be told apart."""

_NOW = """
SELECT visible.generation, setting.value FROM dataset_generation AS visible
LEFT JOIN setting ON setting.name = :done
WHERE visible.dataset = 'accounts' AND visible.period = ''
"""
# Those older than the last look were compared then, whether they are deleted by now or not.
_BEFORE = """
SELECT generation FROM stale_generation
WHERE dataset = 'accounts' AND period = '' AND generation >= :looked ORDER BY generation
"""
_LAST = "SELECT coalesce(max(account_id), 0) FROM account_card WHERE generation = :generation"
_DIFFERENT = """
SELECT old.account_id, old.holder, old.inn, old.kind, new.holder, new.inn, new.kind
FROM account_card AS old JOIN account_card AS new
    ON new.account_id = old.account_id AND new.generation = :now
WHERE old.account_id > :after AND old.account_id <= :last AND old.generation = :before
    AND (old.holder <> new.holder OR coalesce(old.inn, '') <> coalesce(new.inn, '') OR old.kind <> new.kind)
"""
_NOTED = """
SELECT 1 FROM audit_event WHERE account_id = :account_id AND kind = :kind AND detail = :detail LIMIT 1
"""


class HolderChanges:
    """Compares once for each import, whoever made it; the same again, or after a crash, adds nothing."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._one = asyncio.Lock()

    async def __call__(self, now_ms: int) -> int:
        """How many accounts were found to have changed hands. `now_ms` (UTC) is when that was seen."""
        async with self._one:
            now, before = await self._database.read(_due)
            total = 0
            for generation in before:
                total += await self._compare(generation, now, now_ms)
            if before:
                await self._write(lambda tx: SettingsGateway(tx).put(DONE, str(now)))
        if total:
            log.warning("people.holders_changed", accounts=total, generation=now)
        return total

    async def _compare(self, before: int, now: int, now_ms: int) -> int:
        row = await self._database.read(lambda tx: tx.one(_LAST, generation=before))
        last, total = int(row[0]) if row else 0, 0
        for after in range(0, last, RANGE):
            window = {"before": before, "now": now, "after": after, "last": after + RANGE}
            different, others = await self._database.read(lambda tx, window=window: _others(tx, window))  # type: ignore[misc]
            for at in range(0, len(others), CHUNK):
                chunk = others[at : at + CHUNK]
                total += await self._write(lambda tx, chunk=chunk: _note(tx, chunk, now, now_ms))  # type: ignore[misc]
            await asyncio.sleep(PAUSE_S if different else 0)
        return total

    async def _write(self, work: Callable[[Tx], Any]) -> Any:
        return await self._database.write(Unit(work, priority=Priority.BULK))


def _due(tx: Tx) -> tuple[int, tuple[int, ...]]:
    """The import in force, and those before it that it was not compared with."""
    row = tx.one(_NOW, done=DONE)
    if row is None or row[1] == str(row[0]):
        return 0, ()
    return int(row[0]), tuple(int(stale[0]) for stale in tx.all(_BEFORE, looked=int(row[1] or 0)))


def _others(tx: Tx, window: dict[str, int]) -> tuple[int, list[int]]:
    """How many cards of the range differ in words, and the accounts that have another holder."""
    rows = tx.all(_DIFFERENT, **window)
    return len(rows), [row[0] for row in rows if changed(_print(row[0], row[1:4]), _print(row[0], row[4:]))]


def _print(account_id: int, card: Sequence[Any]) -> str:
    holder, inn, kind = card
    return holder_print(holder or "", inn or "", person=kind == Holder.PERSON.value, salt=str(account_id))


def _note(tx: Tx, accounts: Sequence[int], generation: int, now_ms: int) -> int:
    """Add what is not there yet; how many."""
    audit, detail, count = AuditGateway(tx), str(generation), 0
    for account_id in accounts:
        if tx.one(_NOTED, account_id=account_id, kind=KIND, detail=detail) is None:
            audit.note(AuditEvent(KIND, "system", 0, account_id, detail), now_ms)
            count += 1
    return count
