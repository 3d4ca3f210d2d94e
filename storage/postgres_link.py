"""A connection to PostgreSQL that comes back: settings, types, back-off, and what each error means."""

from __future__ import annotations

import logging
import time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.adapt import Loader
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.pq import ConnStatus
from psycopg.types.numeric import Int8BinaryDumper

from core.database import Reason, StorageUnavailable
from storage.batch import NotNow
from storage.postgres_statements import Statements, checked

if TYPE_CHECKING:
    from psycopg.abc import Buffer
    from psycopg.pq.abc import PGresult

log = logging.getLogger(__name__)

_DEFAULTS = {
    "application_name": "abonent",
    "connect_timeout": "5",
    # A dead peer is noticed within half a minute, not within two hours.
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "20000",
}
_SETTINGS = (
    b"SET client_encoding = 'UTF8'; SET synchronous_commit = on; SET lock_timeout = '10s';"
    b"SET idle_in_transaction_session_timeout = '60s'"
)
_OLDEST = 130000
_BACKOFF_S = (0.1, 5.0)
_FATAL: dict[str, tuple[Reason, str]] = {
    "40001": ("conflict", "another transaction was in the way"),
    "40P01": ("conflict", "a deadlock with another transaction"),
    "55P03": ("busy", "another transaction holds a lock for too long"),
    "57014": ("interrupted", "the statement was cancelled"),
    "25006": ("readonly", "the server is read-only; connect to the primary"),
    "25P03": ("lost", "the server ended a transaction that stood idle for too long"),
    "25P04": ("lost", "the server ended a transaction that took too long"),
    "53100": ("full", "the disk of the server is full; free some space"),
    "53200": ("memory", "the server is out of memory"),
}
_FATAL_CLASSES: dict[str, tuple[Reason, str]] = {
    "08": ("lost", "the connection to the database is lost"),
    "53": ("lost", "the server has no resources for this connection"),
    "57P": ("lost", "the server ended the connection"),
    "58": ("io", "the server reports a disk error"),
    "XX001": ("corrupt", "the database is damaged; restore it from a copy"),
}


class _Integral(Loader):
    """NUMERIC to int: there are no such columns, it is the type of ``SUM`` over BIGINT."""

    def load(self, data: Buffer) -> int | Decimal:
        text = bytes(data).decode()
        return Decimal(text) if "." in text else int(text)


def unavailable(error: BaseException, *, broken: bool = False) -> StorageUnavailable | None:
    """Tell errors of the server from errors of a statement (None); `broken`: the connection is gone."""
    if isinstance(error, StorageUnavailable):
        return error
    if not isinstance(error, psycopg.Error):
        return None
    state = error.sqlstate or ("08000" if broken else "")
    known = _FATAL.get(state)
    if known is None:
        known = next((value for start, value in _FATAL_CLASSES.items() if state.startswith(start)), None)
    if stale_plan(error):
        known = ("conflict", "a prepared statement is older than the schema")
    if known is None:
        return None
    return StorageUnavailable(known[0], f"{known[1]} (PostgreSQL: {one_line(error)})")


def stale_plan(error: BaseException) -> bool:
    """Tell whether a statement was prepared before a migration: only a new connection helps."""
    return isinstance(error, psycopg.errors.FeatureNotSupported) and "cached plan" in str(error)


def one_line(error: BaseException) -> str:
    """Return the first line of the message; the others repeat the statement."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


class Link:
    """The connection of one thread."""

    def __init__(self, url: str) -> None:
        given: dict[str, Any] = conninfo_to_dict(url)
        self._conninfo = make_conninfo(**{**_DEFAULTS, **given})
        self._connection: psycopg.Connection[tuple[Any, ...]] | None = None
        self.statements: Statements
        """Those of the connection that `get` has returned."""
        self._retry_at = 0.0
        self._wait_s = _BACKOFF_S[0]

    @property
    def broken(self) -> bool:
        """Whether there is no usable connection."""
        return self._connection is None or self._connection.pgconn.status == ConnStatus.BAD

    def get(self) -> psycopg.Connection[tuple[Any, ...]]:
        """Return the connection, a new one if it is broken. Raises `NotNow`, at once while backing off."""
        if self._connection is not None and not self.broken:
            return self._connection
        self.drop()
        left = self._retry_at - time.monotonic()
        if left > 0:
            raise NotNow("lost", f"no connection to PostgreSQL; the next attempt is in {left:.1f} s")
        try:
            self._connection = self._connect()
        except psycopg.Error as error:
            self._retry_at = time.monotonic() + self._wait_s
            self._wait_s = min(self._wait_s * 2, _BACKOFF_S[1])
            raise NotNow("lost", f"cannot connect to PostgreSQL: {one_line(error)}") from error
        self._wait_s = _BACKOFF_S[0]
        self.statements = Statements(self._connection)
        return self._connection

    def drop(self) -> None:
        """Close the connection, if any."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _connect(self) -> psycopg.Connection[tuple[Any, ...]]:
        connection = psycopg.connect(self._conninfo, autocommit=True)
        if connection.info.server_version < _OLDEST:
            connection.close()
            raise psycopg.OperationalError("PostgreSQL 13 or newer is needed")
        # One width for all integers: else each magnitude is another prepared statement.
        connection.adapters.register_dumper(int, Int8BinaryDumper)
        connection.adapters.register_dumper(bool, Int8BinaryDumper)
        connection.adapters.register_loader("numeric", _Integral)
        control(connection, _SETTINGS)
        return connection


def control(connection: psycopg.Connection[Any], command: bytes) -> PGresult:
    """Execute commands without parameters in one trip; return the last result. Raises psycopg.Error."""
    return checked(connection.pgconn.exec_(command))
