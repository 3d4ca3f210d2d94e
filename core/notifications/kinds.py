"""The kinds of notifications: who gets them, what they need of billing, what may be switched off."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

_HOUR_MS = 3_600_000


class Kind(StrEnum):
    """What we tell people unasked, by what it is about."""

    READING = "reading"  # the reading of this month is not in
    RESULT = "result"  # billing took a reading, or refused it
    BILL = "bill"  # the bill of a month is there
    DUE = "due"  # to be paid in three days
    DEBT = "debt"  # overdue, with the penalty to be expected
    PAYMENT = "payment"  # a payment came in
    FORECAST = "forecast"  # the month will pass the limit that the person set
    TARIFF = "tariff"  # prices change
    OUTAGE = "outage"  # no electricity at the address, planned
    VERIFICATION = "verification"  # the meter is to be verified
    NEWS = "news"  # what the supplier tells many
    LINK = "link"  # somebody else has linked the account


@dataclass(frozen=True, slots=True)
class Traits:
    """Rules of a kind. `usual`: whether it comes to who chose nothing; `legal`: it cannot be switched off.

    `money`: only people who may see sums get it. `stale_ms`: the oldest data of billing it may be said on
    (domain rules: readings 48 h, money 24 h); 0: it needs none. `by_day`: not in the supplier's quiet hours,
    whatever hours somebody chose.
    """

    usual: bool = True
    legal: bool = False
    money: bool = False
    stale_ms: int = 0
    by_day: bool = False


_MONEY = Traits(money=True, stale_ms=24 * _HOUR_MS)
TRAITS: Mapping[Kind, Traits] = MappingProxyType(
    {
        Kind.READING: Traits(stale_ms=48 * _HOUR_MS),
        Kind.RESULT: Traits(),
        Kind.BILL: Traits(money=True),
        Kind.DUE: _MONEY,
        Kind.DEBT: replace(_MONEY, by_day=True),
        Kind.PAYMENT: Traits(money=True),
        Kind.FORECAST: Traits(stale_ms=48 * _HOUR_MS),
        Kind.TARIFF: Traits(),
        Kind.OUTAGE: Traits(),
        Kind.VERIFICATION: Traits(usual=False, stale_ms=48 * _HOUR_MS),
        Kind.NEWS: Traits(),
        Kind.LINK: Traits(legal=True),
    }
)
SWITCHABLE = tuple(kind for kind, traits in TRAITS.items() if not traits.legal)
