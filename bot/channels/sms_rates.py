"""Keeps a provider's limits from being met: what may go now, and how long the rest has to wait.

SMSC documents what it answers with error 9, and blocks the address of those who go on; each `Rate` stays
below one of these limits. Refused here, a request costs nothing and does not count.
"""

from __future__ import annotations

import hashlib
import secrets
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from bot.channels.sms_port import SmsError, SmsFault

# Their minute begins when a request arrives, ours when it leaves.
_MINUTE_MS = 61_000
_TEN_MINUTES_MS = 600_000
_MANY = 20_000
_ERRORS_IN_A_ROW = 90


@dataclass(frozen=True, slots=True)
class Rate:
    """At most `most` requests of one key in `per_ms`."""

    name: str
    most: int
    per_ms: int


SAME_SMS = Rate("the same text to the same phone", 1, _MINUTE_MS)
SAME_PRICE = Rate("the price of the same text", 5, _MINUTE_MS)
STATUS = Rate("the status of one message", 5, _MINUTE_MS)
STATUSES = Rate("a list of statuses", 1, 60_000)
BALANCE = Rate("the balance", 1, _TEN_MINUTES_MS)


class Gate:
    """For several threads. `sending` and `asking` are the requests that may be under way at once."""

    def __init__(self, now_ms: Callable[[], int], sending: int = 8, asking: int = 3) -> None:
        self.now_ms = now_ms
        self.sending = threading.BoundedSemaphore(sending)
        self.asking = threading.BoundedSemaphore(asking)
        self._lock = threading.Lock()
        # Texts and phones are not kept, not even in memory: only what tells them apart.
        self._salt = secrets.token_bytes(16)
        self._went: dict[bytes, deque[int]] = {}
        self._held: dict[str, tuple[int, SmsError]] = {}
        self._errors: deque[int] = deque(maxlen=_ERRORS_IN_A_ROW)

    def take(self, rate: Rate, *key: str) -> None:
        """Count a request that is about to leave. Raises `SmsError` RATE with the time to wait."""
        with self._lock:
            now, went = self.now_ms(), self._window(rate, key)
            if len(went) >= rate.most:
                raise SmsError(SmsFault.RATE, f"too early: {rate.name}", went[0] + rate.per_ms - now)
            went.append(now)

    def give_back(self, rate: Rate, *key: str) -> None:
        """The request that was counted last never left."""
        with self._lock:
            if went := self._window(rate, key):
                went.pop()

    def _window(self, rate: Rate, key: tuple[str, ...]) -> deque[int]:
        now = self.now_ms()
        if len(self._went) > _MANY:
            self._went = {id_: went for id_, went in self._went.items() if went and _recent(went[-1], now)}
        id_ = hashlib.blake2b("\0".join((rate.name, *key)).encode(), key=self._salt).digest()
        went = self._went.setdefault(id_, deque())
        # A clock that was put back must not close a gate for long.
        while went and not now - rate.per_ms < went[0] <= now:
            went.popleft()
        return went

    def hold(self, scope: str, error: SmsError) -> None:
        """After this refusal every request of the scope would be refused, and counted against us."""
        with self._lock:
            self._held[scope] = (self.now_ms(), error)

    def check(self, *scopes: str) -> None:
        """Raise again what holds a scope, with the time that is left."""
        with self._lock:
            now = self.now_ms()
            for scope in scopes:
                since, error = self._held.get(scope, (0, None))
                if error is not None and 0 <= now - since < error.retry_after_ms:
                    left = error.retry_after_ms - (now - since)
                    raise SmsError(error.fault, "held back since the last refusal", left, error.code)

    def sent(self, *, ok: bool) -> None:
        """Count refusals in a row: a hundred of them in ten minutes block the address."""
        with self._lock:
            if ok:
                self._errors.clear()
            else:
                self._errors.append(self.now_ms())

    def check_errors(self) -> None:
        """Raises `SmsError` RATE while too many sends in a row were refused."""
        with self._lock:
            if len(self._errors) < _ERRORS_IN_A_ROW:
                return
            left = self._errors[0] + _TEN_MINUTES_MS - self.now_ms()
            if 0 < left <= _TEN_MINUTES_MS:
                raise SmsError(SmsFault.RATE, "too many refusals in a row", left)


def _recent(went: int, now: int) -> bool:
    return now - _TEN_MINUTES_MS < went <= now
