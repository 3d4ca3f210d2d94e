"""What Telegram calls the pictures it has: in memory, and in a table over restarts.

Losing an id costs a picture that is painted and uploaded again, so nothing waits for the table to be written,
and a storage that is away is no reason to send no picture.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

import structlog

from core.database import Priority, StorageUnavailable, Unit
from storage.chart_files import ChartFilesGateway

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.background import Background
    from core.clock import Clock
    from core.database import Database, Tx

MOST = 5_000
"""Ids in memory, some 300 bytes each."""
DAY_MS = 86_400_000
"""So often it is noted that a picture is in use."""

log = structlog.stdlib.get_logger(__name__)


class ChartFiles:
    """`bot.channels.telegram_charts.FileIds` over the table `chart_file`."""

    def __init__(self, database: Database, background: Background, clock: Clock) -> None:
        self._database, self._background, self._clock = database, background, clock
        self._known: OrderedDict[str, tuple[str, int]] = OrderedDict()

    async def get(self, digest: str) -> str:
        """The id of a picture, "" for one that was never sent."""
        found = self._known.get(digest)
        if found is None:
            try:
                found = await self._database.read(lambda tx: ChartFilesGateway(tx).get(digest))
            except StorageUnavailable as error:
                log.warning("charts.ids_unread", reason=error.reason)
            if found is None:
                return ""
        now_ms = self._clock.now_ms()
        if now_ms - found[1] > DAY_MS:
            self.learn(digest, found[0])
        else:
            self._keep(digest, found)
        return found[0]

    def learn(self, digest: str, file_id: str) -> None:
        """Note an id, now in memory and soon in the table."""
        now_ms = self._clock.now_ms()
        self._keep(digest, (file_id, now_ms))
        self._soon(lambda tx: ChartFilesGateway(tx).put(digest, file_id, now_ms))

    def forget(self, digest: str, file_id: str) -> None:
        """Drop an id that Telegram does not take."""
        self._known.pop(digest, None)
        self._soon(lambda tx: ChartFilesGateway(tx).drop(digest, file_id))

    def _keep(self, digest: str, found: tuple[str, int]) -> None:
        self._known[digest] = found
        self._known.move_to_end(digest)
        if len(self._known) > MOST:
            self._known.popitem(last=False)

    def _soon(self, work: Callable[[Tx], None]) -> None:
        try:
            self._background.spawn(self._write(work), name="chart-files")
        except RuntimeError:  # closing: it will be uploaded once more
            return

    async def _write(self, work: Callable[[Tx], None]) -> None:
        try:
            await self._database.write(Unit(work, priority=Priority.BULK))
        except StorageUnavailable as error:
            log.warning("charts.ids_unwritten", reason=error.reason)
