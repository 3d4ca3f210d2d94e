"""Transactions over one psycopg connection, the counterpart of `sqlite_session`."""

from __future__ import annotations

import contextlib
import time
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal, NoReturn

import psycopg
from psycopg.pq import TransactionStatus

from core.database import StorageUnavailable, Tx, Value
from storage.batch import NotNow
from storage.dialect import numbered
from storage.postgres_link import Link, control, stale_plan, unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from psycopg.pq.abc import PGresult

    from storage.postgres_statements import Statements

_UNKNOWN_POLLS = 20
_UNKNOWN_PAUSE_S = 0.1


@lru_cache(maxsize=8192)
def lock_id(key: str) -> int:
    """Return the 64-bit advisory lock of a name, the same in every replica."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), signed=True)


def _locks(keys: Sequence[str]) -> str:
    """Write the command that takes the locks in the order of their numbers; empty without keys."""
    ids = sorted({lock_id(key) for key in keys if key})
    if not ids:
        return ""
    return f"SELECT pg_advisory_xact_lock(id) FROM unnest('{{{','.join(map(str, ids))}}}'::bigint[]) AS id;"


class PostgresTx:
    """The transaction that units see."""

    engine: Literal["postgres"] = "postgres"

    def __init__(self, link: Link) -> None:
        self._link = link
        self._connection: psycopg.Connection[tuple[Any, ...]]
        self._statements: Statements
        self._dead: BaseException | None = None

    def run(self, sql: str, **params: Value) -> int:
        return self._execute(sql, params).command_tuples or 0

    def one(self, sql: str, **params: Value) -> tuple[Any, ...] | None:
        rows = self._statements.rows(self._execute(sql, params))
        return rows[0] if rows else None

    def all(self, sql: str, **params: Value) -> list[tuple[Any, ...]]:
        return self._statements.rows(self._execute(sql, params))

    def many(self, sql: str, rows: Sequence[Mapping[str, Value]]) -> None:
        query, names = numbered(sql)
        try:
            # psycopg sends all rows in one pipeline.
            cursor = psycopg.RawCursor(self._connection)
            cursor.executemany(query, [[row[name] for name in names] for row in rows])
        except psycopg.Error as error:
            self._note(error)
            raise

    def savepoint(self) -> contextlib.AbstractContextManager[None]:
        return _Savepoint(self)

    def lock(self, *keys: str) -> None:
        command = _locks(keys)
        if command:
            self._control(command.encode())

    def _execute(self, sql: str, params: dict[str, Value]) -> PGresult:
        query, names = numbered(sql)
        try:
            return self._statements.execute(query, [params[name] for name in names])
        except psycopg.Error as error:
            self._note(error)
            raise

    def _control(self, command: bytes) -> PGresult:
        try:
            return control(self._connection, command)
        except psycopg.Error as error:
            self._note(error)
            raise

    def _note(self, error: psycopg.Error) -> None:
        self._dead = self._dead or unavailable(error, broken=self._link.broken)
        if stale_plan(error):
            self._link.drop()


class _Savepoint:
    __slots__ = ("_tx",)

    def __init__(self, tx: PostgresTx) -> None:
        self._tx = tx

    def __enter__(self) -> None:
        self._tx._control(b"SAVEPOINT inside")  # noqa: SLF001

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        undo = b"" if error is None else b"ROLLBACK TO inside;"
        self._tx._control(undo + b"RELEASE inside")  # noqa: SLF001


class PostgresSession(PostgresTx):
    """The transaction as the batch runner drives it."""

    def __init__(self, link: Link, *, read_only: bool = False) -> None:
        super().__init__(link)
        self._read_only = read_only
        self._xid = ""
        self._release = b""

    @property
    def tx(self) -> Tx:
        """Itself: units see the narrower type."""
        return self

    def begin(self, keys: Sequence[str]) -> None:
        if self._read_only:
            command = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        else:
            locks = _locks(keys)
            command = f"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;{locks}SELECT pg_current_xact_id()"
        self._xid, self._release, self._dead = "", b"", None
        try:
            result = self._open(command.encode())
        except psycopg.Error as error:
            _not_opened(self.verdict(error) or error)
        if not self._read_only:
            self._xid = (result.get_value(0, 0) or b"").decode()

    def _open(self, command: bytes) -> PGresult:
        for last in (False, True):
            self._connection = self._link.get()
            self._statements = self._link.statements
            try:
                return self._control(command)
            except psycopg.Error:
                # The server has hung up while we were idle: nothing was asked of it yet, so ask again.
                if last or not self._link.broken:
                    raise
                self._dead = None
        raise AssertionError

    def mark(self) -> None:
        self._control(self._release + b"SAVEPOINT unit")
        self._release = b""

    def release(self) -> None:
        """Leave the command to the next `mark`: one trip for both, none for the last unit."""
        if self._connection.pgconn.transaction_status != TransactionStatus.INTRANS:
            raise self._dead or psycopg.errors.InFailedSqlTransaction(
                "a statement of this savepoint has failed: leave it before the next one"
            )
        self._release = b"RELEASE unit;"

    def undo(self) -> None:
        if self._dead is not None:
            raise self._dead
        self._control(b"ROLLBACK TO unit; RELEASE unit")

    def commit(self) -> None:
        if self._dead is not None:
            raise self._dead
        try:
            result = self._control(b"COMMIT")
        except psycopg.Error:
            if not self._link.broken or not self._xid:
                raise
            self._find_out()
            return
        if result.command_status != b"COMMIT":
            raise psycopg.errors.InFailedSqlTransaction("a statement outside any savepoint has failed")

    def _find_out(self) -> None:
        """Ask the server how a COMMIT ended that lost its connection. Raises when it did not commit."""
        for _ in range(_UNKNOWN_POLLS):
            with contextlib.suppress(NotNow, psycopg.Error):
                query = f"SELECT pg_xact_status('{self._xid}')".encode()
                status = control(self._link.get(), query).get_value(0, 0)
                if status == b"committed":
                    self._dead = None
                    return
                if status == b"aborted":
                    raise StorageUnavailable("lost", "the connection was lost before the commit")
            time.sleep(_UNKNOWN_PAUSE_S)
        raise NotNow("lost", "the connection was lost during a commit and it is not known how that ended")

    def rollback(self) -> None:
        with contextlib.suppress(psycopg.Error):
            if not self._link.broken and self._link.get().info.transaction_status != TransactionStatus.IDLE:
                control(self._link.get(), b"ROLLBACK")
                return
        if self._link.broken:
            self._link.drop()

    def verdict(self, error: BaseException) -> StorageUnavailable | None:
        if isinstance(error, StorageUnavailable) or self._dead is None:
            return unavailable(error, broken=self._link.broken)
        return unavailable(self._dead)


def _not_opened(error: BaseException) -> NoReturn:
    known = unavailable(error)
    if known is None:
        raise error
    if known.reason == "conflict":
        raise known from error
    raise NotNow(known.reason, str(known)) from error
