"""Limits on guessing and on sending codes: pure rules over counts.

They lock *new* linking only, never the people already linked. Numbers come from the configuration; the
defaults follow OWASP and NIST 800-63B (5.2.2) and what gateways suffer from (paid SMS sent on purpose).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.phones import prefix_of

HOUR_S = 3600
DAY_S = 24 * HOUR_S


class Scope(StrEnum):
    """What is counted. `FAILED_*`: wrong answers; `SMS_*`: codes sent."""

    FAILED_ADDRESS = "failed-address"
    FAILED_ACCOUNT = "failed-account"
    FAILED_PHONE = "failed-phone"
    SMS_ADDRESS = "sms-address"
    SMS_ACCOUNT = "sms-account"
    SMS_PHONE = "sms-phone"
    SMS_PREFIX = "sms-prefix"
    SMS_ALL = "sms-all"


Key = tuple[Scope, str]
"""A scope and whose count it is (an address, an account number, a phone)."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened: in the last hour and day, and when, in UTC milliseconds.

    `hour_first_ms`, `day_first_ms`: the earliest that still counts, to the precision of the storage.
    """

    hour: int = 0
    day: int = 0
    hour_first_ms: int = 0
    day_first_ms: int = 0
    last_ms: int = 0

    def once_more(self, now_ms: int) -> Count:
        """Count one that happens now."""
        return Count(
            self.hour + 1, self.day + 1, self.hour_first_ms or now_ms, self.day_first_ms or now_ms, now_ms
        )


NOTHING = Count()
Counts = Mapping[Key, Count]


@dataclass(frozen=True, slots=True)
class Limits:
    """All numbers of this module; times in seconds.

    `failure_waits`: the wait after the second, third … wrong answer (one slip is free), the last one repeats.
    `resend_waits`: the wait after the first, second … code to one phone within a day, the last one repeats.
    `breaker_*`: below this share of confirmed codes among the last ones of an hour, sending stops.
    """

    failure_waits: tuple[int, ...] = (30, 60, 300, 900, 3600)
    failures_address_day: int = 10
    failures_account_day: int = 10
    failures_phone_day: int = 10
    resend_waits: tuple[int, ...] = (60, 120, 300, 900)
    phone_hour: int = 3
    phone_day: int = 5
    address_day: int = 10
    account_day: int = 10
    prefix_day: int = 50
    all_hour: int = 1_000
    all_day: int = 10_000
    breaker_window: int = 50
    breaker_percent: int = 30
    code_digits: int = 6
    code_tries: int = 5
    code_life: int = 300
    sending_life: int = 120


def failure_keys(address: str, account: str = "", phone: str = "") -> tuple[Key, ...]:
    """Whose wrong answers count together, in the order of locking."""
    keys = [
        (Scope.FAILED_ACCOUNT, account),
        (Scope.FAILED_ADDRESS, address),
        (Scope.FAILED_PHONE, phone),
    ]
    return tuple(key for key in keys if key[1])


def sms_keys(address: str, account: str, phone: str) -> tuple[Key, ...]:
    """Whose codes count together, in the order of locking."""
    return (
        (Scope.SMS_ACCOUNT, account),
        (Scope.SMS_ADDRESS, address),
        (Scope.SMS_ALL, ""),
        (Scope.SMS_PHONE, phone),
        (Scope.SMS_PREFIX, prefix_of(phone)),
    )


def failure_wait(scope: Scope, count: Count, limits: Limits, now_ms: int) -> int:
    """Seconds until the next answer is looked at; 0: now."""
    wait = _left(count.last_ms, _step(count.day - 1, limits.failure_waits), now_ms)
    most = {
        Scope.FAILED_ADDRESS: limits.failures_address_day,
        Scope.FAILED_ACCOUNT: limits.failures_account_day,
        Scope.FAILED_PHONE: limits.failures_phone_day,
    }[scope]
    return max(wait, _cap(count.day, most, count.day_first_ms, DAY_S, now_ms))


def longest_failure_wait(counts: Counts, limits: Limits, now_ms: int) -> int:
    """Seconds until the next answer is looked at, by the strictest of these counts."""
    return max((failure_wait(key[0], count, limits, now_ms) for key, count in counts.items()), default=0)


def tripped(sent: int, confirmed: int, limits: Limits) -> bool:
    """Whether so few of the last codes were entered that somebody must be sending them for the bill."""
    return sent >= limits.breaker_window and confirmed * 100 < sent * limits.breaker_percent


def sms_wait(counts: Counts, limits: Limits, now_ms: int) -> int:
    """Seconds until a code may be sent; 0: now. Which limit it is stays untold."""
    return max((_sms_wait(key[0], count, limits, now_ms) for key, count in counts.items()), default=0)


def _sms_wait(scope: Scope, count: Count, limits: Limits, now_ms: int) -> int:
    hour, day = _caps(limits)[scope]
    wait = _cap(count.day, day, count.day_first_ms, DAY_S, now_ms)
    if hour:
        wait = max(wait, _cap(count.hour, hour, count.hour_first_ms, HOUR_S, now_ms))
    if scope is Scope.SMS_PHONE:
        wait = max(wait, _left(count.last_ms, _step(count.day, limits.resend_waits), now_ms))
    return wait


def _caps(limits: Limits) -> Mapping[Scope, tuple[int, int]]:
    """Most in an hour (0: any) and in a day."""
    return {
        Scope.SMS_ADDRESS: (0, limits.address_day),
        Scope.SMS_ACCOUNT: (0, limits.account_day),
        Scope.SMS_PHONE: (limits.phone_hour, limits.phone_day),
        Scope.SMS_PREFIX: (0, limits.prefix_day),
        Scope.SMS_ALL: (limits.all_hour, limits.all_day),
    }


def _step(times: int, waits: Sequence[int]) -> int:
    """The wait after the `times`-th time; the last one repeats."""
    return waits[min(times, len(waits)) - 1] if times > 0 and waits else 0


def _left(since_ms: int, wait_s: int, now_ms: int) -> int:
    return max(0, -(-(since_ms + wait_s * 1000 - now_ms) // 1000))


def _cap(count: int, most: int, first_ms: int, window_s: int, now_ms: int) -> int:
    """At the cap: until the first one counted falls out of the window, at least a second."""
    return max(1, _left(first_ms, window_s, now_ms)) if count >= most else 0
