"""What the paces of `core.pace` are called, and how much of Telegram's limit replies leave to the rest."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TELEGRAM = "telegram"
SMS = "sms"
IN_ALL = 30
"""Messages a second that Telegram takes of a bot (Bot FAQ); replies and what nobody asked for together."""
_AT_ONCE = 2.0


class Headroom:
    """Counts replies: those beyond what `per_second` leaves of Telegram's limit take moments of the rest.

    A bucket that leaks as many replies a second as there is room for. Nobody's reply waits for it.
    """

    def __init__(self, per_second: int, now: Callable[[], float] = monotonic) -> None:
        self._room = max(0, IN_ALL - per_second)
        self._most = per_second
        self._now = now
        self._level = 0.0
        self._at = now()

    def spoke(self) -> None:
        """A reply leaves."""
        self._leak()
        self._level += 1

    def owed(self) -> int:
        """How many moments replies have taken since the last question, of one second at the most."""
        self._leak()
        owed = max(0, int(self._level - _AT_ONCE))
        self._level -= owed
        return min(owed, self._most)

    def _leak(self) -> None:
        now = self._now()
        self._level = max(0.0, self._level - max(0.0, now - self._at) * self._room)
        self._at = now
