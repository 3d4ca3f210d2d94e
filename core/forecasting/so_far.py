"""What the readings of a month that is not over tell of it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.forecasting.model import SoFar
from core.history.chain import steps
from core.history.months import days_of, measured
from core.pricing.metered import last_day
from core.readings.rules import Spread
from core.tariffs import ORDER
from core.values import Energy, Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from core.meters import Meter, Taken
    from core.readings.window import Window
    from core.tariffs import Zone


def so_far(
    read: Sequence[tuple[Meter, Sequence[Taken]]],
    period: Period,
    window: Window,
    spread: Spread = Spread.MONTHS,
) -> SoFar | None:
    """The use of all meters in the month so far; None where one has no reading of it or of the month before.

    Nor is anything told of a month in which a meter came or went: what its first days used is not known.
    """
    here = [(meter, readings) for meter, readings in read if _in_place(meter, period)]
    if any(_changed(meter, period) for meter, _ in read):
        return None
    parts = [_of_meter(meter, readings, period, window, spread) for meter, readings in here]
    found = [part for part in parts if part is not None]
    if not found or len(found) < len(parts):
        return None
    energy: dict[Zone, int] = {}
    for part in found:
        for zone, used in part.energy:
            energy[zone] = energy.get(zone, 0) + used.watt_hours
    return _so_far(energy, min(part.days for part in found), final=all(part.final for part in found))


def _so_far(energy: Mapping[Zone, int], days: int, *, final: bool) -> SoFar:
    return SoFar(tuple((zone, Energy(energy[zone])) for zone in ORDER if zone in energy), days, final)


def _in_place(meter: Meter, period: Period) -> bool:
    return meter.removed_on is None or Period.of(meter.removed_on) > period


def _changed(meter: Meter, period: Period) -> bool:
    days = (meter.installed_on, meter.removed_on)
    return any(day is not None and Period.of(day) == period for day in days)


def _of_meter(
    meter: Meter, readings: Iterable[Taken], period: Period, window: Window, spread: Spread
) -> SoFar | None:
    readings = tuple(readings)
    if spread is Spread.DAYS:
        month = measured(meter, readings, window, spread).get(period)
        whole = month is not None and month.days >= days_of(period)
        return _so_far(month.energy, month.days, final=whole) if month is not None else None
    mine = [step for step in steps(meter, readings, window) if step.period == period and not step.calculated]
    if not mine or mine[0].before != period.shift(-1):
        return None
    energy: dict[Zone, int] = {}
    for step in mine:
        for zone, used in step.used:
            energy[zone] = energy.get(zone, 0) + used
    days, until = (mine[-1].until - mine[0].since).days, mine[-1].until
    return _so_far(energy, days, final=_settles(meter, until, period, window))


def _settles(meter: Meter, until: date, period: Period, window: Window) -> bool:
    """Whether the bill counts this reading: one of the window, or of the last day where nobody sends any."""
    return until >= (last_day(period) if meter.automatic else window.opens(period))
