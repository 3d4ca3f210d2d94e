"""How many messages may arrive in one second, by what is known of those under way.

The pace says when messages leave. They arrive together all the same where the network stood still, or a clock
jumped between two moments: what is answered or still under way is counted, and nothing more leaves while a
second is full.
"""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SECOND = 1.0
_AT_FIRST_S = 0.1
_MOST_LOOKED_AT = 200


class Road:
    """Messages of this process on their way that nobody asked for: at most 1.05 `per_second` in a second."""

    def __init__(self, per_second: int, now: Callable[[], float] = monotonic) -> None:
        self._most = per_second + max(1, per_second // 20)
        self._now = now
        self._under_way: dict[int, float] = {}
        self._answered: deque[float] = deque()
        looked_at = max(20, min(2 * per_second, _MOST_LOOKED_AT))
        self._took = deque([_AT_FIRST_S] * looked_at, looked_at)
        self._usual = _AT_FIRST_S

    def leave(self, row_id: int) -> None:
        """A message leaves."""
        self._under_way[row_id] = self._now()

    def arrived(self, row_id: int) -> None:
        """It was answered, or nobody waits for the answer any more; one that never left here is nothing."""
        left, now = self._under_way.pop(row_id, None), self._now()
        if left is None:
            return
        self._took.append(now - left)
        # Less than half of them: all that was held up together does not make it usual.
        self._usual = sorted(self._took)[len(self._took) // 3]
        self._answered.append(now)

    def full(self) -> bool:
        """Whether the second in which one more would arrive has its messages."""
        answer = self._now() + self._usual
        while self._answered and self._answered[0] <= answer - _SECOND:
            self._answered.popleft()
        return len(self._answered) + self._beside(answer) >= self._most

    def _beside(self, answer: float) -> int:
        """How many under way may arrive with one that is answered then: the last ones, all overdue ones."""
        if self._usual <= _SECOND:
            return len(self._under_way)
        sooner, due = answer - self._usual - _SECOND, answer - 2 * self._usual
        return sum(not due < left <= sooner for left in self._under_way.values())
