"""What linked people do with their accounts: see the card, list, switch, unlink."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.accounts import Holder
from core.linking import AuditEvent
from core.records import Priority

if TYPE_CHECKING:
    from core.accounts import AccountCard, Dispatcher
    from core.linking import Link
    from core.ports import Store
    from core.records import Session

CURRENT = "account"
"""Where a session remembers the account last shown."""


@dataclass(frozen=True, slots=True)
class ShowCard:
    """The card of the current account; one statement, two for an organisation."""

    def __call__(
        self, store: Store, session: Session, account_id: int = 0, *, dues: bool = True
    ) -> AccountCard | None:
        """Show `account_id` (0: the one shown last) and remember it. None when it is not linked.

        Without `dues` the stages of an organisation are left out, and with them a statement.
        """
        if not session.subscriber_id:
            return None
        preferred = account_id or int(session.memo.get(CURRENT, 0))
        card = store.accounts.card(session.subscriber_id, preferred)
        if card is None or (account_id and card.account.id != account_id):
            return None
        session.memo[CURRENT] = card.account.id
        if not card.role.sees_money:
            return card.without_sums()
        if dues and card.account.kind is Holder.ORGANISATION:
            return replace(card, dues=store.accounts.dues(card.account.id))
        return card


@dataclass(frozen=True, slots=True)
class ListAccounts:
    """The linked accounts, the oldest link first."""

    def __call__(self, store: Store, session: Session) -> tuple[Link, ...]:
        return store.links.of(session.subscriber_id) if session.subscriber_id else ()


@dataclass(frozen=True, slots=True)
class FindDispatcher:
    """Whom to call about the wires of the current account; None where that is not known."""

    def __call__(self, store: Store, session: Session) -> Dispatcher | None:
        if not session.subscriber_id:
            return None
        return store.accounts.dispatcher(session.subscriber_id, int(session.memo.get(CURRENT, 0)))


@dataclass(frozen=True, slots=True)
class Unlink:
    """Takes the right to an account away from the person who asks for it."""

    def __call__(self, store: Store, session: Session, account_id: int, now_ms: int) -> bool:
        """False when it was not linked."""
        if not store.links.end(session.subscriber_id, account_id, now_ms):
            return False
        if session.memo.get(CURRENT) == account_id:
            del session.memo[CURRENT]
        if not store.links.of(session.subscriber_id):
            store.outbox.cancel(session.address, "unlinked", Priority.NOTICE)
        store.audit.note(AuditEvent("unlinked", session.address, session.subscriber_id, account_id), now_ms)
        return True
