"""Limits on guessing and on sending codes: pure rules over counts.

They lock *new* linking only, never the people already linked. Numbers come from the configuration; the
defaults follow OWASP and NIST 800-63B (5.2.2) and what gateways suffer from (paid SMS sent on purpose).
What they are worth against an attacker: docs/security.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.phones import prefix_of

HOUR_S = 3600
DAY_S = 24 * HOUR_S
MONTH_S = 30 * DAY_S


class Scope(StrEnum):
    """What is counted. `FAILED_*`: wrong answers; `SMS_*`: codes sent.

    `PROVEN_ALL`: second facts that were right; `PROVEN_SURELY`: by somebody who cannot have guessed it;
    `MISSED_TOKEN`: tokens of bills that opened nothing;
    `SIM_SWAPPED`: the operator said that the SIM of this phone was replaced;
    `SMS_WITHHELD`: answers sent by SMS because the chat may not carry them;
    `UNLINKED`: readings for accounts that their sender has not linked;
    `NOTIFY_SMS`: notifications by SMS to one person; `NOTIFY_SMS_ALL`: parts of those to all.
    """

    FAILED_ADDRESS = "failed-address"
    FAILED_ACCOUNT = "failed-account"
    FAILED_PHONE = "failed-phone"
    FAILED_ALL = "failed-all"
    PROVEN_ALL = "proven-all"
    PROVEN_SURELY = "proven-surely"
    MISSED_TOKEN = "missed-token"  # noqa: S105 - the name of a count
    SIM_SWAPPED = "sim-swapped"
    SMS_ADDRESS = "sms-address"
    SMS_ACCOUNT = "sms-account"
    SMS_PHONE = "sms-phone"
    SMS_PREFIX = "sms-prefix"
    SMS_ALL = "sms-all"
    SMS_WITHHELD = "sms-withheld"
    UNLINKED = "unlinked"
    NOTIFY_SMS = "notify-sms"
    NOTIFY_SMS_ALL = "notify-sms-all"

    @property
    def by_month(self) -> bool:
        """Whether a month is looked back, not only a day."""
        return self in {
            Scope.FAILED_ADDRESS, Scope.FAILED_ACCOUNT, Scope.FAILED_PHONE, Scope.SMS_ACCOUNT,
            Scope.NOTIFY_SMS, Scope.NOTIFY_SMS_ALL,
        }  # fmt: skip

    @property
    def exact(self) -> bool:
        """Whether a limit hangs on the count; a share over everybody may be off by those in flight."""
        return self not in {Scope.FAILED_ALL, Scope.PROVEN_ALL, Scope.PROVEN_SURELY}


Key = tuple[Scope, str]
"""A scope and whose count it is (an address, an account number, a phone)."""


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened: in the last hour, day and 30 days, and when, in UTC milliseconds.

    `*_first_ms`: the earliest that still counts, to the precision of the storage. `month` is 0 for scopes
    that nobody looks at for so long.
    """

    hour: int = 0
    day: int = 0
    hour_first_ms: int = 0
    day_first_ms: int = 0
    last_ms: int = 0
    month: int = 0
    month_first_ms: int = 0

    def once_more(self, now_ms: int) -> Count:
        """Count one that happens now."""
        return Count(
            self.hour + 1,
            self.day + 1,
            self.hour_first_ms or now_ms,
            self.day_first_ms or now_ms,
            now_ms,
            self.month + 1,
            self.month_first_ms or now_ms,
        )


NOTHING = Count()
Counts = Mapping[Key, Count]


