"""The life of dropped sets: look, take, import, put away; tell staff what went wrong."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

import structlog

from billing.drop.folder import DropDirectory, DropSet
from billing.drop.settle import Settling

if TYPE_CHECKING:
    from bot.drops.process import ImportSet
    from bot.drops.wire import Outcome
    from core.background import Background

log = structlog.stdlib.get_logger(__name__)

MOST_CRASHES = 3
WAITS_MS = (60_000, 300_000, 900_000, 3_600_000)
INTERRUPTED = (
    "error: files of this set were replaced before it was taken over whole; the newer ones are imported"
)


class Staff(Protocol):
    """Whom to tell: log, audit, figures."""

    async def tell(self, event: str, detail: str) -> None: ...


@dataclass(slots=True)
class Try:
    """What is known of a set that could not be imported yet."""

    times: int = 0
    crashes: int = 0
    not_before_ms: int = 0


@dataclass(slots=True)
class DropWatch:
    """One drop folder; `tick` is called every few seconds and returns at once.

    `keep_days`: how long sets stay where they were put away, 0 for ever. `wall` is the supplier's time,
    `now_ms` a clock that never goes back.
    """

    directory: DropDirectory
    settling: Settling
    run: ImportSet
    staff: Staff
    background: Background
    wall: Callable[[], datetime]
    now_ms: Callable[[], int]
    imported: Callable[[], Awaitable[None]]
    keep_days: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    waiting: int = 0
    _busy: bool = False
    _tries: dict[str, Try] = field(default_factory=dict)
    _told: str = ""
    _purged_on: date | None = None

    async def tick(self) -> None:
        """Look, unless the last look still has work."""
        if not self._busy:
            self._busy = True
            self.background.spawn(self._turn(), name="drop-folder")

    async def _turn(self) -> None:
        try:
            await self.once()
            await self._purge()
            self._told = ""
        except OSError as error:
            self.counts["unreachable"] += 1
            await self._tell_once("import-folder-unreachable", f"{error.strerror}: {error.filename}")
        finally:
            self._busy = False

    async def once(self) -> None:
        """One look, and the import of every set that is complete. Raises OSError."""
        for taken in await asyncio.to_thread(self._left):
            await self._import(taken)
            if taken.path.name in self._tries:
                return  # it waits: newer files must not overtake it
        seen = await asyncio.to_thread(self.directory.look)
        self.waiting = len(seen.files)
        if seen.odd:
            await self._tell_once(
                "import-odd-files", f"left alone, not plain files: {', '.join(seen.odd[:5])}"
            )
        if self.settling.look(seen.files, self.now_ms()):
            taken = await asyncio.to_thread(self.directory.take, seen.files, self.wall())
            await self._import(taken)

    async def _purge(self) -> None:
        """Once a day: what was put away long ago holds the data of people, and the database has them."""
        today = self.wall().date()
        if not self.keep_days or self._purged_on == today:
            return
        gone = await asyncio.to_thread(self.directory.purge, today - timedelta(days=self.keep_days))
        self._purged_on = today
        if gone:
            log.info("import.purged", sets=gone)

    def _left(self) -> list[DropSet]:
        return list(self.directory.left())

    async def _import(self, taken: DropSet) -> None:
        tried = self._tries.setdefault(taken.path.name, Try())
        if self.now_ms() < tried.not_before_ms:
            return
        if not taken.complete:
            await self._put_away(taken, "failed", (INTERRUPTED,))
            return
        log.info("import.started", set=taken.path.name)
        outcome = await self.run(taken.path)
        if outcome.status in {"done", "nothing_new"}:
            await self.imported()
            await self._put_away(taken, "done", outcome.lines, outcome)
        elif outcome.status == "refused" or self._hopeless(tried, outcome):
            await self._put_away(taken, "failed", outcome.lines, outcome)
        else:
            await self._later(taken, tried, outcome)

    def _hopeless(self, tried: Try, outcome: Outcome) -> bool:
        tried.crashes += outcome.status == "crashed"
        return tried.crashes >= MOST_CRASHES

    async def _later(self, taken: DropSet, tried: Try, outcome: Outcome) -> None:
        tried.not_before_ms = self.now_ms() + WAITS_MS[min(tried.times, len(WAITS_MS) - 1)]
        tried.times += 1
        self.counts["retried"] += 1
        why = next((line for line in outcome.lines if line.startswith("error")), outcome.status)
        log.warning("import.later", set=taken.path.name, tries=tried.times, why=why)
        # Another import, or the rest of one that was killed, is over in a minute: nobody needs to know.
        if tried.times == (1 if outcome.status == "crashed" else 2):
            await self.staff.tell("import-waits", f"set {taken.path.name}, try {tried.times}: {why}")

    async def _put_away(
        self, taken: DropSet, where: str, lines: tuple[str, ...], outcome: Outcome | None = None
    ) -> None:
        moved = await asyncio.to_thread(self.directory.put_away, taken, where, lines, self.wall())
        self._tries.pop(taken.path.name, None)
        self.counts[outcome.status if outcome is not None and where == "done" else where] += 1
        if where == "failed":
            detail = f"set {moved.name} was not imported, see {where}/{moved.parent.name}/{moved.name}"
            await self.staff.tell("import-failed", detail)
        elif outcome is not None:
            log.info("import.done", set=moved.name, rows=outcome.rows, rejected=outcome.rejected)

    async def _tell_once(self, event: str, detail: str) -> None:
        """The same trouble is told once, until a look finds none."""
        if self._told != detail:
            self._told = detail
            await self.staff.tell(event, detail)
