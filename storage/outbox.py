"""Effects: written by turns, carried out after the commit, first in first out per address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.records import Attempt, Effect, OutboxRow, Priority, Result
from core.usecases.notices import STARTED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from core.database import Tx, Value

# As the partial index says it. For a list of three states SQLite makes a table in memory, each time it looks.
_OPEN = "state <> 'sent' AND state <> 'failed'"
# A timer that is not due yet stands in nobody's way; a row that waits for its retry does.
_AHEAD = f"{_OPEN} AND (attempts > 0 OR not_before_ms <= :now_ms)"
_FIELDS = """id, event_id, address, kind, payload, attempts, created_ms, deadline_ms, notify, priority,
    (SELECT reference FROM outbox AS old WHERE old.id = row.replaces), state"""
_QUEUED = f"EXISTS (SELECT 1 FROM outbox WHERE address = :address AND priority <= :priority AND {_AHEAD})"
# A row nobody of its address is ahead of may be born claimed: the commit that creates it is the claim. Asked
# three times over: SQLite would put a row that is selected from the table it goes into in a table between.
_PUT = f"""
INSERT INTO outbox
    (event_id, step, address, kind, topic, payload, priority, not_before_ms, deadline_ms, notify, replaces,
    about, state, attempts, lease_ms, created_ms)
VALUES
    (:event_id, :step, :address, :kind, :topic, :payload, :priority, :not_before_ms, :deadline_ms, :notify,
    :replaces, :about,
    CASE WHEN {_QUEUED} THEN 'queued' ELSE :state END, CASE WHEN {_QUEUED} THEN 0 ELSE :attempts END,
    CASE WHEN {_QUEUED} THEN 0 ELSE :lease_ms END, :created_ms)
ON CONFLICT (event_id, step) DO NOTHING
RETURNING id, state
"""
_REFERENCE = "SELECT reference FROM outbox WHERE id = :id AND state = 'sent'"
# As the partial index says it; an edit has the reference of the message it changed.
_ABOUT = """
SELECT about FROM outbox WHERE address = :address AND reference = :reference AND about <> ''
ORDER BY id DESC LIMIT 1
"""
_ABOUT_LAST = """
SELECT about, topic, state, created_ms FROM outbox WHERE address = :address AND about <> ''
ORDER BY id DESC LIMIT 1
"""
_MARK = """
UPDATE outbox SET state = :state, payload = CASE WHEN :blank = 1 THEN NULL ELSE payload END,
    reference = :reference, error = :error, not_before_ms = :not_before_ms, lease_ms = 0
WHERE id = :id AND state = 'sending' AND attempts = :attempts
"""
# What was delivered is delivered: though the lease is over by now, and whoever has tried it since.
_MARK_SENT = f"""
UPDATE outbox SET state = 'sent', payload = NULL, reference = :reference, error = :error, not_before_ms = 0,
    lease_ms = 0
WHERE id = :id AND attempts > 0 AND {_OPEN}
"""
_NEXT = f"""
SELECT id FROM outbox WHERE address = :address AND priority <= :priority AND {_AHEAD}
ORDER BY priority, id LIMIT 1
"""
_CLAIM = """
UPDATE outbox SET state = 'sending', attempts = attempts + 1, lease_ms = :lease_ms
WHERE id = :id AND state IN ('queued', 'unknown') AND not_before_ms <= :now_ms
"""
_ROW = f"SELECT {_FIELDS} FROM outbox AS row WHERE id = :id"
_DUE = f"""
SELECT {_FIELDS} FROM outbox AS row
WHERE state IN ('queued', 'unknown') AND priority = :priority AND not_before_ms <= :now_ms AND NOT EXISTS (
    SELECT 1 FROM outbox AS ahead WHERE ahead.address = row.address AND ahead.id < row.id
        AND ahead.priority <= row.priority AND ahead.state <> 'sent' AND ahead.state <> 'failed'
        AND (ahead.attempts > 0 OR ahead.not_before_ms <= :now_ms))
