"""What notifications need of storage inside a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.notifications.kinds import Kind
    from core.notifications.model import Way


class Wishes(Protocol):
    """What people want to be told, where and when."""

    def wants(self, subscriber_id: int, kind: Kind) -> bool:
        """Whether a kind comes to this person: chosen, or usual; legal ones always do."""

    def choices(self, subscriber_id: int) -> Mapping[Kind, bool]:
        """Every kind that can be switched, and whether it comes."""

    def choose(self, subscriber_id: int, kind: Kind, now_ms: int, *, wanted: bool) -> None:
        """Switch a kind on or off."""

    def way(self, subscriber_id: int) -> Way:
        """Where and when; everything usual for who chose nothing."""

    def go(self, subscriber_id: int, way: Way, now_ms: int) -> None:
        """Choose where and when."""

    def limits(self, subscriber_id: int) -> Mapping[int, int]:
        """Limits of a month's consumption (watt-hours) by account id."""

    def limit(self, subscriber_id: int, account_id: int, watt_hours: int, now_ms: int) -> None:
        """Set a limit; 0 takes it away."""
