"""Broadcasts and their recipients. A recipient is queued by a conditional update: nobody gets it twice."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from core.accounts import Holder
from core.broadcasts.model import Audience, Broadcast, Candidate, Channels, Draft, Progress, State
from core.people import Role
from storage.payment_ledger import OPEN_SUM
from storage.visible import snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx

_FIELDS = """id, words, words_short, audience, channels, legal, made_by, state, made_ms, started_ms, ended_ms,
    after_link"""
_MAKE = """
INSERT INTO broadcast (words, words_short, audience, channels, legal, made_by, made_ms)
VALUES (:words, :words_short, :audience, :channels, :legal, :made_by, :now_ms) RETURNING id
"""
_GET = f"SELECT {_FIELDS} FROM broadcast WHERE id = :id"
_LAST = f"SELECT {_FIELDS} FROM broadcast ORDER BY id DESC LIMIT :most"
_IN_STATE = f"SELECT {_FIELDS} FROM broadcast WHERE state = :state ORDER BY id"
# What was paid here and billing does not know yet is no debt.
_PAID = OPEN_SUM.format("link.account_id")
_CANDIDATES = f"""
SELECT link.id, link.subscriber_id, link.role, coalesce(card.kind, 'person'), coalesce(card.address, ''),
    coalesce(card.tariff, ''), coalesce(grp.reading_window, ''), coalesce(balance.debt, 0) - ({_PAID}),
    coalesce(balance.overdue, 0) - ({_PAID}), coalesce(card.status, '')
FROM link
LEFT JOIN account_card AS card ON card.account_id = link.account_id
    AND card.generation = {snapshot("accounts")}
LEFT JOIN grp ON grp.name = card.grp AND grp.generation = {snapshot("groups")}
LEFT JOIN balance ON balance.account_id = link.account_id AND balance.generation = {snapshot("balances")}
WHERE link.active = 1 AND link.id > :after ORDER BY link.id LIMIT :most
"""
_ADD = """
INSERT INTO broadcast_recipient (broadcast_id, subscriber_id, address)
VALUES (:broadcast_id, :subscriber_id, :address) ON CONFLICT (broadcast_id, subscriber_id) DO NOTHING
"""
_MOVED = "UPDATE broadcast SET after_link = :after WHERE id = :id AND after_link < :after"
_TURN = """
UPDATE broadcast SET state = :state,
    started_ms = CASE WHEN :state = 'running' AND started_ms = 0 THEN :now_ms ELSE started_ms END,
    ended_ms = CASE WHEN :state = 'stopped' OR :state = 'done' THEN :now_ms ELSE 0 END
WHERE id = :id AND state = :since
"""
_PLANNED = """
SELECT id, subscriber_id FROM broadcast_recipient
WHERE broadcast_id = :id AND state = 'planned' AND id > :after ORDER BY id LIMIT :most
"""
_QUEUE = """
UPDATE broadcast_recipient SET state = 'queued', address = :address, outbox_id = :outbox_id
WHERE id = :id AND state = 'planned'
"""
_END = """
UPDATE broadcast_recipient SET state = :state, why = :why, ended_ms = :now_ms
WHERE id = :id AND (state = 'planned' OR state = 'queued')
"""
_BACK = """
UPDATE broadcast_recipient SET state = 'planned', outbox_id = 0 WHERE id = :id AND state = 'queued'
"""
_OF_MESSAGE = """
SELECT id, broadcast_id FROM broadcast_recipient WHERE outbox_id = :outbox_id AND state = 'queued'
"""
_OVER = """
SELECT recipient.id, coalesce(outbox.state, 'sent'), coalesce(outbox.error, '')
FROM broadcast_recipient AS recipient LEFT JOIN outbox ON outbox.id = recipient.outbox_id
WHERE recipient.state = 'queued' AND recipient.outbox_id > 0
    AND (outbox.id IS NULL OR outbox.state = 'sent' OR outbox.state = 'failed') LIMIT :most