@dataclass(frozen=True, slots=True)
class Limits:
    """All numbers of this module; times in seconds, money in kopecks.

    `failure_waits`: the wait after the second, third … wrong answer (one slip is free), the last one repeats.
    `resend_waits`: the wait after the first, second … code to one phone within a day, the last one repeats.
    `part_price`, `money_day`: what one part costs at most, and how much may be spent in a day before codes
    and what we begin stop; answers go on up to `money_answers`.
    `breaker_*`: below this share of confirmed codes among an hour's last ones, sending stops for a while.
    `guard_*`: below this share of right second facts in a day, codes go to phones on record only.
    `sim_hold`: how long a phone gets and proves nothing after its SIM was replaced.
    """

    failure_waits: tuple[int, ...] = (30, 60, 300, 900, 3600)
    failures_address_day: int = 10
    failures_account_day: int = 10
    failures_phone_day: int = 10
    failures_address_month: int = 20
    failures_account_month: int = 100
    failures_phone_month: int = 30
    tokens_missed_day: int = 20
    resend_waits: tuple[int, ...] = (60, 120, 300, 900)
    phone_hour: int = 3
    phone_day: int = 5
    address_hour: int = 5
    address_day: int = 10
    account_hour: int = 5
    account_day: int = 10
    account_month: int = 40
    prefix_hour: int = 20
    prefix_day: int = 50
    all_hour: int = 1_000
    all_day: int = 10_000
    part_price: int = 600
    money_day: int = 6_000_000
    money_answers: int = 9_000_000
    breaker_window: int = 50
    breaker_percent: int = 30
    breaker_close: int = 3600
    guard_window: int = 200
    guard_percent: int = 20
    sim_hold: int = DAY_S
    code_digits: int = 6
    code_tries: int = 5
    code_life: int = 300
    sending_life: int = 120
    unlinked_hour: int = 6
    unlinked_day: int = 20

    @property
    def affordable(self) -> int:
        """Codes a day that the money allows; a code is one part (tests/texts hold it to that)."""
        return self.money_day // self.part_price if self.part_price else self.all_day


EVERYBODY: tuple[Key, ...] = ((Scope.FAILED_ALL, ""), (Scope.PROVEN_ALL, ""))
"""What `guarded` looks at."""


def failure_keys(address: str, account: str = "", phone: str = "") -> tuple[Key, ...]:
    """Whose wrong answers count together, in the order of locking."""
    keys = [
        (Scope.FAILED_ACCOUNT, account),
        (Scope.FAILED_ADDRESS, address),
        (Scope.FAILED_PHONE, phone),
    ]
    return (*(key for key in keys if key[1]), EVERYBODY[0])


def proven_keys() -> tuple[Key, ...]:
    """What a right second fact counts for."""
    return EVERYBODY[1:]


def sure_key(address: str, account_id: int) -> Key:
    """Who proved which account by a link of the bill or a code of the office, today."""
    return Scope.PROVEN_SURELY, f"{address} {account_id}"


def token_keys(address: str) -> tuple[Key, ...]:
    """Whose missed tokens count; apart from typed codes, for an old bill is no guess."""
    return ((Scope.MISSED_TOKEN, address),)


def phone_keys(phone: str) -> tuple[Key, ...]:
    """What holds a phone, whoever asks: wrong codes and a replaced SIM."""
    return (Scope.FAILED_PHONE, phone), (Scope.SIM_SWAPPED, phone)


def unlinked_keys(address: str) -> tuple[Key, ...]:
    """Whose readings for accounts they have not linked count: of a chat or of a phone."""
    return ((Scope.UNLINKED, address),)


def unlinked_wait(counts: Counts, limits: Limits, now_ms: int) -> int:
    """Seconds until the next such reading is looked at; 0: now."""
    return max(
        (
            max(
                _cap(count.day, limits.unlinked_day, count.day_first_ms, DAY_S, now_ms),
                _cap(count.hour, limits.unlinked_hour, count.hour_first_ms, HOUR_S, now_ms),
            )
            for count in counts.values()
        ),
        default=0,
    )


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
    if scope is Scope.SIM_SWAPPED:
        return _left(count.last_ms, limits.sim_hold, now_ms) if count.day else 0
    if scope is Scope.MISSED_TOKEN:
        return _cap(count.day, limits.tokens_missed_day, count.day_first_ms, DAY_S, now_ms)
    caps = _failure_caps(limits).get(scope)
    if caps is None:
        return 0
    wait = _left(count.last_ms, _step(count.day - 1, limits.failure_waits), now_ms)
    day = _cap(count.day, caps[0], count.day_first_ms, DAY_S, now_ms)
    return max(wait, day, _cap(count.month, caps[1], count.month_first_ms, MONTH_S, now_ms))


