"""The usual slips behind a value that cannot be right: named to the person, never put right silently."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from core.consumption import used_by_register
from core.readings.known import rescaled
from core.readings.question import Question, Shown, Slip
from core.readings.reasons import Reason
from core.readings.steps import watt_hours
from core.readings.usage import Usual, fits
from core.values import Display, Energy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.meters import Meter, Taken


def find_slip(asked: Question) -> Slip | None:
    """The likeliest slip, the most telling first."""
    looks: tuple[Callable[[Question], Slip | None], ...] = (swapped, last_digit, other_meter, consumption)
    return next((slip for look in looks if (slip := look(asked))), None)


def swapped(asked: Question) -> Slip | None:
    """Zones in another order: day and night, or any order of three; the one that is least unusual."""
    shown = asked.given.shown
    orders = [
        order for order in dict.fromkeys(permutations(shown)) if order != shown and asked.plausible(order)
    ]
    best = min(orders, key=lambda order: max(watt_hours(asked.used(order))), default=())
    return Slip(Reason.SWAPPED, best) if best else None


def last_digit(asked: Question) -> Slip | None:
    """The red digit, or those after the comma, without the comma: in all registers, or in those too large."""
    for shown in _shorter(asked):
        if asked.plausible(shown):
            return Slip(Reason.LAST_DIGIT, shown)
    return None


def _shorter(asked: Question) -> Iterator[Shown]:
    shown, meter = asked.given.shown, asked.given.meter
    large = [energy.watt_hours > most for energy, most in zip(asked.used(shown), asked.limit, strict=True)]
    for divisor in dict.fromkeys((10, 10 ** max(meter.decimals, 1))):
        cut = [Display(one.units // divisor, one.decimals) for one in shown]
        yield tuple(cut)
        yield tuple(short if over else one for one, short, over in zip(shown, cut, large, strict=True))


def other_meter(asked: Question) -> Slip | None:
    """The value goes on where another own meter stopped; of several the one with the least consumption."""
    found = [
        (sum(watt_hours(used)), at)
        for at, (meter, taken) in enumerate(asked.others)
        if (used := _on_another(asked, meter, taken))
    ]
    return Slip(Reason.OTHER_METER, fits=asked.others[min(found)[1]][0]) if found else None


def _on_another(asked: Question, meter: Meter, taken: Taken) -> tuple[Energy, ...]:
    """Consumption of the other meter if it showed this; empty where it cannot have."""
    shown = asked.given.shown
    mine = meter.serial == asked.given.meter.serial and meter.zones == asked.given.meter.zones
    if mine or meter.automatic or meter.removed_on or not len(meter.zones) == len(taken.shown) == len(shown):
        return ()
    if any(one.units >= 10 ** (meter.digits + one.decimals) for one in shown):
        return ()
    used = used_by_register(taken.shown, shown, meter)
    most = Usual(meter, (), asked.usual.norm, asked.usual.rules).limit(taken.on, asked.day)
    own = max(asked.usual.limit(taken.on, asked.day))
    return used if fits(used, [min(one, own) for one in most]) else ()


def consumption(asked: Question) -> Slip | None:
    """The kWh of the month in place of the display: less than it showed, and as much as is usual, or zero."""
    shown, was, meter = asked.given.shown, asked.previous.shown, asked.given.meter
    zero = tuple(Display(0, one.decimals) for one in shown)
    used = used_by_register(zero, shown, meter)
    if any(energy.watt_hours > 0 for energy in asked.used(shown)) or not fits(used, asked.limit):
        return None
    usual = asked.usual.expected(asked.previous.on, asked.day)
    some = sum(watt_hours(used))
    if some and some * 4 < sum(watt_hours(usual)):
        return None
    meant = tuple(Display(one.units + rescaled(before, one.decimals).units, one.decimals)
                  for one, before in zip(shown, was, strict=True))  # fmt: skip
    inside = all(one.units < 10 ** (meter.digits + one.decimals) for one in meant)
    return Slip(Reason.CONSUMPTION, meant if inside else ())
