"""What an import changes for linked people: another holder, a closed account, a new number.

A link remembers what it last knew of its account. Comparing that with today's card tells what has changed,
and remembering the new state with it makes the same look again, or one after a crash, find nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.holders import changed, merged
from core.linking import AuditEvent
from core.people import Person, Suspended, Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.ports import Store


@dataclass(frozen=True, slots=True)
class Seen:
    """An account as a link knew it, or as billing has it: number, print of the holder, closed or not."""

    number: str
    holder: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Watched:
    """An active link, what it knew, and what billing says now."""

    person: Person
    before: Seen
    now: Seen


@dataclass(frozen=True, slots=True)
class Renumbered:
    """An account with a new number; the link goes on."""

    account_id: int
    number: str
    before: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed for one person."""

    suspended: tuple[Suspended, ...]
    renumbered: tuple[Renumbered, ...]


def reason(link: Watched) -> Why | None:
    """Why billing's news suspend this link; None when they do not. Nothing is known of a link from before."""
    if changed(link.before.holder, link.now.holder):
        return Why.HOLDER
    if link.before.number and link.now.closed and not link.before.closed:
        return Why.CLOSED
    return None


def news(link: Watched) -> bool:
    """Whether there is anything to be done or remembered about the link."""
    return reason(link) is not None or _remembered(link) != link.before


def _remembered(link: Watched) -> Seen:
    return Seen(link.now.number, merged(link.before.holder, link.now.holder), link.now.closed)


def summed_up(links: Sequence[Watched], now_ms: int) -> Changes:
    """What all these links of one person come to, for one message; nothing is changed by it."""
    suspended = tuple(_as_suspended(link, why, now_ms) for link in links if (why := reason(link)))
    renumbered = tuple(
        Renumbered(link.person.account_id, link.now.number, link.before.number)
        for link in links
        if reason(link) is None and _new_number(link)
    )
    return Changes(suspended, renumbered)


def _as_suspended(link: Watched, why: Why, now_ms: int) -> Suspended:
    person = link.person
    return Suspended(
        person.link_id, person.subscriber_id, person.account_id, link.now.number,
        person.address, person.role, why, person.since_ms, now_ms,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ApplyChanges:
    """Suspends and remembers what changed for these links; how many were suspended.

    What is queued for their person is cancelled by the caller, before they are told why.
    """

    def __call__(self, store: Store, links: Iterable[Watched], now_ms: int) -> int:
        total = 0
        for link in links:
            why = reason(link)
            if why is None:
                store.watch.saw(link, _remembered(link))
            elif store.people.suspend(link.person, why, now_ms):
                self._note(store, link.person, why, now_ms)
                total += 1
        return total

    def _note(self, store: Store, person: Person, why: Why, now_ms: int) -> None:
        event = AuditEvent("link-suspended", "system", person.subscriber_id, person.account_id, str(why))
        store.audit.note(event, now_ms)


def _new_number(link: Watched) -> bool:
    return bool(link.before.number) and link.before.number != link.now.number


def where(store: Store, person: Person) -> str:
    """Name one address: where it was linked, if notices are taken there, else any other; "" for none."""
    addresses = store.people.addresses(person.subscriber_id)
    return person.address if person.address in addresses else next(iter(addresses), "")


@dataclass(frozen=True, slots=True)
class Decided:
    """What staff decided about a suspended link, and where its person is told."""

    link: Suspended
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecideSuspended:
    """Staff give a suspended link back, or end it for good."""

    def __call__(self, store: Store, link_id: int, now_ms: int, *, restore: bool) -> Decided | None:
        """None when no such link is suspended, or there is nobody left to give it back to."""
        link = store.people.suspended_one(link_id)
        if link is None:
            return None
        if restore:
            done = store.people.restore(link_id, link.account_id)
        else:
            done = store.people.end_suspended(link_id, now_ms)
        if not done:
            return None
        kind = "link-restored" if restore else "link-ended"
        store.audit.note(
            AuditEvent(kind, "system", link.subscriber_id, link.account_id, str(link.why)), now_ms
        )
        return Decided(link, store.people.addresses(link.subscriber_id))
