"""How often one peer may ask for private pages, and how often it may ask for one that is not there.

Tokens of 192 bits are not guessed; the gate keeps those who try from costing anything. It counts by peer,
and a peer that asks too often is alone in that: many phones share an address of their carrier, so a link that
opens something is answered whatever others have missed, and whatever goes on everywhere else.
"""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
from collections import OrderedDict
from dataclasses import dataclass
from time import monotonic_ns
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

MINUTE_MS = 60_000
REQUESTS, MISSES, ALL = 600, 60, 3_000
"""In a minute: requests of one peer, links that opened nothing of one peer, requests of everybody.

Over the first nothing is looked up; over the second misses are told to wait, and only misses; over the third
links are looked up one after another, so that a flood from many places leaves the storage to conversations.
"""
MOST_PEERS = 10_000
_NETWORK = 64
"""Bits of an IPv6 address that belong to one customer."""


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

    def __init__(self, now_ms: Callable[[], int] = monotonic_ms, requests: int = REQUESTS) -> None:
        """`requests` of one peer a minute are looked at."""
        self._now_ms = now_ms
        self._most = requests
        self._all = _Minute(now_ms())
        self._peers: OrderedDict[str, _Minute] = OrderedDict()
        self._one = asyncio.Semaphore(1)

    def lets(self, peer: str) -> bool:
        """Count a request; whether it may be looked at. What is refused to one counts for nobody else."""
        mine = self._of(peer)
        mine.requests += 1
        if mine.requests > self._most:
            return False
        self._fresh(self._all).requests += 1
        return True

    @property
    def crowded(self) -> bool:
        """Whether so many ask at once that it goes one by one."""
        return self._fresh(self._all).requests > ALL

    @contextlib.asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn: at once, unless it is crowded."""
        async with self._one if self.crowded else contextlib.nullcontext():
            yield

    def missed(self, peer: str) -> bool:
        """Count a link that opened nothing; whether the peer may be told so, or has to wait."""
        mine = self._of(peer)
        mine.misses += 1
        return mine.misses <= MISSES

    def _of(self, peer: str) -> _Minute:
        peer = network_of(peer)
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


def network_of(peer: str) -> str:
    """Whom an address belongs to: of IPv6 its network, for a customer has as many addresses as they like."""
    if ":" not in peer:
        return peer
    try:
        address = ipaddress.IPv6Address(peer.partition("%")[0])
    except ValueError:
        return peer
    return str(ipaddress.IPv6Network((address, _NETWORK), strict=False).network_address)
