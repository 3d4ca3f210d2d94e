"""The usual month by whole numbers alone: one price a zone, everything in the lowest range.

It is the engine's result to the last digit (a property test holds it to that), ten times sooner.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.pricing.ladders import OPEN
from core.pricing.model import Estimate, Part
from core.tariffs import ORDER
from core.values import Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from core.pricing.model import Use
    from core.tariffs import TariffRow, Zone

UNITS = 1_000_000
"""Watt-hours times price in a kopeck."""


def usual(rows: Sequence[TariffRow], use: Use) -> Estimate | None:
    """What the use of one month costs; None where the engine has to look closer."""
    first, last = use.first, use.last
    if (first.year, first.month) != (last.year, last.month):
        return None
    prices = _lowest(rows, use)
    if prices is None or len(prices) < len(use.energy):
        return None
    total = 0
    for energy in use.energy.values():
        if energy.watt_hours < 0:
            return None
        total += energy.watt_hours
    if any(total > top for top, _ in prices.values()):
        return None
    return _priced(use, {zone: price for zone, (_, price) in prices.items()})


def _lowest(rows: Sequence[TariffRow], use: Use) -> Mapping[Zone, tuple[int, int]] | None:
    """Upper bound and price of each zone's lowest range; None where a price begins or ends on these days."""
    first, last, zones = use.first, use.last, use.energy
    found: dict[Zone, tuple[int, int]] = {}
    began: dict[Zone, date] = {}
    for row in rows:
        zone, begins, ends = row.zone, row.valid_from, row.valid_to
        if zone not in zones or begins > last or (ends is not None and ends < first):
            continue
        if begins > first or (ends is not None and ends < last):
            return None
        step, since = (row.upto or OPEN, row.price), began.get(zone)
        if since is None or begins > since or (begins == since and step < found[zone]):
            found[zone], began[zone] = step, begins
    return found


def _priced(use: Use, prices: Mapping[Zone, int]) -> Estimate:
    """The engine's rounding: one of the sum, half up; what is left over to the largest remainders."""
    zones = [zone for zone in ORDER if zone in prices and use.energy[zone].watt_hours]
    units = [use.energy[zone].watt_hours * prices[zone] for zone in zones]
    exact = sum(units)
    total = (exact + UNITS // 2) // UNITS
    kopecks = [unit // UNITS for unit in units]
    left = total - sum(kopecks)
    if left:
        for at in sorted(range(len(units)), key=lambda at: -(units[at] % UNITS))[:left]:
            kopecks[at] += 1
    parts = (
        Part(zone, 1, use.first, use.last, use.energy[zone], prices[zone], Money(amount))
        for zone, amount in zip(zones, kopecks, strict=True)
    )
    return Estimate(tuple(parts), Money(total), Fraction(exact, UNITS))
