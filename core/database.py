"""The port of the storage: units of work, transactions and the two engines behind one small interface.

A *unit* is a synchronous function over a transaction. It runs on a storage thread, several units share one
transaction, and its caller is resumed after COMMIT only. No coroutine ever holds a transaction open.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Generic, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

T = TypeVar("T")
Value = int | str | bytes | None
Reason = Literal[
    "busy", "closed", "conflict", "corrupt", "full", "interrupted", "io", "lost", "memory", "readonly"
]


class Priority(IntEnum):
    """Who goes first in the writer queue. TURN and MARK share batches in order of arrival."""

    TURN = 0
    MARK = 1
    BULK = 2
    """Long work in small chunks: one unit a transaction, only when nothing else waits."""


class Tx(Protocol):
    """One transaction, valid only inside the function that received it.

    SQL is written once for both engines with ``:name`` parameters. A statement that fails poisons the
    transaction up to the enclosing savepoint, as PostgreSQL does: wrap in `savepoint` what may fail and be
    survived. Integers are sent to PostgreSQL as BIGINT, booleans as 0/1; ``SUM`` comes back as int.
    """

    @property
    def engine(self) -> Literal["sqlite", "postgres"]: ...

    def run(self, sql: str, **params: Value) -> int:
        """Execute one statement and return the number of rows changed."""

    def many(self, sql: str, rows: Sequence[Mapping[str, Value]]) -> None:
        """Execute one statement for each row; all rows have the same keys."""

    def one(self, sql: str, **params: Value) -> tuple[Any, ...] | None:
        """Return the first row as a plain tuple, or None."""

    def all(self, sql: str, **params: Value) -> list[tuple[Any, ...]]:
        """Return all rows as plain tuples."""

    def savepoint(self) -> AbstractContextManager[None]:
        """Undo what is inside when it raises (the exception goes on). Nests."""

    def lock(self, *keys: str) -> None:
        """Hold the names until the end of the transaction, against other replicas. Nothing on SQLite."""


@dataclass(slots=True)
class Unit(Generic[T]):
    """What one caller wants done in a transaction.

    It may run more than once (its batch died, a deadlock) and is committed at most once: keep effects on
    anything but the transaction out of these functions.
    """

    work: Callable[[Tx], T]
    """Phase 2, in its own savepoint: an exception undoes this unit's work and nobody else's."""
    store: Callable[[Tx], None] | None = None
    """Phase 1, before the work of any unit of the batch, outside any savepoint: stays when `work` fails."""
    failed: Callable[[Tx, Exception], T] | None = None
    """Records the failure of `work` after it was undone and gives the result; absent: the caller gets it."""
    key: str = ""
    """Address of the conversation. PostgreSQL: chooses the lane and is locked against other replicas."""
    priority: Priority = Priority.TURN


class StorageUnavailable(Exception):
    """Nothing of the unit is committed and its caller must not acknowledge; it is no fault of the unit.

    `reason` is the code for logs and metrics, the message is one line for people who run the bot.
    """

    def __init__(self, reason: Reason, message: str) -> None:
        """Take the code and the whole sentence."""
        super().__init__(message)
        self.reason: Reason = reason


def closed() -> StorageUnavailable:
    """Make the error of a call before `open` or after `close`."""
    return StorageUnavailable("closed", "the storage is closed: the bot is starting or stopping")


class Database(Protocol):
    """An engine: `sqlite` (embedded, one process) or `postgres` (any number of replicas)."""

    @property
    def engine(self) -> Literal["sqlite", "postgres"]: ...

    async def open(self) -> None:
        """Connect and start the threads. Raises `StorageUnavailable`."""

    async def close(self) -> None:
        """Finish the accepted units, then disconnect. Later calls raise `StorageUnavailable`."""

    async def write(self, unit: Unit[T]) -> T:
        """Run the unit, return its result after COMMIT. It runs even if the caller is cancelled."""

    async def read(self, work: Callable[[Tx], T]) -> T:
        """Run `work` over one consistent snapshot on a read-only connection, beside the writer."""

    async def alter(self, work: Callable[[Tx], T]) -> T:
        """Change the schema: one transaction alone, run once, however long it takes."""
