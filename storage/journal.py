"""The journal of readings inside the transaction of a turn: `core.readings.journal.Journal`.

A reading with nothing of its meter and month before it is one statement (and a lock on PostgreSQL).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.readings.journal import State
from core.readings.receipts import entry_of
from storage.journal_rows import CHANGE, COLUMNS, LIVING, OWN, entries, entry, registers, written

if TYPE_CHECKING:
    from core.database import Tx
    from core.readings.journal import Draft, Entry
    from core.values import Period

# Nothing of the meter and month may be living beside it, but what was accepted beside a doubted one, and
# what a person sent beside the message of a stranger (subscriber 0: the account is not linked).
_ADD = f"""
INSERT INTO reading_entry (account_id, serial, period, taken_ms, t1, t2, t3, decimals, came, state, channel,
    address, subscriber_id, event_id, message, created_ms, doubts, previous, replaces, flag, photo, due, base)
SELECT :account_id, :serial, :period, :taken_ms, :t1, :t2, :t3, :decimals, :state, :state, :channel,
    :address, :subscriber_id, :event_id, :message, :created_ms, :doubts, :previous, :replaces, :flag, :photo,
    :due, :base
WHERE NOT EXISTS (SELECT 1 FROM reading_entry
    WHERE account_id = :account_id AND serial = :serial AND {LIVING} AND period = :period
        AND (:state <> 'draft' OR state = 'draft') AND (:subscriber_id <> 0 OR subscriber_id = 0))
ON CONFLICT (event_id, account_id, serial) DO NOTHING
RETURNING id
"""
_OF_EVENT = f"SELECT {COLUMNS} FROM reading_entry WHERE event_id = :event_id ORDER BY id"
_OF_EVENT_AND_METER = f"""
SELECT {COLUMNS} FROM reading_entry
WHERE event_id = :event_id AND account_id = :account_id AND serial = :serial
"""
_OF_MESSAGE = f"""
SELECT {COLUMNS} FROM reading_entry WHERE address = :address AND message = :message ORDER BY id DESC
"""
_ONE = f"SELECT {COLUMNS} FROM reading_entry WHERE id = :id"
_OF_PERIOD = f"""
SELECT {COLUMNS} FROM reading_entry
WHERE account_id = :account_id AND period = :period AND {LIVING} AND {OWN} ORDER BY id DESC
"""
_OF_METER = f"""
SELECT {COLUMNS} FROM reading_entry
WHERE account_id = :account_id AND serial = :serial AND {LIVING} AND {OWN} ORDER BY id DESC LIMIT :most
"""
_DRAFTS = f"""
SELECT {COLUMNS} FROM reading_entry WHERE subscriber_id = :subscriber_id AND state = 'draft' ORDER BY id
"""
_UNANSWERED = f"""
SELECT {COLUMNS} FROM reading_entry WHERE subscriber_id = :subscriber_id AND period >= :since
    AND (state = 'held' OR (unconfirmed = 1 AND state IN ('accepted', 'exported')))
ORDER BY id DESC LIMIT 1
"""
# What an entry takes the place of. What was accepted stays beside a doubted one.
_RIVALS = f"""
SELECT id, told, base FROM reading_entry
WHERE account_id = :account_id AND serial = :serial AND {LIVING} AND id <> :apart
    AND (period = :period OR id = :replaces) AND (:state <> 'draft' OR state = 'draft')
    AND (:subscriber_id <> 0 OR subscriber_id = 0) ORDER BY id
"""
_REPLACE = f"""
UPDATE reading_entry SET state = 'replaced', due = 0 WHERE id = :id AND {LIVING} RETURNING told, base
"""
_NEWER = f"""
SELECT 1 FROM reading_entry
WHERE account_id = :account_id AND serial = :serial AND {LIVING} AND {OWN} AND id > :id AND state <> 'draft'
LIMIT 1
"""
# A doubted one is passed on for the first time; what billing has as unconfirmed is passed on again.
_CONFIRM = f"""
UPDATE reading_entry SET unconfirmed = 0,
    due = CASE WHEN state IN ('confirmed', 'unknown') THEN due ELSE 1 END,
    base = CASE WHEN :base <> 0 THEN :base ELSE base END,
    state = CASE WHEN state IN ('draft', 'held') THEN 'accepted' ELSE state END
