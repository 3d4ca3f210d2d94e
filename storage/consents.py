"""Consents, each provable by the stored event it came with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.linking import Consent

if TYPE_CHECKING:
    from core.database import Tx

_GIVE = """
INSERT INTO consent (subscriber_id, purpose, version, address, event_id, given_ms)
VALUES (:subscriber_id, :purpose, :version, :address, :event_id, :given_ms)
"""
_CURRENT = """
SELECT purpose, version, given_ms FROM consent
WHERE subscriber_id = :subscriber_id AND purpose = :purpose AND revoked_ms = 0
ORDER BY id DESC LIMIT 1
"""
_REVOKE = """
UPDATE consent SET revoked_ms = :now_ms
WHERE subscriber_id = :subscriber_id AND purpose = :purpose AND revoked_ms = 0
"""


class ConsentsGateway:
    """Consents inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def give(self, subscriber_id: int, consent: Consent, address: str, event_id: int) -> None:
        """Keep a consent and the event that proves it."""
        self._tx.run(
            _GIVE,
            subscriber_id=subscriber_id,
            purpose=consent.purpose,
            version=consent.version,
            address=address,
            event_id=event_id,
            given_ms=consent.given_ms,
        )

    def current(self, subscriber_id: int, purpose: str) -> Consent | None:
        """The newest consent in force."""
        row = self._tx.one(_CURRENT, subscriber_id=subscriber_id, purpose=purpose)
        return Consent(*row) if row else None

    def revoke(self, subscriber_id: int, purpose: str, now_ms: int) -> bool:
        """End all consents for the purpose; False when there was none."""
        return bool(self._tx.run(_REVOKE, subscriber_id=subscriber_id, purpose=purpose, now_ms=now_ms))
