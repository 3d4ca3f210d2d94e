"""What the people of an account need of storage. Every method is one statement of the current turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.people import Invitation, Person, Suspended, Why


class People(Protocol):
    """Links as the other people of the account know them, and suspended ones."""

    def of_account(self, account_id: int) -> tuple[Person, ...]:
        """Everybody who has the account linked, in order of linking."""

    def find(self, link_id: int) -> Person | None:
        """An active link."""

    def mine(self, subscriber_id: int, account_id: int) -> Person | None:
        """A person's own active link to this very account."""

    def group(self, account_id: int) -> str:
        """The group of an account, linked or not; "" without one."""

    def groups(self, subscriber_id: int) -> Mapping[int, str]:
        """The group of each account of a person ("" without one): open ones first, in order of linking."""

    def remove(self, link_id: int, now_ms: int) -> bool:
        """End a link and forget its phone and label."""

    def suspend(self, person: Person, why: Why, now_ms: int) -> bool:
        """Take all data away from this very linking; False when it is not active any more."""

    def suspended(self, subscriber_id: int) -> tuple[Suspended, ...]:
        """A person's suspended links."""

    def suspended_one(self, link_id: int) -> Suspended | None:
        """A suspended link by its id."""

    def all_suspended(self, after: int, most: int) -> tuple[Suspended, ...]:
        """A page of all suspended links after an id."""

    def count_suspended(self) -> dict[str, int]:
        """How many are suspended, by why."""

    def restore(self, link_id: int, account_id: int) -> bool:
        """Give a suspended link back; what billing says of the account now counts as known."""

    def end_suspended(self, link_id: int, now_ms: int) -> bool:
        """End a suspended link for good and forget its phone."""

    def addresses(self, subscriber_id: int, *, silent: bool = False) -> tuple[str, ...]:
        """Where a person takes our notices; with `silent` also where they do not."""


class Invitations(Protocol):
    """Invitations, known by digests."""

    def add(self, invitation: Invitation, token: str, code: str, now_ms: int, expires_ms: int) -> None:
        """Keep an invitation by the digests of its token and its code."""

    def count_open(self, account_id: int, now_ms: int) -> int:
        """How many invitations of the account may still be taken."""

    def by_digest(self, kind: str, digests: Sequence[str], now_ms: int) -> Invitation | None:
        """The open invitation whose `token` or `code` has one of these digests."""

    def find(self, invitation_id: int, now_ms: int) -> Invitation | None:
        """An invitation that may still be taken."""

    def use(self, invitation_id: int, subscriber_id: int, now_ms: int) -> bool:
        """Take it; False when somebody else was quicker or its day is over."""

    def withdraw(self, account_id: int) -> int:
        """End all open invitations of an account."""
