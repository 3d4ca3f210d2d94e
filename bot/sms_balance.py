"""What is left on the account at the provider of SMS: a figure, and an alarm when it is low."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.channels.sms_port import SmsError
from bot.handlers.metrics import Sample
from core.database import Priority, StorageUnavailable
from core.usecases.breaker import TOLD, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.channels.sms_line import SmsLine
    from core.ports import Store

log = structlog.stdlib.get_logger(__name__)
EVERY_S = 900
"""More seldom than the ten minutes in which the client asks but once."""
LOW = "sms-balance-low"


class SmsBalance:
    """Asks for the life of the bot. `least`, in kopecks, is what should be there at any time."""

    def __init__(self, line: SmsLine, least: int) -> None:
        self._line, self._least = line, least
        self._kopecks: int | None = None

    async def run(self) -> None:
        """Ask for ever; what cannot be told now is asked again."""
        while True:
            try:
                await self.look()
            except (SmsError, StorageUnavailable) as error:
                log.info("sms.balance_unread", reason=str(error))
            except Exception:
                log.exception("sms.balance_failed")
            await asyncio.sleep(EVERY_S)

    async def look(self) -> None:
        """Ask once; an alarm once a day while it is low. Raises SmsError, StorageUnavailable."""
        self._kopecks = kopecks = await self._line.in_thread(self._line.provider.balance)
        low = kopecks < self._least
        if low or await self._line.read(lambda store: store.settings.get(TOLD + LOW)) is not None:
            write = partial(self._tell, low=low, kopecks=kopecks, now_ms=self._line.clock.now_ms())
            await self._line.commit(write, priority=Priority.BULK)

    def _tell(self, store: Store, *, low: bool, kopecks: int, now_ms: int) -> None:
        if low:
            tell(store, LOW, f"{kopecks // 100} roubles are left at the provider of SMS", now_ms)
        else:
            store.settings.drop(TOLD + LOW)

    def samples(self) -> Iterable[Sample]:
        """Nothing before it was told once."""
        if self._kopecks is None:
            return []
        help_ = "kopecks on the account at the provider of SMS, as last told"
        return [Sample("abonent_sms_balance_kopecks", self._kopecks, help=help_)]
