"""getUpdates: long poll, confirmation by offset, one poller at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from sandbox.settings import Settings
from sandbox.telegram.errors import ApiError, conflict
from sandbox.telegram.profile import BotProfile
from sandbox.telegram.queue import UpdateQueue

MAX_TIMEOUT_S = 50
CONFLICT_PAUSE_S = 3.0
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"


class Polling:
    """The waiting request, if any, and the brakes against empty loops."""

    def __init__(self, queue: UpdateQueue, profile: BotProfile, settings: Settings) -> None:
        self._queue = queue
        self._profile = profile
        self._settings = settings
        self._waiter: asyncio.Future[ApiError | None] | None = None
        self._last_offset: int | None = None
        self._last_start = 0.0
        self._next_conflict = 0.0
        queue.on_push.append(self._wake)

    async def get_updates(self, offset: int, limit: int, timeout_s: int, gone: Callable[[], bool]) -> bytes:
        """The `result` array, encoded; raises ApiError 409 for a second poller or with a webhook.

        `gone` tells whether the caller has hung up: then nothing counts as delivered.
        """
        if self._profile.webhook:
            await self._conflict(conflict(WEBHOOK_ACTIVE))
        limit, wait_s = self._braked(offset, limit, min(max(timeout_s, 0), MAX_TIMEOUT_S))
        if offset < 0:
            self._queue.keep_last(-offset)
        elif offset:
            self._queue.confirm_below(offset)
        batch = self._queue.peek(limit)
        if not batch and wait_s:
            await self._wait(wait_s, gone)
            batch = self._queue.peek(limit)
        if not batch or gone():
            return b"[]"
        self._queue.delivered(batch, via="polling")
        for entry in batch:
            if entry.copies:
                self._queue.echo(entry)
        return b"[" + b",".join(entry.body for entry in batch) + b"]"

    def _braked(self, offset: int, limit: int, timeout_s: float) -> tuple[int, float]:
        """The same offset again within 3 s waits, within 0.5 s gives one update (as the real server does)."""
        now, unit = time.monotonic(), 1 / self._settings.retry_scale
        if offset == self._last_offset and now < self._last_start + 3 * unit:
            timeout_s = max(timeout_s, 3 * unit)
            if now < self._last_start + 0.5 * unit:
                limit = 1
        self._last_offset, self._last_start = offset, now
        return min(max(limit, 1), 100), timeout_s

    async def _wait(self, timeout_s: float, gone: Callable[[], bool]) -> None:
        self.abort(conflict(OTHER_POLLER))
        waiter = self._waiter = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(timeout_s):
                error = await waiter
        except TimeoutError:
            return
        finally:
            if self._waiter is waiter:
                self._waiter = None
        if error is not None and not gone():
            await self._conflict(error)

    async def _conflict(self, error: ApiError) -> None:
        """Raise at once, but a second time within 3 s only after a pause."""
        now = time.monotonic()
        if now < self._next_conflict:
            await asyncio.sleep(CONFLICT_PAUSE_S / self._settings.retry_scale)
        else:
            self._next_conflict = now + CONFLICT_PAUSE_S
        raise error

    def abort(self, error: ApiError | None) -> None:
        """End the waiting poll: with an error, or empty when the emulator stops."""
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(error)

    def _wake(self) -> None:
        self.abort(None)
