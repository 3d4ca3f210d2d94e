"""What a month used against the same month a year ago, and where that comparison would not be honest.

Months are those of pictures (`core.history`). What the supplier calculated (by the average, by the norm) is
no consumption of anybody's: it is told as such and compared with nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.history.model import Known

if TYPE_CHECKING:
    from core.history.model import MonthUse
    from core.values import Energy, Period

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

    @classmethod
    def of(cls, month: MonthUse) -> Used:
        return cls(month.period, month.total, month.known is Known.CALCULATED, month.replaced)


@dataclass(frozen=True, slots=True)
class YearAgo:
    """The comparison; `percent` is whole, of the month a year ago, and only for LESS and MORE."""

    now: Used
    before: Used | None
    change: Change
    percent: int = 0


def year_ago(now: Used, before: Used | None) -> YearAgo:
    """Compare a month with the same month a year ago.

    >>> from core.values import Energy, Period
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
    change, percent = change_of(now.energy.watt_hours, before.energy.watt_hours)
    return YearAgo(now, before, change, percent)


def change_of(now: int, base: int) -> tuple[Change, int]:
    """How a number stands to one of a year before, and the whole percent of LESS and MORE."""
    more = now - base
    if base <= 0:
        return (Change.FROM_NOTHING if more else Change.SAME), 0
    percent = (200 * abs(more) + base) // (2 * base)
    if percent == 0:
        return Change.SAME, 0
    if percent > MOST_PERCENT:
        return Change.FAR_MORE, 0
    return (Change.MORE if more > 0 else Change.LESS), percent
