"""Groups of accounts, as billing names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.visible import snapshot

if TYPE_CHECKING:
    from core.database import Tx

_NAMES = f"SELECT name FROM grp WHERE generation = {snapshot('groups')}"


def group_names(tx: Tx) -> frozenset[str]:
    """The groups of the last groups.csv; none before the first."""
    return frozenset(str(row[0]) for row in tx.all(_NAMES))
