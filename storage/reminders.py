"""Planned reminders on their way out: taken once, carried by a message, over when it is.

A row is taken by a conditional update, so two replicas never send the same one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.notifications.kinds import Kind
from core.notifications.model import SKIP, Reminder, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx

KNOWN = ", ".join(f"'{kind}'" for kind in Kind)
"""Kinds of this version of the program, for SQL: rows of a newer one are left to it."""
_KINDS = frozenset(map(str, Kind))
_FIELDS = "id, link_id, subscriber_id, account_id, kind, stage, period, due_ms, until_ms, fact"
# A person has several rows at most: those of some more people are read than are asked for.
_PEOPLE = f"""
SELECT subscriber_id FROM (SELECT subscriber_id, due_ms, id FROM reminder
    WHERE state = 'planned' AND due_ms <= :now_ms AND kind IN ({KNOWN})
    ORDER BY due_ms, id LIMIT :scan) AS first
GROUP BY subscriber_id ORDER BY min(due_ms), subscriber_id LIMIT :most
"""
_SCAN = 8
_DUE = f"""
SELECT {_FIELDS} FROM reminder
WHERE subscriber_id = :subscriber_id AND state = 'planned' AND due_ms <= :until_ms
ORDER BY due_ms, id LIMIT 500
"""
_SKIPPED = f"""
SELECT 1 FROM reminder WHERE link_id = :link_id AND kind = :kind AND stage = '{SKIP}' AND period = :period
"""
_TAKE = """
UPDATE reminder SET state = 'queued', outbox_id = 0, ended_ms = :now_ms
WHERE id = :id AND state = 'planned' RETURNING id
"""
_CARRIED = "UPDATE reminder SET outbox_id = :outbox_id WHERE id = :id AND state = 'queued'"
_END = """
UPDATE reminder SET state = :state, why = :why, ended_ms = :now_ms
WHERE id = :id AND (state = 'planned' OR state = 'queued')
"""
_LATER = """
UPDATE reminder SET state = 'planned', due_ms = :due_ms, outbox_id = 0
WHERE id = :id AND (state = 'planned' OR state = 'queued')
"""
_HOLD = """
UPDATE reminder SET due_ms = :due_ms
WHERE subscriber_id = :subscriber_id AND state = 'planned' AND due_ms < :due_ms
"""
_TOO_LATE = """
UPDATE reminder SET state = 'expired', why = 'late', ended_ms = :now_ms
WHERE subscriber_id = :subscriber_id AND state = 'planned' AND due_ms <= :now_ms AND until_ms < :now_ms
"""
_OF_MESSAGE = (
    f"SELECT {_FIELDS} FROM reminder WHERE outbox_id = :outbox_id AND state = 'queued' ORDER BY due_ms, id"
)
_BESIDE = f"""
SELECT {_FIELDS} FROM reminder AS told WHERE subscriber_id = :subscriber_id AND stage <> '{SKIP}'
    AND EXISTS (SELECT 1 FROM reminder AS one WHERE one.id = :id AND one.subscriber_id = told.subscriber_id
        AND one.kind = told.kind
        AND (one.id = told.id OR (one.outbox_id > 0 AND one.outbox_id = told.outbox_id)))
ORDER BY due_ms, id LIMIT 500
"""
_COPY = """
INSERT INTO reminder (link_id, subscriber_id, account_id, kind, stage, period, due_ms, until_ms, fact, state,
    why, planned_ms, ended_ms)
SELECT link_id, subscriber_id, account_id, kind, :stage, period, :due_ms, until_ms, fact, :state, :why,
    :now_ms, :ended_ms
FROM reminder WHERE id = :id
ON CONFLICT (link_id, kind, stage, period) DO UPDATE SET state = excluded.state, why = excluded.why,
    due_ms = excluded.due_ms, ended_ms = excluded.ended_ms
