"""Prepared statements straight over libpq: a cursor of psycopg costs three times as much (60 µs, not 20).

Types go through the adapters of the connection as usual; only the cursor, its generators and its bookkeeping
are left out. A statement is prepared once for each combination of types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ExecStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from psycopg.pq.abc import PGresult

_GOOD = frozenset({ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK})
_MOST = 1000
_FORMATS = [[PyFormat.AUTO] * count for count in range(128)]
"""Kept for speed; no statement has more parameters."""


def checked(result: PGresult) -> PGresult:
    """Return the result of a successful command. Raises psycopg.Error."""
    if result.status in _GOOD:
        return result
    raise psycopg.errors.error_from_result(result)


class Statements:
    """The statements prepared on one connection."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._pgconn = connection.pgconn
        self._transformer = Transformer(connection)
        self._names: dict[tuple[str, tuple[int, ...]], bytes] = {}

    def execute(self, query: str, values: Sequence[Any]) -> PGresult:
        """Execute with the values of ``$1``, ``$2``, … Raises psycopg.Error."""
        transformer = self._transformer
        params = transformer.dump_sequence(values, _FORMATS[len(values)])
        types = transformer.types or ()
        name = self._names.get((query, types)) or self._prepare(query, types)
        # The stub forgets that None is NULL.
        return checked(self._pgconn.exec_prepared(name, params, transformer.formats))  # type: ignore[arg-type]

    def rows(self, result: PGresult) -> list[tuple[Any, ...]]:
        """Return all rows as tuples of Python values."""
        transformer = self._transformer
        transformer.set_pgresult(result)
        return transformer.load_rows(0, result.ntuples, tuple)

    def _prepare(self, query: str, types: tuple[int, ...]) -> bytes:
        if len(self._names) >= _MOST:
            self._names.clear()
            checked(self._pgconn.exec_(b"DEALLOCATE ALL"))
        name = b"s%d" % len(self._names)
        checked(self._pgconn.prepare(name, query.encode(), types))
        self._names[query, types] = name
        return name
