"""What the paces of `core.pace` are called, and how much of Telegram's limit replies leave to the rest."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TELEGRAM = "telegram"
SMS = "sms"
OTHERS = "others"
IN_ALL = 30
"""Messages a second that Telegram takes of a bot (Bot FAQ); replies and what nobody asked for together."""
_AT_ONCE = 2.0
CAUTIOUS_S = 60.0
"""How long replies keep a pace after Telegram said of all of them that they are too many."""
_FEW = 15


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


class Caution:
    """Replies are free, until Telegram refuses them all: then for a minute so many leave as it takes.

    Those that waited would else leave together at the end of the rest, and most of them be refused again.
    """

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._until = self._at = float("-inf")
        self._tokens = 0.0

    def warned(self) -> None:
        """Telegram refuses everybody."""
        now = self._now()
        if now >= self._until:
            self._tokens, self._at = float(_FEW), now
        self._until = now + CAUTIOUS_S

    def room(self, most: int) -> int:
        """How many replies of `most` may leave now."""
        now = self._now()
        if now >= self._until:
            return most
        self._tokens = min(float(_FEW), self._tokens + max(0.0, now - self._at) * IN_ALL)
        self._at = now
        return min(most, int(self._tokens))

    def spoke(self) -> None:
        """A reply leaves."""
        self._tokens -= 1
