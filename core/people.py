"""The people of an account: roles, what each may do, suspended links, invitations.

The first who proves the right (the bill and the phone) is an owner, and so is whoever proves it later; an
owner invites payers and readers. Which role sees sums is decided here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

DAY_MS = 24 * 3600 * 1000
INVITATION_MS = DAY_MS
"""Life of an invitation (domain: «one-day invitation of the owner»)."""
MOST_OPEN = 5
"""Invitations of one account that may be open at once."""
TOKEN_PREFIX = "inv_"  # noqa: S105 - how the token of a link begins, not a secret


class Role(StrEnum):
    """What a person may do with an account."""

    OWNER = "owner"
    PAYER = "payer"
    READER = "reader"

    @property
    def sees_money(self) -> bool:
        """Whether sums may be shown. The one rule; whatever shows sums of an account asks it."""
        return self is not Role.READER

    @property
    def manages(self) -> bool:
        """Whether this person invites, sees who else is linked, and removes."""
        return self is Role.OWNER


INVITED = (Role.PAYER, Role.READER)
"""Roles that an invitation may give: an owner proves the right, nobody can give it."""


class Why(StrEnum):
    """Why a link is suspended."""

    DISPUTED = "disputed"  # an earlier holder said «it was not me»: only staff give it back
    HOLDER = "holder"  # billing has another holder now
    CLOSED = "closed"  # billing closed the account


@dataclass(frozen=True, slots=True)
class Person:
    """One active link as the others of the account may know it. `phone` is shown masked, `address` never.

    `since_ms` (UTC milliseconds) tells one linking from the next one of the same person.
    """

    link_id: int
    subscriber_id: int
    account_id: int
    number: str
    address: str
    phone: str
    role: Role
    since_ms: int

    @property
    def channel(self) -> str:
        """The scheme of the address, which names the channel."""
        return self.address.partition(":")[0]

    @property
    def ref(self) -> str:
        """What a button about this very linking carries."""
        return f"{self.link_id}.{self.since_ms:x}"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody else who has the account linked, at one address."""

    address: str
    role: Role


@dataclass(frozen=True, slots=True)
class Suspended:
    """A link that shows nothing. `since_ms` is when it was linked, `at_ms` when it was suspended."""

    link_id: int
    subscriber_id: int
    account_id: int
    number: str
    address: str
    role: Role
    why: Why
    since_ms: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class Invitation:
    """An open invitation, found by what opens it. `number` is the account's, for masking."""

    id: int
    account_id: int
    number: str
    inviter_id: int
    role: Role


def parse_ref(text: str) -> tuple[int, int] | None:
    """Read `Person.ref` from a button; None for anything else."""
    first, _, second = text.partition(".")
    if not (first.isdecimal() and first.isascii() and len(first) <= 18 and 0 < len(second) <= 15):
        return None
    try:
        return int(first), int(second, 16)
    except ValueError:
        return None


def may_remove(remover: Person, other: Person) -> bool:
    """Whether `remover` may take the account away from `other`.

    An owner removes those who were invited, and an owner who came later; the earlier owner is never removed
    by a later one: who finds a bill in the letter box must not be able to lock out who lives there.
    """
    if not remover.role.manages or other.link_id == remover.link_id or other.account_id != remover.account_id:
        return False
    return not other.role.manages or came_later(other, remover)


def came_later(other: Person, than: Person) -> bool:
    """Whether `other` was linked after `than`; by the order of the links within one millisecond."""
    return (other.since_ms, other.link_id) > (than.since_ms, than.link_id)
