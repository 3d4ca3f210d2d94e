"""What senders of SMS work with: the provider in threads of its own, the storage, the time."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from core.database import Priority, Unit

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from bot.channels.sms_port import SmsProvider
    from core.clock import Clock
    from core.database import Database, Tx
    from core.ports import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SmsLine:
    """One provider and where its SMS are written down. `threads` run what waits for the provider."""

    provider: SmsProvider
    threads: Executor
    database: Database
    open_store: Callable[[Tx], Store]
    clock: Clock

    async def commit(
        self, work: Callable[[Store], T], address: str = "", priority: Priority = Priority.MARK
    ) -> T:
        """Do something in one commit."""
        unit = Unit(lambda tx: work(self.open_store(tx)), key=address, priority=priority)
        return await self.database.write(unit)

    async def read(self, work: Callable[[Store], T]) -> T:
        """Look something up."""
        return await self.database.read(lambda tx: work(self.open_store(tx)))

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Do what waits for the provider."""
        return await asyncio.get_running_loop().run_in_executor(self.threads, work)
