"""A look into an embedded database beside the bot that runs on it: read-only, nothing locked."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeVar, cast

from core.database import Tx, Value

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

T = TypeVar("T")


class _Reading:
    """The reading half of `core.database.Tx`."""

    engine = "sqlite"

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def all(self, sql: str, **params: Value) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql, params).fetchall()

    def one(self, sql: str, **params: Value) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self._connection.execute(sql, params).fetchone()
        return found


def peek(path: Path, work: Callable[[Tx], T]) -> T | None:
    """Run `work`, which only reads; None where there is no database yet, or not this part of it."""
    if not path.exists():
        return None
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
        try:
            return work(cast("Tx", _Reading(connection)))
        except sqlite3.OperationalError:
            return None
