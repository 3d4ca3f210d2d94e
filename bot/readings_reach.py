"""What a look at readings without their person works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from core.database import Priority, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.readings_rules import WatchRules
    from core.database import Database, Tx
    from core.ports import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Reach:
    """`wake` is called when there is something to be sent."""

    database: Database
    open_store: Callable[[Tx], Store]
    now_ms: Callable[[], int]
    rules: WatchRules
    wake: Callable[[], None]

    async def read(self, work: Callable[[Tx], T]) -> T:
        """On a reader's connection."""
        return await self.database.read(work)

    async def write(self, work: Callable[[Tx], T]) -> T:
        """One transaction, after those of people."""
        return await self.database.write(Unit(work, priority=Priority.BULK))
