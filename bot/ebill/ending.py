"""Back to paper because it has to: another holder, a closed account, an owner who left or is not reached."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.dialogs.ebill_news import of_end
from bot.dialogs.engine import message
from core.records import Priority, RawEvent
from core.usecases.ebill import end, others

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.ebill.rules import EbillRules
    from bot.watching import Reach
    from core.ebill.model import Change, Standing, Why
    from core.ports import Store

SOURCE = "ebill-end"
PAGE = 50
CHUNK = 10
PAUSE_S = 0.02


class Ending:
    """Every end and the messages about it are one transaction."""

    def __init__(self, reach: Reach[EbillRules]) -> None:
        self._reach, self._rules = reach, reach.rules

    async def look(self, now_ms: int) -> int:
        """End what has to; how many accounts go back to paper."""
        total, after = 0, 0
        while page := await self._reach.see(partial(self._found, after=after, now_ms=now_ms)):
            after = page[-1][0].account_id
            for start in range(0, len(page), CHUNK):
                part = page[start : start + CHUNK]
                total += await self._reach.change(partial(self._end, found=part, now_ms=now_ms))
            self._reach.wake()
            await asyncio.sleep(PAUSE_S)
        return total

    def _found(self, store: Store, after: int, now_ms: int) -> Sequence[tuple[Standing, Why]]:
        return store.ebills.ended(after, now_ms - self._rules.wait_ms, PAGE)

    def _end(self, store: Store, found: Sequence[tuple[Standing, Why]], now_ms: int) -> int:
        """They may have linked it again meanwhile: each is looked for once more."""
        total = 0
        for standing, _ in found:
            still = store.ebills.ended(standing.account_id - 1, now_ms - self._rules.wait_ms, 1)
            if not still or still[0][0] != standing:
                continue
            change = end(store, standing, still[0][1], self._rules.day(now_ms), now_ms)
            if change is not None:
                self._tell(store, standing, change, now_ms)
                total += 1
        return total

    def _tell(self, store: Store, standing: Standing, change: Change, now_ms: int) -> None:
        """The person who had it, wherever they are heard, and the other people of the account."""
        number = store.ebills.number(standing.account_id)
        mine = store.ebills.places(standing.subscriber_id)[:1]
        event_id = store.inbox.store(
            RawEvent(SOURCE, f"{standing.account_id}:{standing.since_ms}", "system", b"", now_ms)
        )
        if event_id is None:
            return
        store.inbox.done(event_id)
        told = dict.fromkeys((*mine, *others(store, standing.account_id, standing.subscriber_id)))
        for step, address in enumerate(told):
            who = store.sessions.load(address)[0].subscriber_id
            quiet_ms = self._rules.calendars.quiet_until(store, who, standing.account_id, now_ms)
            effect = message(address, of_end(change, number))
            effect = replace(effect, priority=Priority.NOTICE, not_before_ms=quiet_ms)
            store.outbox.put(event_id, step, effect, now_ms)
