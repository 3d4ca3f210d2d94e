"""A bill taken apart: what the month began with, what it cost and why, and what came out.

opening + charged - paid + recalculated + penalty = closing; `recalculated` is negative in favour of the
subscriber. Energy is watt-hours, prices are 1/100000 rouble per kWh. Billing's own sums are shown as they
are; where they do not add up this module says so and corrects nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from core.values import Energy, Money, Period


class LineKind(StrEnum):
    """What a line of a bill is for."""

    OWN = "own"
    COMMON = "common"  # common needs of a house (ОДН, СОИ)
    NORM = "norm"
    COEFFICIENT = "coefficient"
    BENEFIT = "benefit"
    RECALCULATION = "recalculation"
    OTHER = "other"


_NONE = Energy(0)
METERED = frozenset({LineKind.OWN, LineKind.COMMON, LineKind.NORM})
"""Lines that are energy times price."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as on the paper bill. `price` in 1/100000 rouble per kWh; None where the line has none."""

    kind: LineKind
    title: str
    amount: Money
    energy: Energy | None = None
    price: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Bill:
    """One month. `energy` is of the whole month as billing counts it, None where it gives none."""

    period: Period
    opening: Money
    charged: Money
    paid: Money
    recalculated: Money
    penalty: Money
    closing: Money
    energy: Energy | None = None
    lines: tuple[Line, ...] = ()

    @property
    def adds_up(self) -> bool:
        """Whether the sums of the month give its closing sum."""
        found = self.opening.kopecks + self.charged.kopecks - self.paid.kopecks
        return found + self.recalculated.kopecks + self.penalty.kopecks == self.closing.kopecks

    @property
    def lines_add_up(self) -> bool:
        """Whether the lines give what was charged and recalculated; no lines, no doubt."""
        own = sum(line.amount.kopecks for line in self.lines if line.kind is not LineKind.RECALCULATION)
        again = sum(line.amount.kopecks for line in self.lines if line.kind is LineKind.RECALCULATION)
        return not self.lines or (own == self.charged.kopecks and again == self.recalculated.kopecks)


def by_kind(lines: Iterable[Line]) -> tuple[Line, ...]:
    """One line a kind, in the order of the bill: sums and energy together, the price where all have the same.

    Recalculations stay apart: each has a reason of its own.
    """
    merged: dict[object, Line] = {}
    for at, line in enumerate(lines):
        key = at if line.kind is LineKind.RECALCULATION else line.kind
        before = merged.get(key)
        merged[key] = line if before is None else _together(before, line)
    return tuple(merged.values())


def _together(one: Line, other: Line) -> Line:
    energy = one.energy if other.energy is None else other.energy
    if one.energy is not None and other.energy is not None:
        energy = Energy(one.energy.watt_hours + other.energy.watt_hours)
    return replace(
        one,
        title=one.title if one.title == other.title else "",
        amount=Money(one.amount.kopecks + other.amount.kopecks),
        energy=energy,
        price=one.price if one.price == other.price else None,
        reason=one.reason or other.reason,
    )


class Cause(StrEnum):
    """Why a month cost more or less than the one before, as far as the lines prove it."""

    UNKNOWN = "unknown"  # only the difference is known
    SAME = "same"  # the same sum
    USAGE = "usage"  # more or less energy at the same prices
    PRICE = "price"  # the same energy at other prices
    BOTH = "both"  # energy and prices changed, both in the same direction
    PRICE_AGAINST = "price-against"  # prices outweigh a change of energy in the other direction
    USAGE_AGAINST = "usage-against"  # energy outweighs a change of prices in the other direction
    RANGE = "range"  # more or less energy, a part of it in another range at another price


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was charged against the month before: `more` may be negative, `energy` too."""

    before: Period
    more: Money
    cause: Cause
    energy: Energy = _NONE


def compare(now: Bill, before: Bill | None) -> Comparison | None:
    """Compare with the month before; None where that month is not there. Recalculations are left out."""
    if before is None or before.period != now.period.shift(-1):
        return None
    more = Money(now.charged.kopecks - before.charged.kopecks)
    if not more.kopecks:
        return Comparison(before.period, more, Cause.SAME)
    if not (_explains(now) and _explains(before)):
        return Comparison(before.period, more, Cause.UNKNOWN)
    energy = _energy(now) - _energy(before)
    return Comparison(before.period, more, _cause(now, before, energy), Energy(energy))


def _explains(bill: Bill) -> bool:
    """Whether the sum is nothing but energy times price, line by line, and the lines are complete."""
    charged = [line for line in bill.lines if line.kind is not LineKind.RECALCULATION]
    return bool(charged) and bill.lines_add_up and all(_is_product(line) for line in charged)


def _is_product(line: Line) -> bool:
    """A line of energy times price, to the kopeck that rounding may move."""
    if line.kind not in METERED or line.energy is None or line.price is None:
        return False
    return abs(line.energy.watt_hours * line.price - line.amount.kopecks * 1_000_000) <= 1_000_000


def _energy(bill: Bill) -> int:
    kinds = (line for line in bill.lines if line.kind is not LineKind.RECALCULATION)
    return sum(line.energy.watt_hours for line in kinds if line.energy)


def _prices(bill: Bill) -> dict[tuple[LineKind, str], int | None]:
    return {(line.kind, line.title): line.price for line in bill.lines if line.kind in METERED}


def _cause(now: Bill, before: Bill, energy: int) -> Cause:
    new, old = _prices(now), _prices(before)
    shared = new.keys() & old.keys()
    more = now.charged.kopecks - before.charged.kopecks
    at_old = sum(_at(line, old) for line in now.lines if line.kind in METERED)
    if all(new[key] == old[key] for key in shared):
        if new.keys() != old.keys():
            return Cause.RANGE if energy * more > 0 else Cause.UNKNOWN
        return Cause.USAGE if energy * more > 0 else Cause.UNKNOWN
    if new.keys() != old.keys():
        return Cause.UNKNOWN
    by_usage, by_price = at_old - before.charged.kopecks, now.charged.kopecks - at_old
    if not energy:
        return Cause.PRICE if by_price * more > 0 else Cause.UNKNOWN
    if energy * by_usage <= 0:
        return Cause.UNKNOWN  # the mix of zones changed more than the energy did
    if not by_price:
        return Cause.USAGE
    if by_usage * more > 0 and by_price * more > 0:
        return Cause.BOTH
    return Cause.PRICE_AGAINST if by_price * more > 0 else Cause.USAGE_AGAINST


def _at(line: Line, prices: dict[tuple[LineKind, str], int | None]) -> int:
    """The line at the prices of another month, whole kopecks, half up."""
    price = prices.get((line.kind, line.title), line.price)
    if line.energy is None or price is None:
        return line.amount.kopecks
    return (line.energy.watt_hours * price + 500_000) // 1_000_000
