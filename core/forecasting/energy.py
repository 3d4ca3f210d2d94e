"""What a month is likely to use by zone, from the months before it and the readings so far."""

from __future__ import annotations

from calendar import monthrange
from fractions import Fraction
from typing import TYPE_CHECKING

from core.forecasting.interval import WHOLE, spread
from core.forecasting.model import Basis, EnergyForecast
from core.forecasting.season import YEAR, known, number, point
from core.rounding import whole
from core.tariffs import ORDER
from core.values import Energy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.forecasting.model import SoFar
    from core.history.model import MonthUse
    from core.tariffs import Zone
    from core.values import Period

    Parts = Mapping[Zone, int]

_LATELY = 3
"""Months whose zones are taken where those of the season are not known."""
_LEAST_HIGH = 20
"""Nothing is expected, yet a twentieth of an average month may be used: somebody may come to the dacha."""


def foretell(
    history: Sequence[MonthUse], period: Period, so_far: SoFar | None = None
) -> EnergyForecast | None:
    """The use of a month; None where too little is known of the months before it.

    `history` may hold the month itself and later ones: they are not looked at. A reading that settles the
    month (`SoFar.final`) is its consumption, with no interval left.
    """
    if so_far is not None and so_far.final:
        total = Energy(sum(energy.watt_hours for _, energy in so_far.energy))
        return EnergyForecast(period, so_far.energy, total, total, Basis.READINGS)
    before = [use for use in history if use.period < period]
    series, month = known(before), number(period)
    found = point(series, month)
    if found is None:
        return None
    off = found.watt_hours * spread(series, month, found) // WHOLE
    off = max(off, sum(series.values()) // len(series) // _LEAST_HIGH if not found.watt_hours else 0)
    shares = _shares(before, month)
    if so_far is None:
        energy = _split(shares, found.watt_hours)
        low, high = Energy(max(found.watt_hours - off, 0)), Energy(found.watt_hours + off)
        return EnergyForecast(period, energy, low, high, found.basis)
    return _rest(period, so_far, found.watt_hours, off, shares)


def _rest(period: Period, so_far: SoFar, season: int, off: int, shares: Parts) -> EnergyForecast:
    """The days with readings as they are; those left at a pace between the season's and that of these days.

    The more of the month is known, the more its own pace counts. What may be off is the rest only, by as
    much as forecasts usually are, or as the pace is away from the season's, whichever is more.
    """
    days = monthrange(period.year, period.month)[1]
    gone = Fraction(min(so_far.days, days), days)
    used = {zone: energy.watt_hours for zone, energy in so_far.energy}
    sum_used = sum(used.values())
    pace = (1 - gone) * season + sum_used
    rest = int((1 - gone) * pace)
    more = int((1 - gone) * max(pace * off / season if season else off, abs(pace - season)))
    for zone, part in _split(shares if shares.keys() <= used.keys() else used, rest):
        used[zone] = used.get(zone, 0) + part.watt_hours
    energy = tuple((zone, Energy(used[zone])) for zone in ORDER if zone in used)
    total = sum_used + rest
    low = Energy(max(total - more, sum_used))
    return EnergyForecast(period, energy, low, Energy(total + more), Basis.READINGS)


def _shares(before: Sequence[MonthUse], month: int) -> Parts:
    """Energy by zone that tells how the month falls to the zones of the newest one.

    The same season where it had these zones, else the newest months: a heater at night is used in winter.
    """
    by_month = {number(use.period): use.energy for use in before}
    newest = by_month[max(by_month)]
    zones = {zone for zone, _ in newest}
    season = [month - YEAR + near for near in (-1, 0, 1)]
    lately = [month - back for back in range(1, _LATELY + 1)]
    for wanted in (season, lately):
        found: dict[Zone, int] = dict.fromkeys(zones, 0)
        for one in wanted:
            energy = by_month.get(one, ())
            if {zone for zone, _ in energy} == zones:
                for zone, part in energy:
                    found[zone] += max(part.watt_hours, 0)
        if any(found.values()):
            return found
    return {zone: max(energy.watt_hours, 0) for zone, energy in newest}


def _split(shares: Parts, total: int) -> tuple[tuple[Zone, Energy], ...]:
    """Whole watt-hours by zone that add up to the total; evenly where the shares tell nothing."""
    zones = [zone for zone in ORDER if zone in shares]
    weight = sum(shares.values())
    parts = [
        Fraction(total * shares[zone], weight) if weight else Fraction(total, len(zones)) for zone in zones
    ]
    return tuple((zone, Energy(part)) for zone, part in zip(zones, whole(parts), strict=True))
