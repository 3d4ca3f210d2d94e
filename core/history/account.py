"""What an account used month by month: all its meters together, and the bill where they do not tell.

A month is told by readings where every meter that was in place has it whole. Else the bill stands for it,
else nothing does: a part of the meters would look like less consumption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from core.history.billed import by_places
from core.history.model import Known
from core.history.months import Measured, measured, period_of, uses, whole
from core.meters import Source, counts
from core.pricing.metered import counted_for
from core.readings.rules import Spread
from core.tariffs import ORDER
from core.values import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from core.history.model import MonthUse
    from core.meters import Meter, Taken
    from core.readings.window import Window
    from core.tariffs import Zone
    from core.values import Energy

    Read = Sequence[tuple[Meter, Sequence[Taken]]]
    Billed = Mapping[Period, Sequence[Energy | None]]


def of_account(
    read: Read,
    billed: Billed,
    window: Window,
    spread: Spread = Spread.MONTHS,
    by_norm: Collection[Period] = (),
) -> tuple[MonthUse, ...]:
    """The months of an account, the earliest first; `billed` is energy by place, as bills give it.

    `by_norm`: months whose bill is by the norm, as where there is no meter: the supplier calculated them too.
    """
    known = [_known(meter, readings, window, spread) for meter, readings in read]
    months = dict(known[0].months) if len(known) == 1 else _sum(known)
    guessed = _guessed(read, window).union(by_norm) if billed else set()
    for period, places in billed.items():
        energy = by_places(places, _zones(read, period)) if period not in months else ()
        if energy:
            months[period] = Measured(dict(energy), Known.CALCULATED if period in guessed else Known.BILLED)
    return uses(months, (Period.of(meter.removed_on) for meter, _ in read if meter.removed_on))


class _Known(NamedTuple):
    """What a meter tells, and where it need not: up to the month `came`, from the month `went` on."""

    months: dict[Period, Measured]
    came: Period | None
    went: Period | None

    def missed(self, period: Period) -> bool:
        """Whether the meter was in place in a month that it does not tell."""
        early = self.came is not None and period <= self.came
        return not (early or (self.went is not None and period >= self.went) or period in self.months)


def _known(meter: Meter, readings: Sequence[Taken], window: Window, spread: Spread) -> _Known:
    """The month of its removal a meter need not tell if somebody read it as it went."""
    months = whole(meter, measured(meter, readings, window, spread), spread)
    came, went = period_of(meter.installed_on), period_of(meter.removed_on)
    if came is not None:
        first = [one for one in readings if (one.on.year, one.on.month) == (came.year, came.month)]
        came = max(came, min((counted_for(one, window) for one in first if counts(one)), default=came))
    if went is not None and not any(counts(one) and Period.of(one.on) >= went for one in readings):
        went = went.shift(1)
    return _Known(months, came, went)


def _sum(known: Sequence[_Known]) -> dict[Period, Measured]:
    """Months that no meter misses."""
    months: dict[Period, Measured] = {}
    for period in {period for one in known for period in one.months}:
        if not any(one.missed(period) for one in known):
            months[period] = Measured()
            for one in known:
                if (month := one.months.get(period)) is not None:
                    months[period].add(month.energy.items(), month.known)
    return months


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
