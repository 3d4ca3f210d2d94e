"""What a reading costs, and what is not to be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from core.pricing.engine import cost
from core.pricing.metered import first_day, last_day, spread_over
from core.pricing.model import Estimate, Unpriced, Use, Why
from core.tariffs import Zone
from core.values import Energy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.pricing.metered import Metered
    from core.readings.rules import ReadingRules
    from core.tariffs import TariffRow
    from core.values import Period

_DAY = timedelta(days=1)
_NONE = Energy(0)
_MONTH_DAYS = 30
PLACES = {Zone.ALL: 0, Zone.DAY: 0, Zone.PEAK: 0, Zone.NIGHT: 1, Zone.HALFPEAK: 2}
"""Where a zone stands among the three energies of a bill, whatever the display shows."""


def price(
    rows: Sequence[TariffRow],
    used: Metered,
    rules: ReadingRules,
    *,
    already: Sequence[Use] = (),
    billed: Mapping[Period, Mapping[Zone, Energy]] | None = None,
    alone: bool = True,
) -> Estimate | Unpriced:
    """What `used` costs by the supplier's rules.

    `already` is what else the account used in the same months; `billed` the energy that was charged for the
    months without readings. `alone`: no other meter of the account shares the ranges.
    """
    taken_off = _offset(used, rules, billed or {}, alone=alone)
    if isinstance(taken_off, Unpriced):
        return taken_off
    over = spread_over(used, rules.spread)
    found = cost(rows, (over,), rules.split, already=already, billed=taken_off)
    if isinstance(found, Unpriced) or already or (alone and used.before < used.period and _whole(over)):
        return found
    tops = [row.upto for row in rows if row.upto]
    return replace(found, complete=not tops, believed=not tops or _modest(over, min(tops)))


def _modest(use: Use, top: int) -> bool:
    """Whether the lowest range of a month holds twice as much: what is not known may be as much again."""
    days = (use.last - use.first).days + 1
    return 2 * sum(energy.watt_hours for energy in use.energy.values()) * _MONTH_DAYS <= top * days


def _offset(
    used: Metered, rules: ReadingRules, billed: Mapping[Period, Mapping[Zone, Energy]], *, alone: bool
) -> tuple[Use, ...] | Unpriced:
    """What was charged for the months without readings, as far as that is known and comparable."""
    if used.skipped and not rules.known_method:
        return Unpriced(Why.METHOD_UNKNOWN, first_day(used.skipped[0]), last_day(used.skipped[-1]))
    # Bills tell the energy of the account: with several meters nobody knows which part is of this one.
    missing = [month for month in used.skipped if not alone or month not in billed]
    if missing:
        return Unpriced(Why.BILLS_UNKNOWN, first_day(missing[0]), last_day(missing[-1]))
    return tuple(_month(month, billed[month]) for month in used.skipped)


def _month(period: Period, energy: Mapping[Zone, Energy]) -> Use:
    return Use(first_day(period), last_day(period), energy)


def _whole(use: Use) -> bool:
    return use.first.day == 1 and (use.last + _DAY).day == 1


def by_zone(zones: Sequence[Zone], billed: Sequence[Energy | None]) -> dict[Zone, Energy]:
    """Energy of a bill (all, day or peak; night; half-peak) by the zones of a meter."""
    return {zone: billed[PLACES[zone]] or _NONE for zone in zones}
