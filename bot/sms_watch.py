"""What became of our SMS: the provider is asked once a minute about those that have no end yet.

Runs beside people's turns, in the threads of SMS. Callbacks settle the same rows; this finds what they did
not tell. After two days nobody will know any more: the SMS ends as unknown.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.channels.sms_port import SmsError
from bot.handlers.metrics import Sample
from bot.handlers.sms_settled import settle
from core.database import Priority, StorageUnavailable, Unit
from core.errors import NotStored

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from bot.channels.sms_line import SmsLine
    from bot.handlers.picked import Pick
    from core.database import Tx
    from core.sms_ports import SentSms

T = TypeVar("T")
log = structlog.stdlib.get_logger(__name__)
GIVEN_UP_MS = 48 * 3_600_000
DAY_MS = 24 * 3_600_000
AT_ONCE = 500
"""SMS that end as unknown in one transaction."""
_ASKED = "sms-statuses-asked"
_SLACK_MS = 1_000
"""By which two rounds of one process may come closer than they should."""


class SmsWatch:
    """Asks for the life of the bot; knows how the SMS of a day ended."""

    def __init__(
        self,
        line: SmsLine,
        take: Callable[[Pick, Sequence[str]], Awaitable[None]],
    ) -> None:
        """`take` is the door of the intake: what follows from a status is handled at once.

        How often a provider may be asked about many SMS holds for all replicas together.
        """
        self._line, self._take = line, take
        self._every_ms = line.provider.capabilities.statuses_s * 1000
        self._day: tuple[tuple[str, str, int], ...] = ()

    async def run(self) -> None:
        """Look for ever; what goes wrong is looked at again."""
        while True:
            try:
                await self.look(self._line.clock.now_ms())
            except (StorageUnavailable, NotStored) as error:
                log.warning("sms.statuses_wait", reason=str(error))
            except SmsError as error:
                log.warning("sms.statuses_unread", fault=error.fault.value)
            except Exception:
                log.exception("sms.statuses_failed")
            await asyncio.sleep(self._every_ms / 1000)

    async def look(self, now_ms: int) -> int:
        """Ask once and write down what is told; how many SMS were asked about. Raises SmsError, NotStored."""
        await self._give_up(now_ms)
        line, most = self._line, self._line.provider.capabilities.most
        waiting = await self._write(lambda tx: self._claim(tx, now_ms, most))
        if waiting:
            keys = [(sms.own_id, sms.phone) for sms in waiting]
            statuses = await line.in_thread(partial(line.provider.statuses, keys))
            await self._take(lambda store: settle(store, statuses, line.clock.now_ms()), ())
        self._day = await line.database.read(
            lambda tx: line.open_store(tx).sms.tally(line.clock.now_ms() - DAY_MS)
        )
        return len(waiting)

    def samples(self) -> Iterable[Sample]:
        """SMS of 24 hours by how they ended, as of the last look."""
        return [
            Sample("abonent_sms_day", count, help="SMS of 24 hours by state and reason",
                   labels=(("state", state), ("reason", reason)))
            for state, reason, count in sorted(self._day)
        ]  # fmt: skip

    def _claim(self, tx: Tx, now_ms: int, most: int) -> tuple[SentSms, ...]:
        """Those to ask about; none when another replica has just asked."""
        store = self._line.open_store(tx)
        tx.lock(_ASKED)
        asked_ms = int(store.settings.get(_ASKED) or 0)
        if 0 <= now_ms - asked_ms < self._every_ms - _SLACK_MS:
            return ()
        waiting = store.sms.waiting(now_ms - self._every_ms + 1, most)
        if waiting:
            store.settings.put(_ASKED, str(now_ms))
            store.sms.asked([(sms.own_id, sms.phone) for sms in waiting], now_ms)
        return waiting

    async def _give_up(self, now_ms: int) -> None:
        def end(tx: Tx) -> int:
            return self._line.open_store(tx).sms.forgotten(now_ms - GIVEN_UP_MS, now_ms, AT_ONCE)

        more = True
        while more:
            more = await self._write(end) == AT_ONCE

    async def _write(self, work: Callable[[Tx], T]) -> T:
        return await self._line.database.write(Unit(work, priority=Priority.BULK))
