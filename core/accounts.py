"""What a linked person may know of an account: its card, and what the card means in one word.

Money is whole kopecks. Debt and advance are two fields that may both be above zero (billing keeps them so);
`overdue` and `penalty` are parts of the debt. Dates are the supplier's calendar days.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from core.people import Role
from core.values import Energy, Money, Period

NOTHING = Money(0)


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
    FIRM = "firm"  # an organisation, whose address says «дом» of where it is and not of what it is
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
    """What of a bill is still to be paid by a day; organisations pay a month in stages, numbered from 1."""

    period: Period
    due_on: date
    amount: Money
    stage: int = 1


@dataclass(frozen=True, slots=True)
class AccountCard:
    """Everything the card of a linked account shows. `label` is the person's own name for it.

    `linked` is how many accounts this person has linked, this one counted; `role` what they may do with it.
    `tariff` and `group` are billing's codes, "" where there are none; `window` and `norm` are what the group
    has of its own. `readable`: some meter in place is read by people. `paid_here`: paid in the chat and not
    yet known to billing; `balance` and `dues` are less it already (core/payments/shown.py).
    """

    account: Account
    label: str = ""
    balance: Balance | None = None
    charge: LastCharge | None = None
    payment: LastPayment | None = None
    dues: tuple[Due, ...] = ()
    linked: int = 1
    role: Role = Role.OWNER
    tariff: str = ""
    group: str = ""
    window: str = ""
    norm: Energy | None = None
    readable: bool = False
    paid_here: Money = NOTHING

    def without_sums(self) -> AccountCard:
        """The card as somebody may see it who sends readings only."""
        return replace(self, balance=None, charge=None, payment=None, dues=(), paid_here=NOTHING)


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Who is called when wires hang: the network company of an account's group."""

    company: str
    phone: str


@dataclass(frozen=True, slots=True)
class Month:
    """What a month brought. `corrected` is recalculations and penalty; `charged` None: no bill yet."""

    period: Period
    charged: Money | None
    corrected: Money
    paid: Money


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment as billing counted it; a return is negative. `agent`: through whom, "" if not told."""

    paid_on: date
    amount: Money
    agent: str = ""


class StageState(StrEnum):
    """Where one stage of a month stands."""

    PAID = "paid"
    LATE = "late"
    NEXT = "next"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage with what is known of it. A paid one has no row in billing's files, so no date and no sum."""

    period: Period
    number: int
    state: StageState
    due: Due | None = None


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


def stages(dues: Sequence[Due], today: date) -> tuple[Stage, ...]:
    """The stages of the months that are still being paid, in order of payment.

    A month of which a later stage is open and an earlier one is missing has paid the earlier one: billing
    lists what is not paid yet.
    """
    found: list[Stage] = []
    for period in sorted({due.period for due in dues}):
        mine = {due.stage: due for due in dues if due.period == period}
        for number in range(1, max(mine) + 1):
            due = mine.get(number)
            state = StageState.AHEAD if due and due.amount.kopecks > 0 else StageState.PAID
            if due and state is StageState.AHEAD and due.due_on < today:
                state = StageState.LATE
            found.append(Stage(period, number, state, due))
    found.sort(
        key=lambda stage: (stage.state is not StageState.PAID, stage.due.due_on if stage.due else today)
    )
    return tuple(_with_next(found))


def _with_next(found: Sequence[Stage]) -> Iterator[Stage]:
    """Call the first stage ahead the next one."""
    called = False
    for stage in found:
        if stage.state is StageState.AHEAD and not called:
            called = True
            yield replace(stage, state=StageState.NEXT)
        else:
            yield stage
