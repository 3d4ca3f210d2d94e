"""Sends what nobody asked for, at the even pace that all replicas share (`core.pace`).

Rows are claimed in the commit that takes their moments, a quarter of a second ahead; each then waits for its
own. One that missed its moment takes another, so that a process that stood still catches up on nothing.
"""

from __future__ import annotations

import asyncio
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Protocol, TypeVar

import structlog

from bot.channels import apart
from bot.channels.pacing import OTHERS, TELEGRAM, Headroom
from bot.channels.road import Road
from bot.channels.unasked_claims import Claims, Judge, Taken, line_of
from core.database import Priority as Queue
from core.database import StorageUnavailable, Unit
from core.pace import AHEAD_MS, NO_PACE, ChatPace, Tempo
from core.records import Priority

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from core.clock import Clock
    from core.database import Database, Tx
    from core.ports import Store
    from core.records import OutboxRow

IDLE_S = 0.5
"""How often the outbox is looked at while nothing is in it; `wake` shortens it."""
LATE_S = 0.04
"""A moment is missed when nothing has left so long after it."""
ROAD_S = 0.005
"""How often it is asked whether one more may leave while a second is full."""
_CHANCES = 20
_BEYOND = 16
"""So many more rows are looked at than are claimed: what has to be made ready for them is begun."""
_AGAIN_S = 0.05
"""How soon something is looked at again that was not ready, or had no room."""
_REST_S = 5.0
"""How long a rest of Telegram is believed in without another look: a clock that is put back ends it."""

log = structlog.get_logger(__name__)
T = TypeVar("T")


class Desk(Judge, Protocol):
    """What the delivery does for us."""

    def lease(self, address: str = "") -> int: ...

    def room(self) -> int: ...

    def rests(self, address: str) -> bool: ...

    def schemes(self, without: str = "") -> list[str]: ...

    def beside(self) -> str: ...

    def fly(self, work: Callable[[], Awaitable[None]]) -> None: ...

    async def carry(self, row: OutboxRow) -> None: ...

    async def write_surely(self, unit: Unit[T]) -> T: ...


class Unasked:
    """Claims notices before bulk. `per_second` is the pace of all replicas together."""

    def __init__(
        self,
        desk: Desk,
        database: Database,
        open_store: Callable[[Tx], Store],
        clock: Clock,
        wall_ms: Callable[[], int],
        *,
        per_second: int,
        chat: ChatPace = NO_PACE,
        ready: Callable[[OutboxRow], bool],
    ) -> None:
        """`wall_ms` is the clock of the pace where there is one process only (see `PacesGateway.open`).

        Only what is `ready` is claimed: moments are for what leaves in them.
        """
        self._desk = desk
        self._database = database
        self._open = open_store
        self._clock = clock
        self._ready = ready
        self._claims = Claims(desk, open_store, wall_ms, Tempo(per_second), chat)
        self._ahead = AHEAD_MS // self._claims.tempo.span_ms(1) + 1
        self._rests_until = float("-inf")
        self._wake = asyncio.Event()
        self._claiming = asyncio.Lock()
        self.replies = Headroom(per_second)
        self.road = Road(per_second)

    def wake(self) -> None:
        """Look now."""
        self._wake.set()

    async def run(self) -> None:
        """Work for ever."""
        while True:
            look_s = IDLE_S
            try:
                look_s = await self.look()
            except StorageUnavailable as error:
                log.error("delivery.waits", reason=error.reason)
            except Exception:
                log.exception("delivery.unasked_failed")
            if look_s < IDLE_S:
                await asyncio.sleep(look_s)
                continue
            self._wake.clear()
            try:
                await asyncio.wait_for(self._wake.wait(), look_s)
            except TimeoutError:
                continue

    async def settled(self) -> None:
        """Return when no claim is under way, of which nobody would know yet that it flies."""
        async with self._claiming:
            return

    async def look(self) -> float:
        """Claim what the moments of the next quarter of a second hold; seconds until the next look."""
        async with self._claiming:
            return await self._look()

    async def _look(self) -> float:
        now_ms = self._clock.now_ms()
        if not self._desk.lease() or self._desk.room() <= 0:
            return IDLE_S
        if self.road.full():
            return _AGAIN_S
        rest_s = self._rests_until - monotonic()
        due = await self._due(now_ms, self._ahead + _BEYOND, TELEGRAM if rest_s > 0 else "")
        rows = [row for row in due if self._ready(row)]
        look_s = _AGAIN_S if len(rows) < len(due) else IDLE_S
        for scope in (TELEGRAM, OTHERS):
            taken_s = await self._take(scope, [row for row in rows if line_of(row) == scope], now_ms)
            look_s = min(look_s, taken_s)
        return min(look_s, rest_s) if rest_s > 0 else look_s

    async def _take(self, scope: str, rows: Sequence[OutboxRow], now_ms: int) -> float:
        """Claim what the next moments of a line hold, and let it leave; seconds until the next look."""
        lease_ms, most = self._desk.lease(), min(self._desk.room(), self._ahead)
        if not rows or not lease_ms or most <= 0:
            return IDLE_S
        owed = self.replies.owed() if scope == TELEGRAM else 0
        claim = partial(self._claims.take, scope, rows[:most], now_ms, lease_ms, owed)
        taken: Taken = await self._database.write(Unit(claim, priority=Queue.MARK))
        for row, at in taken.rows:
            self._desk.fly(partial(self._leave, row, at))
        apart.tell(taken.broken)
        if scope == TELEGRAM and taken.full_s > IDLE_S:
            self._rests_until = monotonic() + min(taken.full_s, _REST_S)
        return taken.look_s

    async def _due(self, now_ms: int, most: int, without: str) -> list[OutboxRow]:
        beside = self._desk.beside()

        def due(tx: Tx) -> list[OutboxRow]:
            outbox = self._open(tx).outbox
            found: list[OutboxRow] = []
            for only in self._desk.schemes(without):
                for priority in (Priority.NOTICE, Priority.BULK):
                    if len(found) < most:
                        found += outbox.due(priority, now_ms, most - len(found), beside, only)
            return found

        return await self._database.read(due)

    async def _leave(self, row: OutboxRow, at: float) -> None:
        """Wait for the moment of a claimed row and send it; put it back when nothing may leave any more."""
        moment: float | None = at
        for _ in range(_CHANCES):
            if moment is None:
                break
            await asyncio.sleep(max(0.0, moment - monotonic()))
            if self._desk.rests(row.address):
                break
            if await self._clear(row, moment):
                if line_of(row) == TELEGRAM:
                    self.road.leave(row.id)
                await self._desk.carry(row)
                return
            another = partial(self._claims.another, row)
            moment = await self._desk.write_surely(Unit(another, priority=Queue.MARK))
        back = Unit(lambda tx: self._open(tx).outbox.put_back(row), key=row.address, priority=Queue.MARK)
        await self._desk.write_surely(back)

    async def _clear(self, row: OutboxRow, moment: float) -> bool:
        """Whether a row may leave: soon after its moment, and not into a second that is full."""
        while monotonic() - moment <= LATE_S:
            if line_of(row) != TELEGRAM or not self.road.full():
                return True
            await asyncio.sleep(ROAD_S)
        return False
