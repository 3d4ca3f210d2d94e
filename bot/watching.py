"""What those work with who look at things beside people's turns: the database, behind them, and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Generic, TypeVar

from core.database import Priority, Unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, tzinfo

    from core.database import Database, Tx
    from core.notifications.groups import Calendars
    from core.ports import Store

T = TypeVar("T")
Rules = TypeVar("Rules")


@dataclass(frozen=True, slots=True)
class Daytime:
    """The supplier's time, and when the people of each group of accounts may be told."""

    calendars: Calendars

    @property
    def zone(self) -> tzinfo:
        """The supplier's."""
        return self.calendars.usual.zone

    def local(self, now_ms: int) -> datetime:
        """The supplier's time."""
        return datetime.fromtimestamp(now_ms / 1000, UTC).astimezone(self.zone)

    def day(self, now_ms: int) -> date:
        """The supplier's day."""
        return self.local(now_ms).date()


@dataclass(frozen=True, slots=True)
class Reach(Generic[Rules]):
    """`wake` is called when there is something to be sent."""

    database: Database
    open_store: Callable[[Tx], Store]
    rules: Rules
    wake: Callable[[], None] = lambda: None

    async def read(self, work: Callable[[Tx], T]) -> T:
        """On a reader's connection."""
        return await self.database.read(work)

    async def write(self, work: Callable[[Tx], T], key: str = "") -> T:
        """One transaction, after those of people; those of one `key` one after another."""
        return await self.database.write(Unit(work, key=key, priority=Priority.BULK))

    async def see(self, work: Callable[[Store], T]) -> T:
        """`read` with the gateways opened."""
        return await self.read(lambda tx: work(self.open_store(tx)))

    async def change(self, work: Callable[[Store], T], key: str = "") -> T:
        """`write` with the gateways opened."""
        return await self.write(lambda tx: work(self.open_store(tx)), key)
