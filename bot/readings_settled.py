"""What billing did with readings: its answers, and what its own readings and bills tell without a word."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.dialogs.reading_news import of_counted, of_refused
from bot.readings_teller import Teller, groups
from core.notifications.kinds import Kind
from core.readings.journal import State
from core.readings.matching import verdict
from core.values import Period
from storage.reading_answers import ReadingAnswersGateway
from storage.reading_watch import ReadingWatchGateway

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.readings_rules import WatchRules
    from bot.watching import Reach
    from core.database import Tx
    from core.ports import Store
    from core.readings.journal import Entry
    from core.readings.matching import Candidate

log = structlog.stdlib.get_logger(__name__)
PAGE = 200
CHUNK = 20
"""Readings changed in one transaction: with their messages about 6 ms on SQLite."""
PAUSE_S = 0.02
MONTHS = 12
"""Months back in which billing may still count a reading without a word."""
DONE = "readings-matched"
"""Setting: the import of readings and bills that was compared with ours."""


class Settled:
    """One transaction takes a few readings; told in the same one."""

    def __init__(self, reach: Reach[WatchRules], now_ms: Callable[[], int]) -> None:
        self._reach, self._rules, self._now_ms = reach, reach.rules, now_ms

    async def answers(self) -> int:
        """Carry out what billing answered; how many readings changed."""
        total, after = 0, 0
        while (waiting := await self._reach.read(partial(_waiting, after=after))) is not None:
            after, state = waiting
            if state == "switched":
                total += await self._carry_out(after)
            elif state == "aborted":
                await self._drop(after)
        return total

    async def _carry_out(self, generation: int) -> int:
        total = strange = 0
        while True:
            changed, seen, unknown = await self._reach.write(partial(self._answered, generation=generation))
            total, strange = total + changed, strange + unknown
            self._reach.wake()
            if seen < CHUNK:
                log.info("readings.answered", changed=total, strange=strange)
                return total
            await asyncio.sleep(PAUSE_S)

    async def _drop(self, generation: int) -> int:
        """Answers of an import that was given up."""
        while await self._reach.write(partial(_dropped, generation=generation)) == PAGE:
            pass
        return 0

    def _answered(self, tx: Tx, generation: int) -> tuple[int, int, int]:
        now_ms = self._now_ms()
        answers = ReadingAnswersGateway(tx).carry_out(generation, CHUNK, now_ms)
        self._tell_settled(self._reach.open_store(tx), answers.changed, now_ms, answers.mended)
        return len(answers.changed), answers.seen, answers.strange

    async def compare(self) -> int:
        """Find in billing's readings and bills what it counted without a word; how many."""
        generation = await self._reach.read(self._uncompared)
        if generation is None:
            return 0
        months = await self._reach.read(lambda tx: ReadingWatchGateway(tx).open_months(MONTHS))
        total = sum([await self._month(month) for month in months])
        await self._reach.write(lambda tx: self._reach.open_store(tx).settings.put(DONE, str(generation)))
        return total

    def _uncompared(self, tx: Tx) -> int | None:
        generation = ReadingWatchGateway(tx).imported()
        return None if self._reach.open_store(tx).settings.get(DONE) == str(generation) else generation

    async def _month(self, month: Period) -> int:
        total, after = 0, 0
        while True:
            page = await self._candidates(month, after)
            if not page:
                return total
            after = page[-1].entry_id
            this = Period.of(self._rules.local(self._now_ms()).date())
            settled = [(one.entry_id, why) for one in page if (why := verdict(one, this))]
            for start in range(0, len(settled), CHUNK):
                part = settled[start : start + CHUNK]
                total += await self._reach.write(partial(self._settle, settled=part))
            self._reach.wake()
            await asyncio.sleep(PAUSE_S)

    async def _candidates(self, month: Period, after: int) -> Sequence[Candidate]:
        zone = self._rules.zone
        return await self._reach.read(lambda tx: ReadingWatchGateway(tx).candidates(month, after, PAGE, zone))

    def _settle(self, tx: Tx, settled: Sequence[tuple[int, str]]) -> int:
        gateway, now_ms = ReadingWatchGateway(tx), self._now_ms()
        changed = [
            entry
            for entry_id, why in settled
            if (entry := gateway.settle(entry_id, now_ms, counted=why != "refused", detail=why))
        ]
        self._tell_settled(self._reach.open_store(tx), changed, now_ms)
        return len(changed)

    def _tell_settled(
        self, store: Store, entries: Sequence[Entry], now_ms: int, mended: frozenset[int] = frozenset()
    ) -> None:
        """Who did not switch it off is told of refusals, and of what was told as refused and counts now."""
        entries = [one for one in entries if store.wishes.wants(one.subscriber_id, Kind.RESULT)]
        for group in groups([one for one in entries if one.state is State.REFUSED]):
            self._teller(store, group[0], now_ms).tell("refused", group, partial(of_refused, group))
        counted = [one for one in entries if one.state is State.CONFIRMED]
        for group in groups([one for one in counted if self._rules.tell_counted or one.id in mended]):
            self._teller(store, group[0], now_ms).tell("counted", group, partial(of_counted, group))

    def _teller(self, store: Store, one: Entry, now_ms: int) -> Teller:
        """It does not hurry: not in the quiet hours of its person, by the calendar of the account."""
        calendars = self._rules.calendars
        return Teller(store, now_ms, calendars.quiet_until(store, one.subscriber_id, one.account_id, now_ms))


def _waiting(tx: Tx, after: int) -> tuple[int, str] | None:
    return ReadingAnswersGateway(tx).waiting(after)


def _dropped(tx: Tx, generation: int) -> int:
    return ReadingAnswersGateway(tx).drop(generation, PAGE)
