"""Sends what nobody asked for, at the even pace that all replicas share (`core.pace`).

Rows are claimed in the commit that takes their moments, a quarter of a second ahead; each then waits for its
own. One that missed its moment takes another, so that a process that stood still catches up on nothing.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Protocol, TypeVar

import structlog

from bot.channels.pacing import TELEGRAM, Headroom
from bot.channels.road import Road
from core.database import Priority as Queue
from core.database import StorageUnavailable, Unit
from core.pace import AHEAD_MS, NO_PACE, ChatPace, Line, Tempo
from core.records import Priority

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

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
_BUSY_S = 0.02
_BEYOND = 16
"""So many more rows are looked at than are claimed: what has to be made ready for them is begun."""
_AGAIN_S = 0.05
"""How soon something is looked at again that was not ready, or had no room."""

log = structlog.get_logger(__name__)
T = TypeVar("T")


class Desk(Protocol):
    """What the delivery does for us."""

    def lease(self, address: str = "") -> int: ...

    def room(self) -> int: ...

    def rests(self, address: str) -> bool: ...

    def schemes(self) -> list[str]: ...

    def beside(self) -> str: ...

    def claim_in(self, store: Store, row: OutboxRow, now_ms: int, lease_ms: int) -> OutboxRow | None: ...

    def fly(self, work: Callable[[], Awaitable[None]]) -> None: ...

    async def carry(self, row: OutboxRow) -> None: ...

    async def write_surely(self, unit: Unit[T]) -> T: ...


@dataclass(frozen=True, slots=True)
class Taken:
    """Claimed rows with their moments (monotonic seconds), and when to look again."""

    rows: tuple[tuple[OutboxRow, float], ...]
    look_s: float


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
        self._wall_ms = wall_ms
        self._tempo = Tempo(per_second)
        self._chat, self._ready = chat, ready
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
        lease_ms, now_ms = self._desk.lease(), self._clock.now_ms()
        most = min(self._desk.room(), AHEAD_MS // self._tempo.span_ms(1) + 1)
        if not lease_ms or most <= 0:
            return IDLE_S
        if self.road.full():
            return _AGAIN_S
        due = await self._due(now_ms, most + _BEYOND)
        rows = [row for row in due if self._ready(row)]
        look_s = _AGAIN_S if len(rows) < len(due) else IDLE_S
        if not rows:
            return look_s
        claim = partial(self._claim, rows[:most], now_ms, lease_ms, self.replies.owed())
        taken = await self._database.write(Unit(claim, priority=Queue.MARK))
        for row, at in taken.rows:
            self._desk.fly(partial(self._leave, row, at))
        return min(taken.look_s, look_s)

    async def _due(self, now_ms: int, most: int) -> list[OutboxRow]:
        beside = self._desk.beside()

        def due(tx: Tx) -> list[OutboxRow]:
            outbox = self._open(tx).outbox
            found: list[OutboxRow] = []
            for only in self._desk.schemes():
                for priority in (Priority.NOTICE, Priority.BULK):
                    if len(found) < most:
                        found += outbox.due(priority, now_ms, most - len(found), beside, only)
            return found

        return await self._database.read(due)

    def _claim(self, rows: list[OutboxRow], now_ms: int, lease_ms: int, owed: int, tx: Tx) -> Taken:
        store = self._open(tx)
        opened = store.paces.open(TELEGRAM, self._wall_ms(), wait=False)
        if opened is None:
            return Taken((), _BUSY_S)
        line, at_ms = opened
        began = monotonic()
        line = line.without(self._tempo, at_ms, owed)
        _, free = line.take(self._tempo, at_ms, len(rows))
        claimed: list[OutboxRow] = []
        for row in rows:
            if len(claimed) == len(free):
                break
            mine = self._claim_row(store, row, now_ms, lease_ms)
            claimed += [mine] if mine is not None else []
        line, delays = line.take(self._tempo, at_ms, len(claimed))
        if owed or claimed:
            store.paces.keep(TELEGRAM, line)
        moments = tuple((row, began + ms / 1000) for row, ms in zip(claimed, delays, strict=True))
        return Taken(moments, self._look_s(line, at_ms))

    def _claim_row(self, store: Store, row: OutboxRow, now_ms: int, lease_ms: int) -> OutboxRow | None:
        """Claim a row if its chat is at rest; nothing unasked comes into a conversation."""
        if not self._chat.holds(row.address):
            return self._desk.claim_in(store, row, now_ms, lease_ms)
        free_ms = self._chat.free_ms(store.sessions.load(row.address)[0].paced_ms, now_ms)
        if free_ms > now_ms:
            store.outbox.postpone(row.id, free_ms)
            return None
        mine = self._desk.claim_in(store, row, now_ms, lease_ms)
        if mine is not None:
            store.sessions.told(row.address, self._chat.take(free_ms, now_ms)[1])
        return mine

    def _look_s(self, line: Line, at_ms: int) -> float:
        """Look again when half of what was taken ahead is over, or at the end of a rest."""
        return min(max(0.0, (line.free_ms(at_ms) - at_ms - AHEAD_MS / 2) / 1000), IDLE_S)

    async def _leave(self, row: OutboxRow, at: float) -> None:
        """Wait for the moment of a claimed row and send it; put it back when nothing may leave any more."""
        moment: float | None = at
        for _ in range(_CHANCES):
            if moment is None:
                break
            await asyncio.sleep(max(0.0, moment - monotonic()))
            if self._desk.rests(row.address):
                break
            if await self._clear(moment):
                self.road.leave(row.id)
                await self._desk.carry(row)
                return
            moment = await self._desk.write_surely(Unit(self._another, priority=Queue.MARK))
        back = Unit(lambda tx: self._open(tx).outbox.put_back(row), key=row.address, priority=Queue.MARK)
        await self._desk.write_surely(back)

    async def _clear(self, moment: float) -> bool:
        """Whether a row may leave: soon after its moment, and not into a second that is full."""
        while monotonic() - moment <= LATE_S:
            if not self.road.full():
                return True
            await asyncio.sleep(ROAD_S)
        return False

    def _another(self, tx: Tx) -> float | None:
        """Take another moment; None while there is none."""
        store = self._open(tx)
        opened = store.paces.open(TELEGRAM, self._wall_ms())
        if opened is None:
            return None
        line, at_ms = opened
        line, delays = line.take(self._tempo, at_ms, 1, 4 * AHEAD_MS)
        store.paces.keep(TELEGRAM, line)
        return monotonic() + delays[0] / 1000 if delays else None