ORDER BY not_before_ms, id LIMIT :most
"""
# What goes in lists is left to them; but whose outcome nobody knows is looked after one by one.
_LISTED = "row.state = 'queued' AND row.address >= :first AND row.address < :last"
_ONLY = "row.address >= :lowest AND row.address < :highest"
_DUE_ALONE = _DUE.replace("AND NOT EXISTS", f"AND NOT ({_LISTED}) AND NOT EXISTS")
_DUE_LISTED = _DUE.replace("AND NOT EXISTS", f"AND {_LISTED} AND NOT EXISTS")
# What nobody asked for is not sent to who blocked us; what is sent to many, not to who said STOP.
_UNWANTED = """
UPDATE outbox SET state = 'failed', error = 'unwanted', payload = NULL
WHERE id = :id AND state IN ('queued', 'unknown') AND priority > 0 AND EXISTS (
    SELECT 1 FROM address AS who WHERE who.address = outbox.address
        AND (who.state = 'blocked' OR (who.muted = 1 AND outbox.priority > 1)))
"""
_TO_NOBODY = """
UPDATE outbox SET state = 'failed', error = 'unwanted', payload = NULL
WHERE id = :id AND state = 'queued' AND priority > 0
    AND EXISTS (SELECT 1 FROM address AS who WHERE who.address = outbox.address AND who.state = 'blocked')
"""
# What is asked of a row before its claim has effects: only who is going to claim it asks, once.
_TOPIC = "SELECT topic FROM outbox WHERE id = :id AND state = :state"
_TOPIC_LOCKED = f"{_TOPIC} FOR UPDATE"
_DROP = """
UPDATE outbox SET state = 'failed', error = :reason, payload = NULL
WHERE id = :id AND state IN ('queued', 'unknown')
"""
# The claim was no attempt: nothing has left. Of a lease that is over so much is known, too.
_PUT_BACK = """
UPDATE outbox SET state = :state, attempts = attempts - 1, lease_ms = 0
WHERE id = :id AND state IN ('sending', 'unknown') AND attempts = :attempts
"""
_RENEW = """
UPDATE outbox SET lease_ms = :lease_ms WHERE id = :id AND state = 'sending' AND attempts = :attempts
"""
_POSTPONE = """
UPDATE outbox SET not_before_ms = :until_ms WHERE id = :id AND state IN ('queued', 'unknown')
"""
_UNSOLICITED = """
SELECT count(*) FROM (SELECT 1 FROM outbox WHERE state IN ('queued', 'unknown') AND priority > 0
    AND not_before_ms <= :now_ms AND {} (address >= :first AND address < :last) LIMIT :most) AS waiting
