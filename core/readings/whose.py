"""Which meter of an account a message is about: named by its serial, or the only one it can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.readings.heard import Label
from core.readings.reasons import Reason
from core.second_facts import normal_serial

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.meters import Meter
    from core.readings.heard import Written

SHORTEST_TAIL = 4
"""Digits of the end of a serial by which a meter may be named."""
_PLACES = {Label.T1: 1, Label.T2: 2, Label.T3: 3}
_ZONES = frozenset({Label.DAY, Label.NIGHT, Label.PEAK, Label.HALFPEAK})


def find_meter(written: Written, meters: Sequence[Meter], on: date | None = None) -> Meter | Reason:
    """The meter that is meant; a removed one only if it is named.

    NO_METERS; METER_REMOVED where only removed ones are left; METER_UNKNOWN for a strange serial;
    CHOOSE_METER where it may be several.
    """
    if not meters:
        return Reason.NO_METERS
    there = in_place(meters, on)
    if written.serial:
        return _named(written.serial, there, meters)
    if not there:
        return Reason.METER_REMOVED
    fitting = candidates(written, there)
    return fitting[0] if len(fitting) == 1 else Reason.CHOOSE_METER


def in_place(meters: Sequence[Meter], on: date | None = None) -> tuple[Meter, ...]:
    """Meters that are not removed, or only after the day."""
    return tuple(
        meter for meter in meters if meter.removed_on is None or (on is not None and on < meter.removed_on)
    )


def candidates(written: Written, meters: Sequence[Meter]) -> tuple[Meter, ...]:
    """Meters among which a person has to choose: those that need readings and count the zones named.

    All of them where that leaves none: the reason of the chosen one then says what is wrong. How many numbers
    there are proves nothing: two numbers may be two zones of one meter or one number each of two. «T2» does:
    a meter of one zone has no such register.
    """
    manual = tuple(meter for meter in meters if not meter.automatic) or tuple(meters)
    named = {number.label.value for number in written.numbers if number.label in _ZONES}
    places = max((_PLACES.get(number.label, 1) for number in written.numbers), default=1)
    return (
        tuple(meter for meter in manual if named <= {*meter.zones} and len(meter.zones) >= places) or manual
    )


def shortest_name(meter: Meter, meters: Sequence[Meter]) -> str:
    """How little of its serial names this meter among all of the account: the end of it, or the whole."""
    end = meter.serial[-SHORTEST_TAIL:]
    return end if end.isdecimal() and _named(end, in_place(meters), meters) is meter else meter.serial


def _named(serial: str, there: Sequence[Meter], meters: Sequence[Meter]) -> Meter | Reason:
    """By the whole serial, else by its end; of several with that end the one still in place."""
    wanted = normal_serial(serial)
    whole = [meter for meter in meters if normal_serial(meter.serial) == wanted]
    if len(whole) == 1:
        return whole[0]
    tail = normal_serial(f"9{serial}")[1:]  # zeros in front count in a tail
    ends = [meter for meter in meters if _ends(meter, tail)] if len(tail) >= SHORTEST_TAIL else whole
    still = [meter for meter in ends if meter in there]
    found = still or ends
    if not found:
        return Reason.METER_UNKNOWN
    return found[0] if len(found) == 1 else Reason.CHOOSE_METER


def _ends(meter: Meter, tail: str) -> bool:
    return normal_serial(f"9{meter.serial}")[1:].endswith(tail)