"""
_COUNTS = """
SELECT state, CASE WHEN address LIKE 'tel:%' THEN 'sms' ELSE 'messenger' END, why, count(*)
FROM broadcast_recipient WHERE broadcast_id = :id GROUP BY 1, 2, 3
"""
_REPORT = """
SELECT id, address, state, why, ended_ms FROM broadcast_recipient
WHERE broadcast_id = :broadcast_id AND id > :after ORDER BY id LIMIT :most
"""


class BroadcastsGateway:
    """Broadcasts inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def make(self, draft: Draft, now_ms: int) -> int:
        """A new broadcast that is to gather its recipients; its id."""
        row = self._tx.one(
            _MAKE,
            words=draft.words,
            words_short=draft.words_short,
            audience=json.dumps(asdict(draft.audience), ensure_ascii=False),
            channels=str(draft.channels),
            legal=int(draft.legal),
            made_by=draft.made_by,
            now_ms=now_ms,
        )
        return int(row[0]) if row else 0

    def get(self, broadcast_id: int) -> Broadcast | None:
        """One broadcast."""
        row = self._tx.one(_GET, id=broadcast_id)
        return None if row is None else _broadcast(row)

    def last(self, most: int) -> list[Broadcast]:
        """The newest ones."""
        return [_broadcast(row) for row in self._tx.all(_LAST, most=most)]

    def in_state(self, state: State) -> list[Broadcast]:
        """All in a state, the oldest first."""
        return [_broadcast(row) for row in self._tx.all(_IN_STATE, state=str(state))]

    def candidates(self, after_link: int, most: int) -> list[Candidate]:
        """Active links after an id, with what billing says of their accounts."""
        return [_candidate(row) for row in self._tx.all(_CANDIDATES, after=after_link, most=most)]

    def gathered(self, broadcast_id: int, recipients: Sequence[tuple[int, str]], after_link: int) -> None:
        """Add recipients (subscriber, address), each once, and move on."""
        for subscriber_id, address in recipients:
            self._tx.run(_ADD, broadcast_id=broadcast_id, subscriber_id=subscriber_id, address=address)
        self._tx.run(_MOVED, id=broadcast_id, after=after_link)

    def turn(self, broadcast_id: int, state: State, now_ms: int, *, since: Sequence[State]) -> bool:
        """Change its state, if it is in one of `since`."""
        changed = [
            self._tx.run(_TURN, id=broadcast_id, state=str(state), since=str(one), now_ms=now_ms)
            for one in since
        ]
        return any(changed)

    def planned(self, broadcast_id: int, after: int, most: int) -> list[tuple[int, int]]:
        """Recipients it has not reached, in order after a row: row, subscriber."""
        return [(row[0], row[1]) for row in self._tx.all(_PLANNED, id=broadcast_id, after=after, most=most)]

    def queue(self, row_id: int, address: str, outbox_id: int) -> bool:
        """A message carries it; False when somebody else was quicker."""
        return bool(self._tx.run(_QUEUE, id=row_id, address=address, outbox_id=outbox_id))

    def skip(self, row_id: int, why: str, now_ms: int) -> None:
        """Nothing is sent, and why."""
        self._tx.run(_END, id=row_id, state="skipped", why=why, now_ms=now_ms)

    def of_message(self, outbox_id: int) -> tuple[int, Broadcast] | None:
        """The recipient that a message is for, while it has not left, and its broadcast."""
        row = self._tx.one(_OF_MESSAGE, outbox_id=outbox_id)
        found = None if row is None else self.get(row[1])
        return None if row is None or found is None else (int(row[0]), found)

    def put_back(self, row_id: int) -> None:
        """Its message did not leave: it is planned again."""
        self._tx.run(_BACK, id=row_id)

    def over(self) -> bool:
        """Whether there is anything to settle."""
        return self._tx.one(_OVER, most=1) is not None

    def settle(self, now_ms: int, most: int) -> int:
        """Note how messages ended; how many."""
        over = self._tx.all(_OVER, most=most)
        for row_id, state, error in over:
            sent = state == "sent"
            self._tx.run(
                _END, id=row_id, state="sent" if sent else "failed", why="" if sent else error, now_ms=now_ms
            )
        return len(over)

    def progress(self, broadcast_id: int) -> Progress:
        """Recipients by state, channel and reason."""
        states: dict[str, int] = {}
        channels: dict[str, int] = {}
        reasons: dict[str, int] = {}
        for state, channel, why, count in self._tx.all(_COUNTS, id=broadcast_id):
            states[state] = states.get(state, 0) + count
            channels[channel] = channels.get(channel, 0) + count
            if why:
                reasons[why] = reasons.get(why, 0) + count
        return Progress(states, channels, reasons)

    def report(self, broadcast_id: int, after: int, most: int) -> list[tuple[int, str, str, str, int]]:
        """Recipients in order: row, address, state, why, when (UTC ms)."""
        rows = self._tx.all(_REPORT, broadcast_id=broadcast_id, after=after, most=most)
        return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def _broadcast(row: tuple[Any, ...]) -> Broadcast:
    id_, words, short, audience, channels, legal, by, state, made, started, ended, after = row
    given = json.loads(audience)
    whom = Audience(**{**given, "tariffs": tuple(given["tariffs"]), "windows": tuple(given["windows"])})
    draft = Draft(words, short, whom, Channels(channels), bool(legal), by)
    return Broadcast(id_, draft, State(state), made, started, ended, after)


def _candidate(row: tuple[Any, ...]) -> Candidate:
    link, person, role, kind, address, tariff, window, debt, overdue, status = row
    return Candidate(
        link, person, Role(role), Holder(kind), address, tariff, window, debt, overdue, status == "closed"
    )
