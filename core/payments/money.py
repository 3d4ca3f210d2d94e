"""Entries to be written, and money that cannot be booked as it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.payments.gateway import Shop
    from core.payments.model import EntryKind, Facts, Intent, RefundFacts
    from core.values import Money

RUB = "RUB"


class Why(StrEnum):
    """Why money is held; an operator is told."""

    AMOUNT = "amount"  # not the sum of the wish
    CURRENCY = "currency"
    SHOP = "shop"  # of another shop
    TEST = "test"  # not real where we take real money, or real where we do not
    CAPTURE = "capture"  # taken from the card and not collected: it goes back after some days
    NO_INTENT = "no-intent"  # of no wish of ours
    NO_PAYMENT = "no-payment"  # a refund of what we do not know (yet)
    OVER = "over"  # more given back than was paid


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is to be booked. `late`: the link was not the one in force any more, so it is an advance."""

    kind: EntryKind
    external_id: str
    account_id: int
    intent: int
    amount: Money
    at_ms: int
    payment_id: str = ""
    income: Money | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class NewHeld:
    """Money that cannot be booked. `payment_id` of a refund is the payment it gives back."""

    kind: EntryKind
    external_id: str
    why: Why
    amount: Money
    currency: str
    at_ms: int
    intent: int = 0
    payment_id: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """The same as it is stored; `closed_ms` 0: nobody has decided."""

    id: int
    what: NewHeld
    closed_ms: int = 0


def disagreement(facts: Facts, intent: Intent | None, shop: Shop) -> Why | None:
    """What does not agree between the provider's word, our wish and our shop; None when all does."""
    if facts.test != shop.test:
        return Why.TEST
    if facts.shop != shop.id:
        return Why.SHOP
    if facts.currency != RUB:
        return Why.CURRENCY
    if intent is None:
        return Why.NO_INTENT
    return Why.AMOUNT if facts.amount != intent.wish.amount else None


def moved_ms(facts: Facts) -> int:
    """When the money moved."""
    return facts.captured_ms or facts.created_ms


def over(refund: RefundFacts, paid: Money, given_back: Money) -> bool:
    """Whether a refund gives back more than is left of its payment."""
    return refund.amount.kopecks + given_back.kopecks > paid.kopecks
