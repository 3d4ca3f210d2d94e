"""What an account used month by month: all its meters together, and the bill where they do not tell.

A month is told by readings where every meter that was in place has it whole. Else the bill stands for it,
else nothing does: a part of the meters would look like less consumption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.history.billed import by_places
from core.history.model import Known
from core.history.months import Measured, measured, uses, whole
from core.meters import Source, counts
from core.pricing.metered import counted_for
from core.readings.rules import Spread
from core.tariffs import ORDER
from core.values import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from core.history.model import MonthUse
    from core.meters import Meter, Taken
    from core.readings.window import Window
    from core.tariffs import Zone
    from core.values import Energy

    Read = Sequence[tuple[Meter, Sequence[Taken]]]
    Billed = Mapping[Period, Sequence[Energy | None]]
    Each = Sequence[tuple[Meter, Sequence[Taken], dict[Period, Measured]]]


def of_account(
    read: Read, billed: Billed, window: Window, spread: Spread = Spread.MONTHS
) -> tuple[MonthUse, ...]:
    """The months of an account, the earliest first; `billed` is energy by place, as bills give it."""
    known = [
        (meter, readings, whole(meter, measured(meter, readings, window, spread), spread))
        for meter, readings in read
    ]
    months = known[0][2] if len(known) == 1 else _sum(known)
    guessed = _guessed(read, window) if billed else set()
    for period, places in billed.items():
        energy = by_places(places, _zones(read, period)) if period not in months else ()
        if energy:
            months[period] = Measured(dict(energy), Known.CALCULATED if period in guessed else Known.BILLED)
    return uses(months, (Period.of(meter.removed_on) for meter, _ in read if meter.removed_on))


def _sum(known: Each) -> dict[Period, Measured]:
    told = {period for _, _, months in known for period in months}
    return {period: month for period in told if (month := _together(known, period)) is not None}


def _together(known: Each, period: Period) -> Measured | None:
    """The sum of a month; None where a meter that was in place does not tell it."""
    together = Measured()
    for meter, readings, months in known:
        month = months.get(period)
        if month is not None:
            together.add(month.energy.items(), month.known)
        elif _missed(meter, readings, period):
            return None
    return together


def _missed(meter: Meter, readings: Iterable[Taken], period: Period) -> bool:
    """Whether the meter was in place, and is not excused by coming, or by being read as it went."""
    if meter.installed_on is not None and Period.of(meter.installed_on) >= period:
        return False
    if meter.removed_on is None or (gone := Period.of(meter.removed_on)) > period:
        return True
    return gone == period and not any(counts(one) and Period.of(one.on) >= gone for one in readings)


def _guessed(read: Read, window: Window) -> set[Period]:
    """Months of which billing has readings of some meter, and nobody took any of them."""
    found: set[Period] = set()
    for _, readings in read:
        calculated = {counted_for(one, window) for one in readings if one.source is Source.CALCULATED}
        if calculated:
            found |= calculated - {counted_for(one, window) for one in readings if counts(one)}
    return found


def _zones(read: Read, period: Period) -> tuple[Zone, ...]:
    """Zones of the meters that were in place in the month."""
    here = {zone for meter, _ in read if _in_place(meter, period) for zone in meter.zones}
    return tuple(zone for zone in ORDER if zone in here)


def _in_place(meter: Meter, period: Period) -> bool:
    gone = meter.removed_on is not None and Period.of(meter.removed_on) < period
    return not gone and (meter.installed_on is None or Period.of(meter.installed_on) <= period)
