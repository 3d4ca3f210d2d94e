"""How the ranges of a month fall on the zones: billing's own way, so a strategy.

A range is a part of the consumption of a calendar month. With one zone all three ways are the same.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from core.pricing.ladders import NoPriceError
from core.pricing.model import Unpriced, Why
from core.readings.rules import Split
from core.tariffs import ORDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.pricing.ladders import Ladder
    from core.tariffs import Zone

_ZERO = Fraction(0)


def shares(
    totals: Mapping[Zone, Fraction], ladders: Mapping[Zone, Ladder], split: Split
) -> dict[Zone, tuple[Fraction, ...]]:
    """Which part of each zone's energy of the month is in which range; each zone's parts make 1.

    A zone that did not use anything, or gives energy back, is all in the lowest range and fills none.
    Raises NoPriceError above the highest range.
    """
    positive = {zone: energy for zone, energy in totals.items() if energy > 0}
    found = {zone: _lowest(ladders[zone]) for zone in totals}
    for zone, (start, end) in _reach(positive, ladders, split).items():
        inside = _inside(zone, ladders[zone], start, end)
        found[zone] = tuple(energy / (end - start) for energy in inside)
    return found


def _lowest(ladder: Ladder) -> tuple[Fraction, ...]:
    return Fraction(1), *(_ZERO for _ in ladder.tops[1:])


def _reach(
    totals: Mapping[Zone, Fraction], ladders: Mapping[Zone, Ladder], split: Split
) -> dict[Zone, tuple[Fraction, Fraction]]:
    """From where to where each zone fills the ranges."""
    if split is Split.PER_ZONE:
        return {zone: (_ZERO, energy) for zone, energy in totals.items()}
    if split is Split.PROPORTIONAL:
        whole = sum(totals.values(), _ZERO)
        return dict.fromkeys(totals, (_ZERO, whole))
    at, found = _ZERO, {}
    for zone in sorted(totals, key=lambda zone: (-ladders[zone].prices[0], ORDER.index(zone))):
        found[zone] = (at, at + totals[zone])
        at += totals[zone]
    return found


def _inside(zone: Zone, ladder: Ladder, start: Fraction, end: Fraction) -> tuple[Fraction, ...]:
    """Energy of each range between `start` and `end` of the month."""
    if end > ladder.tops[-1]:
        raise NoPriceError(Unpriced(Why.NO_RANGE, zone=zone))
    found, low = [], 0
    for top in ladder.tops:
        found.append(max(_ZERO, min(end, Fraction(top)) - max(start, Fraction(low))))
        low = top
    return tuple(found)
