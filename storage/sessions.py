"""Conversations: one row per address, read and written once a turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from core.records import Session
from storage.rows import sure

if TYPE_CHECKING:
    from core.database import Tx

Answers = dict[str, str | int]

_LOAD = """
SELECT who.subscriber_id, who.state, who.muted,
    talk.dialog, talk.step, talk.version, talk.data, talk.memo,
    talk.prompt, talk.expires_ms, talk.waits_for, talk.tail, talk.paced_ms, who.paced_ms,
    EXISTS (SELECT 1 FROM inbox AS earlier
        WHERE earlier.state = 'pending' AND earlier.address = :address AND earlier.id < :before)
FROM (SELECT 1 AS one) AS here
LEFT JOIN session AS talk ON talk.address = :address
LEFT JOIN address AS who ON who.address = :address
"""
_SAVE = """
INSERT INTO session
    (address, dialog, step, version, data, memo, prompt, expires_ms, waits_for, tail, paced_ms, updated_ms)
VALUES
    (:address, :dialog, :step, :version, :data, :memo, :prompt, :expires_ms, :waits_for, :tail, :paced_ms,
    :updated_ms)
ON CONFLICT (address) DO UPDATE SET
    dialog = excluded.dialog, step = excluded.step, version = excluded.version,
    data = excluded.data, memo = excluded.memo, prompt = excluded.prompt, expires_ms = excluded.expires_ms,
    waits_for = excluded.waits_for, tail = excluded.tail, paced_ms = excluded.paced_ms,
    updated_ms = excluded.updated_ms
"""
_STATE = """
INSERT INTO address (address, state, since_ms) VALUES (:address, :state, :since_ms)
ON CONFLICT (address) DO UPDATE SET state = excluded.state
"""
_TOLD = "UPDATE address SET paced_ms = :paced_ms WHERE address = :address"
_decode = msgspec.json.Decoder(Answers).decode
_encode = msgspec.json.Encoder().encode


def _answers(text: str | None) -> Answers:
    return {} if text is None or text == "{}" else _decode(text)


class SessionsGateway:
    """Sessions inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def load(self, address: str, before: int = 0) -> tuple[Session, bool]:
        """The session of `address` (new if there is none), and whether an event before `before` waits."""
        row = sure(self._tx.one(_LOAD, address=address, before=before))
        subscriber, state, muted, dialog, step, version, data, memo = row[:8]
        prompt, expires, waits, tail, said, told, parked = row[8:]
        if dialog is None:
            session = Session(address, subscriber or 0)
        else:
            session = Session(
                address, subscriber or 0, dialog, step, version, _answers(data), prompt, expires, waits, tail
            )
            session.memo = _answers(memo)
        session.state, session.muted = state or "active", bool(muted)
        session.paced_ms = max(said or 0, told or 0)
        return session, bool(parked)

    def save(self, session: Session, now_ms: int) -> None:
        self._tx.run(
            _SAVE,
            address=session.address,
            dialog=session.dialog,
            step=session.step,
            version=session.version,
            data=_encode(session.data).decode() if session.data else "{}",
            memo=_encode(session.memo).decode() if session.memo else "{}",
            prompt=session.prompt,
            expires_ms=session.expires_ms,
            waits_for=session.waits_for,
            tail=session.tail,
            paced_ms=session.paced_ms,
            updated_ms=now_ms,
        )

    def told(self, address: str, paced_ms: int) -> None:
        """Remember when a chat that was told something unasked is at rest."""
        self._tx.run(_TOLD, address=address, paced_ms=paced_ms)

    def set_state(self, address: str, state: str, now_ms: int) -> None:
        """Remember that a person blocked (`blocked`) or takes (`active`) our messages."""
        self._tx.run(_STATE, address=address, state=state, since_ms=now_ms)