WHERE reminder.state = 'dropped' AND reminder.why = 'person'
"""
_WANT = f"""
DELETE FROM reminder WHERE link_id = :link_id AND kind = :kind AND stage = '{SKIP}' AND period = :period
"""
_TOLD = """
SELECT id FROM reminder
WHERE subscriber_id = :subscriber_id AND outbox_id > 0 AND kind = :kind AND until_ms > :now_ms
ORDER BY ended_ms DESC, id DESC LIMIT 1
"""
_LATEST = f"""
SELECT {_FIELDS} FROM reminder WHERE subscriber_id = :subscriber_id AND outbox_id = (
    SELECT outbox.id FROM reminder AS told JOIN outbox ON outbox.id = told.outbox_id
    WHERE told.subscriber_id = :subscriber_id AND told.outbox_id > 0 AND told.ended_ms > :since_ms
        AND outbox.address = :address
    ORDER BY told.ended_ms DESC, told.id DESC LIMIT 1)
ORDER BY due_ms, id LIMIT 500
"""
_FORGO = """
UPDATE reminder SET state = 'dropped', why = 'person', ended_ms = :now_ms
WHERE link_id = :link_id AND kind = :kind AND period = :period AND state = 'planned'
"""
# What a clock that was ahead let expire has ended in the future. The index wants the first two words.
_TOO_SOON = """
WHERE state <> 'planned' AND state <> 'queued' AND ended_ms > :future_ms
    AND state = 'expired' AND until_ms >= :now_ms
"""
_SOON = f"SELECT 1 FROM reminder {_TOO_SOON} LIMIT 1"
_REVIVE = f"UPDATE reminder SET state = 'planned', why = '', ended_ms = 0 {_TOO_SOON}"
_AHEAD_MS = 60_000
# A row of the outbox that is gone was purged after its end.
_OVER = """
SELECT reminder.id, reminder.outbox_id, coalesce(outbox.state, 'sent'), coalesce(outbox.error, ''),
    coalesce(outbox.attempts, 0)
FROM reminder LEFT JOIN outbox ON outbox.id = reminder.outbox_id
WHERE reminder.state = 'queued'
    AND (outbox.id IS NULL OR outbox.state = 'sent' OR outbox.state = 'failed') LIMIT :most
