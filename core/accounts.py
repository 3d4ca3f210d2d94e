"""What a linked person may know of an account: its card, and what the card means in one word.

Money is whole kopecks. Debt and advance are two fields that may both be above zero (billing keeps them so);
`overdue` and `penalty` are parts of the debt. Dates are the supplier's calendar days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.values import Money, Period


class Holder(StrEnum):
    """Who holds an account: a person, or an organisation that pays in stages."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Place(StrEnum):
    """What kind of place an account is for; names it for people who have several."""

    FLAT = "flat"
    HOUSE = "house"
    GARAGE = "garage"
    GARDEN = "garden"
    OFFICE = "office"
    OTHER = "other"


class Standing(StrEnum):
    """The state of an account in one word, the first thing its card says."""

    DUE = "due"
    DUE_PASSED = "due-passed"  # the date has passed, billing calls nothing overdue yet
    DUE_UNDATED = "due-undated"
    DUE_AND_OVERDUE = "due-and-overdue"
    OVERDUE = "overdue"
    OVERPAID = "overpaid"
    CLEAR = "clear"
    UNKNOWN = "unknown"  # no balance was loaded yet


@dataclass(frozen=True, slots=True)
class Account:
    """An account as its number; `kind` and `place` never tell who lives there."""

    id: int
    number: str
    kind: Holder = Holder.PERSON
    place: Place = Place.OTHER
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Balance:
    """What billing said on `as_of`. `payments_until`: payments up to that day are counted."""

    as_of: date
    debt: Money
    advance: Money
    overdue: Money
    penalty: Money
    overdue_since: date | None = None
    due_on: date | None = None
    payments_until: date | None = None


@dataclass(frozen=True, slots=True)
class LastCharge:
    """The bill of the latest month that billing closed."""

    period: Period
    charged: Money


@dataclass(frozen=True, slots=True)
class LastPayment:
    """The latest payment that billing counted."""

    paid_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class Due:
    """One stage of what an organisation pays for a month."""

    period: Period
    due_on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class AccountCard:
    """Everything the card of a linked account shows. `label` is the person's own name for it.

    `linked` is how many accounts this person has linked, this one counted.
    """

    account: Account
    label: str = ""
    balance: Balance | None = None
    charge: LastCharge | None = None
    payment: LastPayment | None = None
    dues: tuple[Due, ...] = ()
    linked: int = 1


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Who is called when wires hang: the network company of an account's group."""

    company: str
    phone: str


def standing(balance: Balance | None, today: date) -> Standing:
    """Say what the balance amounts to on `today`."""
    if balance is None:
        return Standing.UNKNOWN
    if balance.debt.kopecks <= 0:
        return Standing.OVERPAID if balance.advance.kopecks > 0 else Standing.CLEAR
    if balance.overdue.kopecks >= balance.debt.kopecks:
        return Standing.OVERDUE
    if balance.overdue.kopecks > 0:
        return Standing.DUE_AND_OVERDUE
    if balance.due_on is None:
        return Standing.DUE_UNDATED
    return Standing.DUE if balance.due_on >= today else Standing.DUE_PASSED


def is_stale(balance: Balance, today: date, after_days: int) -> bool:
    """Whether the balance is so old that a person should be told to expect changes."""
    return (today - balance.as_of).days > after_days
