"""Doubted readings that wait for a yes: one nudge while the window is open, an end when it is over."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from bot.dialogs.reading_news import of_closed, of_waiting
from bot.readings_teller import Teller, groups
from core.readings.claimed import UNLINKED
from core.readings.rules import Unanswered
from storage.reading_drafts import ReadingDraftsGateway

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from bot.readings_rules import WatchRules
    from bot.watching import Reach
    from core.database import Tx
    from core.ports import Store
    from core.readings.journal import Entry
    from storage.reading_drafts import Doubted

PAGE = 200
PAUSE_S = 0.02


class Waiting:
    """Ends: the readings of one account and person are one message. Nudges: all of a person are."""

    def __init__(self, reach: Reach[WatchRules], now_ms: Callable[[], int]) -> None:
        self._reach, self._rules, self._now_ms = reach, reach.rules, now_ms

    async def look(self) -> int:
        """Nudge, and end what waited until the end of its window; how many readings."""
        total, after = 0, 0
        while True:
            page = await self._reach.read(partial(_drafts, after=after))
            if not page:
                return total
            after = page[-1].entry.id
            total += await self._end(page) + await self._nudge(page)
            self._reach.wake()
            await asyncio.sleep(PAUSE_S)

    async def _end(self, page: Sequence[Doubted]) -> int:
        now_ms = self._now_ms()
        over = [one.entry for one in page if self._rules.is_over(one, now_ms)]
        return sum([await self._reach.write(partial(self._close, group=group)) for group in groups(over)])

    def _close(self, tx: Tx, group: Sequence[Entry]) -> int:
        gateway, now_ms = ReadingDraftsGateway(tx), self._now_ms()
        export = self._rules.readings.unanswered is Unanswered.EXPORT
        closed = [
            one
            for entry in group
            if (one := gateway.close(entry, now_ms, export=export or entry.flag == UNLINKED))
        ]
        store, first = self._reach.open_store(tx), group[0]
        quiet_ms = self._rules.calendars.quiet_until(store, first.subscriber_id, first.account_id, now_ms)
        teller = Teller(store, now_ms, quiet_ms)
        for state, left in {(one.entry.state, one.left): None for one in closed}:
            same = [one.entry for one in closed if (one.entry.state, one.left) == (state, left)]
            teller.tell("closed", same, partial(of_closed, same, left=left))
        return len(closed)

    async def _nudge(self, page: Sequence[Doubted]) -> int:
        due = {
            one.entry.subscriber_id: one.entry.account_id
            for one in page
            if not one.nudged_ms and self._open(one) and self._due(one.entry)
        }
        free = await self._reach.see(partial(self._free, due=due)) if due else ()
        return sum([await self._reach.write(partial(self._ask, person=person)) for person in free])

    def _free(self, store: Store, due: Mapping[int, int]) -> list[int]:
        """Those who may be told now; a stranger is nobody."""
        now_ms, quiet_until = self._now_ms(), self._rules.calendars.quiet_until
        return [who for who, account in due.items() if who and not quiet_until(store, who, account, now_ms)]

    def _open(self, one: Doubted) -> bool:
        """Whether it may be asked about: a stranger is nobody to ask, and a closed window is ended."""
        return one.entry.flag != UNLINKED and not self._rules.is_over(one, self._now_ms())

    def _due(self, entry: Entry) -> bool:
        return entry.created_ms <= self._now_ms() - self._rules.readings.nudge_hours * 3_600_000

    def _ask(self, tx: Tx, person: int) -> int:
        """As soon as one is due, all that wait are asked about: not one message after another."""
        gateway, now_ms = ReadingDraftsGateway(tx), self._now_ms()
        waiting = [one for one in gateway.unasked(person) if self._open(one)]
        if not any(self._due(one.entry) for one in waiting):
            return 0
        asked = [one for one in waiting if gateway.nudged(one.entry.id, now_ms)]
        if asked:
            until = min(self._rules.closes(one) for one in asked)
            teller = Teller(self._reach.open_store(tx), now_ms, 0, self._rules.may_start)
            reply = partial(of_waiting, until=until, texted_to=self._rules.texted_to)
            teller.tell_all("waits", [one.entry for one in asked], reply)
        return len(asked)


def _drafts(tx: Tx, after: int) -> list[Doubted]:
    return ReadingDraftsGateway(tx).drafts(after, PAGE)
