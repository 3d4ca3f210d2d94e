"""What was probably meant, as a button carries it: how to make it of the value that was sent.

`s21`: T1 takes the second value, T2 the first. `c1.10`: the last digit is left out of T1 and kept in T2.
`m1a2b3c4d`: the same value, of another meter.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from core.readings.given import Given
from core.values import Display

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.meters import Meter
    from core.readings.given import Verdict
    from core.readings.journal import Entry

_SWAP, _CUT, _METER = (
    re.compile(r"s([123]{2,3})"),
    re.compile(r"c([1-3])\.([01]{1,3})"),
    re.compile(r"m([0-9a-f]{8})"),
)


def how(verdict: Verdict) -> str:
    """What a button carries for the suggestion of a verdict; "" where there is none."""
    if verdict.fits is not None:
        return f"m{verdict.fits.ref}"
    shown = [one.units for one in verdict.given.shown]
    wanted = [one.units for one in verdict.suggested]
    if not wanted or len(wanted) != len(shown):
        return ""
    if sorted(wanted) == sorted(shown):
        return "s" + "".join(str(at + 1) for at in _order(shown, wanted))
    for power in (1, 2, 3):
        mask = [one != two for one, two in zip(shown, wanted, strict=True)]
        cut = [one // 10**power if off else one for one, off in zip(shown, mask, strict=True)]
        if cut == wanted:
            return f"c{power}." + "".join("1" if off else "0" for off in mask)
    return ""


def _order(shown: Sequence[int], wanted: Sequence[int]) -> list[int]:
    left = list(enumerate(shown))
    found = []
    for value in wanted:
        at = next(index for index, (_, one) in enumerate(left) if one == value)
        found.append(left.pop(at)[0])
    return found


def meant(entry: Entry, said: str, meters: Sequence[Meter]) -> Given | None:
    """The reading that a button means; None where the meter is gone or the button is not of this entry."""
    shown, own = list(entry.shown), next((one for one in meters if one.serial == entry.serial), None)
    if (found := _METER.fullmatch(said)) is not None:
        other = next((one for one in meters if one.ref == found[1]), None)
        return _given(other, shown, entry.decimals)
    if (found := _SWAP.fullmatch(said)) is not None:
        order = [int(digit) - 1 for digit in found[1]]
        if sorted(order) != list(range(len(shown))):
            return None
        return _given(own, [shown[at] for at in order], entry.decimals)
    if (found := _CUT.fullmatch(said)) is not None and len(found[2]) == len(shown):
        power = 10 ** int(found[1])
        cut = [one // power if off == "1" else one for one, off in zip(shown, found[2], strict=True)]
        return _given(own, cut, entry.decimals)
    return None


def _given(meter: Meter | None, shown: Sequence[int], decimals: int) -> Given | None:
    if meter is None or len(meter.zones) != len(shown):
        return None
    scale = 10 ** abs(meter.decimals - decimals)
    units = [one * scale if meter.decimals >= decimals else one // scale for one in shown]
    return Given(meter, tuple(Display(one, meter.decimals) for one in units))
