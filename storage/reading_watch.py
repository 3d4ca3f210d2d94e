"""Exported readings that billing has counted without a word: for the watch."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from core.readings.journal import State
from core.readings.matching import Candidate
from core.values import Period
from storage.journal_rows import BILLING, CHANGE, COLUMNS, entry
from storage.visible import snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from core.database import Tx
    from core.readings.journal import Entry

_IMPORTED = """
SELECT coalesce(max(generation), 0) FROM dataset_generation WHERE dataset IN ('readings', 'charges')
"""
_OPEN = "state IN ('exported', 'unknown')"
_MONTHS = f"""
SELECT DISTINCT period FROM reading_entry WHERE {_OPEN} ORDER BY period DESC LIMIT :most
"""
_CANDIDATES = f"""
SELECT entry.id, entry.taken_ms, entry.t1, entry.t2, entry.t3, entry.previous, entry.decimals,
    (SELECT row.taken_on || ' ' || coalesce(row.state, 'counted') FROM reading AS row
        JOIN dataset_generation AS visible ON visible.dataset = 'readings'
            AND visible.period = row.period AND visible.generation = row.generation
        WHERE row.account_id = entry.account_id AND row.period IN (:period, :following)
            AND row.serial = entry.serial AND row.source = 'subscriber' AND row.t1 = entry.t1
            AND coalesce(row.t2, -1) = coalesce(entry.t2, -1)
            AND coalesce(row.t3, -1) = coalesce(entry.t3, -1)
        ORDER BY row.taken_on LIMIT 1),
    (SELECT bill.kwh_t1 + coalesce(bill.kwh_t2, 0) + coalesce(bill.kwh_t3, 0) FROM charge AS bill
        JOIN dataset_generation AS visible ON visible.dataset = 'charges'
            AND visible.period = bill.period AND visible.generation = bill.generation
        WHERE bill.account_id = entry.account_id AND bill.period = :period),
    meter.ratio,
    (SELECT count(*) FROM meter AS other WHERE other.account_id = entry.account_id
        AND other.generation = {snapshot("meters")} AND other.removed_on IS NULL)
FROM reading_entry AS entry LEFT JOIN meter ON meter.account_id = entry.account_id
    AND meter.generation = {snapshot("meters")} AND meter.serial = entry.serial
WHERE entry.period = :period AND entry.{_OPEN} AND entry.id > :after ORDER BY entry.id LIMIT :most
"""
_SETTLE = f"""
UPDATE reading_entry SET state = :state WHERE id = :id AND {_OPEN} RETURNING {COLUMNS}
"""


class ReadingWatchGateway:
    """What the watch reads and changes, inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def imported(self) -> int:
        """The newest import of readings or bills."""
        row = self._tx.one(_IMPORTED)
        return int(row[0]) if row else 0

    def open_months(self, most: int) -> list[Period]:
        """Months with readings that billing did not answer, newest first."""
        return [Period.parse(row[0]) for row in self._tx.all(_MONTHS, most=most)]

    def candidates(self, period: Period, after: int, most: int, zone: tzinfo) -> list[Candidate]:
        """Readings of a month that billing did not answer, with what it has beside them."""
        rows = self._tx.all(
            _CANDIDATES, period=str(period), following=str(period.shift(1)), after=after, most=most
        )
        return [_candidate(row, period, zone) for row in rows]

    def settle(self, entry_id: int, now_ms: int, *, counted: bool, detail: str) -> Entry | None:
        """Note what billing did with a reading; None when that is known already."""
        state = State.CONFIRMED if counted else State.REFUSED
        row = self._tx.one(_SETTLE, id=entry_id, state=str(state))
        if row is not None:
            self._note(entry_id, now_ms, state, BILLING, detail)
        return None if row is None else entry(row)

    def _note(self, entry_id: int, now_ms: int, state: State, by: str, detail: str) -> None:
        self._tx.run(CHANGE, entry_id=entry_id, now_ms=now_ms, state=str(state), by=by, detail=detail)


def _candidate(row: Sequence[Any], period: Period, zone: tzinfo) -> Candidate:
    entry_id, taken_ms, t1, t2, t3, previous, decimals, found, billed_wh, ratio, meters = row
    day = datetime.fromtimestamp(taken_ms / 1000, UTC).astimezone(zone).date().isoformat()
    shown = tuple(one for one in (t1, t2, t3) if one is not None)
    before = tuple(int(one) for one in previous.split())
    beside = None if found is None else (found[:10], found[11:])
    return Candidate(entry_id, period, day, shown, before, decimals, beside, billed_wh, ratio, meters)
