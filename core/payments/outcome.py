"""What came of facts: the result of settling, and what a person and the operator are to be told of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.payments.model import Intent, LedgerEntry
    from core.payments.reasons import Reason
    from core.values import Money


class Outcome(StrEnum):
    """What came of it."""

    NOTHING = "nothing"  # known already, or nothing of ours
    LINK = "link"  # there is a link now
    PAID = "paid"
    LATE = "late"  # paid by a link that was not in force any more: an advance
    CANCELED = "canceled"
    REFUSED = "refused"
    REFUNDED = "refunded"
    HELD = "held"  # money of a wish that does not agree
    SUSPENDED = "suspended"  # money of no wish


@dataclass(frozen=True, slots=True)
class News:
    """What a person is to be told, at `address`. `reason`: why it came to nothing; `url`: of a link."""

    address: str
    subscriber_id: int
    what: Outcome
    intent: Intent
    amount: Money
    reason: Reason | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """The result: `news` for a person, None for nobody; `alarm` for the operator.

    An alarm is a `Why`, or the words of the shop. `also`: of refunds that had come before their payment.
    """

    outcome: Outcome
    intent: Intent | None = None
    entry: LedgerEntry | None = None
    news: News | None = None
    alarm: str | None = None
    also: tuple[News, ...] = ()


def news_of(
    intent: Intent, what: Outcome, reason: Reason | None = None, amount: Money | None = None
) -> News | None:
    """Nobody is told who asked to be forgotten."""
    wish = intent.wish
    if not wish.subscriber_id:
        return None
    return News(wish.address, wish.subscriber_id, what, intent, amount or wish.amount, reason, intent.url)
