"""Planned outages of the last import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from core.outages import Outage, Times
from storage.visible import snapshot

if TYPE_CHECKING:
    from core.database import Tx

MOST = 1_000
"""Outages of one list that are looked at."""
_FIELDS = "outage_id, places, begins_at, ends_at, reason, cancelled"
_AFTER = f"""
SELECT {_FIELDS} FROM outage WHERE generation = {snapshot("outages")} AND ends_at > :local
ORDER BY begins_at, outage_id LIMIT :most
"""
_OF = f"SELECT {_FIELDS} FROM outage WHERE generation = {snapshot('outages')} AND outage_id = :outage_id"


class OutagesGateway:
    """Outages inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def after(self, local: str) -> list[Outage]:
        """Those that end after a moment of the supplier's clock, cancelled ones too."""
        return [_outage(tuple(row)) for row in self._tx.all(_AFTER, local=local, most=MOST)]

    def of(self, outage_id: str) -> Outage | None:
        """One of them."""
        row = self._tx.one(_OF, outage_id=outage_id)
        return None if row is None else _outage(tuple(row))


def _outage(row: tuple[Any, ...]) -> Outage:
    outage_id, places, begins_at, ends_at, reason, cancelled = row
    return Outage(outage_id, places, Times(begins_at, ends_at), reason or "", bool(cancelled))
