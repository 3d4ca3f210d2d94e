"""What the engine needs of storage. Every method runs inside the transaction of the current turn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from core.records import Priority

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from core.pace import Line
    from core.records import Attempt, Effect, InboxRow, OutboxRow, RawEvent, Session


class Inbox(Protocol):
    """Stored events, in order of arrival per address."""

    def store(self, event: RawEvent) -> int | None: ...

    def begin(self, event_id: int, next_try_ms: int, crashes: int = 1) -> None: ...

    def pending(self, event_id: int) -> InboxRow | None: ...

    def done(self, event_id: int, note: str | None = None) -> None: ...

    def failed(self, event_id: int, error: str, next_try_ms: int, *, dead: bool) -> None: ...

    def first_due(self, now_ms: int, most: int) -> list[tuple[int, str]]: ...

    def counts(self) -> tuple[int, int, int | None]: ...


class Outbox(Protocol):
    """Effects to carry out after the commit; first in first out per address."""

    def put(
        self, event_id: int, step: int, effect: Effect, now_ms: int, lease_ms: int = 0
    ) -> OutboxRow | int: ...

    def reference(self, outbox_id: int) -> str: ...

    def about(self, address: str, reference: str) -> str:
        """The account and the meter that a message sent to `address` is about (`a5.m1a2b3c4d`), or ""."""

    def about_last(self, address: str, topic: str, since_ms: int) -> str:
        """What the newest message about a meter is about, if it has this topic and is not older; else ""."""

    def mark(self, row: OutboxRow, attempt: Attempt, now_ms: int, *, final: bool) -> bool: ...

    def claim(self, row_id: int, now_ms: int, lease_ms: int) -> OutboxRow | None: ...

    def claim_next(
        self, address: str, now_ms: int, lease_ms: int, up_to: Priority = Priority.REPLY
    ) -> OutboxRow | None: ...

    def due(
        self, priority: Priority, now_ms: int, most: int, beside: str = "", only: str = ""
    ) -> list[OutboxRow]:
        """Rows that may be claimed now, without what goes in lists of the scheme `beside`; of one scheme."""

    def listed(self, priority: Priority, now_ms: int, most: int, scheme: str) -> list[OutboxRow]:
        """Rows of a scheme that may be claimed now and certainly were not sent yet, one of an address."""

    def apart(self) -> AbstractContextManager[None]:
        """Undo what is inside when it raises; all else of the transaction stays."""

    def begins(self, row_id: int, *, uncertain: bool = False) -> str | None:
        """The topic of a row that begins a conversation (core.usecases.notices.STARTED); "" of any other.

        None where it can be claimed no more; else nobody else may ask, until the end of the transaction.
        """

    def drop(self, row_id: int, reason: str) -> None:
        """Give up a row that nobody has claimed."""

    def put_back(self, row: OutboxRow) -> None:
        """Give up a claim under which nothing was sent, unless another has taken its place."""

    def renew(self, row: OutboxRow, lease_ms: int) -> bool:
        """Keep a claim for longer; False when it is ours no more."""

    def postpone(self, row_id: int, until_ms: int) -> None:
        """Let a row that nobody has claimed wait."""

    def unsolicited(self, now_ms: int, most: int, scheme: str, *, beside: bool = False) -> int: ...

    def leased_before(self, until_ms: int) -> int: ...

    def expire_leases(self, now_ms: int) -> int: ...

    def cancel(
        self,
        address: str,
        reason: str,
        from_priority: Priority = Priority.REPLY,
        *,
        keep: Sequence[str] = (),
    ) -> int:
        """Give up unsent rows from a priority on; how many. Topics that begin as in `keep` stay."""


class Paces(Protocol):
    """Lines of moments that replicas share."""

    def open(self, scope: str, now_ms: int, *, wait: bool = True) -> tuple[Line, int] | None:
        """Lock a line; how it stands and the time of its clock. None: another replica has it now."""

    def keep(self, scope: str, line: Line) -> None: ...

    def note_flood(self, scope: str, outbox_id: int, now_ms: int) -> None: ...


class Sessions(Protocol):
    """Conversations, one per address."""

    def load(self, address: str, before: int = 0) -> tuple[Session, bool]: ...

    def save(self, session: Session, now_ms: int) -> None: ...

    def told(self, address: str, paced_ms: int) -> None:
        """Remember when a chat that was told something unasked is at rest."""

    def set_state(self, address: str, state: str, now_ms: int) -> None: ...


class Settings(Protocol):
    """Small facts that outlive a process: a clean stop, what was told to a channel."""

    def get(self, name: str) -> str | None: ...

    def put(self, name: str, value: str) -> None: ...

    def drop(self, name: str) -> None: ...
