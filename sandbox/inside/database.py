"""The bot's own database, opened read-only beside the running bot: nothing here can change or delay it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

Row = dict[str, Any]

_EVENTS = """
SELECT id, source, source_id, state, attempts, error, received_ms FROM inbox
WHERE address = :address ORDER BY id DESC LIMIT :most
"""
_EFFECTS = """
SELECT id, event_id, step, address, kind, topic, state, attempts, reference, error, created_ms FROM outbox
WHERE event_id BETWEEN :first AND :last ORDER BY event_id, step
"""
_SESSION = "SELECT dialog, step, expires_ms, updated_ms FROM session WHERE address = :address"
_LINKS = """
SELECT COUNT(*) AS links FROM link WHERE active = 1 AND subscriber_id =
    (SELECT subscriber_id FROM address WHERE address = :address AND subscriber_id <> 0)
"""
BUSY_S = 0.2


class BotDatabase:
    """Short read-only transactions on the SQLite file; every call opens and closes its own connection."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def look(self, address: str, most: int) -> Row | None:
        """Session, links, newest events and their effects of an address; None while there is no database."""
        try:
            with self._reading() as read:
                return self._look(read, address, most)
        except sqlite3.Error:
            return None

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        uri = f"{self._path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True, timeout=BUSY_S, isolation_level=None)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("BEGIN")
            yield connection

    def _look(self, read: sqlite3.Connection, address: str, most: int) -> Row:
        events = _rows(read, _EVENTS, address=address, most=most)
        effects: dict[int, list[Row]] = {event["id"]: [] for event in events}
        if events:
            found = _rows(read, _EFFECTS, first=events[-1]["id"], last=events[0]["id"])
            for effect in found:
                effects.get(effect["event_id"], []).append(effect)
        session = _rows(read, _SESSION, address=address)
        return {
            "session": session[0] if session else None,
            "links": _rows(read, _LINKS, address=address)[0]["links"],
            "events": [{**event, "effects": effects[event["id"]]} for event in events],
        }


def _rows(read: sqlite3.Connection, sql: str, **values: object) -> list[Row]:
    return [dict(row) for row in read.execute(sql, values)]
