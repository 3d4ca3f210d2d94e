"""A number as the display of a meter shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.readings.reasons import Reason
from core.values import Display

if TYPE_CHECKING:
    from core.meters import Meter
    from core.readings.heard import Number


@dataclass(frozen=True, slots=True)
class Read:
    """A number as the display of a meter shows it; `dropped`: digits after the comma were left out."""

    shown: Display
    dropped: bool = False


def display(number: Number, meter: Meter) -> Read | Reason:
    """What the display shows: no zeros in front, as many digits after the comma as it has.

    TOO_LONG when more digits stand before the comma than the display has.
    """
    whole = number.whole.lstrip("0")
    if len(whole) > meter.digits:
        return Reason.TOO_LONG
    kept = number.fraction[: meter.decimals].ljust(meter.decimals, "0")
    units = Display(int(whole + kept or "0"), meter.decimals)
    return Read(units, dropped=len(number.fraction) > meter.decimals)
