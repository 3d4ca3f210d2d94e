"""The pause of our SMS: while nothing passes, nothing is tried; other channels go on.

What waits stays in the outbox: a row asks for its next try at the end of the pause, and one that makes no
sense by then is given up at once, so that whoever waits for a code is told now and not later.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from bot.channels.sms_port import SmsFault

if TYPE_CHECKING:
    from bot.channels.sms_port import SmsError

_TRIAL_MS = 20_000
# Five wrong passwords in 30 minutes block the address, and so do errors in a row (docs/sms.md).
PAUSE_MS = {SmsFault.FUNDS: 5 * 60_000, SmsFault.AUTH: 31 * 60_000, SmsFault.BLOCKED: 30 * 60_000}


class Rest:
    """Until when nothing is sent, and why. For several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until_ms = 0
        self._why = ""
        self._over = ""

    def begin(self, error: SmsError, now_ms: int) -> None:
        """Rest as the error asks; an error that does not pause changes nothing."""
        if not error.fault.pauses:
            return
        with self._lock:
            wait_ms = error.retry_after_ms or PAUSE_MS[error.fault]
            self._until_ms = max(self._until_ms, now_ms + wait_ms)
            self._why = self._over = error.fault.value

    def left(self, now_ms: int) -> int:
        """Milliseconds until something may be tried; 0: now."""
        return max(0, self._until_ms - now_ms)

    def enter(self, now_ms: int) -> int:
        """Go and try: the first after a pause goes alone, the others wait for what it meets."""
        with self._lock:
            left_ms = self.left(now_ms)
            if self._why and not left_ms:
                self._until_ms = now_ms + _TRIAL_MS
            return left_ms

    @property
    def why(self) -> str:
        """The fault that caused the last pause; "" while SMS go."""
        return self._why

    def over(self) -> str:
        """Something passed: the fault that was told to staff and is over now, once; "" for none."""
        if not self._over:
            return ""
        with self._lock:
            over, self._over, self._why, self._until_ms = self._over, "", "", 0
        return over
