"""Plans what people are told: opens the plans that are due and fills each, a few milliseconds a transaction.

Called by the clock, by any number of processes, killed at any moment: what is planned and how far is in the
database alone (storage/reminder_plans/plans.py). Rows never pass through here.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.handlers.metrics import Sample
from bot.notifications.pace import REST, TARGET_S, ChunkSize
from core.database import Priority, StorageUnavailable, Unit
from core.notifications.calendar import midnight_of
from core.notifications.kinds import TRAITS, Kind
from storage.reminder_plans.judged import PAGE, JudgedGateway, Page
from storage.reminder_plans.plans import Filled, PlansGateway
from storage.reminders import RemindersGateway

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
    from datetime import tzinfo

    from core.database import Database, Tx
    from core.notifications.model import Plan
    from core.notifications.planning import Chosen, Source, Wanted

T = TypeVar("T")
log = structlog.stdlib.get_logger(__name__)
_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS
GROWING = frozenset({Kind.READING, Kind.OUTAGE})
"""Kinds whose plans go on with links that are made after they were filled."""


class Planner:
    """Carries out what is due; safe to be called at any time, from any number of processes."""

    def __init__(
        self,
        database: Database,
        sources: Mapping[Kind, Source],
        now_ms: Callable[[], int],
        zone: tzinfo,
        age_ms: Callable[[], int],
        tell: Callable[[str, str], Awaitable[None]],
    ) -> None:
        """`age_ms` is how old billing's data are; `tell` tells staff of an event, with a sentence."""
        self._database, self._sources = database, sources
        self._now_ms, self._zone, self._age_ms = now_ms, zone, age_ms
        self._tell = tell
        self._one = asyncio.Lock()
        self._told_ms: dict[Kind, int] = {}
        self._made = self._open = 0

    async def __call__(self) -> None:
        """One look by the clock."""
        try:
            await self.run()
        except StorageUnavailable as error:
            log.warning("plans.wait", reason=error.reason)

    def samples(self) -> Iterable[Sample]:
        """Figures for /metrics."""
        yield Sample("abonent_plans_open", self._open, help="plans of reminders that are not finished")
        yield Sample("abonent_reminders_planned_total", self._made, help="reminders planned since the start")

    async def run(self) -> int:
        """Open what is due, fill what is open; how many reminders were made."""
        async with self._one:
            await self._revive()
            await self._make()
            await self._go_on()
            plans = await self._database.read(lambda tx: PlansGateway(tx).open())
            made, self._open = 0, len(plans)
            for plan in plans:
                with _alone("plans.failed", kind=plan.kind, stage=plan.stage, period=plan.period):
                    made += await self._carry_out(plan)
            return made

    async def _revive(self) -> None:
        """What expired while the clock was ahead is planned again."""
        now_ms = self._now_ms()
        if await self._database.read(lambda tx: RemindersGateway(tx).too_soon(now_ms)):
            count = await self._write(lambda tx: RemindersGateway(tx).revive(now_ms))
            log.warning("plans.revived", reminders=count)

    async def _make(self) -> None:
        for source in self._sources.values():
            with _alone("plans.source_failed", kind=source.kind):
                await self._make_of(source)

    async def _make_of(self, source: Source) -> None:
        now_ms = self._now_ms()

        def missing(tx: Tx) -> list[Wanted]:
            return PlansGateway(tx).missing(source.wanted(tx, now_ms), now_ms)

        for one in await self._database.read(missing):
            made = await self._write(lambda tx, one=one: PlansGateway(tx).make(one, now_ms))  # type: ignore[misc]
            if made and one.until_ms < now_ms:
                await self._missed(one, "late")

    async def _go_on(self) -> None:
        """Plans of some kinds find links that were made after they were filled; imports plan the others."""
        now_ms = self._now_ms()
        for kind in GROWING & self._sources.keys():
            if await self._database.read(lambda tx, kind=kind: PlansGateway(tx).grown(kind, now_ms)):  # type: ignore[misc]
                await self._write(lambda tx, kind=kind: PlansGateway(tx).go_on(kind, now_ms))  # type: ignore[misc]

    async def _carry_out(self, plan: Plan) -> int:
        """Fill a plan as far as it goes; how many reminders were made."""
        source = self._sources.get(plan.kind)
        if source is None:  # of another version of the program, or switched off
            return 0
        stale = self._stale(plan.kind)
        if plan.until_ms < self._now_ms():
            await self._expire(plan, "stale" if stale else "late")
        elif stale:
            await self._held(plan)
        else:
            return await self._fill(plan, source)
        return 0

    async def _fill(self, plan: Plan, source: Source) -> int:
        """Chunk after chunk, with a rest after each, until it is done, late, or another process has it."""
        chosen, size, made = source.chosen(plan), ChunkSize(TARGET_S[self._database.engine]), 0
        while plan.until_ms >= self._now_ms():
            filled, seconds = await self._one_chunk(plan, chosen, size.rows)
            made += filled.made
            self._made += filled.made
            if filled.over or not filled.taken:
                break
            plan = replace(plan, after_link=filled.after, planned=plan.planned + filled.made)
            size.took(seconds)
            await asyncio.sleep(seconds * REST)
        log.info("plans.filled", kind=plan.kind, stage=plan.stage, period=plan.period, made=made)
        return made

    async def _one_chunk(self, plan: Plan, chosen: Chosen, rows: int) -> tuple[Filled, float]:
        if chosen.judge is None:
            return await self._write(self._chunk(plan, chosen, rows))
        page, seconds = await self._database.read(self._page(plan, chosen, min(rows, PAGE)))
        filled = await self._write(lambda tx: JudgedGateway(tx).keep(plan, page, self._now_ms()))
        return filled, seconds

    def _page(self, plan: Plan, chosen: Chosen, rows: int) -> Callable[[Tx], tuple[Page, float]]:
        """The same for what is judged: read and judged beside the writer, which only adds what was found."""
        now_ms, midnight_ms = self._moment(plan)

        def work(tx: Tx) -> tuple[Page, float]:
            begun = time.perf_counter()
            page = JudgedGateway(tx).page(plan, chosen, rows, now_ms, midnight_ms)
            return page, time.perf_counter() - begun

        return work

    def _moment(self, plan: Plan) -> tuple[int, int]:
        """Now, and the midnight of the plan's day."""
        return self._now_ms(), midnight_of(plan.due_ms, self._zone)

    def _chunk(self, plan: Plan, chosen: Chosen, rows: int) -> Callable[[Tx], tuple[Filled, float]]:
        now_ms, midnight_ms = self._moment(plan)

        def work(tx: Tx) -> tuple[Filled, float]:
            begun = time.perf_counter()
            filled = PlansGateway(tx).fill(plan, chosen, rows, now_ms, midnight_ms)
            return filled, time.perf_counter() - begun

        return work

    def _stale(self, kind: Kind) -> bool:
        limit = TRAITS[kind].stale_ms
        return bool(limit) and self._age_ms() > limit

    async def _held(self, plan: Plan) -> None:
        """Nothing is planned on old data; staff are told once a day."""
        now_ms = self._now_ms()
        if now_ms - self._told_ms.get(plan.kind, 0) >= _DAY_MS:
            self._told_ms[plan.kind] = now_ms
            hours = self._age_ms() // _HOUR_MS
            await self._tell("reminders-held", f"{plan.kind}: billing's data are {hours} hours old")

    async def _expire(self, plan: Plan, why: str) -> None:
        now_ms = self._now_ms()
        if await self._write(lambda tx: PlansGateway(tx).expire(plan, why, now_ms)):
            await self._missed(plan, why)

    async def _missed(self, plan: Plan | Wanted, why: str) -> None:
        log.warning("plans.expired", kind=plan.kind, stage=plan.stage, period=plan.period, why=why)
        what = f"{plan.kind} {plan.stage} of {plan.period} for {plan.group or 'all'}"
        await self._tell("reminders-expired", f"{what}: not planned in time ({why})")

    async def _write(self, work: Callable[[Tx], T]) -> T:
        return await self._database.write(Unit(work, priority=Priority.BULK))


@contextmanager
def _alone(event: str, **of: str) -> Iterator[None]:
    """What goes wrong with one source or plan stops no other; it is tried again at the next look."""
    try:
        yield
    except StorageUnavailable:
        raise
    except Exception:
        log.exception(event, **of)