"""
_TO_SCHEME, _BESIDE_SCHEME = _UNSOLICITED.format(""), _UNSOLICITED.format("NOT")
_LAPSED = f"{_OPEN} AND state = 'sending' AND lease_ms < :until_ms"
_EXPIRE = f"UPDATE outbox SET state = 'unknown', lease_ms = 0 WHERE {_LAPSED}"
_LEASED = f"SELECT count(*) FROM outbox WHERE {_LAPSED}"
_CANCEL = """
UPDATE outbox SET state = 'failed', error = :reason, payload = NULL
WHERE address = :address AND state IN ('queued', 'unknown') AND priority >= :from_priority
"""
_CROWD = f"SELECT count(*) FROM outbox WHERE address = :address AND {_OPEN}"
_THIN = """
UPDATE outbox SET state = 'failed', error = 'superseded', payload = NULL
WHERE address = :address AND state = 'queued' AND topic = :topic AND id < :id AND notify = ''
"""
CROWD = 20
"""Over so many unsent replies to one address only the newest of each topic is kept."""


def _row(values: tuple[Any, ...]) -> OutboxRow:
    id_, event, address, kind, payload, attempts, created, deadline, notify, priority, replaced, state = (
        values
    )
    return OutboxRow(
        id_, event, address, kind, payload, attempts, created, deadline, notify,
        Priority(priority), replaced or "", state == "unknown",
    )  # fmt: skip


def _span(scheme: str, first: str = "first", last: str = "last") -> dict[str, str]:
    """All addresses of a scheme: `;` follows `:`."""
    return {first: f"{scheme}:", last: f"{scheme};"}


class OutboxGateway:
    """The outbox inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def put(
        self, event_id: int, step: int, effect: Effect, now_ms: int, lease_ms: int = 0
    ) -> OutboxRow | int:
        """Write an effect. The claimed row when it may be sent at once (`lease_ms` > 0), else its id.

        0 when this step of this event is there already: a replayed event says nothing twice. What nobody
        asked for waits for the pace of all such messages; to who blocked us it is over at once.
        """
        asked = effect.priority is Priority.REPLY
        at_once = asked and lease_ms > 0 and effect.not_before_ms <= now_ms
        values = self._tx.one(
            _PUT,
            event_id=event_id,
            step=step,
            address=effect.address,
            kind=effect.kind,
            topic=effect.topic,
            payload=effect.payload,
            priority=int(effect.priority),
            not_before_ms=effect.not_before_ms,
            deadline_ms=effect.deadline_ms,
            notify=effect.notify,
            replaces=effect.replaces,
            about=effect.about,
            state="sending" if at_once else "queued",
            attempts=int(at_once),
            lease_ms=lease_ms if at_once else 0,
            created_ms=now_ms,
            now_ms=now_ms,
        )
        if values is None:
            return 0
        row_id = int(values[0])
        if values[1] != "sending":
            if asked or not self._tx.run(_TO_NOBODY, id=row_id):
                self._thin(effect, row_id)
            return row_id
        return OutboxRow(
            row_id, event_id, effect.address, effect.kind, effect.payload, 1, now_ms, effect.deadline_ms,
            effect.notify, effect.priority, self.reference(effect.replaces), content=effect.content,
        )  # fmt: skip

    def reference(self, outbox_id: int) -> str:
        """The channel's reference of a message that was sent; "" while it is not known."""
        if not outbox_id:
            return ""
        found = self._tx.one(_REFERENCE, id=outbox_id)
        return "" if found is None else found[0] or ""

    def about(self, address: str, reference: str) -> str:
        """The account and the meter that a message sent to `address` is about; "" for none."""
        found = self._tx.one(_ABOUT, address=address, reference=reference)
        return "" if found is None else str(found[0])

    def about_last(self, address: str, topic: str, since_ms: int) -> str:
        """What the newest message about a meter is about, if it was sent on this topic since then; or ""."""
        found = self._tx.one(_ABOUT_LAST, address=address)
        if found is None or found[1] != topic or found[2] == "failed" or found[3] < since_ms:
            return ""
        return str(found[0])

    def _thin(self, effect: Effect, row_id: int) -> None:
        crowd = self._tx.one(_CROWD, address=effect.address)
        if effect.topic and crowd is not None and crowd[0] > CROWD:
            self._tx.run(_THIN, address=effect.address, topic=effect.topic, id=row_id)

    def mark(self, row: OutboxRow, attempt: Attempt, now_ms: int, *, final: bool) -> bool:
        """Record how an attempt ended. False when the lease had expired and somebody else owns the row.

        What was sent is marked all the same, unless it is over already: it is not to be sent again.
        """
        how: dict[str, Value] = {
            "id": row.id,
            "reference": attempt.reference or None,
            "error": attempt.reason or None,
        }
        if attempt.result is Result.OK:
            return self._tx.run(_MARK_SENT, **how) > 0
        waits = "unknown" if attempt.result is Result.UNKNOWN else "queued"
        changed = self._tx.run(
            _MARK,
            **how,
            state="failed" if final else waits,
            blank=int(final),
            attempts=row.attempts,
            not_before_ms=now_ms + attempt.retry_after_ms if attempt.retry_after_ms else 0,
        )
        return changed > 0

    def claim_next(
        self, address: str, now_ms: int, lease_ms: int, up_to: Priority = Priority.REPLY
    ) -> OutboxRow | None:
        """Claim the oldest unfinished row of `address` up to a priority, if it is due."""
        first = self._tx.one(_NEXT, address=address, now_ms=now_ms, priority=int(up_to))
        if first is None:
            return None
        return self.claim(int(first[0]), now_ms, lease_ms)

    def claim(self, row_id: int, now_ms: int, lease_ms: int) -> OutboxRow | None:
        """Claim one row; None when it is no longer there to be claimed, or not wanted any more."""
        if self._tx.run(_UNWANTED, id=row_id):
            return None
        values = self._tx.one(_ROW, id=row_id)
        if values is None or self._tx.run(_CLAIM, id=row_id, now_ms=now_ms, lease_ms=lease_ms) == 0:
            return None
        row = _row(values)
        return OutboxRow(
            row.id, row.event_id, row.address, row.kind, row.payload, row.attempts + 1, row.created_ms,
            row.deadline_ms, row.notify, row.priority, row.replaced, row.uncertain,
        )  # fmt: skip

    def due(
        self, priority: Priority, now_ms: int, most: int, beside: str = "", only: str = ""
    ) -> list[OutboxRow]:
        """Rows that may be claimed now: the oldest unfinished one of each address.

        `beside`: without what is `listed` of this scheme; `only`: of one scheme.
        """
        span = _span(beside) if beside else {}
        sql = _DUE_ALONE if beside else _DUE
        if only:
            span |= _span(only, "lowest", "highest")
            sql = sql.replace("AND NOT EXISTS", f"AND {_ONLY} AND NOT EXISTS")
        return [_row(v) for v in self._tx.all(sql, priority=int(priority), now_ms=now_ms, most=most, **span)]

    def listed(self, priority: Priority, now_ms: int, most: int, scheme: str) -> list[OutboxRow]:
        """The same of a scheme, only rows that certainly were not sent yet: they may go in one list."""
        span = _span(scheme)
        found = self._tx.all(_DUE_LISTED, priority=int(priority), now_ms=now_ms, most=most, **span)
        return [_row(values) for values in found]

    def apart(self) -> AbstractContextManager[None]:
        """Undo what is inside when it raises; all else of the transaction stays."""
        return self._tx.savepoint()

    def begins(self, row_id: int, *, uncertain: bool = False) -> str | None:
        """The topic of a row that begins a conversation, as its topic says; "" of any other.

        None where it is over, or another's, or not as `uncertain` as it was by now. Until the end of the
        transaction nobody else may ask.
        """
        sql = _TOPIC_LOCKED if self._tx.engine == "postgres" else _TOPIC
        found = self._tx.one(sql, id=row_id, state="unknown" if uncertain else "queued")
        if found is None:
            return None
        return str(found[0]) if found[0].startswith(STARTED) else ""

    def drop(self, row_id: int, reason: str) -> None:
        """Give up a row that nobody has claimed; what it says is forgotten."""
        self._tx.run(_DROP, id=row_id, reason=reason)

    def put_back(self, row: OutboxRow) -> None:
        """Give up a claim, unless another has taken its place; certainly nothing was sent under it."""
        state = "unknown" if row.uncertain else "queued"
        self._tx.run(_PUT_BACK, id=row.id, state=state, attempts=row.attempts)

    def renew(self, row: OutboxRow, lease_ms: int) -> bool:
        """Keep a claim for longer. False when its lease was over: it may be another's by now."""
        return self._tx.run(_RENEW, id=row.id, attempts=row.attempts, lease_ms=lease_ms) > 0

    def postpone(self, row_id: int, until_ms: int) -> None:
        """Let a row that nobody has claimed wait."""
        self._tx.run(_POSTPONE, id=row_id, until_ms=until_ms)

    def unsolicited(self, now_ms: int, most: int, scheme: str, *, beside: bool = False) -> int:
        """How much that nobody asked for waits in a scheme and might go now; counted up to `most`.

        `beside`: in all the others together.
        """
        sql = _BESIDE_SCHEME if beside else _TO_SCHEME
        row = self._tx.one(sql, now_ms=now_ms, most=max(most, 0), **_span(scheme))
        return 0 if row is None else int(row[0])

    def expire_leases(self, now_ms: int) -> int:
        """Rows whose sender vanished become unknown; how many."""
        return self._tx.run(_EXPIRE, until_ms=now_ms)

    def leased_before(self, until_ms: int) -> int:
        """How many claims expire before `until_ms` (a read: most often there is none)."""
        row = self._tx.one(_LEASED, until_ms=until_ms)
        return 0 if row is None else int(row[0])

    def cancel(
        self,
        address: str,
        reason: str,
        from_priority: Priority = Priority.REPLY,
        *,
        keep: Sequence[str] = (),
    ) -> int:
        """Give up unsent rows from a priority on; how many. Topics that begin as in `keep` stay."""
        named = {f"keep{n}": f"{topic}%" for n, topic in enumerate(keep)}
        sql = _CANCEL + "".join(f" AND topic NOT LIKE :{name}" for name in named)
        return self._tx.run(sql, address=address, reason=reason, from_priority=int(from_priority), **named)
