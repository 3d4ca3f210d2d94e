"""Meters called by the place where they stand: «гараж 2400» beside a meter whose place is «гараж».

The grammar knows serial numbers; a place that only one meter has is put into words it knows. What comes of
it counts only where it makes the reading of such a meter, so that a house in an address stays one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.readings.heard import Heard, Unheard, Unsure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from core.meters import Meter
    from core.readings.heard import Message, Written

_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER_NEXT = r"(?![^\W_])(?=[^\d\n;]{0,20}\d)"
"""Behind a few signs or words."""
_LONG = 4
"""From so many letters the last one may be another: a word is seldom in its first form."""


def by_serial(text: str, meters: Sequence[Meter]) -> str:
    """The text with serial numbers in the place of places before a number; "" where there are none."""
    if len(meters) < 2:
        return ""
    said = text
    for word, serial in _names(meters):
        said = re.sub(rf"(?<![^\W_]){word}{_NUMBER_NEXT}", f"\u2116{serial} ", said, flags=re.IGNORECASE)
    return said if said != text else ""


def _names(meters: Sequence[Meter]) -> Iterator[tuple[str, str]]:
    """Words that only one place has, in any form, and the serial number of the meter there."""
    found: dict[str, set[str]] = {}
    for meter in meters:
        for word in _WORD.findall(meter.place.casefold()):
            found.setdefault(word, set()).add(meter.serial)
    for word, serials in found.items():
        if len(serials) == 1:
            stem = word[:-1] if len(word) >= _LONG else word
            yield rf"{re.escape(stem)}[^\W\d_]{{0,3}}", next(iter(serials))


def fits(message: Message, meters: Sequence[Meter]) -> bool:
    """Whether every reading in it is of one of these meters and has no more numbers than that counts."""
    zones = {meter.serial: len(meter.zones) for meter in meters}
    match message:
        case Unheard():
            return False
        case Unsure():
            return all(_fit(option.readings, zones) for option in message.options)
        case Heard():
            return _fit(message.readings, zones)


def _fit(readings: Iterable[Written], zones: dict[str, int]) -> bool:
    return all(0 < len(one.numbers) <= zones.get(one.serial, 0) for one in readings)
