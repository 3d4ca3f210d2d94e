"""What a month used against the same month a year ago, and where that comparison would not be honest.

Energy of a month is billing's, as the bill counts it; without it the difference of the readings of that month
and of the month before. What the supplier calculated (by the average, by the norm) is no consumption of
anybody's: it is told as such and compared with nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.consumption import used_by_register
from core.meters import counts
from core.values import Energy, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.meters import Meter, Taken

MOST_PERCENT = 999
"""A greater growth is told in words: a new house, not a habit."""


class Change(StrEnum):
    """How a month stands to the one a year before."""

    LESS = "less"
    MORE = "more"
    FAR_MORE = "far"  # more than ten times
    SAME = "same"  # the same to a whole percent
    FROM_NOTHING = "from-nothing"  # a year ago nothing was used
    UNKNOWN = "unknown"  # nothing is known of the month a year ago
    CALCULATED = "calculated"  # nobody took a reading this time
    ONCE_CALCULATED = "once-calculated"  # nobody took one a year ago


@dataclass(frozen=True, slots=True)
class Used:
    """A month. `calculated`: by the supplier, without a reading; `replaced`: a meter came or went in it."""

    period: Period
    energy: Energy
    calculated: bool = False
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class YearAgo:
    """The comparison; `percent` is whole, of the month a year ago, and only for LESS and MORE."""

    now: Used
    before: Used | None
    change: Change
    percent: int = 0


def year_ago(now: Used, before: Used | None) -> YearAgo:
    """Compare a month with the same month a year ago.

    >>> found = year_ago(Used(Period(2026, 10), Energy(138_000)), Used(Period(2025, 10), Energy(157_000)))
    >>> str(found.change), found.percent
    ('less', 12)
    """
    if now.calculated:
        return YearAgo(now, before, Change.CALCULATED)
    if before is None:
        return YearAgo(now, before, Change.UNKNOWN)
    if before.calculated:
        return YearAgo(now, before, Change.ONCE_CALCULATED)
    more, base = now.energy.watt_hours - before.energy.watt_hours, before.energy.watt_hours
    if base <= 0:
        return YearAgo(now, before, Change.FROM_NOTHING if more else Change.SAME)
    percent = (200 * abs(more) + base) // (2 * base)
    if percent == 0:
        return YearAgo(now, before, Change.SAME)
    if percent > MOST_PERCENT:
        return YearAgo(now, before, Change.FAR_MORE)
    return YearAgo(now, before, Change.MORE if more > 0 else Change.LESS, percent)


def by_readings(read: Sequence[tuple[Meter, Sequence[Taken]]], period: Period) -> Used | None:
    """What all meters of an account used in a month, from taken readings of it and of the month before.

    A meter that was put in during the month begins with its first reading. None where one of the meters that
    were in place has no such pair, or went back.
    """
    here = [(meter, history) for meter, history in read if _in_place(meter, period)]
    parts = [_of_month(meter, history, period) for meter, history in here]
    if not parts or None in parts:
        return None
    return Used(
        period, Energy(sum(part for part in parts if part is not None)), replaced=replaced(here, period)
    )


def calculated(read: Sequence[tuple[Meter, Sequence[Taken]]], period: Period) -> bool:
    """Whether billing has readings of some meter for the month and nobody took any of them."""
    of_month = [[one for one in history if Period.of(one.on) == period] for _, history in read]
    return any(found and not any(map(counts, found)) for found in of_month)


def replaced(read: Sequence[tuple[Meter, Sequence[Taken]]], period: Period) -> bool:
    """Whether a meter was taken away in the month: another one has its place."""
    return any(meter.removed_on is not None and Period.of(meter.removed_on) == period for meter, _ in read)


def _in_place(meter: Meter, period: Period) -> bool:
    gone = meter.removed_on is not None and Period.of(meter.removed_on) < period
    return not gone and (meter.installed_on is None or Period.of(meter.installed_on) <= period)


def _of_month(meter: Meter, history: Sequence[Taken], period: Period) -> int | None:
    taken = sorted((one for one in history if counts(one)), key=lambda one: one.on)
    mine = [one for one in taken if Period.of(one.on) == period]
    sooner = [one for one in taken if Period.of(one.on) == period.shift(-1)][-1:]
    if not sooner and meter.installed_on is not None and Period.of(meter.installed_on) == period:
        sooner, mine = mine[:1], mine[1:]
    if not mine or not sooner or len(mine[-1].shown) != len(sooner[0].shown):
        return None
    parts = [one.watt_hours for one in used_by_register(sooner[0].shown, mine[-1].shown, meter)]
    return sum(parts) if min(parts) >= 0 else None
