"""The clock of the sandbox: starts where it is told, runs, and can be moved.

The emulators take every instant from here, and the bot does too through GET /clock, so that a month
of reminders can be watched in three minutes.
"""

from __future__ import annotations

import time
from collections.abc import Callable


class SandboxClock:
    """Milliseconds since the epoch (UTC); `scale` sandbox seconds pass in one real second."""

    def __init__(
        self, start_ms: int, scale: float = 1.0, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.scale = scale
        self._monotonic = monotonic
        self._base_ms = start_ms
        self._base_at = monotonic()
        self._listeners: list[Callable[[], None]] = []

    def now_ms(self) -> int:
        return self._base_ms + int((self._monotonic() - self._base_at) * 1000 * self.scale)

    def elapsed_s(self) -> float:
        """Seconds that never jump with `set` (for rate limits), scaled."""
        return self._monotonic() * self.scale

    def real_s(self, until_ms: int) -> float:
        """Real seconds left until a sandbox instant, never negative."""
        return max(0.0, (until_ms - self.now_ms()) / 1000 / self.scale)

    def set(self, now_ms: int) -> None:
        """Move to an instant, forwards or backwards, and tell whoever waits for a time to come."""
        self._base_ms = now_ms
        self._base_at = self._monotonic()
        for listener in self._listeners:
            listener()

    def on_move(self, listener: Callable[[], None]) -> None:
        self._listeners.append(listener)
