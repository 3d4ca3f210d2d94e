"""How often one peer may ask for private pages, and how often it may ask for one that is not there.

Tokens of 192 bits are not guessed; the gate keeps those who try from costing anything.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from time import monotonic_ns
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTE_MS = 60_000
REQUESTS, MISSES, ALL = 60, 15, 3_000
"""In a minute: requests of one peer, links that opened nothing of one peer, requests of everybody."""
MOST_PEERS = 10_000


def monotonic_ms() -> int:
    """Milliseconds of a clock that never goes back."""
    return monotonic_ns() // 1_000_000


@dataclass(slots=True)
class _Minute:
    """Counts of a peer in the minute that began at `since_ms`."""

    since_ms: int
    requests: int = 0
    misses: int = 0


class Gate:
    """Counts by minute; the oldest peers are forgotten when there are too many."""

    def __init__(self, now_ms: Callable[[], int] = monotonic_ms) -> None:
        self._now_ms = now_ms
        self._all = _Minute(now_ms())
        self._peers: OrderedDict[str, _Minute] = OrderedDict()

    def lets(self, peer: str) -> bool:
        """Count a request; whether it may be answered."""
        mine, everybody = self._of(peer), self._fresh(self._all)
        mine.requests += 1
        everybody.requests += 1
        return mine.requests <= REQUESTS and mine.misses < MISSES and everybody.requests <= ALL

    def missed(self, peer: str) -> None:
        """Count a link that opened nothing."""
        self._of(peer).misses += 1

    def _of(self, peer: str) -> _Minute:
        known = self._peers.pop(peer, None) or _Minute(self._now_ms())
        self._peers[peer] = known
        if len(self._peers) > MOST_PEERS:
            self._peers.popitem(last=False)
        return self._fresh(known)

    def _fresh(self, minute: _Minute) -> _Minute:
        now_ms = self._now_ms()
        if now_ms - minute.since_ms >= MINUTE_MS:
            minute.since_ms, minute.requests, minute.misses = now_ms, 0, 0
        return minute
