"""What is priced, what comes out, and why nothing may come out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.tariffs import ORDER
from core.values import Energy, Money

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from fractions import Fraction

    from core.tariffs import Zone


@dataclass(frozen=True, slots=True)
class Use:
    """Energy by zone, spread evenly over the days from `first` to `last`, both inclusive."""

    first: date
    last: date
    energy: Mapping[Zone, Energy]


@dataclass(frozen=True, slots=True)
class Part:
    """Energy of one zone in one range (1 is the lowest) on days that have one price, within one month.

    `price` in 1/100000 rouble per kWh. `energy` and `amount` are whole, so that the parts of an estimate add
    up; `amount` may be a kopeck off energy times price. Negative where less is charged than before.
    """

    zone: Zone
    band: int
    first: date
    last: date
    energy: Energy
    price: int
    amount: Money


@dataclass(frozen=True, slots=True)
class Estimate:
    """What consumption costs. `exact` is the sum in kopecks before its one rounding, half up, to `total`.

    `complete` is False where something that may move the ranges of the month is not known, such as another
    meter of the same account. `believed` is False where it is not complete and so much was used that the
    ranges may well be others: then it is better not told. Parts stand by month, days, zone and range; parts
    of nothing are left out.
    """

    parts: tuple[Part, ...]
    total: Money
    exact: Fraction
    complete: bool = True
    believed: bool = True

    def by_zone(self) -> tuple[tuple[Zone, Energy, Money], ...]:
        """Energy and roubles of each zone; they add up to the total."""
        found: dict[Zone, tuple[int, int]] = {}
        for part in self.parts:
            energy, amount = found.get(part.zone, (0, 0))
            found[part.zone] = energy + part.energy.watt_hours, amount + part.amount.kopecks
        return tuple((zone, Energy(found[zone][0]), Money(found[zone][1])) for zone in ORDER if zone in found)


class Why(StrEnum):
    """Why consumption has no price: a closed set."""

    NO_PREVIOUS = "no-previous"  # the first reading: nothing to count from
    NO_TARIFF = "no-tariff"  # billing does not say which tariff the account has
    NO_LIST = "no-list"  # no price list is valid on some days
    NO_ZONE = "no-zone"  # the list has no price for a zone of the meter
    NO_RANGE = "no-range"  # more energy than the highest range with a price
    METHOD_UNKNOWN = "method-unknown"  # months without readings, and how billing offsets them is not known
    BILLS_UNKNOWN = "bills-unknown"  # months without readings, and what was billed for them is not known


@dataclass(frozen=True, slots=True)
class Unpriced:
    """No price, and why. `first` and `last`: the days concerned, where the reason is about days."""

    why: Why
    first: date | None = None
    last: date | None = None
    zone: Zone | None = None
