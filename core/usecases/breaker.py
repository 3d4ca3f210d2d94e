"""What stops the sending of codes for everybody: codes that nobody enters, and spent money.

A breaker opens, tells staff (audit, log, metric) and closes by itself; `python -m bot limits` shows it and
closes it sooner.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.limits import DAY_S, EVERYBODY, HOUR_S, Limits, Scope, guarded, sms_wait, tripped
from core.linking import AuditEvent

if TYPE_CHECKING:
    from core.limits import Counts
    from core.ports import Store

log = logging.getLogger(__name__)

OPENED = "breaker.codes.opened"
"""Setting: when codes were stopped, UTC ms; absent while they go."""
SINCE = "breaker.codes.since"
"""Setting: from when the share of confirmed codes is counted, so that what opened it does not reopen it."""
TOLD = "limits.told."
"""Setting, by kind of alarm: when staff were told last, UTC ms."""
MONEY_SPENT = "sms-budget-spent"
"""Alarm: no code goes any more, and nothing that we begin."""
ANSWERS_STOPPED = "sms-answers-stopped"
"""Alarm: not even answers go by SMS."""
_ALL = (Scope.SMS_ALL, "")


@dataclass(frozen=True, slots=True)
class Breaker:
    """Watches the sending of codes as a whole."""

    limits: Limits

    def wait(self, store: Store, counts: Counts, now_ms: int) -> int:
        """Seconds until codes go again; 0: now. `counts` hold those of everybody."""
        spent = sms_wait({_ALL: counts[_ALL]}, self.limits, now_ms)
        if spent:
            tell(store, "code-budget-spent", f"{counts[_ALL].day} codes in a day", now_ms)
        return max(spent, self._money(store, now_ms), self._breaker(store, now_ms))

    def guarded(self, store: Store, counts: Counts, now_ms: int) -> bool:
        """Whether somebody seems to be guessing second facts: then codes go to phones on record only."""
        if not guarded(counts, self.limits):
            return False
        tell(store, "guessing", "few second facts of this day were right", now_ms)
        return True

    def _money(self, store: Store, now_ms: int) -> int:
        """Look again in an hour, when all SMS together have cost what a day may."""
        if store.sms.spent(now_ms - DAY_S * 1000) + self.limits.part_price <= self.limits.money_day:
            return 0
        tell(store, MONEY_SPENT, "what SMS may cost in a day is spent", now_ms)
        return HOUR_S

    def _breaker(self, store: Store, now_ms: int) -> int:
        opened = store.settings.get(OPENED)
        if opened is not None:
            wait = -(-(int(opened) + self.limits.breaker_close * 1000 - now_ms) // 1000)
            if wait > 0:
                return wait
            close(store, "by itself", now_ms)
        since_ms = max(now_ms - HOUR_S * 1000, int(store.settings.get(SINCE) or 0))
        sent, confirmed = store.verifications.share(since_ms, self.limits.breaker_window)
        if not tripped(sent, confirmed, self.limits):
            return 0
        store.settings.put(OPENED, str(now_ms))
        alarm(store, "code-breaker-opened", f"{confirmed} of the last {sent} codes were confirmed", now_ms)
        return self.limits.breaker_close


def close(store: Store, how: str, now_ms: int) -> bool:
    """Let codes go again; False when they went anyway. `how` is for the audit."""
    if store.settings.get(OPENED) is None:
        return False
    store.settings.drop(OPENED)
    store.settings.put(SINCE, str(now_ms))
    alarm(store, "code-breaker-closed", how, now_ms)
    return True


@dataclass(frozen=True, slots=True)
class Figures:
    """How it stands: numbers of the last 24 hours, money in kopecks; `opened_ms` 0 while codes go.

    `spent` is what codes cost at most, `sms_spent` what all SMS really cost, as far as the provider tells.
    """

    codes: int
    spent: int
    failed: int
    proven: int
    opened_ms: int
    guarded: bool
    sms_spent: int = 0


def figures(store: Store, limits: Limits, now_ms: int) -> Figures:
    """For staff and for /metrics; holds nobody up."""
    counts = store.attempts.counts((_ALL, *EVERYBODY), now_ms, hold=False)
    codes = counts[_ALL].day
    failed, proven = (counts[key].day for key in EVERYBODY)
    opened_ms = int(store.settings.get(OPENED) or 0)
    if now_ms >= opened_ms + limits.breaker_close * 1000:
        opened_ms = 0
    sms_spent = store.sms.spent(now_ms - DAY_S * 1000)
    code_money = codes * limits.part_price
    return Figures(codes, code_money, failed, proven, opened_ms, guarded(counts, limits), sms_spent)


def tell(store: Store, kind: str, detail: str, now_ms: int) -> None:
    """Raise an alarm, once a day for its kind."""
    told = int(store.settings.get(TOLD + kind) or 0)
    if now_ms - told >= DAY_S * 1000:
        store.settings.put(TOLD + kind, str(now_ms))
        alarm(store, kind, detail, now_ms)


def alarm(store: Store, kind: str, detail: str, now_ms: int) -> None:
    """Write to the audit and to the log; nothing in it names a person."""
    store.audit.note(AuditEvent(kind, "system", detail=detail), now_ms)
    log.warning("%s: %s", kind, detail)
