"""Penalty of households for paying late: Housing Code of the Russian Federation, article 155 part 14.

Days 1 to 30 after the due date cost nothing, each of the days 31 to 90 costs 1/300 of the rate, each day from
91 on 1/130, the day of payment included. The rate is the key rate of the Bank of Russia; until 31 December
2026 it is not taken above 9.5 % for this purpose. All of these are data with dates: a day without a rate is
not guessed.

Everything is exact: whole kopecks in, fractions of a kopeck within, one rounding at the end. Rates are in
1/100 of a per cent. There is no penalty on penalty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from core.dated import valid_on
from core.values import Money

_WHOLE = 10_000
"""1/100 of a per cent in a whole."""
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rate:
    """A key rate, or the most that the rate may be, in 1/100 of a per cent; `rate` 0 of a cap is no cap."""

    valid_from: date
    valid_to: date | None
    rate: int


@dataclass(frozen=True, slots=True)
class Step:
    """From this day of delay on (1 is the day after the due date) one day costs rate / divisor."""

    from_day: int
    divisor: int


@dataclass(frozen=True, slots=True)
class PenaltyRule:
    """How days of delay are priced. `caps` are dated; a day that no cap knows has no known rate.

    `by_payment_day`: all days at the rate of the day of payment (the letter of the law) instead of each day
    at its own (what most billings do, and what bills of months that have closed show).
    """

    steps: tuple[Step, ...] = (Step(31, 300), Step(91, 130))
    caps: tuple[Rate, ...] = (
        Rate(date(2000, 1, 1), date(2022, 2, 27), 0),
        Rate(date(2022, 2, 28), date(2026, 12, 31), 950),
    )
    by_payment_day: bool = False


@dataclass(frozen=True, slots=True)
class Tranche:
    """An unpaid part of a bill and the last day it could be paid in time."""

    due_on: date
    left: Money


@dataclass(frozen=True, slots=True)
class Unknown:
    """No rate is known for `day`: the penalty up to a later day cannot be told."""

    day: date


class RateTable:
    """The rate for penalties by day: the key rate, not above the cap of that day."""

    def __init__(self, rates: Sequence[Rate], rule: PenaltyRule) -> None:
        self._rates, self._caps = rates, rule.caps
        rows = (*rates, *rule.caps)
        self.changes = {row.valid_from for row in rows}
        self.changes |= {row.valid_to + _DAY for row in rows if row.valid_to and row.valid_to < date.max}

    def on(self, day: date) -> int | None:
        """The rate of the day in 1/100 of a per cent; None where the key rate or the cap is not known."""
        rate, cap = valid_on(self._rates, day), valid_on(self._caps, day)
        if rate is None or cap is None:
            return None
        return min(rate.rate, cap.rate) if cap.rate else rate.rate

    def unknown_from(self, day: date) -> date:
        """The first of the days without a rate that lead up to `day`: on the day before it one is known."""
        for change in sorted((change for change in self.changes if change <= day), reverse=True):
            if self.on(change) is not None:
                return day
            day = change
        return day


def share(days_late: int, rule: PenaltyRule) -> Fraction:
    """Which part of the rate a day of delay costs: 0, 1/300 or 1/130 under the rule of the law.

    >>> [share(day, PenaltyRule()) for day in (30, 31, 90, 91)]
    [Fraction(0, 1), Fraction(1, 300), Fraction(1, 300), Fraction(1, 130)]
    """
    reached = [step for step in rule.steps if days_late >= step.from_day]
    return Fraction(1, max(reached, key=lambda step: step.from_day).divisor) if reached else Fraction(0)


def accrued(
    tranche: Tranche, first: date, last: date, rates: RateTable, rule: PenaltyRule
) -> Fraction | Unknown:
    """Penalty of the days from `first` to `last` inclusive, in kopecks; none where `last` is before `first`.

    10 000 roubles due on 15 April 2026 and paid on 20 July, the 96th day, with a key rate of 15.5 % (so the
    cap of 9.5 % counts): 60 days of 1/300 cost 190,00 roubles, 6 days of 1/130 cost 43,846…: 233,85 roubles.
    """
    total, begin = Fraction(0), max(first, tranche.due_on + _DAY)
    for since, until in _spans(tranche.due_on, begin, last, rates, rule):
        part = share((since - tranche.due_on).days, rule)
        if not part:
            continue
        rate = rates.on(last if rule.by_payment_day else since)
        if rate is None:
            return Unknown(rates.unknown_from(last) if rule.by_payment_day else since)
        total += ((until - since).days + 1) * tranche.left.kopecks * part * Fraction(rate, _WHOLE)
    return total


def _spans(
    due_on: date, first: date, last: date, rates: RateTable, rule: PenaltyRule
) -> Iterator[tuple[date, date]]:
    """Parts of the days from `first` to `last` in which neither the share nor the rate changes."""
    if last < first:
        return
    steps = {due_on + timedelta(days=step.from_day) for step in rule.steps}
    starts = sorted({first, *(day for day in steps | rates.changes if first < day <= last)})
    for at, since in enumerate(starts):
        yield since, starts[at + 1] - _DAY if at + 1 < len(starts) else last


def forecast(
    tranches: Sequence[Tranche], first: date, paid_on: date, rates: Sequence[Rate], rule: PenaltyRule
) -> Money | Unknown:
    """What paying everything on `paid_on` costs in penalty for the days from `first`, rounded half up.

    Days before `first` are in the bill already. `Unknown` names the earliest day without a rate.
    """
    table, total, unknown = RateTable(rates, rule), Fraction(0), list[Unknown]()
    for tranche in tranches:
        found = accrued(tranche, first, paid_on, table, rule)
        if isinstance(found, Unknown):
            unknown.append(found)
        else:
            total += found
    if unknown:
        return min(unknown, key=lambda missing: missing.day)
    return rounded(total)


def rounded(kopecks: Fraction) -> Money:
    """To whole kopecks, half up."""
    return Money((kopecks + Fraction(1, 2)).__floor__())
