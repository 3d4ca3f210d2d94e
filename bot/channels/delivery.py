"""Carries out what turns decided: claims rows of the outbox, sends, marks, tells the result.

A row is claimed by a commit before the call and marked by a commit after it, so a crash leaves either a
row to send or a row whose outcome is unknown, never a lost one.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass
from functools import partial
from time import time_ns
from typing import TYPE_CHECKING, Protocol, TypeVar

import structlog

from bot.channels.outcome import judge, result_event
from bot.channels.pacing import Pace
from core.database import Priority as Queue
from core.database import StorageUnavailable, Unit
from core.records import Attempt, OutboxRow, Priority, Result
from core.usecases.notices import meant, still_theirs

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.channels.base import Sender
    from core.background import Background
    from core.clock import Clock
    from core.database import Database, Tx
    from core.ports import Store
    from core.records import Session

log = structlog.get_logger(__name__)
T = TypeVar("T")


def _always(_store: Store, _session: Session) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is sent at once: rows in flight, lease of a claim, unsolicited messages per second.

    `may_start`: whether a conversation may still be begun, asked when what begins one is claimed.
    """

    in_flight: int = 200
    lease_ms: int = 60_000
    bulk_per_second: float = 25.0
    may_start: Callable[[Store, Session], bool] = _always


def wall_ms() -> int:
    """The wall clock, UTC milliseconds."""
    return time_ns() // 1_000_000


