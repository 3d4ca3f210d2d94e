"""What notifications need of storage inside a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.notifications.kinds import Kind
    from core.notifications.model import Reminder, State, Way


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


class Reminders(Protocol):
    """Planned reminders on their way out. A row leaves `planned` once, whoever takes it first."""

    def people(self, now_ms: int, most: int) -> Sequence[int]:
        """Subscribers with something due, who waits longest first."""

    def due(self, subscriber_id: int, until_ms: int) -> Sequence[Reminder]:
        """What is planned for a person up to a moment, in order."""

    def skipped(self, reminder: Reminder) -> bool:
        """Whether the person wants to hear no more of this kind, link and period."""

    def take(self, ids: Sequence[int], now_ms: int) -> frozenset[int]:
        """Planned rows become queued; those that were taken here."""

    def carried_by(self, ids: Sequence[int], outbox_id: int) -> None:
        """Name the message that carries rows that were taken."""

    def end(self, reminder_id: int, state: State, why: str, now_ms: int) -> None:
        """A row that is not sent: expired or dropped, and why. One that is over stays as it is."""

    def later(self, reminder_id: int, due_ms: int) -> None:
        """Wait longer, or once more: the row is planned."""

    def hold(self, subscriber_id: int, now_ms: int, due_ms: int) -> None:
        """All that is due for a person before `due_ms` waits until then; what came too late expires."""

    def of_message(self, outbox_id: int) -> Sequence[Reminder]:
        """What a message carries that has not left."""

    def beside(self, subscriber_id: int, reminder_id: int) -> Sequence[Reminder]:
        """What the message told that carried a reminder of this person, of the same kind."""

    def told(self, subscriber_id: int, kind: Kind, now_ms: int) -> int:
        """The newest of a kind that this person was told and that is of use yet; 0: there is none."""

    def latest(self, subscriber_id: int, address: str, since_ms: int) -> Sequence[Reminder]:
        """What the newest message told this person at an address; its words are gone once it was sent."""

    def again(self, reminder: Reminder, stage: str, due_ms: int, now_ms: int) -> None:
        """Plan the same once more as a stage of its own, after all; nothing where it is planned."""

    def skip(self, reminder: Reminder, now_ms: int) -> None:
        """No more of this kind, link and period; what is planned of it is dropped."""

    def over(self) -> bool:
        """Whether there is anything to settle."""

    def settle(self, now_ms: int, most: int) -> int:
        """Note how messages ended whose rows are queued still; how many rows."""
