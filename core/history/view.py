"""What a picture or a caption is told of: a stretch of months with what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.history.stretch import YEAR, Stretch, number
from core.values import Energy, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.history.billed import MonthCost
    from core.history.model import MonthUse
    from core.meters import Meter
    from core.tariffs import Zone

LATE = 2
"""The newest known month ends a stretch if it is so many months back at most, else unknown ones show."""


@dataclass(frozen=True, slots=True)
class UseHistory:
    """What is known of the months of `stretch`, and of the year before it; all the earliest first.

    Months that nothing is known of are absent. `costs` is for those who may see sums, and is the account's.
    `changes`: months of the stretch in which a new price began. `short`: fewer months than asked for, for
    there are too many meters.
    """

    stretch: Stretch
    months: tuple[MonthUse, ...] = ()
    before: tuple[MonthUse, ...] = ()
    costs: tuple[MonthCost, ...] = ()
    costs_before: tuple[MonthCost, ...] = ()
    changes: frozenset[Period] = frozenset()
    short: bool = False


@dataclass(frozen=True, slots=True)
class MeterUse:
    """What a meter, and those in its place before it, used in the known ones of the months of a stretch."""

    meter: Meter
    months: tuple[MonthUse, ...]

    @property
    def energy(self) -> tuple[tuple[Zone, Energy], ...]:
        """By zone, the months together."""
        zones: dict[Zone, int] = {}
        for month in self.months:
            for zone, energy in month.energy:
                zones[zone] = zones.get(zone, 0) + energy.watt_hours
        return tuple((zone, Energy(energy)) for zone, energy in zones.items())

    @property
    def total(self) -> Energy:
        """All zones and months together."""
        return Energy(sum(month.total.watt_hours for month in self.months))


@dataclass(frozen=True, slots=True)
class UseByMeter:
    """The meters of an account, the greatest first; `unknown` are those without a known month."""

    stretch: Stretch
    meters: tuple[MeterUse, ...]
    unknown: tuple[Meter, ...] = ()
    short: bool = False


def seen(
    months: Sequence[MonthUse], costs: Sequence[MonthCost], this: Period, wanted: int, *, closed: bool = False
) -> UseHistory:
    """The newest `wanted` months up to `this` at most, of what is known, the earliest first."""
    known = [one.period for one in months] + [one.period for one in costs]
    stretch = stretch_of(known, this, wanted, closed=closed)
    year = Stretch(stretch.first.shift(-YEAR), stretch.first.shift(-1))
    return UseHistory(
        stretch,
        within(months, stretch),
        within(months, year),
        tuple(one for one in costs if one.period in stretch),
        tuple(one for one in costs if one.period in year),
    )


def stretch_of(known: Iterable[Period], this: Period, wanted: int, *, closed: bool = False) -> Stretch:
    """The newest `wanted` months up to `this` at most; unknown ones before all the known ones are cut off."""
    over = [at for period in known if (at := number(period)) <= number(this)]
    last = this.shift(-1)
    if over and (closed or max(over) >= number(this) - LATE):
        last = this.shift(max(over) - number(this))
    return Stretch(last.shift(max(1 - wanted, min(over, default=number(last)) - number(last))), last)


def within(months: Sequence[MonthUse], stretch: Stretch) -> tuple[MonthUse, ...]:
    """Those of the stretch; `months` are the earliest first."""
    first, last = number(stretch.first), number(stretch.last)
    return tuple([month for month in months if first <= number(month.period) <= last])


def stays(meter: Meter, stretch: Stretch) -> bool:
    """Whether the meter was still in place in some of the months."""
    return meter.removed_on is None or Period.of(meter.removed_on) >= stretch.first
