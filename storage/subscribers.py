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
INSERT INTO address (address, muted, since_ms) VALUES (:address, :muted, :now_ms)
ON CONFLICT (address) DO UPDATE SET muted = excluded.muted
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

    def mute(self, address: str, now_ms: int, *, muted: bool) -> None:
        """Remember whether we may start a conversation ourselves."""
        self._tx.run(_MUTE, address=address, muted=int(muted), now_ms=now_ms)
