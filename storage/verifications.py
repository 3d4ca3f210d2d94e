"""Requests for a one-time code. The codes themselves are nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.linking import CodeRequest, Verification, VerificationState

if TYPE_CHECKING:
    from core.database import Tx

_OPEN = """
INSERT INTO verification
    (address, subscriber_id, account_id, number, phone, invitation_id, key_id, created_ms, expires_ms)
VALUES
    (:address, :subscriber_id, :account_id, :number, :phone, :invitation_id, :key_id, :now_ms, :expires_ms)
RETURNING id
"""
_RENEW = """
UPDATE verification SET counter = counter + 1, tries = 0, key_id = :key_id, expires_ms = :expires_ms
WHERE id = :id AND state = 'open'
RETURNING counter
"""
_FIND = """
SELECT address, subscriber_id, account_id, number, phone, invitation_id,
    id, key_id, counter, tries, state, expires_ms
FROM verification WHERE id = :id
"""
_COLUMNS = _FIND.split("FROM", maxsplit=1)[0]
_WAITING = f"""{_COLUMNS}
FROM verification WHERE phone = :phone AND state = 'open' AND expires_ms > :now_ms
ORDER BY id DESC LIMIT 5
"""
_SENT = """
UPDATE verification SET expires_ms = :expires_ms WHERE id = :id AND counter = :counter AND state = 'open'
"""
_MISSED = "UPDATE verification SET tries = tries + 1 WHERE id = :id"
_CLOSE = "UPDATE verification SET state = :state WHERE id = :id"
_SPEND = "UPDATE verification SET expires_ms = 0 WHERE id = :id AND state = 'confirmed' AND expires_ms > 0"
_SHARE = """
SELECT count(*), CAST(coalesce(sum(CASE WHEN state = 'confirmed' THEN 1 ELSE 0 END), 0) AS BIGINT)
FROM (SELECT state FROM verification WHERE created_ms >= :since_ms
      ORDER BY created_ms DESC, id DESC LIMIT :most) AS newest
"""


class VerificationsGateway:
    """Verifications inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def open(self, request: CodeRequest, key_id: str, now_ms: int, expires_ms: int) -> int:
        """Keep a request; its first code has counter 1."""
        row = self._tx.one(
            _OPEN,
            address=request.address,
            subscriber_id=request.subscriber_id,
            account_id=request.account_id,
            number=request.number,
            phone=request.phone,
            invitation_id=request.invitation,
            key_id=key_id,
            now_ms=now_ms,
            expires_ms=expires_ms,
        )
        return int(row[0]) if row else 0

    def renew(self, verification_id: int, key_id: str, expires_ms: int) -> int:
        """Count one more sending, with fresh tries; returns its counter, 0 when it is not open any more."""
        row = self._tx.one(_RENEW, id=verification_id, key_id=key_id, expires_ms=expires_ms)
        return row[0] if row else 0

    def find(self, verification_id: int) -> Verification | None:
        """The request by its id."""
        row = self._tx.one(_FIND, id=verification_id)
        return None if row is None else _verification(row)

    def waiting(self, phone: str, now_ms: int) -> tuple[Verification, ...]:
        """Open requests about this phone that have not expired, the newest five, the newest first."""
        return tuple(map(_verification, self._tx.all(_WAITING, phone=phone, now_ms=now_ms)))

    def sent(self, verification_id: int, counter: int, expires_ms: int) -> None:
        """The code has left: its life begins."""
        self._tx.run(_SENT, id=verification_id, counter=counter, expires_ms=expires_ms)

    def share(self, since_ms: int, most: int) -> tuple[int, int]:
        """Among the newest `most` requests since then: how many, and how many were confirmed."""
        row = self._tx.one(_SHARE, since_ms=since_ms, most=most)
        return (row[0], row[1]) if row else (0, 0)

    def missed(self, verification_id: int) -> None:
        """Count a wrong try."""
        self._tx.run(_MISSED, id=verification_id)

    def close(self, verification_id: int, state: VerificationState) -> None:
        """End the request."""
        self._tx.run(_CLOSE, id=verification_id, state=str(state))

    def spend(self, verification_id: int) -> bool:
        """Take a confirmed request once: False when it is not confirmed, or was taken before."""
        return bool(self._tx.run(_SPEND, id=verification_id))


def _verification(row: tuple[Any, ...]) -> Verification:
    id_, key_id, counter, tries, state, expires_ms = row[6:]
    return Verification(
        id_, CodeRequest(*row[:6]), key_id, counter, tries, VerificationState(state), expires_ms
    )