class Lists(Protocol):
    """Sends what we begin ourselves in one scheme, many at a time."""

    scheme: str

    async def carry(self, delivery: Delivery) -> None:
        """Send what is due, by `lease`, `claim_in` and `finish_all` of the delivery."""


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
        self._tell = tell
        self._wall_ms = wall_ms
        self._lists: Lists | None = None
        self._listing = False
        self._pace = Pace(limits.bulk_per_second)
        self._flying = 0
        self._paused: dict[str, int] = {}
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
        now_ms = self._wall_ms()
        if self._draining or self._flying >= self._limits.in_flight:
            return 0
        if self._paused and now_ms < self._paused.get(_scheme(address), 0):
            return 0
        return now_ms + self._limits.lease_ms

    def wake(self) -> None:
        self._wake.set()

    async def drain(self, seconds: float) -> None:
        """Claim nothing more and wait for what is under way, up to `seconds`."""
        self._draining = True
        self._landed.clear()
        if self._flying:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._landed.wait(), seconds)

    def dispatch(self, rows: Sequence[OutboxRow]) -> None:
        """Send claimed rows; returns at once."""
        for row in rows:
            self._flying += 1
            self._background.spawn(self._carry(row), name="send")

    async def _carry(self, first: OutboxRow) -> None:
        """Send a row and whatever of its address follows it."""
        row: OutboxRow | None = first
        try:
            while row is not None:
                attempt = await self._attempt(row)
                row = await self._finish_surely(row, attempt)
        finally:
            self._land()

    def _start_lists(self) -> None:
        if self._lists is not None and not self._listing:
            self._listing = True
            self._flying += 1
            self._background.spawn(self._carry_lists(self._lists), name="lists")

    async def _carry_lists(self, lists: Lists) -> None:
        try:
            await lists.carry(self)
        except StorageUnavailable as error:
            log.error("delivery.waits", reason=error.reason)
        except Exception:
            log.exception("delivery.list_failed")
        finally:
            self._listing = False
            self._land()

    def _land(self) -> None:
        self._flying -= 1
        if not self._flying:
            self._landed.set()

    async def _attempt(self, row: OutboxRow) -> Attempt:
        sender = self._senders.get(f"{row.kind}@{row.address.partition(':')[0]}")
        if sender is None:
            return Attempt(Result.REFUSED, reason="no sender")
        try:
            attempt = await sender.send(row)
        except Exception as error:
            log.exception("a sender failed", row=row.id, kind=row.kind)
            attempt = Attempt(Result.UNKNOWN, reason=f"{type(error).__name__}")
        self._count(attempt)
        if attempt.pause_all_ms:
            scheme, until = _scheme(row.address), self._wall_ms() + attempt.pause_all_ms
            self._paused[scheme] = max(self._paused.get(scheme, 0), until)
        return attempt

    def _count(self, attempt: Attempt) -> None:
        self.counts[attempt.result.value] = self.counts.get(attempt.result.value, 0) + 1

    async def _finish_surely(self, row: OutboxRow, attempt: Attempt) -> OutboxRow | None:
        """Mark the row; when it is over and somebody waits, the result is stored in the same commit."""
        now_ms = self._clock.now_ms()
        told, final = judge(row, attempt, now_ms)
        if not final and told.result is not Result.OK:
            self._wake_later(told.retry_after_ms)

        def mark(tx: Tx) -> tuple[OutboxRow | None, list[tuple[int, str]]]:
            store = self._open(tx)
            stored = _mark(store, row, attempt, now_ms)
            # Whoever blocked us gets nothing more; the result's turn cancels the rest.
            lease_ms = 0 if attempt.result is Result.BLOCKED else self.lease(row.address)
            following = store.outbox.claim_next(row.address, now_ms, lease_ms) if lease_ms else None
            return following, stored

        following, stored = await self._write_surely(Unit(mark, key=row.address, priority=Queue.MARK))
        await self._tell_all(stored)
        return following

    async def finish_all(self, outcomes: Sequence[tuple[OutboxRow, Attempt]]) -> None:
        """Mark many rows in one commit; those who wait are told."""
        now_ms = self._clock.now_ms()
        for _, attempt in outcomes:
            self._count(attempt)

        def mark(tx: Tx) -> list[tuple[int, str]]:
            store = self._open(tx)
            return [one for row, attempt in outcomes for one in _mark(store, row, attempt, now_ms)]

        await self._tell_all(await self._write_surely(Unit(mark, priority=Queue.MARK)))

    async def _tell_all(self, stored: Sequence[tuple[int, str]]) -> None:
        for event_id, address in stored:
            await self._tell(event_id, address)

    async def _write_surely(self, unit: Unit[T]) -> T:
        """Write until the storage takes it: what was sent is not forgotten because a disk was full."""
        wait_s = 0.1
        while True:
            try:
                return await self._database.write(unit)
            except StorageUnavailable as error:
                log.error("delivery.cannot_mark", reason=error.reason)
                await asyncio.sleep(wait_s)
                wait_s = min(wait_s * 2, 5.0)

    def _wake_later(self, delay_ms: int) -> None:
        asyncio.get_running_loop().call_later(delay_ms / 1000, self._wake.set)

    async def _work_for_ever(self, *, alone: bool) -> None:
        """Alone, a claim of this process can only be under way here: leases are for replicas that died."""
        first = True
        while True:
            try:
                if not alone or first:
                    await self._expire(everything=alone)
                    first = False
                await self._send_due()
            except StorageUnavailable as error:
                log.error("delivery.waits", reason=error.reason)
            except Exception:
                log.exception("delivery.round_failed")
            self._wake.clear()
            try:
                await asyncio.wait_for(self._wake.wait(), 0.5)
            except TimeoutError:
                continue

    async def _expire(self, *, everything: bool = False) -> None:
        until = 1 << 62 if everything else self._wall_ms()
        expired = await self._database.read(lambda tx: self._open(tx).outbox.leased_before(until))
        if expired:
            await self._database.write(Unit(lambda tx: self._open(tx).outbox.expire_leases(until)))

    async def _send_due(self) -> None:
        if self.lease():
            self._start_lists()
        for only in self._open_schemes():
            for priority in Priority:
                room = self._limits.in_flight - self._flying
                if priority is not Priority.REPLY:
                    room = min(room, self._pace.allowance())
                lease_ms = self.lease()
                if room <= 0 or not lease_ms:
                    break
                await self._claim_due(priority, lease_ms, room, only)

    def _open_schemes(self) -> list[str]:
        """Every scheme together (""), or those that do not rest, one by one: their answers go on."""
        now_ms = self._wall_ms()
        self._paused = {scheme: until for scheme, until in self._paused.items() if until > now_ms}
        if not self._paused:
            return [""]
        return sorted({name.partition("@")[2] for name in self._senders} - self._paused.keys())

    async def _claim_due(self, priority: Priority, lease_ms: int, room: int, only: str) -> None:
        now_ms = self._clock.now_ms()
        beside = self._lists.scheme if self._lists is not None and priority is not Priority.REPLY else ""
        due = await self._database.read(
            lambda tx: self._open(tx).outbox.due(priority, now_ms, room, beside, only)
        )
        for row in due:
            work = partial(self._claim, row, now_ms, lease_ms)
            claimed = await self._database.write(Unit(work, key=row.address, priority=Queue.MARK))
            if claimed is not None:
                self._pace.spend(priority)
                self.dispatch([claimed])

    def _claim(self, row: OutboxRow, now_ms: int, lease_ms: int, tx: Tx) -> OutboxRow | None:
        return self.claim_in(self._open(tx), row, now_ms, lease_ms)

    def claim_in(self, store: Store, row: OutboxRow, now_ms: int, lease_ms: int) -> OutboxRow | None:
        """Claim a row, unless it begins a conversation that may be begun no more."""
        if row.priority is not Priority.REPLY and (topic := store.outbox.begins(row.id)):
            whom = meant(topic, store.sessions.load(row.address)[0])
            theirs = still_theirs(store, topic, row.address, now_ms)
            if whom is None or not theirs or not self._limits.may_start(store, whom):
                store.outbox.drop(row.id, "unwanted")
                return None
        return store.outbox.claim(row.id, now_ms, lease_ms)


def _scheme(address: str) -> str:
    return address.partition(":")[0]


def _mark(store: Store, row: OutboxRow, attempt: Attempt, now_ms: int) -> list[tuple[int, str]]:
    """Mark a row; the stored result event and its address, when it is over and somebody waits."""
    told, final = judge(row, attempt, now_ms)
    mine = store.outbox.mark(row, told, now_ms, final=final)
    if told.within is not None:
        told.within(store, now_ms, final=final)
    result = result_event(row, told, now_ms) if final and mine else None
    stored = store.inbox.store(result) if result is not None else None
    return [] if stored is None or result is None else [(stored, result.address)]
