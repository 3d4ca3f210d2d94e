"""How often a minute: the last instants of each kind of request, by the sandbox clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable

MINUTE_MS = 60_000
MOST_KEYS = 20_000


class Windows:
    """Forgotten by a restart of the sandbox."""

    def __init__(self) -> None:
        self._instants: dict[Hashable, deque[int]] = {}

    def exceed(self, key: Hashable, limit: int, now_ms: int) -> bool:
        """Count one more request of this kind; whether it is more than `limit` within a minute."""
        if len(self._instants) > MOST_KEYS:
            self._instants.clear()
        instants = self._instants.setdefault(key, deque())
        while instants and not 0 <= now_ms - instants[0] < MINUTE_MS:
            instants.popleft()
        if len(instants) >= limit:
            return True
        instants.append(now_ms)
        return False
