"""The consumption of the last month that billing has closed, against the same month a year ago."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.values import Energy, Period
from core.year_ago import Used, by_readings, calculated, replaced, year_ago

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.accounts import AccountCard
    from core.meters import Meter, Taken
    from core.ports import Store
    from core.year_ago import YearAgo

    Read = Sequence[tuple[Meter, Sequence[Taken]]]

YEAR = 12
LOOKED_BACK = 6
"""Months among which the last one is looked for: a bill may be late, half a year is another matter."""
MOST_METERS = 5
"""Meters whose readings are looked at; where there are more, only the bills tell."""
MOST_READINGS = 60
"""Readings of a meter that are looked at: two years, some months with several."""


def last_month(store: Store, card: AccountCard, today: date) -> YearAgo | None:
    """Compare the newest whole month whose energy is known; None where none is.

    The month of today counts only once it is billed. Two statements, and one for each meter.
    """
    account, this = card.account.id, Period.of(today)
    billed = {
        period: Energy(sum(part.watt_hours for part in parts if part is not None))
        for period, parts in store.bills.energy(account, this.shift(-LOOKED_BACK - YEAR), this).items()
        if any(part is not None for part in parts)
    }
    meters = store.meters.of(account)
    read: Read = ()
    if len(meters) <= MOST_METERS:
        read = [(meter, store.meters.history(account, meter, MOST_READINGS)) for meter in meters]
    for back in range(0 if this in billed else 1, LOOKED_BACK + 1):
        now = _used(billed, read, this.shift(-back))
        if now is not None:
            return year_ago(now, _used(billed, read, this.shift(-back - YEAR)))
    return None


def _used(billed: dict[Period, Energy], read: Read, period: Period) -> Used | None:
    """A month as its bill counts it, else as the readings tell."""
    if period not in billed:
        return by_readings(read, period)
    used = Used(period, billed[period], calculated=calculated(read, period))
    return replace(used, replaced=replaced(read, period))
