"""What the engine needs of storage. Every method runs inside the transaction of the current turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.records import Attempt, Effect, InboxRow, OutboxRow, Priority, RawEvent, Session


class Inbox(Protocol):
    """Stored events, in order of arrival per address."""

    def store(self, event: RawEvent) -> int | None:
        """Keep the event as pending; None when it is a duplicate."""

    def done(self, event_id: int, now_ms: int) -> None: ...

    def failed(self, event_id: int, error: str, next_try_ms: int, *, dead: bool, now_ms: int) -> None: ...

    def parked(self, row: InboxRow) -> bool:
        """Whether an earlier event of the same address is unfinished."""


class Outbox(Protocol):
    """Effects to carry out after the commit; FIFO per address."""

    def put(self, event_id: int, step: int, effect: Effect, now_ms: int, *, lease_ms: int = 0) -> int: ...

    def claim(self, now_ms: int, lease_ms: int, most: int, up_to: Priority) -> list[OutboxRow]: ...

    def mark(self, row: OutboxRow, attempt: Attempt, now_ms: int) -> None: ...

    def cancel(self, address: str, now_ms: int, reason: str, *, kinds: Sequence[str] = ()) -> int: ...


class Sessions(Protocol):
    """Conversations, one per address."""

    def load(self, address: str) -> Session: ...

    def save(self, session: Session, now_ms: int) -> None: ...
