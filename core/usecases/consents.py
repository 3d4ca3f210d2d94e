"""Giving and taking back the consent that linking needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.linking import AuditEvent, Consent
from core.records import Priority

if TYPE_CHECKING:
    from core.ports import Store
    from core.records import Session

LINKING = "linking"
"""The purpose: to show an account in the chat and to send codes to the phone."""


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """Keeps a consent to the text of `version`; makes a subscriber of whoever gives the first one."""

    version: str

    def __call__(self, store: Store, session: Session, event_id: int, now_ms: int) -> None:
        if not session.subscriber_id:
            session.subscriber_id = store.subscribers.create(session.address, now_ms)
        consent = Consent(LINKING, self.version, now_ms)
        store.consents.give(session.subscriber_id, consent, session.address, event_id)
        event = AuditEvent("consent-given", session.address, session.subscriber_id, detail=self.version)
        store.audit.note(event, now_ms)

    def needed(self, store: Store, session: Session) -> bool:
        """Whether this person must still be asked: never asked, withdrawn, or the text has changed."""
        if not session.subscriber_id:
            return True
        given = store.consents.current(session.subscriber_id, LINKING)
        return given is None or given.version != self.version


@dataclass(frozen=True, slots=True)
class WithdrawConsent:
    """Takes the consent back: nothing stays linked. What billing must keep is billing's."""

    def __call__(self, store: Store, session: Session, now_ms: int) -> None:
        for link in store.links.of(session.subscriber_id):
            store.links.end(session.subscriber_id, link.account.id, now_ms)
        store.outbox.cancel(session.address, "consent revoked", Priority.NOTICE)
        store.consents.revoke(session.subscriber_id, LINKING, now_ms)
        store.audit.note(AuditEvent("consent-revoked", session.address, session.subscriber_id), now_ms)
