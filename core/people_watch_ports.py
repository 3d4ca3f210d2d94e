"""The port of links beside what billing says of their accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from core.usecases.people_changes import Seen, Watched


class PeopleWatch(Protocol):
    """Links beside what billing says of their accounts now."""

    def generation(self) -> int:
        """The import that is visible; 0 before the first one."""

    def page(self, after: int, most: int) -> tuple[Watched, ...]:
        """Links of the people after `after` (a subscriber's id), at most `most`, in order of people."""

    def of(self, subscriber_id: int) -> tuple[Watched, ...]:
        """All active links of one person whose accounts billing lists."""

    def saw(self, link: Watched, seen: Seen) -> bool:
        """Remember what a link knows; False when somebody else has just done so."""
