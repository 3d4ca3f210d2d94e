"""Doubted readings that wait for a word of their person: for the watch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.readings.claimed import UNLINKED
from core.readings.journal import State
from storage.journal_rows import CHANGE, COLUMNS, LIVING, OWN, RULES, entry
from storage.visible import snapshot

if TYPE_CHECKING:
    from core.database import Tx
    from core.readings.journal import Entry

_ENTRY = ", ".join(f"entry.{name.strip()}" for name in COLUMNS.split(","))
_FROM = f"""
SELECT {_ENTRY}, entry.nudged_ms, card.grp, grp.reading_window
FROM reading_entry AS entry
LEFT JOIN account_card AS card ON card.account_id = entry.account_id
    AND card.generation = {snapshot("accounts")}
LEFT JOIN grp ON grp.name = card.grp AND grp.generation = {snapshot("groups")}
WHERE entry.state = 'draft'
"""
_DRAFTS = f"{_FROM} AND entry.id > :after ORDER BY entry.id LIMIT :most"
_OF_PERSON = f"{_FROM} AND entry.subscriber_id = :subscriber_id AND entry.nudged_ms = 0 ORDER BY entry.id"
_NUDGED = """
UPDATE reading_entry SET nudged_ms = :now_ms WHERE id = :id AND state = 'draft' AND nudged_ms = 0
"""
_RIVAL = f"""
SELECT 1 FROM reading_entry
WHERE account_id = :account_id AND serial = :serial AND {LIVING} AND period = :period AND {OWN}
    AND state <> 'refused' AND (state <> 'draft' OR :claimed = 1) LIMIT 1
"""
_CLOSE = f"""
UPDATE reading_entry SET state = :state, unconfirmed = :passed, due = :passed
WHERE id = :id AND state = 'draft' RETURNING {COLUMNS}
"""


@dataclass(frozen=True, slots=True)
class Doubted:
    """A reading that waits. `nudged_ms`: when it was asked about again (0: not); `window`: of its group."""

    entry: Entry
    nudged_ms: int
    group: str
    window: str


@dataclass(frozen=True, slots=True)
class Closed:
    """A reading whose wait is over. `left`: another one stands for its meter and month and counts."""

    entry: Entry
    left: bool


class ReadingDraftsGateway:
    """What the watch reads and changes of them, inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def drafts(self, after: int, most: int) -> list[Doubted]:
        """Doubted entries after an id."""
        return [_doubted(row) for row in self._tx.all(_DRAFTS, after=after, most=most)]

    def unasked(self, subscriber_id: int) -> list[Doubted]:
        """Doubted entries of a person that were not asked about again yet."""
        return [_doubted(row) for row in self._tx.all(_OF_PERSON, subscriber_id=subscriber_id)]

    def nudged(self, entry_id: int, now_ms: int) -> bool:
        """Note that it is asked about again; False when it was before, or waits no more."""
        return bool(self._tx.run(_NUDGED, id=entry_id, now_ms=now_ms))

    def close(self, kept: Entry, now_ms: int, *, export: bool) -> Closed | None:
        """End the wait at the end of the window; None when it waits no more.

        Held instead of passed on where something accepted stands for the meter and month already, which
        billing has not refused; what a stranger sent gives way to what the account's own people sent,
        doubted or not.
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
        self._tx.run(CHANGE, entry_id=kept.id, now_ms=now_ms, state=str(state), by=RULES, detail=detail)
        return Closed(entry(row), left=rival is not None)


def _doubted(row: tuple[Any, ...]) -> Doubted:
    nudged_ms, group, window = row[-3:]
    return Doubted(entry(row[:-3]), nudged_ms, group or "", window or "")
