"""Charts put together: who paints them, what Telegram has of them, and how it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.chart_files import ChartFiles
from bot.handlers.metrics import Sample, counted
from charts.pool import ChartPool, PoolOptions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.config import Config
    from core.background import Background
    from core.clock import Clock
    from core.database import Database


class ChartParts:
    """The parts of a running bot that have to do with charts."""

    def __init__(self, config: Config, database: Database, background: Background, clock: Clock) -> None:
        given = config.charts
        options = PoolOptions(workers=given.workers, cache_bytes=given.cache_mb << 20)
        self.pool = ChartPool(background, options)
        self.files = ChartFiles(database, background, clock)

    def samples(self, counts: Mapping[str, int]) -> Callable[[], Iterable[Sample]]:
        """What `/metrics` says; `counts` are of the sender."""

        def measured() -> Iterable[Sample]:
            yield Sample("abonent_chart_workers", len(self.pool.workers), help="processes ready to paint")
            yield from counted("abonent_charts_total", counts, "picture", "charts by source of picture")

        return measured
