"""What bills tell of a month: energy by zone, and what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.tariffs import ORDER, Zone
from core.values import Energy, Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.values import Period

_ONE: tuple[Zone, ...] = (Zone.ALL,)
_TWO: tuple[Zone, ...] = (Zone.DAY, Zone.NIGHT)
_THREE: tuple[Zone, ...] = (Zone.PEAK, Zone.NIGHT, Zone.HALFPEAK)


@dataclass(frozen=True, slots=True)
class BilledMonth:
    """A bill as its row tells it. `places`: all, day or peak; night; half-peak; None where there is none.

    `by_norm`: it has a line that is priced by the norm of consumption, not by a meter.
    """

    places: tuple[Energy | None, ...]
    charged: Money
    recalculated: Money
    by_norm: bool = False


@dataclass(frozen=True, slots=True)
class MonthCost:
    """What a month cost: charged and recalculated together, without penalty; negative: given back."""

    period: Period
    money: Money


def cost_of(period: Period, bill: BilledMonth) -> MonthCost:
    """The cost of a billed month."""
    return MonthCost(period, Money(bill.charged.kopecks + bill.recalculated.kopecks))


def by_places(places: Sequence[Energy | None], zones: Sequence[Zone]) -> tuple[tuple[Zone, int], ...]:
    """Watt-hours of a bill by zone, in the order of `ORDER`; () where it gives no energy.

    `zones` are those of the meters of the month. Where the bill has energy in other places than theirs (the
    month was billed by norm, meters have different zones), its own places decide.
    """
    first, second, third = ((place.watt_hours if place else 0) for place in places)
    if all(place is None for place in places):
        return ()
    if third:
        named = _THREE
    elif second:
        named = _THREE if Zone.PEAK in zones and Zone.DAY not in zones else _TWO
    else:
        named = _usual(zones) if places[1] is not None else _ONE
    energy = dict(zip(named, (first, second, third), strict=False))
    return tuple((zone, energy[zone]) for zone in ORDER if zone in energy)


def _usual(zones: Sequence[Zone]) -> tuple[Zone, ...]:
    """The places of meters that all have the same zones; one place for any others."""
    for places in (_TWO, _THREE):
        if set(zones) == set(places):
            return places
    return _ONE
