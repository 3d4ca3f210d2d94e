"""The drop folder as the configuration wants it, with its ticks and figures."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from billing.drop.folder import DropDirectory
from billing.drop.settle import Settling
from bot.drops.process import ImportProcess
from bot.drops.staff import Freshness, ImportStaff
from bot.drops.watch import DropWatch
from bot.handlers.metrics import Sample, counted
from scheduler.polling import Polling

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.config import Config
    from core.background import Background
    from core.clock import Clock
    from core.database import Database

_FRESHNESS_S = 300


def _wall_ms() -> int:
    return time.time_ns() // 1_000_000


class Drops:
    """The watched folder of this bot; without one only the age of the data is watched."""

    def __init__(self, config: Config, database: Database, clock: Clock, background: Background) -> None:
        given = config.import_
        self._staff = ImportStaff(database, clock)
        self.freshness = Freshness(database, self._staff, given.stale_hours, _wall_ms())
        self.watch: DropWatch | None = None
        self._ticks = [Polling(self.look, _FRESHNESS_S)]
        if given.folder:
            zone = ZoneInfo(config.supplier.time_zone)
            self.watch = DropWatch(
                DropDirectory(Path(given.folder)),
                Settling(given.quiet_seconds * 1000, given.marker),
                ImportProcess(config),
                self._staff,
                background,
                wall=lambda: datetime.now(zone),
                now_ms=lambda: time.monotonic_ns() // 1_000_000,
                imported=self._imported,
                keep_days=given.keep_days,
            )
            self._ticks.append(Polling(self.watch.tick, given.poll_seconds))

    def start(self) -> None:
        for ticks in self._ticks:
            ticks.start()

    def stop(self) -> None:
        for ticks in self._ticks:
            ticks.stop()

    async def _imported(self) -> None:
        self.freshness.delivered(_wall_ms())
        await self.look()

    async def look(self) -> None:
        """Reckon the age of the data: before anything is said by it, then time and again."""
        await self.freshness.look(_wall_ms())

    def samples(self) -> Iterable[Sample]:
        """Figures for /metrics."""
        yield Sample("abonent_import_age_hours", self.freshness.age_hours, help="age of billing's data")
        yield Sample("abonent_import_stale", int(self.freshness.stale), help="1 when they are too old")
        yield from counted("abonent_import_alerts_total", self._staff.alerts, "kind", "what staff were told")
        if self.watch is not None:
            yield Sample("abonent_import_waiting_files", self.watch.waiting, help="files in the drop folder")
            yield from counted("abonent_import_sets_total", self.watch.counts, "outcome", "sets by outcome")
