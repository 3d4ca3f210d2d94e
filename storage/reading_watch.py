"""Doubted readings that wait, and exported ones that billing has counted without a word: for the watch."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from core.readings.claimed import UNLINKED
from core.readings.journal import State
from core.readings.matching import Candidate
from core.values import Period
from storage.journal_rows import BILLING, CHANGE, COLUMNS, LIVING, OWN, RULES, entry
from storage.visible import snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import tzinfo

    from core.database import Tx
    from core.readings.journal import Entry

_ENTRY = ", ".join(f"entry.{name.strip()}" for name in COLUMNS.split(","))
_DRAFTS = f"""
SELECT {_ENTRY}, entry.nudged_ms, grp.reading_window
FROM reading_entry AS entry
LEFT JOIN account_card AS card ON card.account_id = entry.account_id
    AND card.generation = {snapshot("accounts")}
LEFT JOIN grp ON grp.name = card.grp AND grp.generation = {snapshot("groups")}
WHERE entry.state = 'draft' AND entry.id > :after ORDER BY entry.id LIMIT :most
"""
_NUDGED = """
UPDATE reading_entry SET nudged_ms = :now_ms WHERE id = :id AND state = 'draft' AND nudged_ms = 0
"""
_RIVAL = f"""
SELECT 1 FROM reading_entry
WHERE account_id = :account_id AND serial = :serial AND {LIVING} AND period = :period AND {OWN}
    AND (state <> 'draft' OR :claimed = 1) LIMIT 1
"""
_CLOSE = f"""
UPDATE reading_entry SET state = :state, unconfirmed = :passed, due = :passed
WHERE id = :id AND state = 'draft' RETURNING {COLUMNS}
"""
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

    def drafts(self, after: int, most: int) -> list[tuple[Entry, int, str]]:
        """Doubted entries after an id: when they were asked about again (0: not), their group's window."""
        rows = self._tx.all(_DRAFTS, after=after, most=most)
        return [(entry(row[:-2]), row[-2], row[-1] or "") for row in rows]

    def nudged(self, entry_id: int, now_ms: int) -> bool:
        """Note that it is asked about again; False when it was before, or waits no more."""
        return bool(self._tx.run(_NUDGED, id=entry_id, now_ms=now_ms))

    def close(self, kept: Entry, now_ms: int, *, export: bool) -> Entry | None:
        """End the wait at the end of the window; None when it waits no more.

        Held instead of passed on where something accepted stands for the meter and month already; what a
        stranger sent gives way to what the account's own people sent, doubted or not.
        """
        self._tx.lock(f"readings {kept.account_id}")
        rival = self._tx.one(
            _RIVAL,
            account_id=kept.account_id,
            serial=kept.serial,
            period=str(kept.period),
            claimed=int(kept.flag == UNLINKED),
        )
        passed = export and rival is None
        state = State.ACCEPTED if passed else State.HELD
        row = self._tx.one(_CLOSE, id=kept.id, state=str(state), passed=int(passed))
        if row is None:
            return None
        detail = "unconfirmed" if passed else "another stands" if rival else "held"
        self._note(kept.id, now_ms, state, RULES, detail)
        return entry(row)

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
