"""What a picture or a caption is told of: a stretch of months with what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.history.stretch import YEAR, Stretch
from core.values import Energy, Period

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """The newest `wanted` months up to `this` at most; unknown ones before all the known ones are cut off."""
    known = [one.period for one in months if one.period <= this]
    known += [one.period for one in costs if one.period <= this]
    last = this.shift(-1)
    if known and (closed or max(known) >= this.shift(-LATE)):
        last = max(known)
    first = max(last.shift(1 - wanted), min(known, default=last))
    stretch, year = Stretch(first, last), Stretch(first.shift(-YEAR), first.shift(-1))
    return UseHistory(
        stretch,
        tuple(one for one in months if one.period in stretch),
        tuple(one for one in months if one.period in year),
        tuple(one for one in costs if one.period in stretch),
        tuple(one for one in costs if one.period in year),
    )
