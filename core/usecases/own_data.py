"""The rights of people to their own data: a copy (152-ФЗ ст. 14), deletion (ст. 21)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.linking import AuditEvent
from core.own_data import DataRequest, RequestKind

if TYPE_CHECKING:
    from core.ports import Store
    from core.records import Session
    from core.usecases.consents import WithdrawConsent

EXPORT_EVERY_MS = 24 * 3600 * 1000
"""A copy is made once a day: it reads everything there is."""


@dataclass(frozen=True, slots=True)
class AskExport:
    """Notes that a copy was asked for; the file itself is made when it is sent, and stored nowhere."""

    every_ms: int = EXPORT_EVERY_MS

    def __call__(self, store: Store, session: Session, event_id: int, now_ms: int) -> int:
        """0 when the copy may be made now, else how many seconds to wait."""
        last = store.data_requests.last(session.address, RequestKind.EXPORT)
        if last and now_ms - last < self.every_ms:
            return max(1, (last + self.every_ms - now_ms) // 1000)
        request = DataRequest(RequestKind.EXPORT, session.subscriber_id, session.address, event_id, now_ms)
        store.data_requests.open(request)
        store.audit.note(AuditEvent("data-exported", session.address, session.subscriber_id), now_ms)
        return 0


@dataclass(frozen=True, slots=True)
class AskErasure:
    """Withdraws at once, makes strangers of all addresses of the person, leaves the rest to be carried out.

    The session forgets who it belonged to in the same turn: the next message is a stranger's.
    """

    withdraw: WithdrawConsent

    def __call__(self, store: Store, session: Session, event_id: int, now_ms: int) -> int:
        """The id of the request, which is carried out in chunks after the turn."""
        subscriber_id = session.subscriber_id
        known = store.subscribers.addresses(subscriber_id) if subscriber_id else ()
        addresses = tuple(dict.fromkeys((session.address, *known)))
        store.audit.note(AuditEvent("erasure-asked", session.address, subscriber_id), now_ms)
        if subscriber_id:
            self.withdraw(store, session, now_ms)
            store.subscribers.detach(subscriber_id)
        request = DataRequest(
            RequestKind.ERASURE, subscriber_id, session.address, event_id, now_ms, addresses
        )
        session.subscriber_id = 0
        session.memo.clear()
        session.muted = False
        return store.data_requests.open(request)