def longest_failure_wait(counts: Counts, limits: Limits, now_ms: int) -> int:
    """Seconds until the next answer is looked at, by the strictest of these counts."""
    return max((failure_wait(key[0], count, limits, now_ms) for key, count in counts.items()), default=0)


def tripped(sent: int, confirmed: int, limits: Limits) -> bool:
    """Whether so few of the last codes were entered that somebody must be sending them for the bill."""
    return sent >= limits.breaker_window and confirmed * 100 < sent * limits.breaker_percent


def guarded(counts: Counts, limits: Limits) -> bool:
    """Whether so few second facts of a day were right that somebody must be guessing them.

    Then an account whose phone billing does not know has lost its second wall: whoever guesses gets the code
    to a phone of their own. Until it is over, codes go to phones on record, and to people who cannot have
    guessed (`sure_key`): the link of the bill and the code of the office are too long for that.
    """
    failed, proven = (counts.get(key, NOTHING).day for key in EVERYBODY)
    return failed >= limits.guard_window and proven * 100 < (failed + proven) * limits.guard_percent


def sms_wait(counts: Counts, limits: Limits, now_ms: int) -> int:
    """Seconds until a code may be sent; 0: now. Which limit it is stays untold."""
    return max((_sms_wait(key[0], count, limits, now_ms) for key, count in counts.items()), default=0)


def _sms_wait(scope: Scope, count: Count, limits: Limits, now_ms: int) -> int:
    hour, day = _caps(limits)[scope]
    wait = max(
        _cap(count.day, day, count.day_first_ms, DAY_S, now_ms),
        _cap(count.hour, hour, count.hour_first_ms, HOUR_S, now_ms),
    )
    if scope is Scope.SMS_ACCOUNT:
        wait = max(wait, _cap(count.month, limits.account_month, count.month_first_ms, MONTH_S, now_ms))
    if scope is Scope.SMS_PHONE:
        wait = max(wait, _left(count.last_ms, _step(count.day, limits.resend_waits), now_ms))
    return wait


def _failure_caps(limits: Limits) -> Mapping[Scope, tuple[int, int]]:
    """Most in a day and in a month."""
    return {
        Scope.FAILED_ADDRESS: (limits.failures_address_day, limits.failures_address_month),
        Scope.FAILED_ACCOUNT: (limits.failures_account_day, limits.failures_account_month),
        Scope.FAILED_PHONE: (limits.failures_phone_day, limits.failures_phone_month),
    }


def _caps(limits: Limits) -> Mapping[Scope, tuple[int, int]]:
    """Most in an hour and in a day."""
    return {
        Scope.SMS_ADDRESS: (limits.address_hour, limits.address_day),
        Scope.SMS_ACCOUNT: (limits.account_hour, limits.account_day),
        Scope.SMS_PHONE: (limits.phone_hour, limits.phone_day),
        Scope.SMS_PREFIX: (limits.prefix_hour, limits.prefix_day),
        Scope.SMS_ALL: (limits.all_hour, min(limits.all_day, limits.affordable)),
    }


def _step(times: int, waits: Sequence[int]) -> int:
    """The wait after the `times`-th time; the last one repeats."""
    return waits[min(times, len(waits)) - 1] if times > 0 and waits else 0


def _left(since_ms: int, wait_s: int, now_ms: int) -> int:
    return max(0, -(-(since_ms + wait_s * 1000 - now_ms) // 1000))


def _cap(count: int, most: int, first_ms: int, window_s: int, now_ms: int) -> int:
    """At the cap: until the first one counted falls out of the window, at least a second."""
    return max(1, _left(first_ms, window_s, now_ms)) if count >= most else 0
