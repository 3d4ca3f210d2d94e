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
    from collections.abc import Callable, Sequence

    from bot.readings_rules import WatchRules
    from bot.watching import Reach
    from core.database import Tx
    from core.readings.journal import Entry

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
            after = page[-1][0].id
            total += await self._end(page) + await self._nudge(page)
            self._reach.wake()
            await asyncio.sleep(PAUSE_S)

    async def _end(self, page: Sequence[tuple[Entry, int, str]]) -> int:
        today = self._rules.local(self._now_ms()).date()
        over = [entry for entry, _, window in page if self._rules.closes(entry, window) < today]
        return sum([await self._reach.write(partial(self._close, group=group)) for group in groups(over)])

    def _close(self, tx: Tx, group: Sequence[Entry]) -> int:
        gateway, now_ms = ReadingDraftsGateway(tx), self._now_ms()
        export = self._rules.readings.unanswered is Unanswered.EXPORT
        closed = [
            one
            for entry in group
            if (one := gateway.close(entry, now_ms, export=export or entry.flag == UNLINKED))
        ]
        teller = Teller(self._reach.open_store(tx), now_ms, self._rules.not_before(now_ms))
        for state, left in {(one.entry.state, one.left): None for one in closed}:
            same = [one.entry for one in closed if (one.entry.state, one.left) == (state, left)]
            teller.tell("closed", same, partial(of_closed, same, left=left))
        return len(closed)

    async def _nudge(self, page: Sequence[tuple[Entry, int, str]]) -> int:
        if not self._rules.by_day(self._now_ms()):
            return 0
        due = {
            entry.subscriber_id: None
            for entry, nudged_ms, window in page
            if not nudged_ms and self._open(entry, window) and self._due(entry)
        }
        return sum([await self._reach.write(partial(self._ask, person=person)) for person in due if person])

    def _open(self, entry: Entry, window: str) -> bool:
        """Whether it may be asked about: a stranger is nobody to ask, and a closed window is ended."""
        today = self._rules.local(self._now_ms()).date()
        return entry.flag != UNLINKED and self._rules.closes(entry, window) >= today

    def _due(self, entry: Entry) -> bool:
        return entry.created_ms <= self._now_ms() - self._rules.readings.nudge_hours * 3_600_000

    def _ask(self, tx: Tx, person: int) -> int:
        """As soon as one is due, all that wait are asked about: not one message after another."""
        gateway, now_ms = ReadingDraftsGateway(tx), self._now_ms()
        waiting = [(entry, window) for entry, window in gateway.unasked(person) if self._open(entry, window)]
        if not any(self._due(entry) for entry, _ in waiting):
            return 0
        asked = [(entry, window) for entry, window in waiting if gateway.nudged(entry.id, now_ms)]
        if asked:
            until = min(self._rules.closes(entry, window) for entry, window in asked)
            teller = Teller(self._reach.open_store(tx), now_ms, 0, self._rules.may_start)
            teller.tell_all("waits", [entry for entry, _ in asked], partial(of_waiting, until=until))
        return len(asked)


def _drafts(tx: Tx, after: int) -> list[tuple[Entry, int, str]]:
    return ReadingDraftsGateway(tx).drafts(after, PAGE)
