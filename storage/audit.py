"""What happened to rights, for the supplier's staff. Rows are added, never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.database import Tx
    from core.linking import AuditEvent

_NOTE = """
INSERT INTO audit_event (at_ms, kind, address, subscriber_id, account_id, detail)
VALUES (:now_ms, :kind, :address, :subscriber_id, :account_id, :detail)
"""


class AuditGateway:
    """The audit trail inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def note(self, event: AuditEvent, now_ms: int) -> None:
        """Add an event."""
        self._tx.run(
            _NOTE,
            now_ms=now_ms,
            kind=event.kind,
            address=event.address,
            subscriber_id=event.subscriber_id,
            account_id=event.account_id,
            detail=event.detail,
        )
