"""Records of notifications: what somebody chose, a planned reminder, a plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.notifications.kinds import Kind

USUAL = -1
"""Of a minute or of days: as the supplier decided."""
SKIP = "skip"
"""The stage of a row by which a person wants to hear no more of a kind, link and period."""


class State(StrEnum):
    """What became of a reminder."""

    PLANNED = "planned"
    QUEUED = "queued"  # in the outbox
    SENT = "sent"
    FAILED = "failed"
    EXPIRED = "expired"  # it could not be sent while it was of use
    DROPPED = "dropped"  # it was not needed or not wanted any more


@dataclass(frozen=True, slots=True)
class Way:
    """Where and when somebody wants to be told. `address` "": where they wrote last.

    `minute`, `quiet_from`, `quiet_to`: minutes of the day where the account is; `days_before`: days before
    the last one of the window; `USUAL`: as the supplier decided.
    """

    address: str = ""
    minute: int = USUAL
    quiet_from: int = USUAL
    quiet_to: int = USUAL
    days_before: int = USUAL


@dataclass(frozen=True, slots=True)
class Reminder:
    """Something to be told to one person of one account, once for kind, stage and period.

    `period` is a month, or names what it is about (a day, an outage). Times are UTC milliseconds; `fact` is
    what the plan found out, in words of its kind.
    """

    id: int
    link_id: int
    subscriber_id: int
    account_id: int
    kind: Kind
    stage: str
    period: str
    due_ms: int
    until_ms: int
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A kind, stage, period and group of accounts ("": all), planned link by link after `after_link`.

    Its reminders are due from `due_ms` on, spread over `spread_ms`, and of no use after `until_ms`; it was
    made at `begun_ms`.
    """

    id: int
    kind: Kind
    stage: str
    period: str
    group: str
    due_ms: int
    spread_ms: int
    until_ms: int
    fact: str = ""
    after_link: int = 0
    planned: int = 0
    begun_ms: int = 0
