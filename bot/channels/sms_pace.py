"""How fast lists of SMS follow one another: a pace of their own, shared by all replicas.

The provider would take everything at once. People answer what they get, ask for a human, say STOP, and
somebody may stop a broadcast: between two lists there is time for that.
"""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from bot.channels.pacing import SMS
from core.pace import Line, Tempo

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.ports import Store

_FREE = (Line(), 0)
_BUSY_MS = 20
_LONGEST_S = 4
"""A list holds the line no longer: a moment farther away would look like one of a clock that was put back."""


class SmsPace:
    """At most `per_second` SMS that we begin; 0: as fast as the provider takes them."""

    def __init__(self, per_second: int, now: Callable[[], float] = monotonic) -> None:
        self._tempo = Tempo(per_second) if per_second else None
        self._per_second = per_second
        self._now = now
        self._free_at = 0.0

    def most(self, most: int) -> int:
        """How many go in one list, of so many at the most."""
        return min(most, self._per_second * _LONGEST_S) if self._per_second else most

    def left_ms(self) -> int:
        """How long the last list of this process still holds the line."""
        return max(0, int((self._free_at - self._now()) * 1000))

    def open(self, store: Store, now_ms: int) -> tuple[Line, int] | None:
        """Lock the line for a list; None while another list holds it. `now_ms` as in `PacesGateway.open`."""
        if self._tempo is None:
            return _FREE
        opened = store.paces.open(SMS, now_ms, wait=False)
        if opened is None:
            self._hold(_BUSY_MS)
            return None
        line, at_ms = opened
        self._hold(line.free_ms(at_ms) - at_ms)
        return None if line.free_ms(at_ms) > at_ms else opened

    def take(self, store: Store, opened: tuple[Line, int], messages: int) -> None:
        """Hold the line for a list of so many."""
        if self._tempo is None or not messages:
            return
        line, at_ms = opened
        store.paces.keep(SMS, line.without(self._tempo, at_ms, messages))
        self._hold(self._tempo.span_ms(messages))

    def _hold(self, wait_ms: int) -> None:
        self._free_at = self._now() + wait_ms / 1000
