"""Duties of the bot by the clock: pauses that end by themselves, deletions that people asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import structlog

from core.errors import NotStored
from core.records import RawEvent
from storage.subscribers import SubscribersGateway

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from storage.database import Database
    from storage.erasure import Erasure

log = structlog.stdlib.get_logger(__name__)
OVER = "pause-over"
SOURCE = "entry"
_AT_ONCE = 500


class Upkeep:
    """`accept` is the door of the intake: the end of a pause is an event of its person, handled by a turn."""

    def __init__(
        self,
        database: Database,
        accept: Callable[[Sequence[RawEvent]], Awaitable[None]],
        erasure: Erasure,
    ) -> None:
        self._database = database
        self._accept = accept
        self._erasure = erasure

    async def __call__(self, now_ms: int) -> None:
        """Do what is due. A failure is logged: the next tick finds the same."""
        try:
            await self.end_pauses(now_ms)
        except NotStored as error:
            log.warning("upkeep.pauses_wait", reason=str(error))
        done = await self._erasure(now_ms)
        if done:
            log.info("upkeep.erased", requests=done)

    async def end_pauses(self, now_ms: int) -> int:
        """Tell the conversations whose pause is over, each end once; how many."""
        over = await self._database.read(lambda tx: SubscribersGateway(tx).pauses_over(now_ms, _AT_ONCE))
        body = msgspec.json.encode({"entry": OVER, "target": ""})
        for address, until_ms in over:
            await self._accept([RawEvent(SOURCE, f"{OVER}:{address}:{until_ms}", address, body, now_ms)])
        return len(over)
