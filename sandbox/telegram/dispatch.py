"""From something that happened to an update in the queue: allowed kinds, and trouble on order."""

from __future__ import annotations

import asyncio
import random
from collections import deque

from sandbox.jsontext import Json
from sandbox.ledger import Ledger
from sandbox.problems import Problem
from sandbox.telegram.profile import BotProfile
from sandbox.telegram.queue import UpdateQueue

HOLD_S = 0.2
Held = tuple[str, Json, str, int]


class Dispatch:
    """Queues updates; `duplicates` repeats them, `reorder` shuffles lanes against each other."""

    def __init__(self, ledger: Ledger, queue: UpdateQueue, profile: BotProfile) -> None:
        self._ledger = ledger
        self._queue = queue
        self._profile = profile
        self._window = 0
        self._dice = random.Random(1)
        self._held: list[Held] = []
        self._timer: asyncio.TimerHandle | None = None
        ledger.on("duplicates.set", self._duplicates_set)
        ledger.on("reorder.set", self._reorder_set)

    def push(self, kind: str, payload: Json, lane: str, lifetime_ms: int) -> int | None:
        """The update's identifier; None if the bot does not want this kind or the update is still held."""
        if not self._profile.wants(kind):
            return None
        if not self._window:
            return self._queue.push(kind, payload, lane, lifetime_ms)
        self._held.append((kind, payload, lane, lifetime_ms))
        if len(self._held) >= self._window:
            self.release()
        elif self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(HOLD_S, self.release)
        return None

    def release(self) -> None:
        """Queue what is held, lanes interleaved at random."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        lanes: dict[str, deque[Held]] = {}
        for held in self._held:
            lanes.setdefault(held[2], deque()).append(held)
        self._held = []
        while lanes:
            lane = self._dice.choice(sorted(lanes))
            self._queue.push(*lanes[lane].popleft())
            if not lanes[lane]:
                del lanes[lane]

    def set_duplicates(self, least: int, most: int, seed: int) -> None:
        if not 1 <= least <= most <= 100:
            raise Problem(400, "duplicates need 1 <= min <= max <= 100")
        self._ledger.record("duplicates.set", min=least, max=most, seed=seed)

    def set_reorder(self, window: int, seed: int) -> None:
        """`window` 0 or 1 turns it off; what is held goes out first."""
        if not 0 <= window <= 10_000:
            raise Problem(400, "window must be between 0 and 10000")
        self.release()
        self._ledger.record("reorder.set", window=window, seed=seed)

    def describe(self) -> Json:
        least, most = self._queue.copies_range
        return {
            "duplicates": {"min": least, "max": most},
            "reorder": {"window": self._window},
            "held": len(self._held),
        }

    def _duplicates_set(self, fact: Json) -> None:
        self._queue.copies_range = (fact["min"], fact["max"])
        self._queue.dice = random.Random(fact["seed"])

    def _reorder_set(self, fact: Json) -> None:
        self._window = fact["window"] if fact["window"] > 1 else 0
        self._dice = random.Random(fact["seed"])
