"""How much to pay: the sum that is suggested, what may be paid at once, a sum in parts. Whole kopecks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from core.values import Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.accounts import Balance


@dataclass(frozen=True, slots=True)
class PayRules:
    """Limits of a payment, in kopecks, and how often a link may be asked for.

    The provider takes from 1 rouble up to 350 000 by card and 700 000 by SBP. `person_day` and `account_day`:
    wishes a day. `spare_s`: what has to be left of a link's hour when it is given out again.
    """

    least: int = 100
    most_card: int = 35_000_000
    most_sbp: int = 70_000_000
    person_day: int = 30
    account_day: int = 30
    spare_s: int = 60


RULES = PayRules()


class Size(StrEnum):
    """What can be done with a sum."""

    FITS = "fits"
    TOO_SMALL = "too-small"
    SBP_ONLY = "sbp-only"  # more than a card may pay at once
    TOO_LARGE = "too-large"  # in parts, or by the requisites


def size_of(amount: Money, rules: PayRules = RULES) -> Size:
    """Whether a sum can be paid at once.

    >>> [size_of(Money(kopecks)).value for kopecks in (99, 100, 35_000_001, 70_000_001)]
    ['too-small', 'fits', 'sbp-only', 'too-large']
    """
    if amount.kopecks < rules.least:
        return Size.TOO_SMALL
    if amount.kopecks <= rules.most_card:
        return Size.FITS
    return Size.SBP_ONLY if amount.kopecks <= rules.most_sbp else Size.TOO_LARGE


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to offer. `all` is everything owed, `bare` the same without penalty (None: no other sum).

    Both are never negative and count what was `paid_here` and billing does not know of yet. `as_of` is the
    day of billing's numbers.
    """

    all: Money
    bare: Money | None
    penalty: Money
    paid_here: Money
    as_of: date


def suggest(balance: Balance, paid_here: Money) -> Suggestion:
    """Suggest a sum; `balance` is the shown one, out of `less_paid`, which counts `paid_here` already."""
    owed = max(0, balance.debt.kopecks - balance.advance.kopecks)
    penalty = min(balance.penalty.kopecks, owed)
    bare = Money(owed - penalty) if 0 < penalty < owed else None
    return Suggestion(Money(owed), bare, Money(penalty), paid_here, balance.as_of)


def parts(total: Money, weights: Sequence[int]) -> tuple[Money, ...]:
    """Share `total` by weights so that the parts make exactly `total`: the largest remainders are rounded up.

    Of equal remainders the first one. Raises ValueError where no weight is above zero, or one is below.

    >>> parts(Money(1000), (1, 1, 1))
    (Money(kopecks=334), Money(kopecks=333), Money(kopecks=333))
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0 or total.kopecks < 0:
        raise ValueError("shares are made of a sum by weights, none negative, some above zero")
    shares = [divmod(total.kopecks * weight, whole) for weight in weights]
    left = total.kopecks - sum(share for share, _ in shares)
    first = sorted(range(len(shares)), key=lambda at: -shares[at][1])[:left]
    return tuple(Money(share + (at in first)) for at, (share, _) in enumerate(shares))


def pieces(total: Money, rules: PayRules = RULES) -> tuple[Money, ...]:
    """A sum that is too large, as the fewest equal payments that a card may pay."""
    count = max(1, -(-total.kopecks // rules.most_card))
    return parts(total, (1,) * count)