"""
# Another process may have planned and said it anew meanwhile.
_ANEW = f"{_LATER} AND outbox_id = :outbox_id"
_ANEW_MS = {
    "access ended": 0, "blocked": 0, "consent revoked": 0, "stop": 0, "unlinked": 0, "unwanted": 0,
    "useless": 0, "superseded": 15 * 60_000,
}  # fmt: skip
"""Why a message was given up that never left, and how long later what it tells is judged anew: for another
account, or for another place. What stands in a crowd would be superseded again at once."""


class RemindersGateway:
    """Reminders inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def people(self, now_ms: int, most: int) -> list[int]:
        """Subscribers with something due, who waits longest first."""
        return [int(row[0]) for row in self._tx.all(_PEOPLE, now_ms=now_ms, scan=most * _SCAN, most=most)]

    def due(self, subscriber_id: int, until_ms: int) -> list[Reminder]:
        """What is planned for a person up to a moment, in order."""
        rows = self._tx.all(_DUE, subscriber_id=subscriber_id, until_ms=until_ms)
        return _reminders(rows)

    def skipped(self, reminder: Reminder) -> bool:
        """Whether the person wants to hear no more of this kind, link and period."""
        found = self._tx.one(
            _SKIPPED, link_id=reminder.link_id, kind=str(reminder.kind), period=reminder.period
        )
        return found is not None

    def take(self, ids: Sequence[int], now_ms: int) -> frozenset[int]:
        """Planned rows become queued; those that were taken here."""
        return frozenset(one for one in ids if self._tx.one(_TAKE, id=one, now_ms=now_ms) is not None)

    def carried_by(self, ids: Sequence[int], outbox_id: int) -> None:
        """Name the message that carries rows that were taken."""
        for one in ids:
            self._tx.run(_CARRIED, id=one, outbox_id=outbox_id)

    def end(self, reminder_id: int, state: State, why: str, now_ms: int) -> None:
        """A row that is not sent: expired or dropped, and why. One that is over stays as it is."""
        self._tx.run(_END, id=reminder_id, state=str(state), why=why, now_ms=now_ms)

    def later(self, reminder_id: int, due_ms: int) -> None:
        """Wait longer, or once more: the row is planned."""
        self._tx.run(_LATER, id=reminder_id, due_ms=due_ms)

    def hold(self, subscriber_id: int, now_ms: int, due_ms: int) -> None:
        """All that is due for a person before `due_ms` waits until then; what came too late expires."""
        self._tx.run(_TOO_LATE, subscriber_id=subscriber_id, now_ms=now_ms)
        self._tx.run(_HOLD, subscriber_id=subscriber_id, due_ms=due_ms)

    def of_message(self, outbox_id: int) -> list[Reminder]:
        """What a message carries that has not left."""
        return _reminders(self._tx.all(_OF_MESSAGE, outbox_id=outbox_id))

    def beside(self, subscriber_id: int, reminder_id: int) -> list[Reminder]:
        """What the message told that carried a reminder of this person, of the same kind."""
        rows = self._tx.all(_BESIDE, subscriber_id=subscriber_id, id=reminder_id)
        return _reminders(rows)

    def told(self, subscriber_id: int, kind: Kind, now_ms: int) -> int:
        """The newest of a kind that this person was told and that is of use yet; 0: there is none."""
        row = self._tx.one(_TOLD, subscriber_id=subscriber_id, kind=str(kind), now_ms=now_ms)
        return int(row[0]) if row else 0

    def latest(self, subscriber_id: int, address: str, since_ms: int) -> list[Reminder]:
        """What the newest message told this person at an address; its words are gone once it was sent."""
        rows = self._tx.all(_LATEST, subscriber_id=subscriber_id, address=address, since_ms=since_ms)
        return _reminders(rows)

    def again(self, reminder: Reminder, stage: str, due_ms: int, now_ms: int) -> None:
        """Plan the same once more as a stage of its own, after all; nothing where it is planned."""
        self._tx.run(_WANT, link_id=reminder.link_id, kind=str(reminder.kind), period=reminder.period)
        self._put(reminder, stage, State.PLANNED, due_ms, now_ms)

    def skip(self, reminder: Reminder, now_ms: int) -> None:
        """No more of this kind, link and period; what is planned of it is dropped."""
        self._put(reminder, SKIP, State.DROPPED, now_ms, now_ms)
        self._tx.run(
            _FORGO, link_id=reminder.link_id, kind=str(reminder.kind), period=reminder.period, now_ms=now_ms
        )

    def _put(self, one: Reminder, stage: str, state: State, due_ms: int, now_ms: int) -> None:
        self._tx.run(
            _COPY,
            id=one.id,
            stage=stage,
            state=str(state),
            why="person" if state is State.DROPPED else "",
            due_ms=due_ms,
            now_ms=now_ms,
            ended_ms=now_ms if state is State.DROPPED else 0,
        )

    def too_soon(self, now_ms: int) -> bool:
        """Whether something expired by a clock that was ahead. Those of replicas may differ by a minute."""
        return self._tx.one(_SOON, now_ms=now_ms, future_ms=now_ms + _AHEAD_MS) is not None

    def revive(self, now_ms: int) -> int:
        """Plan again what expired `too_soon`; how many. It was not sent, so nobody is told twice."""
        return self._tx.run(_REVIVE, now_ms=now_ms, future_ms=now_ms + _AHEAD_MS)

    def over(self) -> bool:
        """Whether there is anything to settle."""
        return self._tx.one(_OVER, most=1) is not None

    def settle(self, now_ms: int, most: int) -> int:
        """Note how messages ended whose rows are queued still; how many rows.

        What was given up before it left, for a reason that may not hold for all it tells, is planned again.
        """
        over = self._tx.all(_OVER, most=most)
        for reminder_id, outbox_id, state, error, attempts in over:
            sent = state == "sent"
            if not sent and not attempts and error in _ANEW_MS:
                due_ms = now_ms + _ANEW_MS[error]
                self._tx.run(_ANEW, id=reminder_id, outbox_id=outbox_id, due_ms=due_ms)
            else:
                self.end(reminder_id, State.SENT if sent else State.FAILED, "" if sent else error, now_ms)
        return len(over)


def _reminders(rows: Sequence[tuple[Any, ...]]) -> list[Reminder]:
    """Those of kinds that this version of the program knows."""
    return [_reminder(row) for row in rows if row[4] in _KINDS]


def _reminder(row: tuple[Any, ...]) -> Reminder:
    id_, link, subscriber, account, kind, stage, period, due_ms, until_ms, fact = row
    return Reminder(id_, link, subscriber, account, Kind(kind), stage, period, due_ms, until_ms, fact)
