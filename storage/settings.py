"""Small facts that outlive a process: a clean stop, what a channel was told."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.database import Tx

_PUT = """
INSERT INTO setting (name, value) VALUES (:name, :value)
ON CONFLICT (name) DO UPDATE SET value = excluded.value
"""


class SettingsGateway:
    """Named values inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def get(self, name: str) -> str | None:
        row = self._tx.one("SELECT value FROM setting WHERE name = :name", name=name)
        return None if row is None else str(row[0])

    def put(self, name: str, value: str) -> None:
        self._tx.run(_PUT, name=name, value=value)

    def drop(self, name: str) -> None:
        self._tx.run("DELETE FROM setting WHERE name = :name", name=name)
