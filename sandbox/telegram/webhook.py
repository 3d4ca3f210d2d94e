"""Webhook delivery: a FIFO per lane, retries with growing delays, few connections after a failure."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Awaitable, Callable
from heapq import heappop, heappush
from itertools import chain

from core.background import Background
from sandbox.settings import Settings
from sandbox.telegram.profile import BotProfile
from sandbox.telegram.queue import Entry, UpdateQueue
from sandbox.telegram.webhook_client import Outcome

RESEND_S = 60
GONE_LIMIT_MS = 23 * 3_600_000
RECOVERY_MS = 10_000
MAX_RETRY_AFTER_S = 3600

Post = Callable[[Entry], Awaitable[Outcome]]
CallBack = Callable[[Outcome], None]


class WebhookPump:
    """Delivers the queue to the webhook while one is set.

    At most 2 x max_connections updates are loaded at a time; one failing update holds back its own lane only;
    until something succeeded within the last 10 s there is one connection.
    """

    def __init__(
        self, queue: UpdateQueue, profile: BotProfile, settings: Settings, post: Post, answer: CallBack
    ) -> None:
        self._queue = queue
        self._profile = profile
        self._settings = settings
        self._post = post
        self._answer = answer
        self._clock = queue.ledger.clock
        self._kick = asyncio.Event()
        self._dice = random.Random(1)
        self._last_success_ms = -RECOVERY_MS
        self._gone_since_ms: int | None = None
        self._generation = 0
        self.restart()
        queue.on_push.append(self._kick.set)
        self._clock.on_move(self._kick.set)

    def restart(self) -> None:
        """Forget what is loaded (the webhook was set, changed or deleted); answers under way are ignored."""
        self._generation += 1
        self._lanes: dict[str, deque[Entry]] = {}
        self._loaded: set[int] = set()
        self._due: list[tuple[int, int, str]] = []
        self._fails: dict[int, tuple[int, float]] = {}
        self._under_way = 0
        self._kick.set()

    async def run(self, background: Background) -> None:
        """Deliver until cancelled."""
        while True:
            self._kick.clear()
            if self._profile.webhook:
                self._queue.expire()
                self._load()
                self._launch(background)
            await self._pause()

    async def _pause(self) -> None:
        due_in = None
        if self._due and self._under_way < self._connections():
            due_in = self._clock.real_s(self._due[0][0])
        try:
            async with asyncio.timeout(due_in):
                await self._kick.wait()
        except TimeoutError:
            return

    def _connections(self) -> int:
        recent = self._clock.now_ms() - self._last_success_ms < RECOVERY_MS
        return int(self._profile.webhook.get("max_connections", 40)) if recent else 1

    def _load(self) -> None:
        room = 2 * int(self._profile.webhook["max_connections"]) - len(self._loaded)
        if room <= 0:
            return
        for entry in chain(self._queue.echoes.values(), self._queue.entries.values()):
            if entry.number in self._loaded:
                continue
            self._loaded.add(entry.number)
            lane = self._lanes.setdefault(entry.lane, deque())
            lane.append(entry)
            if len(lane) == 1:
                heappush(self._due, (self._clock.now_ms(), entry.number, entry.lane))
            room -= 1
            if not room:
                return

    def _launch(self, background: Background) -> None:
        now_ms, limit = self._clock.now_ms(), self._connections()
        while self._due and self._due[0][0] <= now_ms and self._under_way < limit:
            lane = heappop(self._due)[2]
            entry = self._lanes[lane][0]
            if not self._queue.holds(entry):
                self._next_in(lane)
                continue
            self._under_way += 1
            background.spawn(self._deliver(entry, self._generation), name=f"webhook {entry.update_id}")

    async def _deliver(self, entry: Entry, generation: int) -> None:
        self._queue.delivered([entry], via="webhook", attempt=entry.deliveries + 1)
        outcome = await self._post(entry)
        if generation != self._generation:
            return
        self._under_way -= 1
        if outcome.ok:
            self._succeeded(entry, outcome)
        else:
            self._failed(entry, outcome)
        self._kick.set()

    def _succeeded(self, entry: Entry, outcome: Outcome) -> None:
        self._last_success_ms = self._clock.now_ms()
        self._gone_since_ms = None
        if entry.copies:
            self._queue.echo(entry)
        self._queue.remove([entry], "update.confirmed", via="webhook")
        self._next_in(entry.lane)
        if outcome.method:
            self._answer(outcome)

    def _failed(self, entry: Entry, outcome: Outcome) -> None:
        now_ms = self._clock.now_ms()
        self._last_success_ms = -RECOVERY_MS
        self._profile.last_error = (now_ms // 1000, outcome.error)
        self._queue.ledger.record("webhook.error", update_id=entry.update_id, error=outcome.error)
        self._note_gone(outcome.status == 410, now_ms)
        if not self._profile.webhook:
            return
        wait_ms = self._delay_ms(entry, min(max(outcome.retry_after, 0), MAX_RETRY_AFTER_S))
        if now_ms + wait_ms > entry.expires_ms:
            self._queue.remove([entry], "update.dropped", via="webhook")
            self._next_in(entry.lane)
            return
        heappush(self._due, (now_ms + wait_ms, entry.number, entry.lane))

    def _delay_ms(self, entry: Entry, retry_after: int) -> int:
        """The first retry is at once, then 2, 4, 8 ... s up to a random 60 to 120 s; Retry-After wins."""
        fails, delay = self._fails.get(entry.number, (0, 1.0))
        wait: float = retry_after
        if not retry_after and fails:
            delay = min(self._dice.uniform(RESEND_S, RESEND_S * 2), delay * 2)
            wait = delay
        self._fails[entry.number] = (fails + 1, delay)
        return int(wait * 1000 / self._settings.retry_scale)

    def _next_in(self, lane: str) -> None:
        """The first update of a lane is done with: forget it and line up the next one."""
        waiting = self._lanes[lane]
        entry = waiting.popleft()
        self._loaded.discard(entry.number)
        self._fails.pop(entry.number, None)
        if waiting:
            heappush(self._due, (self._clock.now_ms(), waiting[0].number, lane))
        else:
            del self._lanes[lane]

    def _note_gone(self, gone: bool, now_ms: int) -> None:  # noqa: FBT001
        """After 23 hours of nothing but 410 the webhook is removed."""
        if not gone:
            self._gone_since_ms = None
        elif self._gone_since_ms is None:
            self._gone_since_ms = now_ms
        elif now_ms > self._gone_since_ms + GONE_LIMIT_MS:
            self._queue.ledger.record("webhook.deleted", why="410 for 23 hours")
            self.restart()
