"""The engines behind the port of `core.database`, chosen by the address of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.database import Database, Priority, Reason, StorageUnavailable, Tx, Unit, Value, closed

if TYPE_CHECKING:
    from core.background import Background

__all__ = ["Database", "Priority", "Reason", "StorageUnavailable", "Tx", "Unit", "Value", "closed", "connect"]


def connect(url: str, *, background: Background, **options: Any) -> Database:
    """Make the engine for ``sqlite:///relative``, ``sqlite:////absolute`` or ``postgresql://…``.

    `options` are those of the class of the engine. Raises ValueError for any other address.
    """
    # Imported here: a driver is loaded only where it is used.
    if url.startswith("sqlite:///") and len(url) > len("sqlite:///"):
        from storage.sqlite import SqliteDatabase  # noqa: PLC0415

        return SqliteDatabase(url.removeprefix("sqlite:///"), background=background, **options)
    if url.startswith(("postgresql://", "postgres://")):
        from storage.postgres import PostgresDatabase  # noqa: PLC0415

        return PostgresDatabase(url, background=background, **options)
    message = "database.url must be sqlite:///path, sqlite:////absolute/path or postgresql://user@host/name"
    raise ValueError(message)
