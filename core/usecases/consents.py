"""Giving and taking back consents; telling where the contract is the basis and nobody is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.consents import LINKING, Basis, Given, Law, Proof
from core.linking import AuditEvent
from core.records import Priority

if TYPE_CHECKING:
    from core.ports import Store
    from core.records import Session

__all__ = ["LINKING", "GiveConsent", "RevokeConsent", "WithdrawConsent"]


@dataclass(frozen=True, slots=True)
class GiveConsent:
    """Keeps a consent with its proof; makes a subscriber of whoever gives the first one."""

    law: Law

    def __call__(
        self,
        store: Store,
        session: Session,
        event_id: int,
        now_ms: int,
        *,
        purpose: str = LINKING,
        said: str = "",
    ) -> None:
        terms = self.law.terms[purpose]
        if not session.subscriber_id:
            session.subscriber_id = store.subscribers.create(session.address, now_ms)
        proof = Proof(session.address, event_id, said[:40], self.law.texts.shown(purpose, session.address))
        store.consents.keep(Given(session.subscriber_id, purpose, terms, now_ms, proof))
        kind = "consent-given" if terms.basis is Basis.CONSENT else "informed"
        detail = f"{purpose} {terms.version}"
        store.audit.note(AuditEvent(kind, session.address, session.subscriber_id, detail=detail), now_ms)

    def needed(self, store: Store, session: Session, purpose: str = LINKING) -> bool:
        """Whether this person must still be asked: never asked, withdrawn, or the text has changed."""
        return self.law.terms[purpose].basis is Basis.CONSENT and not self._current(store, session, purpose)

    def untold(self, store: Store, session: Session, purpose: str = LINKING) -> bool:
        """Whether this person is to be told, not asked: the basis is the contract, the text is new."""
        return self.law.terms[purpose].basis is Basis.CONTRACT and not self._current(store, session, purpose)

    def outdated(self, store: Store, session: Session, purpose: str = LINKING) -> bool:
        """Whether an older version is in force: it stays so until the person answers about the new one."""
        if not session.subscriber_id or self.law.terms[purpose].basis is not Basis.CONSENT:
            return False
        given = store.consents.current(session.subscriber_id, purpose)
        return given is not None and not self._current(store, session, purpose)

    def _current(self, store: Store, session: Session, purpose: str) -> bool:
        if not session.subscriber_id:
            return False
        given, terms = store.consents.current(session.subscriber_id, purpose), self.law.terms[purpose]
        return given is not None and (given.version, given.basis) == (terms.version, terms.basis)


@dataclass(frozen=True, slots=True)
class RevokeConsent:
    """Takes one purpose back; what another purpose carries goes on."""

    def __call__(self, store: Store, session: Session, purpose: str, now_ms: int) -> bool:
        """False when there was none."""
        if not session.subscriber_id or not store.consents.revoke(session.subscriber_id, purpose, now_ms):
            return False
        event = AuditEvent("consent-revoked", session.address, session.subscriber_id, detail=purpose)
        store.audit.note(event, now_ms)
        return True


@dataclass(frozen=True, slots=True)
class WithdrawConsent:
    """Takes everything back: consents, links, phones, own names. What billing must keep is billing's."""

    def __call__(self, store: Store, session: Session, now_ms: int) -> None:
        for link in store.links.of(session.subscriber_id):
            store.links.end(session.subscriber_id, link.account.id, now_ms)
        for address in store.subscribers.addresses(session.subscriber_id):
            store.outbox.cancel(address, "consent revoked", Priority.NOTICE)
        store.consents.revoke_all(session.subscriber_id, now_ms)
        store.subscribers.forget(session.subscriber_id, now_ms)
        session.memo.clear()
        store.audit.note(AuditEvent("consent-revoked", session.address, session.subscriber_id), now_ms)
