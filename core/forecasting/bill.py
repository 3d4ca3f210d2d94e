"""What a month will cost: its forecast of energy by the tariff engine, and what bills hold beside it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.bills import LineKind
from core.forecasting.model import BillForecast
from core.pricing.engine import cost
from core.pricing.metered import first_day, last_day
from core.pricing.model import Estimate, Unpriced, Use
from core.readings.rules import Split
from core.rounding import half_up, whole
from core.values import Energy, Money

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.bills import Bill
    from core.forecasting.model import EnergyForecast
    from core.tariffs import TariffRow, Zone

    Parts = Sequence[tuple[Zone, Energy]]

_STANDING = frozenset({LineKind.COMMON, LineKind.OTHER})
"""Lines that come again as they were; a benefit comes again in its share, a recalculation does not."""


def cost_of(
    rows: Sequence[TariffRow],
    foretold: EnergyForecast,
    last: Bill | None = None,
    split: Split = Split.PROPORTIONAL,
) -> BillForecast | Unpriced:
    """Price a forecast by the price list of its month; `last` is the newest bill of the account.

    Ends of the interval have the zones of the forecast in the same proportion.
    """
    sums: list[Money] = []
    for end in (foretold.total, foretold.low, foretold.high):
        found = _energy(rows, foretold, end, split)
        if isinstance(found, Unpriced):
            return found
        sums.append(found.total)
    beside = [_beside(last, own) for own in sums]
    bills = [Money(own.kopecks + more.kopecks) for own, more in zip(sums, beside, strict=True)]
    total, low, high = bills
    return BillForecast(foretold, total, low, high, beside[0], itemised=last is not None and bool(last.lines))


def _energy(
    rows: Sequence[TariffRow], foretold: EnergyForecast, total: Energy, split: Split
) -> Estimate | Unpriced:
    use = Use(first_day(foretold.period), last_day(foretold.period), dict(scaled(foretold.energy, total)))
    return cost(rows, (use,), split)


def scaled(parts: Parts, total: Energy) -> Parts:
    """The same proportion of zones with another total; all in the first zone where there is no proportion."""
    zones = [zone for zone, _ in parts]
    weight = sum(energy.watt_hours for _, energy in parts)
    if not weight:
        return [(zone, total if zone is zones[0] else Energy(0)) for zone in zones]
    exact = [Fraction(energy.watt_hours * total.watt_hours, weight) for _, energy in parts]
    return [(zone, Energy(part)) for zone, part in zip(zones, whole(exact), strict=True)]


def _beside(last: Bill | None, own: Money) -> Money:
    """What the newest bill had beside the energy of the meters, for so much energy in roubles."""
    if last is None:
        return Money(0)
    by_kind = {
        kind: sum(line.amount.kopecks for line in last.lines if line.kind is kind) for kind in LineKind
    }
    standing = sum(by_kind[kind] for kind in _STANDING)
    was, benefit = by_kind[LineKind.OWN], by_kind[LineKind.BENEFIT]
    share = half_up(Fraction(own.kopecks * benefit, was)) if was > 0 else 0
    return Money(standing + share)
