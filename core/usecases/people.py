"""What the people of an account do: name it, see who else is linked, remove, dispute a new link."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.linking import AuditEvent
from core.people import Person, Suspended, Why, came_later, may_remove
from core.records import Priority

if TYPE_CHECKING:
    from core.ports import Store
    from core.records import Session


@dataclass(frozen=True, slots=True)
class NameAccount:
    """Keeps a person's own name for an account ("" removes it)."""

    def __call__(self, store: Store, session: Session, account_id: int, label: str) -> bool:
        """False when it is not linked."""
        return store.links.rename(session.subscriber_id, account_id, label)


@dataclass(frozen=True, slots=True)
class Company:
    """Who has an account linked, as the person who asks may know it: `me`, and those who are shown."""

    me: Person
    others: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class ListPeople:
    """Who is linked. An owner sees all, others see the owners; None when it is not linked."""

    def __call__(self, store: Store, session: Session, account_id: int) -> Company | None:
        me = store.people.mine(session.subscriber_id, account_id)
        if me is None:
            return None
        others = [person for person in store.people.of_account(account_id) if person.link_id != me.link_id]
        shown = others if me.role.manages else [person for person in others if person.role.manages]
        return Company(me, tuple(shown))


@dataclass(frozen=True, slots=True)
class Removed:
    """Whose access ended, and where they are told."""

    person: Person
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemovePerson:
    """An owner takes the account away from somebody else (`core.people.may_remove`)."""

    def __call__(self, store: Store, session: Session, ref: tuple[int, int], now_ms: int) -> Removed | None:
        """None when this is not for them to do, or no longer there to be done. `ref`: `Person.ref`."""
        person = self.removable(store, session, ref)
        if person is None or not store.people.remove(person.link_id, now_ms):
            return None
        silence(store, person)
        detail = f"{person.role} removed by subscriber {session.subscriber_id}"
        event = AuditEvent("person-removed", session.address, person.subscriber_id, person.account_id, detail)
        store.audit.note(event, now_ms)
        return Removed(person, store.people.addresses(person.subscriber_id))

    def removable(self, store: Store, session: Session, ref: tuple[int, int]) -> Person | None:
        """The person behind a button, if whoever pressed it may remove them now."""
        person = find(store, ref)
        me = store.people.mine(session.subscriber_id, person.account_id) if person else None
        return person if person and me and may_remove(me, person) else None


_NEWS = ("suspended-", "renumbered")
"""How topics of messages begin that tell of ended access or of a new number, and carry nothing else."""


class Refusal(StrEnum):
    """Why a new link is not suspended."""

    NOT_LINKED = "not-linked"  # who says so has no such account any more, or came later
    GONE = "gone"  # the link has ended
    ALREADY = "already"  # it is suspended


@dataclass(frozen=True, slots=True)
class Dispute:
    """«It was not me»: an earlier holder suspends a new link at once; staff look at it."""

    def __call__(
        self, store: Store, session: Session, account_id: int, ref: tuple[int, int], now_ms: int
    ) -> Removed | Refusal:
        me = store.people.mine(session.subscriber_id, account_id) if session.subscriber_id else None
        if me is None or not me.role.manages:
            return Refusal.NOT_LINKED
        person = find(store, ref)
        if person is None:
            return self._over(store, account_id, ref)
        if person.account_id != account_id or not came_later(person, me):
            return Refusal.NOT_LINKED
        if not store.people.suspend(person, Why.DISPUTED, now_ms):
            return Refusal.GONE
        silence(store, person)
        detail = f"link {person.link_id} disputed by subscriber {session.subscriber_id}"
        event = AuditEvent("link-disputed", session.address, person.subscriber_id, account_id, detail)
        store.audit.note(event, now_ms)
        return Removed(person, store.people.addresses(person.subscriber_id))

    def _over(self, store: Store, account_id: int, ref: tuple[int, int]) -> Refusal:
        """What became of a link that is not active: only of the same linking of the same account."""
        suspended = store.people.suspended_one(ref[0])
        same = suspended and suspended.account_id == account_id and suspended.since_ms == ref[1]
        return Refusal.ALREADY if same else Refusal.GONE


@dataclass(frozen=True, slots=True)
class ListSuspended:
    """A person's suspended links, for an honest screen in the place of data."""

    def __call__(self, store: Store, session: Session) -> tuple[Suspended, ...]:
        return store.people.suspended(session.subscriber_id) if session.subscriber_id else ()


def find(store: Store, ref: tuple[int, int]) -> Person | None:
    """The active link a button speaks of; a later linking of the same person is another one."""
    person = store.people.find(ref[0])
    return person if person and person.since_ms == ref[1] else None


def silence(store: Store, person: Person) -> None:
    """Nothing that is queued for somebody whose access ends may still carry data to them.

    Answers on their way stay where another account is linked: they may be about that one. So does the news of
    what has changed: of many accounts the first ones tell it for all.
    """
    left = store.links.of(person.subscriber_id)
    for address in store.people.addresses(person.subscriber_id, silent=True):
        priority = Priority.NOTICE if left else Priority.REPLY
        store.outbox.cancel(address, "access ended", priority, keep=_NEWS)
