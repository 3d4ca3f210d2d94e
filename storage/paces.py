"""The paces that replicas share: one row each, locked by whoever takes moments of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.pace import Line

if TYPE_CHECKING:
    from core.database import Tx

_FIELDS = """
SELECT next_ms, rest_from_ms, rest_until_ms, flood_ms,
    (SELECT address FROM outbox WHERE outbox.id = send_pace.flood_id), {now}
FROM send_pace WHERE scope = :scope
"""
# One file has one process, and its clock is everybody's. Replicas ask the clock of their server.
_SQLITE = _FIELDS.format(now=":now_ms")
_POSTGRES = f"""{_FIELDS.format(now="(extract(epoch FROM clock_timestamp()) * 1000)::bigint")}
FOR UPDATE OF send_pace"""
_NEW = "INSERT INTO send_pace (scope) VALUES (:scope) ON CONFLICT (scope) DO NOTHING"
_KEEP = """
UPDATE send_pace SET next_ms = :next_ms, rest_from_ms = :rest_from_ms, rest_until_ms = :rest_until_ms
WHERE scope = :scope
"""
_FLOOD = "UPDATE send_pace SET flood_id = :id, flood_ms = :flood_ms WHERE scope = :scope"


class PacesGateway:
    """Paces inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def open(self, scope: str, now_ms: int, *, wait: bool = True) -> tuple[Line, int] | None:
        """Lock a line until the end of the transaction; how it stands and the time of its clock.

        `now_ms` is the time of this process, which is the clock of a SQLite file. None when another replica
        has it now; with `wait` it is waited for.
        """
        sql = _SQLITE
        if self._tx.engine == "postgres":
            sql = _POSTGRES if wait else f"{_POSTGRES} SKIP LOCKED"
        row = self._tx.one(sql, scope=scope, now_ms=now_ms)
        if row is None and self._tx.run(_NEW, scope=scope):
            row = self._tx.one(sql, scope=scope, now_ms=now_ms)
        if row is None:
            return None
        next_ms, rest_from, rest_until, flood_ms, address, now = row
        return Line(next_ms, rest_from, rest_until, flood_ms, address or ""), int(now)

    def keep(self, scope: str, line: Line) -> None:
        """Write down how an opened line stands now."""
        self._tx.run(
            _KEEP,
            scope=scope,
            next_ms=line.next_ms,
            rest_from_ms=line.rest_from_ms,
            rest_until_ms=line.rest_until_ms,
        )

    def note_flood(self, scope: str, outbox_id: int, now_ms: int) -> None:
        """Remember whom the last refusal was about, by the row of the outbox."""
        self._tx.run(_FLOOD, scope=scope, id=outbox_id, flood_ms=now_ms)
