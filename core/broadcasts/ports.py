"""What broadcasts need of storage inside a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.broadcasts.model import Broadcast, Candidate, Draft, Found, Progress, State


class Broadcasts(Protocol):
    """Broadcasts and their recipients."""

    def make(self, draft: Draft, now_ms: int) -> int:
        """A new broadcast that is to gather its recipients; its id."""

    def get(self, broadcast_id: int) -> Broadcast | None:
        """One broadcast."""

    def last(self, most: int) -> Sequence[Broadcast]:
        """The newest ones."""

    def in_state(self, state: State) -> Sequence[Broadcast]:
        """All in a state, the oldest first."""

    def candidates(self, after_link: int, most: int) -> Sequence[Candidate]:
        """Active links after an id, with what billing says of their accounts."""

    def accounts_of(self, subscriber_id: int) -> Sequence[Candidate]:
        """The same of one person, as it is now."""

    def addresses(self, after_link: int, most: int) -> Sequence[tuple[int, str]]:
        """Active links after an id, with the address of their account ("" where billing has none)."""

    def tariffs(self) -> Sequence[str]:
        """Names of the tariffs that have prices."""

    def windows(self) -> Sequence[str]:
        """Reading windows of groups."""

    def has_tariff(self, tariff: str) -> bool:
        """Whether any account has it."""

    def gathered(
        self, broadcast_id: int, found: Sequence[Found], after_link: int, upto_link: int, now_ms: int
    ) -> bool:
        """Add who was found between two links, each once; False where it is not to be gathered now."""

    def twin(self, one: Broadcast, since_ms: int) -> Broadcast | None:
        """Another that says the same to the same by the same channels, started since then: the newest."""

    def turn(self, broadcast_id: int, state: State, now_ms: int, *, since: Sequence[State]) -> bool:
        """Change its state, if it is in one of `since`."""

    def planned(self, broadcast_id: int, after: int, most: int) -> Sequence[tuple[int, int, str]]:
        """Recipients it has not reached, in order after a row: row, subscriber, address when gathered."""

    def waiting(self, broadcast_id: int) -> int:
        """How many recipients it has not reached."""

    def under_way(self, broadcast_id: int) -> bool:
        """Whether somebody is still to be told, or a message of it has not ended."""

    def ended_since(self, broadcast_id: int, since_ms: int) -> bool:
        """Whether what became of any recipient was noted after a moment."""

    def queue(self, row_id: int, address: str, outbox_id: int) -> bool:
        """A message carries it; False when somebody else was quicker."""

    def skip(self, row_id: int, why: str, now_ms: int) -> None:
        """Nothing is sent, and why."""

    def of_message(self, outbox_id: int) -> tuple[int, int, Broadcast] | None:
        """The row and subscriber that a message is for, while it has not left, and its broadcast."""

    def put_back(self, row_id: int) -> None:
        """Its message did not leave: it is planned again."""

    def fail(self, row_id: int, why: str, now_ms: int) -> None:
        """It is not tried again."""

    def message(self, outbox_id: int) -> tuple[str, str] | None:
        """State and error of a message in the outbox."""

    def chat_of(self, phone: str) -> str:
        """The chat that linked an account by a phone last; "" where none did."""

    def over(self) -> bool:
        """Whether there is anything to settle."""

    def settle(self, now_ms: int, most: int) -> int:
        """Note how messages ended; how many."""

    def progress(self, broadcast_id: int) -> Progress:
        """Recipients by state, channel and reason."""

    def report(self, broadcast_id: int, after: int, most: int) -> Sequence[tuple[int, str, str, str, int]]:
        """Recipients in order: row, address, state, why, when (UTC ms)."""
