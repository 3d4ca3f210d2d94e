"""One zone or several: from which share of the night on several cost less, and what a year would have cost.

Prices decide, so a tariff that has no price for the other zones has no answer. Ranges count: consumption
fills them as the supplier's rules say, whichever zones there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.history.model import Known
from core.pricing.engine import cost
from core.pricing.metered import first_day, last_day
from core.pricing.model import Estimate, Use
from core.readings.rules import Split
from core.tariffs import Zone
from core.values import Energy, Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.history.model import MonthUse
    from core.tariffs import TariffRow
    from core.values import Period

ONE = frozenset({Zone.ALL})
TWO = frozenset({Zone.DAY, Zone.NIGHT})
THREE = frozenset({Zone.PEAK, Zone.HALFPEAK, Zone.NIGHT})
YEAR = 12
WHOLE = 1000
"""Shares are thousandths."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """From `share` thousandths of the night on, two zones cost no more than one, for a month of `energy`.

    0: two zones are never dearer. None: they are always dearer.
    """

    energy: Energy
    share: int | None


@dataclass(frozen=True, slots=True)
class Switched:
    """What `months` cost with the zones they were measured by, and what the other zones would have cost.

    `night` is the share of the night in thousandths, None where it was not measured apart.
    """

    to: frozenset[Zone]
    months: tuple[Period, ...]
    as_is: Money
    other: Money
    night: int | None

    @property
    def saved(self) -> Money:
        """What the other zones would have saved; negative where they would have cost more."""
        return Money(self.as_is.kopecks - self.other.kopecks)


def break_even(
    rows: Sequence[TariffRow],
    month: Period,
    energy: Energy,
    split: Split = Split.PROPORTIONAL,
    *,
    peak: int | None = None,
) -> BreakEven | None:
    """From which share of the night on several zones cost no more than one; None without prices of all.

    Two zones, or three where `peak` says how many thousandths of what the day uses are used in peak hours.
    """
    one = _cost(rows, month, {Zone.ALL: energy}, split)
    if one is None:
        return None

    def pays(share: int) -> bool | None:
        found = _cost(rows, month, _zones(energy, share, peak), split)
        return None if found is None else found.exact <= one.exact

    always, ever = pays(0), pays(WHOLE)
    if always is None or ever is None:
        return None
    if always or not ever:
        return BreakEven(energy, 0 if always else None)
    low, high = 0, WHOLE  # it does not pay at `low`, it does at `high`
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if pays(middle) else (middle, high)
    return BreakEven(energy, high)


def _zones(energy: Energy, share: int, peak: int | None) -> dict[Zone, Energy]:
    """The month with such a share of the night."""
    night = energy.watt_hours * share // WHOLE
    rest = energy.watt_hours - night
    if peak is None:
        return {Zone.DAY: Energy(rest), Zone.NIGHT: Energy(night)}
    dear = rest * peak // WHOLE
    return {Zone.PEAK: Energy(dear), Zone.HALFPEAK: Energy(rest - dear), Zone.NIGHT: Energy(night)}


def switched(
    rows: Sequence[TariffRow],
    history: Sequence[MonthUse],
    to: frozenset[Zone],
    split: Split = Split.PROPORTIONAL,
) -> Switched | None:
    """What the last twelve months with zones would have cost with fewer of them.

    Several zones become one by their sum, peak and half-peak become the day. More zones than were measured
    are not known, nor are months without prices or without readings: None where that leaves nothing.
    """
    found = [one for use in history[-YEAR:] if (one := _month(rows, use, to, split)) is not None]
    if not found:
        return None
    months = tuple(month for month, *_ in found)
    total = sum(use.total.watt_hours for use in history if use.period in months)
    night = sum(
        energy.watt_hours
        for use in history
        if use.period in months
        for zone, energy in use.energy
        if zone is Zone.NIGHT
    )
    return Switched(
        to,
        months,
        Money(sum(now.kopecks for _, now, _ in found)),
        Money(sum(other.kopecks for _, _, other in found)),
        night * WHOLE // total if total else None,
    )


def merged(energy: Mapping[Zone, Energy], to: frozenset[Zone]) -> dict[Zone, Energy] | None:
    """The same energy by fewer zones; None where it was not measured so finely, or nothing changes."""
    zones = frozenset(energy)
    total = sum(part.watt_hours for part in energy.values())
    if to == ONE and zones != ONE:
        return {Zone.ALL: Energy(total)}
    if to == TWO and zones == THREE:
        night = energy[Zone.NIGHT]
        return {Zone.DAY: Energy(total - night.watt_hours), Zone.NIGHT: night}
    return None


def _month(
    rows: Sequence[TariffRow], use: MonthUse, to: frozenset[Zone], split: Split
) -> tuple[Period, Money, Money] | None:
    energy = dict(use.energy)
    other = merged(energy, to)
    if other is None or use.known is Known.CALCULATED or min(one.watt_hours for one in energy.values()) < 0:
        return None
    now, then = _cost(rows, use.period, energy, split), _cost(rows, use.period, other, split)
    return None if now is None or then is None else (use.period, now.total, then.total)


def _cost(
    rows: Sequence[TariffRow], month: Period, energy: Mapping[Zone, Energy], split: Split
) -> Estimate | None:
    found = cost(rows, (Use(first_day(month), last_day(month), energy),), split)
    return found if isinstance(found, Estimate) else None
