"""How fast we may speak unasked: an even pace without catching up."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from core.records import Priority

if TYPE_CHECKING:
    from collections.abc import Callable


class Pace:
    """At most `per_second` unsolicited messages a second; an idle second is not saved for later."""

    def __init__(self, per_second: float, monotonic: Callable[[], float] = monotonic) -> None:
        self._gap = 1.0 / per_second
        self._now = monotonic
        self._next = 0.0

    def allowance(self) -> int:
        """How many may go now: a fifth of a second's worth at the most."""
        now = self._now()
        self._next = max(self._next, now - 0.2)
        return max(0, int((now - self._next) / self._gap))

    def spend(self, priority: Priority) -> None:
        if priority is not Priority.REPLY:
            self._next += self._gap
