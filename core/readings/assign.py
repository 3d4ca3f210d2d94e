"""Whose numbers they are: from what was written to the registers of one meter.

T1, T2, T3 are places on the display, the names of zones mean the registers that this meter counts them with
(the order differs between meters and is billing's data), bare numbers go by position. A register that was not
named is asked for and never filled in: the last value there would be a silent zero.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.readings.given import Given, Partial
from core.readings.heard import Label
from core.readings.reasons import Reason
from core.readings.registers import places
from core.readings.shown import display
from core.readings.whose import find_meter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.meters import Meter
    from core.readings.heard import Written

Assigned = Given | Partial | Reason


def assign(written: Written, meters: Sequence[Meter], on: date | None = None) -> Assigned:
    """The reading that the numbers are, of one of the meters of an account.

    A Partial where registers are missing (the stance of ZONE_MISSING). Reasons: NO_METERS, METER_REMOVED
    (none is left), METER_UNKNOWN, CHOOSE_METER, NO_NUMBER, TOTAL_REGISTER, ZONE_EXTRA (also a zone that this
    meter does not count), ZONE_TWICE, TOO_LONG. `on` is the day of the reading: a meter removed later is
    still there.
    """
    meter = find_meter(written, meters, on)
    return meter if isinstance(meter, Reason) else assign_to(meter, written)


def assign_to(meter: Meter, written: Written) -> Assigned:
    """The same where the meter is known, by a press of its button or by its own dialogue."""
    return _filled(Partial(meter, (None,) * len(meter.zones)), written)


def fill(partial: Partial, written: Written) -> Assigned:
    """Complete a reading by an answer: the missing values in their order, or by name.

    A named register that was known already takes the new value; as many bare numbers as the meter has
    registers are the whole reading anew.
    """
    bare = [number for number in written.numbers if number.label is Label.NONE]
    if len(bare) == len(written.numbers) == len(partial.shown):
        return assign_to(partial.meter, written)
    return _filled(partial, written)


def _filled(partial: Partial, written: Written) -> Assigned:
    meter = partial.meter
    placed = places(partial, written.numbers)
    if isinstance(placed, Reason):
        return placed
    shown, notes = list(partial.shown), list(partial.notes)
    if written.total and Reason.TOTAL_LEFT not in notes:
        notes.append(Reason.TOTAL_LEFT)
    for at, number in placed.items():
        read = display(number, meter)
        if isinstance(read, Reason):
            return read
        shown[at] = read.shown
        if read.dropped and Reason.DECIMALS_DROPPED not in notes:
            notes.append(Reason.DECIMALS_DROPPED)
    complete = tuple(one for one in shown if one is not None)
    if len(complete) == len(shown):
        return Given(meter, complete, tuple(notes))
    return replace(partial, shown=tuple(shown), notes=tuple(notes))


def shortened(written: Written, meter: Meter) -> Given | None:
    """The reading that was meant where TOO_LONG numbers hold the digits after the comma without the comma.

    None where that explains nothing. Only to offer it: nobody but the person knows.
    """
    red = max(meter.decimals, 1)
    numbers = tuple(
        replace(number, whole=number.whole.lstrip("0")[:-red], fraction=number.whole[-red:])
        for number in written.numbers
    )
    if any(number.fraction for number in written.numbers):
        return None
    meant = assign_to(meter, replace(written, numbers=numbers))
    return replace(meant, notes=()) if isinstance(meant, Given) else None
