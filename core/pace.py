"""When what nobody asked for may leave: a line of moments that all replicas share, one after another.

A moment that passed is lost, so nothing is caught up on: not after an idle hour, not after a rest that the
other side asked for, not after a jump of the clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

AHEAD_MS = 250
"""How far ahead moments are taken: what is claimed waits so long for its own."""
SAME_FLOOD_MS = 3_000
"""Refusals to two different chats within this time are a flood of the whole bot."""
_SHARE = 97
# Farther away than anything but a rest can put a moment: the clock was put back.
_FAR_MS = 5_000


@dataclass(frozen=True, slots=True)
class Tempo:
    """`per_second` messages a second, at most 1000; 97 % of it is used.

    The moments of 25/s are 41.2 ms apart, so that whatever delays one by up to 70 ms on its way does not put
    27 of them into one second.
    """

    per_second: int

    def span_ms(self, moments: int) -> int:
        """How long so many moments last, rounded up."""
        return -(-100_000 * moments // (self.per_second * _SHARE))

    def offset_ms(self, moments: int) -> int:
        """The same rounded down: when the next one begins."""
        return 100_000 * moments // (self.per_second * _SHARE)


@dataclass(frozen=True, slots=True)
class Line:
    """Where a line stands, in milliseconds of one clock: that of the database, which replicas share.

    `next_ms` is the first moment nobody has taken. Nothing leaves from `rest_from_ms` to `rest_until_ms`.
    `flood_address` was refused last for speaking too fast, at `flood_ms`.
    """

    next_ms: int = 0
    rest_from_ms: int = 0
    rest_until_ms: int = 0
    flood_ms: int = 0
    flood_address: str = ""

    def free_ms(self, now_ms: int) -> int:
        """The next moment that can be taken."""
        begins = self.next_ms if self.next_ms <= now_ms + _FAR_MS else now_ms
        # A rest that began in the future is one of a clock that was put back.
        rests = self.rest_until_ms if self.rest_from_ms <= now_ms + _FAR_MS else now_ms
        return max(now_ms, begins, rests)

    def take(
        self, tempo: Tempo, now_ms: int, most: int, ahead_ms: int = AHEAD_MS
    ) -> tuple[Line, tuple[int, ...]]:
        """Take up to `most` moments of the next `ahead_ms`; how far each is from now, ms."""
        first = self.free_ms(now_ms) - now_ms
        offsets = (first + tempo.offset_ms(n) for n in range(most))
        delays = tuple(delay for delay in offsets if delay <= ahead_ms)
        return (self.without(tempo, now_ms, len(delays)) if delays else self), delays

    def without(self, tempo: Tempo, now_ms: int, moments: int) -> Line:
        """Leave out so many moments: others have spoken in them."""
        return replace(self, next_ms=self.free_ms(now_ms) + tempo.span_ms(moments)) if moments else self

    def rested(self, now_ms: int, wait_ms: int) -> Line:
        """Let nothing leave for `wait_ms`; a longer rest that is under way stays."""
        until = max(now_ms + wait_ms, self.free_ms(now_ms) if self.rest_until_ms > now_ms else 0)
        return replace(self, rest_from_ms=now_ms, rest_until_ms=until)

    def refused(self, address: str, now_ms: int, wait_ms: int, *, everybody: bool) -> Line:
        """Note that an address was spoken to too fast; with another one just before, all have to rest."""
        again = self.flood_address not in {"", address} and 0 <= now_ms - self.flood_ms < SAME_FLOOD_MS
        line = self.rested(now_ms, wait_ms) if everybody or again else self
        return replace(line, flood_ms=now_ms, flood_address=address)


@dataclass(frozen=True, slots=True)
class ChatPace:
    """One message to a chat in `interval_ms` (0: no pace), `burst` of them at once; of one scheme.

    What is kept of a chat, with its conversation, is when it is at rest: its next message needs no burst.
    """

    interval_ms: int = 1_000
    burst: int = 3
    scheme: str = "telegram:"

    def holds(self, address: str) -> bool:
        """Whether an address has this pace."""
        return self.interval_ms > 0 and address.startswith(self.scheme)

    def free_ms(self, paced_ms: int, now_ms: int) -> int:
        """When the chat is at rest. Farther away than a burst lasts, the clock was put back: it is now."""
        far = (self.burst + 1) * self.interval_ms
        return paced_ms if now_ms < paced_ms <= now_ms + far else now_ms

    def take(self, paced_ms: int, now_ms: int) -> tuple[int, int]:
        """How long the next message has to wait, ms, and when the chat is at rest then."""
        free = self.free_ms(paced_ms, now_ms)
        wait = max(0, free - (self.burst - 1) * self.interval_ms - now_ms)
        return wait, free + self.interval_ms


NO_PACE = ChatPace(0)
