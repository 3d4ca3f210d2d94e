"""Waiting longer after each failure, and never in step with others."""

from __future__ import annotations

import random

FIRST_S = 1.0
LONGEST_S = 30.0


class Backoff:
    """1, 2, 4 … 30 seconds, each between half and the whole of it."""

    def __init__(self, first_s: float = FIRST_S, longest_s: float = LONGEST_S) -> None:
        self._first, self._longest = first_s, longest_s
        self._next = first_s

    def step(self) -> float:
        """The seconds to wait after one more failure."""
        wait = self._next
        self._next = min(wait * 2, self._longest)
        return random.uniform(wait / 2, wait)  # noqa: S311 - spreads load, guards nothing

    def reset(self) -> None:
        """It worked: the next failure starts anew."""
        self._next = self._first
