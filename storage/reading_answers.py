"""Billing's answers to exported readings: staged by the import, carried out a few a transaction.

An answer is carried out and deleted in one transaction, so that none is lost and none is done twice,
whatever crashes and however many processes look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.readings.journal import State
from storage.journal_rows import BILLING, CHANGE, COLUMNS, entry

if TYPE_CHECKING:
    from core.database import Tx
    from core.readings.journal import Entry

STATES = {"accepted": State.CONFIRMED, "refused": State.REFUSED, "unknown": State.UNKNOWN}
_NEXT = """
SELECT result.generation, run.state FROM (SELECT min(generation) AS generation FROM reading_result
    WHERE generation > :after) AS result
JOIN import_run AS run ON run.generation = result.generation
"""
_ROWS = """
SELECT entry_id, result, reason FROM reading_result WHERE generation = :generation
ORDER BY entry_id LIMIT :most
"""
_DONE = "DELETE FROM reading_result WHERE generation = :generation AND entry_id = :entry_id"
# Billing may change its mind; what was replaced or taken back meanwhile stays so.
_ANSWER = f"""
UPDATE reading_entry SET state = :state, reason = :reason
WHERE id = :id AND (state IN ('exported', 'unknown')
    OR (state IN ('confirmed', 'refused') AND state <> :state AND :state <> 'unknown'))
    AND (state <> :state OR reason <> :reason)
RETURNING {COLUMNS}
"""
_STATE = "SELECT state FROM reading_entry WHERE id = :id"


@dataclass(frozen=True, slots=True)
class Answers:
    """What a chunk of answers came to. `strange` are of readings we do not have, `seen` all of the chunk.

    `mended` are the ids of those that had been refused and are counted after all.
    """

    changed: tuple[Entry, ...]
    seen: int
    strange: int
    mended: frozenset[int] = frozenset()


class ReadingAnswersGateway:
    """Staged answers inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def waiting(self, after: int) -> tuple[int, str] | None:
        """The oldest import after another that has answers left, and the state of its run."""
        row = self._tx.one(_NEXT, after=after)
        return None if row is None else (int(row[0]), str(row[1]))

    def carry_out(self, generation: int, most: int, now_ms: int) -> Answers:
        """Take the next answers; those that are news come back as their entries are now."""
        rows = self._tx.all(_ROWS, generation=generation, most=most)
        changed: list[Entry] = []
        mended, strange = set(), 0
        for entry_id, result, reason in rows:
            if not self._tx.run(_DONE, generation=generation, entry_id=entry_id):
                continue
            state = STATES[result]
            why = (reason or "") if state is State.REFUSED else ""
            was = self._tx.one(_STATE, id=entry_id)
            if was is None:
                strange += 1
                continue
            found = self._tx.one(_ANSWER, id=entry_id, state=str(state), reason=why)
            if found is not None:
                self._tx.run(
                    CHANGE, entry_id=entry_id, now_ms=now_ms, state=str(state), by=BILLING, detail=why
                )
                changed.append(entry(found))
                mended |= {entry_id} if was[0] == State.REFUSED else set()
        return Answers(tuple(changed), len(rows), strange, frozenset(mended))

    def drop(self, generation: int, most: int) -> int:
        """Delete answers of an import that was given up; how many."""
        rows = self._tx.all(_ROWS, generation=generation, most=most)
        for row in rows:
            self._tx.run(_DONE, generation=generation, entry_id=row[0])
        return len(rows)
