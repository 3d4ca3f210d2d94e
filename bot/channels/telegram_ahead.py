"""Pictures painted before the moments of their messages: what was claimed waits for no picture.

A picture takes as long as the machine lets it. Painted at its moment it would leave some time after it, and
many of them together. So what nobody asked for is claimed when its picture is there, or known not to come.
"""

from __future__ import annotations

import asyncio
import contextlib
from time import monotonic
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from core.background import Background
    from core.charting.drawing import Drawing
    from core.records import OutboxRow

AT_ONCE = 2
"""So many are asked for at a time: those that people ask for find a process that is nearly free."""
PATIENCE_S = 40.0
"""A busy machine needs so long to start who paints."""
DOWN_S = 60.0
"""Nobody painted: for so long messages go without pictures, at their pace; then one tries again."""
_AT_FAULT_S = 3.0
_TRIES = 2
_KEPT = 256

log = structlog.stdlib.get_logger(__name__)


class Ahead:
    """Begins pictures of rows of the outbox when they are looked at, and remembers what became of them."""

    def __init__(
        self,
        drawing: Callable[[OutboxRow], Drawing | None],
        paint: Callable[[Drawing], Awaitable[bool]],
        background: Background,
        charted: Callable[[str], bool],
        now: Callable[[], float] = monotonic,
    ) -> None:
        """`paint` tells whether the picture is there now, `charted` what may have one; `now` in seconds."""
        self._drawing, self._paint, self._background = drawing, paint, background
        self._charted, self._now = charted, now
        self._found: dict[int, bool | None] = {}  # by row: painted, to go without, under way
        self._seats = asyncio.Semaphore(AT_ONCE)
        self._down_until, self._doubted, self._under_way = float("-inf"), False, 0

    def ready(self, row: OutboxRow) -> bool:
        """Whether a row may be claimed; if not, its picture is under way now."""
        if not self._charted(row.payload):
            return True
        if row.id not in self._found:
            self._begin(row)
        return self._found[row.id] is not None

    def without(self, row_id: int) -> bool:
        """A row leaves: whether it has to do without its picture. What was known of it is forgotten."""
        return self._found.pop(row_id, None) is False

    def _begin(self, row: OutboxRow) -> None:
        if len(self._found) >= _KEPT:  # rows that were looked at and never left
            self._found.pop(next(iter(self._found)))
        self._found[row.id] = False
        if self._now() < self._down_until or (self._doubted and self._under_way):
            return
        drawing = self._drawing(row)
        if drawing is not None:
            self._found[row.id] = None
            with contextlib.suppress(RuntimeError):  # closing: it is not claimed any more
                self._background.spawn(self._prepare(row.id, drawing), name="picture")
                self._under_way += 1

    async def _prepare(self, row_id: int, drawing: Drawing) -> None:
        painted = False
        try:
            async with self._seats:
                painted = await self._painted(drawing)
        finally:
            self._under_way -= 1
            if row_id in self._found:
                self._found[row_id] = painted

    async def _painted(self, drawing: Drawing) -> bool:
        began, refused = self._now(), 0
        while refused < _TRIES and self._down_until <= self._now() < began + PATIENCE_S:
            tried = self._now()
            if await self._paint(drawing):
                self._doubted = False
                return True
            # Who answers so soon paints others: it is this one that cannot be painted.
            refused += self._now() - tried < _AT_FAULT_S
        if refused < _TRIES and self._now() >= self._down_until:
            self._down_until, self._doubted = self._now() + DOWN_S, True
            log.warning("telegram.no_charts_ahead", rest_s=DOWN_S)
        return False
