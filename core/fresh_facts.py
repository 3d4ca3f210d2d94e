"""Second facts that are too old: the account was disputed or changed hands since they came to be.

A bill from the letter box outlives a dispute, and a former holder keeps old bills. So a fact counts only
if it is newer than what happened to the account; while a dispute is open, only staff decide (docs/people.md).
Whoever is linked is not concerned, and nothing of this is looked at before a fact is right.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from core.clock import from_ms
from core.values import Period

if TYPE_CHECKING:
    from datetime import date

_EASTERN = timedelta(hours=12)
"""The day of the supplier is at most so far ahead of UTC: a payment of the day itself is not newer."""


class Stale(StrEnum):
    """Why a right fact is not enough."""

    DISPUTED = "disputed"  # «it was not me» and no decision yet: a new code of the office
    CHANGED = "changed"  # a stranger's link was ended, or the holder is another one: a newer fact


@dataclass(frozen=True, slots=True)
class History:
    """What happened to the rights to an account, UTC milliseconds, 0 for never.

    `disputed_ms`: the newest dispute that staff have not decided; `changed_ms`: when the holder changed or
    staff ended a disputed link, the later of the two.
    """

    disputed_ms: int = 0
    changed_ms: int = 0


@dataclass(frozen=True, slots=True)
class Dating:
    """When a fact came to be: the month of the bill, the day of the payment, the moment staff issued it."""

    period: Period | None = None
    paid_on: date | None = None
    issued_ms: int = 0


def stale(fact: Dating, history: History) -> Stale | None:
    """Why the fact does not count any more; None when it does.

    The bill of a month is printed after its end, so that of the month of the change is newer than the change.
    """
    if history.disputed_ms and fact.issued_ms <= history.disputed_ms:
        return Stale.DISPUTED
    if history.changed_ms and not _newer(fact, history.changed_ms):
        return Stale.CHANGED
    return None


def _newer(fact: Dating, moment_ms: int) -> bool:
    moment = from_ms(moment_ms)
    if fact.period is not None:
        return fact.period >= Period.of(moment.date())
    if fact.paid_on is not None:
        return fact.paid_on > (moment + _EASTERN).date()
    return fact.issued_ms > moment_ms
