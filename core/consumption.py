"""Consumption: what went through a meter between two readings, in whole watt-hours.

Consumption between two days belongs to the days after the first up to and including the second: readings of
20 September and 20 October have thirty of them. Displays hold at most three digits after the comma,
so a difference is always a whole number of watt-hours; the transformation ratio multiplies the difference,
never a display. Nothing here judges a reading (`core.readings`) or prices it (`core.pricing`).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.values import Display, Energy, Period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.meters import Meter

MOST_DECIMALS = 3
"""Digits after the comma of the finest display: one unit is a watt-hour."""
_DAY = timedelta(days=1)


def used(before: Display, after: Display, meter: Meter, *, rolled: bool = False) -> Energy:
    """Energy between two displays of one register, the ratio applied.

    `rolled`: the display went past 10^digits once. Negative where `after` is less and nothing rolled over:
    whoever asks decides what that means. ValueError for displays finer than a watt-hour.
    """
    grown = _thousandths(after) - _thousandths(before)
    if rolled:
        grown += 1000 * 10**meter.digits
    return Energy(grown * meter.ratio)


def used_by_register(
    before: Sequence[Display], after: Sequence[Display], meter: Meter, rolled: Sequence[bool] = ()
) -> tuple[Energy, ...]:
    """`used` of T1, T2, T3; `rolled` by register, empty for none. ValueError where the registers differ."""
    over = rolled or (False,) * len(after)
    registers = zip(before, after, over, strict=True)
    return tuple(used(was, now, meter, rolled=past) for was, now, past in registers)


def months_between(since: date, until: date) -> Iterator[tuple[Period, int]]:
    """Calendar months with how many of their days lie after `since`, up to and including `until`."""
    while since < until:
        month = Period.of(since + _DAY)
        after = month.shift(1)
        end = min(date(after.year, after.month, 1) - _DAY, until)
        yield month, (end - since).days
        since = end


def _thousandths(shown: Display) -> int:
    if not 0 <= shown.decimals <= MOST_DECIMALS:
        raise ValueError(f"a display has 0 to {MOST_DECIMALS} decimals, not {shown.decimals}")
    step: int = 10 ** (MOST_DECIMALS - shown.decimals)
    return shown.units * step
