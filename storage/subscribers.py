"""People, and the addresses they are known by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.database import Tx

_CREATE = "INSERT INTO subscriber (created_ms) VALUES (:now_ms) RETURNING id"
_ATTACH = """
INSERT INTO address (address, subscriber_id, since_ms) VALUES (:address, :subscriber_id, :now_ms)
ON CONFLICT (address) DO UPDATE SET subscriber_id = excluded.subscriber_id
"""
_MUTE = """
INSERT INTO address (address, muted, muted_until_ms, since_ms) VALUES (:address, :muted, :until_ms, :now_ms)
ON CONFLICT (address) DO UPDATE SET muted = excluded.muted, muted_until_ms = excluded.muted_until_ms
"""
_PAUSED = "SELECT muted_until_ms FROM address WHERE address = :address AND muted = 1"
_OVER = """
SELECT address, muted_until_ms FROM address
WHERE muted_until_ms <> 0 AND muted_until_ms <= :now_ms ORDER BY muted_until_ms LIMIT :most
"""
# The index of people leaves out strangers, and is used where the statement does.
_THEIRS = "FROM address WHERE subscriber_id = :subscriber_id AND subscriber_id <> 0"
_ADDRESSES = f"SELECT address {_THEIRS} ORDER BY address"
_DETACH = f"DELETE {_THEIRS}"
_REQUESTS = "DELETE FROM verification WHERE subscriber_id = :subscriber_id"
_LINKS = """
UPDATE link SET active = 0, phone = '', label = '', suspended_ms = 0,
    ended_ms = CASE WHEN ended_ms = 0 THEN :now_ms ELSE ended_ms END
WHERE subscriber_id = :subscriber_id
"""


class SubscribersGateway:
    """Subscribers inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def create(self, address: str, now_ms: int) -> int:
        """Make a subscriber of the person at `address`; two statements."""
        row = self._tx.one(_CREATE, now_ms=now_ms)
        subscriber_id = int(row[0]) if row else 0
        self._tx.run(_ATTACH, address=address, subscriber_id=subscriber_id, now_ms=now_ms)
        return subscriber_id

    def mute(self, address: str, now_ms: int, *, muted: bool, until_ms: int = 0) -> None:
        """Remember whether we may start a conversation ourselves, and until when not (0: until they say)."""
        self._tx.run(
            _MUTE, address=address, muted=int(muted), until_ms=until_ms if muted else 0, now_ms=now_ms
        )

    def paused_until(self, address: str) -> int:
        """When the pause of this address ends by itself (UTC ms); 0 when none does."""
        row = self._tx.one(_PAUSED, address=address)
        return int(row[0]) if row else 0

    def pauses_over(self, now_ms: int, most: int) -> list[tuple[str, int]]:
        """Addresses whose pause has ended, with its end (UTC ms), the longest ago first."""
        return [(row[0], row[1]) for row in self._tx.all(_OVER, now_ms=now_ms, most=most)]

    def addresses(self, subscriber_id: int) -> tuple[str, ...]:
        """All chats and phones of this person."""
        return tuple(row[0] for row in self._tx.all(_ADDRESSES, subscriber_id=subscriber_id))

    def forget(self, subscriber_id: int, now_ms: int) -> None:
        """Delete what only served the links: phones, own names, requests for codes; nothing stays linked."""
        self._tx.run(_REQUESTS, subscriber_id=subscriber_id)
        self._tx.run(_LINKS, subscriber_id=subscriber_id, now_ms=now_ms)

    def detach(self, subscriber_id: int) -> None:
        """Make strangers of all addresses of this person."""
        self._tx.run(_DETACH, subscriber_id=subscriber_id)
