"""Flood control: one message a second per chat with short bursts, 20 a minute in a group, 30 a second in all.

The real limits are not published exactly; these are the figures the Bot Support FAQ gives.
"""

from __future__ import annotations

from math import ceil

from sandbox.clock import SandboxClock
from sandbox.telegram.errors import too_many

PRIVATE = (1.0, 5.0)
GROUP = (20 / 60, 20.0)
EVERYBODY = (30.0, 30.0)


class Flood:
    """Token buckets: (tokens a second, burst)."""

    def __init__(self, clock: SandboxClock, *, enabled: bool) -> None:
        self._clock = clock
        self.enabled = enabled
        self._buckets: dict[int, tuple[float, float]] = {}

    def check(self, chat_id: int) -> None:
        """Take one token of the chat and one of the total; raises ApiError 429 with retry_after."""
        if not self.enabled:
            return
        now = self._clock.elapsed_s()
        chat = (chat_id, *(PRIVATE if chat_id > 0 else GROUP))
        total = (0, *EVERYBODY)
        wait = max(self._lacks(*chat, now), self._lacks(*total, now))
        if wait > 0:
            raise too_many(max(1, ceil(wait)))
        for bucket, rate, burst in (chat, total):
            self._buckets[bucket] = (self._tokens(bucket, rate, burst, now) - 1, now)

    def _tokens(self, bucket: int, rate: float, burst: float, now: float) -> float:
        tokens, since = self._buckets.get(bucket, (burst, now))
        return min(burst, tokens + (now - since) * rate)

    def _lacks(self, bucket: int, rate: float, burst: float, now: float) -> float:
        """Seconds until one token is there."""
        return max(0.0, (1 - self._tokens(bucket, rate, burst, now)) / rate)
