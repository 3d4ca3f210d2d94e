"""Which register each number is of: by name, by place on the display, or by position."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.readings.heard import Label
from core.readings.reasons import Reason
from core.tariffs import Zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.meters import Meter
    from core.readings.given import Partial
    from core.readings.heard import Number

_PLACES = {Label.T1: 0, Label.T2: 1, Label.T3: 2}
_LONGEST = 20
"""Digits that are looked at; no display has as many."""


def places(partial: Partial, numbers: Sequence[Number]) -> dict[int, Number] | Reason:
    """The register of every number: the named ones first, the others fill what is left, in order."""
    placed: dict[int, Number] = {}
    if not numbers:
        return Reason.NO_NUMBER
    if any(number.label is Label.T0 for number in numbers) or _has_total(numbers, len(partial.shown)):
        return Reason.TOTAL_REGISTER
    for number in numbers:
        if number.label is not Label.NONE:
            at = _place(number.label, partial.meter)
            if at is None or at in placed:
                return Reason.ZONE_EXTRA if at is None else Reason.ZONE_TWICE
            placed[at] = number
    free = [at for at in partial.missing if at not in placed]
    bare = [number for number in numbers if number.label is Label.NONE]
    return placed | dict(zip(free, bare, strict=False)) if len(bare) <= len(free) else Reason.ZONE_EXTRA


def _place(label: Label, meter: Meter) -> int | None:
    if label in _PLACES:
        return _PLACES[label] if _PLACES[label] < len(meter.zones) else None
    zone = Zone(label.value)
    return meter.zones.index(zone) if zone in meter.zones else None


def _has_total(numbers: Sequence[Number], registers: int) -> bool:
    """Whether one bare number too many, the first or the last, is the sum of the others: T0."""
    if registers < 2 or len(numbers) != registers + 1 or any(one.label is not Label.NONE for one in numbers):
        return False
    values = [int(number.whole[:_LONGEST] or "0") for number in numbers]
    return any(abs(2 * total - sum(values)) <= registers for total in (values[0], values[-1]))