WHERE id = :id AND (state IN ('draft', 'held')
    OR (unconfirmed = 1 AND state IN ('accepted', 'exported', 'confirmed', 'unknown')))
RETURNING {COLUMNS}
"""
_WITHDRAW = f"""
UPDATE reading_entry SET state = 'withdrawn', due = CASE WHEN told > 0 THEN 1 ELSE 0 END
WHERE id = :id AND state IN ('draft', 'accepted', 'exported', 'unknown')
RETURNING {COLUMNS}, told, base
"""
_TAKE_BACK = "UPDATE reading_entry SET due = 1 WHERE id = :id AND told > 0"
_FLAG = """
UPDATE reading_entry SET flag = :flag, photo = CASE WHEN :photo = '' THEN photo ELSE :photo END
WHERE id = :id RETURNING state, address
"""


class JournalGateway:
    """Readings inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def hold(self, account_id: int) -> None:
        """Let nobody else write readings of the account until the end of the transaction."""
        self._tx.lock(f"readings {account_id}")

    def add(self, draft: Draft) -> Entry:
        """Write a reading; the entry of the same event and meter if it is there already."""
        self.hold(draft.account_id)
        if not draft.replaces and (made := self._insert(draft)) is not None:
            return made
        there = self._tx.one(
            _OF_EVENT_AND_METER,
            event_id=draft.event_id,
            account_id=draft.account_id,
            serial=draft.serial,
        )
        return entry(there) if there is not None else self._in_place(draft)

    def _insert(self, draft: Draft, replaces: int = 0, base: int = 0) -> Entry | None:
        row = self._tx.one(
            _ADD,
            account_id=draft.account_id,
            serial=draft.serial,
            period=str(draft.period),
            taken_ms=draft.taken_ms,
            **registers(draft.shown),
            decimals=draft.decimals,
            state=str(draft.state),
            channel=draft.channel,
            address=draft.address,
            subscriber_id=draft.subscriber_id,
            event_id=draft.event_id,
            message=draft.message,
            created_ms=draft.created_ms,
            doubts=" ".join(draft.doubts),
            previous=" ".join(map(str, draft.previous)),
            replaces=replaces,
            flag=draft.flag,
            photo=draft.photo,
            due=int(draft.state is State.ACCEPTED),
            base=base,
        )
        return None if row is None else written(draft, row[0], replaces)

    def _in_place(self, draft: Draft) -> Entry:
        """Write it in the place of others. A doubted one only remembers which accepted one it is about."""
        rivals = [
            row[0]
            for row in self._tx.all(
                _RIVALS,
                apart=0,
                account_id=draft.account_id,
                serial=draft.serial,
                period=str(draft.period),
                replaces=draft.replaces,
                state=str(draft.state),
                subscriber_id=draft.subscriber_id,
            )
        ]
        base = self._replace(rivals, draft.address, draft.created_ms)
        named = draft.replaces or (rivals[-1] if rivals else 0)
        made = self._insert(draft, named, base)
        if made is None:
            raise LookupError("a reading can neither be written nor be found: who else writes this account?")
        return made

    def _replace(self, rivals: list[int], by: str, now_ms: int) -> int:
        """End these; the id under which billing knows what they stood for, 0 when it knows of none.

        Where billing knows several (a stranger's beside one of the account's own people), one can be replaced
        and the others are taken back.
        """
        known: list[int] = []
        for one in rivals:
            ended = self._tx.one(_REPLACE, id=one)
            if ended is None:
                continue
            told, before = ended
            known += [one] if told else [before] if before else []
            self._note(one, now_ms, State.REPLACED, by)
        for other in {*known} - {*known[-1:]}:
            self._tx.run(_TAKE_BACK, id=other)
        return known[-1] if known else 0

    def get(self, entry_id: int) -> Entry | None:
        """One entry by its id."""
        row = self._tx.one(_ONE, id=entry_id)
        return None if row is None else entry(row)

    def by_event(self, event_id: int) -> tuple[Entry, ...]:
        """What a message brought."""
        return entries(self._tx.all(_OF_EVENT, event_id=event_id))

    def by_message(self, address: str, message: str) -> tuple[Entry, ...]:
        """What a message brought, found by the channel's reference of it, newest first."""
        return entries(self._tx.all(_OF_MESSAGE, address=address, message=message)) if message else ()

    def by_receipt(self, receipt: str) -> Entry | None:
        """One entry by the number a person reads out."""
        entry_id = entry_of(receipt)
        return self.get(entry_id) if entry_id else None

    def of_period(self, account_id: int, period: Period) -> tuple[Entry, ...]:
        """Living entries of an account for a month, newest first."""
        return entries(self._tx.all(_OF_PERIOD, account_id=account_id, period=str(period)))

    def of_meter(self, account_id: int, serial: str, most: int) -> tuple[Entry, ...]:
        """Living entries of a meter, newest first."""
        return entries(self._tx.all(_OF_METER, account_id=account_id, serial=serial, most=most))

    def confirm(self, entry_id: int, now_ms: int, by: str = "") -> Entry | None:
        """Make a doubted entry an accepted one; None where there is nothing to confirm."""
        seen = self.get(entry_id)
        if seen is None:
            return None
        self.hold(seen.account_id)
        kept = self.get(entry_id)
        if kept is None or self._newer(kept):
            return None
        who = by or kept.address
        base = self._supersede(kept, who, now_ms) if kept.state in {State.DRAFT, State.HELD} else 0
        row = self._tx.one(_CONFIRM, id=entry_id, base=base)
        if row is None:
            return None
        confirmed = entry(row)
        self._note(entry_id, now_ms, confirmed.state, who, "confirmed")
        return confirmed

    def _newer(self, kept: Entry) -> bool:
        """Whether something accepted came after it: then a late yes is too late."""
        found = self._tx.one(_NEWER, id=kept.id, account_id=kept.account_id, serial=kept.serial)
        return found is not None

    def _supersede(self, kept: Entry, by: str, now_ms: int) -> int:
        rivals = self._tx.all(
            _RIVALS,
            apart=kept.id,
            account_id=kept.account_id,
            serial=kept.serial,
            period=str(kept.period),
            replaces=kept.replaces,
            state=str(State.ACCEPTED),
            subscriber_id=kept.subscriber_id,
        )
        return self._replace([row[0] for row in rivals], by, now_ms)

    def withdraw(self, entry_id: int, now_ms: int, by: str = "") -> Entry | None:
        """Take an entry back; None where it is too late. Billing is told of what it knows."""
        row = self._tx.one(_WITHDRAW, id=entry_id)
        if row is None:
            return None
        withdrawn, told, base = entry(row[:-2]), row[-2], row[-1]
        if base and not told:
            self._tx.run(_TAKE_BACK, id=base)
        self._note(entry_id, now_ms, State.WITHDRAWN, by or withdrawn.address)
        return withdrawn

    def flag(self, entry_id: int, flag: str, photo: str = "", *, now_ms: int = 0, by: str = "") -> None:
        """Note what the person said of it, and the photo that shows it ("" keeps the one there is)."""
        row = self._tx.one(_FLAG, id=entry_id, flag=flag, photo=photo)
        if row is not None:
            self._note(entry_id, now_ms, State(row[0]), by or row[1], f"flag {flag} {photo}".rstrip())

    def drafts_of(self, subscriber_id: int) -> tuple[Entry, ...]:
        """Doubted entries of a person, oldest first."""
        return entries(self._tx.all(_DRAFTS, subscriber_id=subscriber_id))

    def unanswered_of(self, subscriber_id: int, since: Period) -> Entry | None:
        """The newest entry of a person, of this month or later, whose doubt the end of the window ended."""
        row = self._tx.one(_UNANSWERED, subscriber_id=subscriber_id, since=str(since))
        return entry(row) if row else None

    def _note(self, entry_id: int, now_ms: int, state: State, by: str, detail: str = "") -> None:
        self._tx.run(CHANGE, entry_id=entry_id, now_ms=now_ms, state=str(state), by=by, detail=detail)
