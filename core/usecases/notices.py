"""STOP and START: what we begin ourselves, never the answers to a person's own message."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.linking import AuditEvent
from core.records import Priority

if TYPE_CHECKING:
    from core.ports import Store
    from core.records import Session


@dataclass(frozen=True, slots=True)
class SwitchNotices:
    """Pauses or resumes what we start at this address; what is queued goes with it."""

    def __call__(self, store: Store, session: Session, now_ms: int, *, muted: bool) -> None:
        session.muted = muted
        if muted:
            store.outbox.cancel(session.address, "stop", Priority.NOTICE)
        store.subscribers.mute(session.address, now_ms, muted=muted)
        kind = "notices-stopped" if muted else "notices-resumed"
        store.audit.note(AuditEvent(kind, session.address, session.subscriber_id), now_ms)
