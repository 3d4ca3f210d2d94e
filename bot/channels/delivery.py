"""Carries out what turns decided: claims rows of the outbox, sends, marks, tells the result.

A row is claimed by a commit before the call and marked by a commit after it, so a crash leaves either a
row to send or a row whose outcome is unknown, never a lost one.
"""

from __future__ import annotations

import asyncio
import contextlib
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.channels.leases import Leases
from bot.channels.marks import Marks
from bot.channels.outcome import judge
from bot.channels.pacing import TELEGRAM, Caution
from bot.channels.sending_limits import LATER, TAKEN, Limits, wall_ms
from bot.channels.unasked import Unasked
from core.database import Priority as Queue
from core.database import StorageUnavailable, Unit
from core.records import Attempt, OutboxRow, Priority, Result

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.channels.base import Sender
    from bot.channels.sending_limits import Lists
    from core.background import Background
    from core.clock import Clock
    from core.database import Database, Tx
    from core.ports import Store

__all__ = ["Delivery", "Limits", "wall_ms"]
log = structlog.get_logger(__name__)
T = TypeVar("T")


class Delivery:
    """The sender of the outbox. `senders` are chosen by a row's kind and the scheme of its address."""

    def __init__(
        self,
        database: Database,
        open_store: Callable[[Tx], Store],
        senders: Mapping[str, Sender],
        *,
        clock: Clock,
        background: Background,
        limits: Limits,
        tell: Callable[[int, str], Awaitable[None]],
        wall_ms: Callable[[], int] = wall_ms,
    ) -> None:
        """`tell` handles a stored result event (its inbox id and address): it is the intake's own door.

        Leases run on the wall clock: moving the clock of the business must not make senders look dead.
        """
        self._database = database
        self._open = open_store
        self._senders = senders
        self._clock = clock
        self._background = background
        self._limits = limits
        self._wall_ms = wall_ms
        self._leases = Leases(database, open_store, wall_ms)
        self._marks = Marks(database, open_store, clock, tell, wall_ms)
        self._unasked = Unasked(
            self, database, open_store, clock, wall_ms, per_second=limits.bulk_per_second, chat=limits.chat,
            ready=limits.ready,
        )  # fmt: skip
        self._lists: Lists | None = None
        self._listing = False
        self._flying = 0
        self._paused: dict[str, int] = {}
        self._caution = Caution()
        self._draining = False
        self._wake = asyncio.Event()
        self._landed = asyncio.Event()
        self.counts: dict[str, int] = {}

    def leave_to(self, lists: Lists) -> None:
        """Leave what we begin in a scheme to lists; such rows do not wait for the pace of the others."""
        self._lists = lists

    def start(self, *, alone: bool) -> None:
        """Begin. `alone`: one process owns the database, so every claim there is belongs to the dead."""
        self._background.spawn(self._work_for_ever(alone=alone), name="outbox")

    def lease(self, address: str = "") -> int:
        """Until when (wall clock, UTC ms) a row of an address claimed now is ours; 0 when it has to queue."""
        if self._flying >= self._limits.in_flight or self.rests(address):
            return 0
        if _scheme(address) == TELEGRAM and not self._caution.room(1):
            return 0
        return self.ours_until()

    def ours_until(self) -> int:
        """Until when (wall clock, UTC ms) a claim that is made or renewed now is ours."""
        return self._wall_ms() + self._limits.lease_ms

    def rests(self, address: str) -> bool:
        """Whether nothing may leave for an address now."""
        if self._draining or not self._paused:
            return self._draining
        return self._wall_ms() < self._paused.get(_scheme(address), 0)

    def room(self) -> int:
        """How many rows more may be in flight."""
        return self._limits.in_flight - self._flying

    def beside(self) -> str:
        """The scheme whose notices and bulk go in lists; "" for none."""
        return self._lists.scheme if self._lists is not None else ""

    def wake(self) -> None:
        """Look now at what is due."""
        self._wake.set()
        self._unasked.wake()

    async def drain(self, seconds: float) -> None:
        """Claim nothing more and wait for what is under way, up to `seconds`."""
        self._draining = True
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._unasked.settled()
                self._landed.clear()
                if self._flying:
                    await self._landed.wait()

    def dispatch(self, rows: Sequence[OutboxRow]) -> None:
        """Send claimed rows; returns at once."""
        for row in rows:
            self.fly(partial(self.carry, row))

    def fly(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do something with claimed rows in the background; a drain waits for its end."""
        self._flying += 1
        self._background.spawn(self._land(work), name="send")

    async def _land(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        finally:
            self._flying -= 1
            if not self._flying:
                self._landed.set()

    async def carry(self, first: OutboxRow) -> None:
        """Send a claimed row and whatever of its address follows it."""
        row: OutboxRow | None = first
        if first.wait_ms:  # none at all most often: not even a pass of the loop
            await asyncio.sleep(first.wait_ms / 1000)
        while row is not None:
            attempt = await self._attempt(row)
            row = await self._finish_surely(row, attempt)

    def _start_lists(self) -> None:
        if self._lists is not None and not self._listing:
            self._listing = True
            self.fly(partial(self._carry_lists, self._lists))

    async def _carry_lists(self, lists: Lists) -> None:
        try:
            await lists.carry(self)
        except StorageUnavailable as error:
            log.error("delivery.waits", reason=error.reason)
        except Exception:
            log.exception("delivery.list_failed")
        finally:
            self._listing = False

    async def _attempt(self, row: OutboxRow) -> Attempt:
        """Try it once. However that ends, it is on the road no more: 26 such rows would stop all others."""
        try:
            return await self._send(row)
        finally:
            self._unasked.road.arrived(row.id)

    async def _send(self, row: OutboxRow) -> Attempt:
        sender = self._senders.get(f"{row.kind}@{row.address.partition(':')[0]}")
        if sender is None:
            return Attempt(Result.REFUSED, reason="no sender")
        if row.priority is Priority.REPLY and _scheme(row.address) == TELEGRAM:
            self._unasked.replies.spoke()
            self._caution.spoke()
        try:
            attempt = await sender.send(row)
        except Exception as error:
            log.exception("a sender failed", row=row.id, kind=row.kind)
            attempt = Attempt(Result.UNKNOWN, reason=f"{type(error).__name__}")
        self._count(attempt)
        if attempt.pause_all_ms and attempt.flood_ms:
            self._caution.warned()
        if attempt.pause_all_ms:
            scheme, until = _scheme(row.address), self._wall_ms() + attempt.pause_all_ms
            self._paused[scheme] = max(self._paused.get(scheme, 0), until)
        return attempt

    def _count(self, attempt: Attempt) -> None:
        self.counts[attempt.result.value] = self.counts.get(attempt.result.value, 0) + 1

    async def _finish_surely(self, row: OutboxRow, attempt: Attempt) -> OutboxRow | None:
        """Mark the row; when it is over and somebody waits, the result is stored in the same commit."""
        told, final = judge(row, attempt, self._clock.now_ms())
        if not final and told.result is not Result.OK:
            self.wake_later(told.retry_after_ms)

        def following(store: Store, now_ms: int) -> OutboxRow | None:
            # Whoever blocked us gets nothing more; the result's turn cancels the rest.
            lease_ms = 0 if attempt.result is Result.BLOCKED else self.lease(row.address)
            return store.outbox.claim_next(row.address, now_ms, lease_ms) if lease_ms else None

        return await self._marks.one(row, attempt, following)

    async def finish_all(self, outcomes: Sequence[tuple[OutboxRow, Attempt]]) -> None:
        """Mark many rows in one commit; those who wait are told."""
        for _, attempt in outcomes:
            self._count(attempt)
        await self._marks.all(outcomes)

    async def write_surely(self, unit: Unit[T]) -> T:
        """Write until the storage takes it."""
        return await self._marks.write_surely(unit)

    def wake_later(self, delay_ms: int) -> None:
        """Look again at what is due after so long."""
        asyncio.get_running_loop().call_later(delay_ms / 1000, self.wake)

    async def _work_for_ever(self, *, alone: bool) -> None:
        """Alone, a claim of this process can only be under way here: leases are for replicas that died."""
        first = True
        while True:
            try:
                if first and alone:
                    await self._leases.expire_all()
                elif not alone:
                    await self._leases.expire()
                if first:
                    # Not before: what it claims would look like the claims of the dead.
                    self._background.spawn(self._unasked.run(), name="unasked")
                    first = False
                await self._send_replies()
            except StorageUnavailable as error:
                log.error("delivery.waits", reason=error.reason)
            except Exception:
                log.exception("delivery.round_failed")
            self._wake.clear()
            try:
                await asyncio.wait_for(self._wake.wait(), 0.5)
            except TimeoutError:
                continue

    async def _send_due(self) -> None:
        """All that is due, once."""
        await self._send_replies()
        await self._unasked.look()

    async def _send_replies(self) -> None:
        """Replies, and lists, which have their own pace."""
        if self.lease():
            self._start_lists()
        for only in self.schemes():
            room, lease_ms = self._caution.room(self.room()), self.lease()
            if room > 0 and lease_ms:
                await self._claim_due(lease_ms, room, only)

    def schemes(self, without: str = "") -> list[str]:
        """Every scheme together (""), or those that do not rest, one by one: their answers go on."""
        now_ms = self._wall_ms()
        self._paused = {scheme: until for scheme, until in self._paused.items() if until > now_ms}
        if not self._paused and not without:
            return [""]
        return sorted({name.partition("@")[2] for name in self._senders} - self._paused.keys() - {without})

    async def _claim_due(self, lease_ms: int, room: int, only: str) -> None:
        now_ms = self._clock.now_ms()
        due = await self._database.read(
            lambda tx: self._open(tx).outbox.due(Priority.REPLY, now_ms, room, "", only)
        )
        for row in due:
            work = partial(self._claim, row, now_ms, lease_ms)
            claimed = await self._database.write(Unit(work, key=row.address, priority=Queue.MARK))
            if claimed is not None:
                self.dispatch([claimed])

    def _claim(self, row: OutboxRow, now_ms: int, lease_ms: int, tx: Tx) -> OutboxRow | None:
        return self.claim_in(self._open(tx), row, now_ms, lease_ms)

    def claim_in(self, store: Store, row: OutboxRow, now_ms: int, lease_ms: int) -> OutboxRow | None:
        """Claim a row, unless it begins a conversation that may be begun no more, or not yet."""
        if reason := self._limits.why_not(store, row, now_ms):
            if reason not in {LATER, TAKEN}:
                store.outbox.drop(row.id, reason)
            return None
        return store.outbox.claim(row.id, now_ms, lease_ms)


def _scheme(address: str) -> str:
    return address.partition(":")[0]
