"""Transactions over one sqlite3 connection: statements, savepoints, and what each error means."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING, Any, Literal

from core.database import Reason, StorageUnavailable, Tx, Value
from storage.batch import NotNow

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import TracebackType

_FATAL: dict[int, tuple[Reason, str]] = {
    sqlite3.SQLITE_BUSY: ("busy", "another program holds the database; close it"),
    sqlite3.SQLITE_LOCKED: ("busy", "another connection holds the database; close it"),
    sqlite3.SQLITE_FULL: ("full", "the disk or the database is full; free some space"),
    sqlite3.SQLITE_IOERR: ("io", "the disk reports an error; check it"),
    sqlite3.SQLITE_NOMEM: ("memory", "out of memory"),
    sqlite3.SQLITE_INTERRUPT: ("interrupted", "the statement was interrupted"),
    sqlite3.SQLITE_READONLY: (
        "readonly",
        "the database is read-only; check owner and rights of file and folder",
    ),
    sqlite3.SQLITE_CANTOPEN: ("io", "the database file cannot be opened; check path, owner and rights"),
    sqlite3.SQLITE_CORRUPT: ("corrupt", "the database is damaged; restore it from a copy"),
    sqlite3.SQLITE_NOTADB: ("corrupt", "the file is not a database; check database.url"),
    sqlite3.SQLITE_PROTOCOL: ("busy", "the locks of the database file do not work; keep it on a local disk"),
}


def unavailable(error: BaseException) -> StorageUnavailable | None:
    """Tell errors of the database file from errors of a statement (None)."""
    if isinstance(error, StorageUnavailable):
        return error
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(error, sqlite3.Error) or code is None:
        return None
    known = _FATAL.get(code & 0xFF)
    if known is None:
        return None
    reason, advice = known
    return StorageUnavailable(reason, f"{advice} (SQLite: {error})")


class SqliteTx:
    """The transaction that units see; one cursor, so a new statement always resets the one before."""

    engine: Literal["sqlite"] = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self._dead: BaseException | None = None
        self._heal()

    def _heal(self) -> None:
        self._execute: Callable[..., sqlite3.Cursor] = self._cursor.execute
        self._execute_many: Callable[..., sqlite3.Cursor] = self._cursor.executemany

    def run(self, sql: str, **params: Value) -> int:
        try:
            return self._execute(sql, params).rowcount
        except sqlite3.Error as error:
            self._poison(error)
            raise

    def many(self, sql: str, rows: Sequence[Mapping[str, Value]]) -> None:
        try:
            self._execute_many(sql, rows)
        except sqlite3.Error as error:
            self._poison(error)
            raise

    def one(self, sql: str, **params: Value) -> tuple[Any, ...] | None:
        try:
            row: tuple[Any, ...] | None = self._execute(sql, params).fetchone()
        except sqlite3.Error as error:
            self._poison(error)
            raise
        return row

    def all(self, sql: str, **params: Value) -> list[tuple[Any, ...]]:
        try:
            return self._execute(sql, params).fetchall()
        except sqlite3.Error as error:
            self._poison(error)
            raise

    def savepoint(self) -> contextlib.AbstractContextManager[None]:
        return _Savepoint(self)

    def lock(self, *keys: str) -> None:
        """Nothing to do: one writer holds the whole file."""

    def mark(self) -> None:
        self._execute("SAVEPOINT unit")

    def release(self) -> None:
        self._execute("RELEASE unit")

    def undo(self) -> None:
        if self._dead is not None:
            raise self._dead
        self._heal()
        self._execute("ROLLBACK TO unit")
        self._execute("RELEASE unit")

    def _poison(self, error: sqlite3.Error) -> None:
        """Refuse statements until `undo`, as PostgreSQL does; in a dead transaction they would autocommit."""
        if self._dead is None and (unavailable(error) is not None or not self._connection.in_transaction):
            self._dead = error
        self._execute = self._execute_many = self._refuse

    def _refuse(self, *_: object) -> sqlite3.Cursor:
        raise sqlite3.OperationalError(
            "a statement of this savepoint has failed: leave it before the next one"
        )


class _Savepoint:
    """Written out, because `contextlib.contextmanager` costs more than the two statements."""

    __slots__ = ("_tx",)

    def __init__(self, tx: SqliteTx) -> None:
        self._tx = tx

    def __enter__(self) -> None:
        self._tx.mark()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._tx.release()
        else:
            self._tx.undo()


class SqliteSession(SqliteTx):
    """The transaction as the batch runner drives it."""

    def __init__(self, connection: sqlite3.Connection, *, begin: str = "BEGIN IMMEDIATE") -> None:
        super().__init__(connection)
        self._begin = begin
        self.commits = 0

    @property
    def tx(self) -> Tx:
        """Itself: units see the narrower type."""
        return self

    def begin(self, keys: Sequence[str]) -> None:
        self._dead = None
        self._heal()
        try:
            self._execute(self._begin)
        except sqlite3.Error as error:
            known = unavailable(error)
            if known is None:
                raise
            raise NotNow(known.reason, str(known)) from error

    def commit(self) -> None:
        if self._dead is not None:
            raise self._dead
        self._execute("COMMIT")
        self.commits += 1

    def rollback(self) -> None:
        self._heal()
        if self._connection.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                self._execute("ROLLBACK")

    def verdict(self, error: BaseException) -> StorageUnavailable | None:
        return unavailable(error) or (None if self._dead is None else unavailable(self._dead))
