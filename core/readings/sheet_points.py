"""Whose the lines of a sheet are: by serial number, even a spoiled one, by number in the sheet, by place."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from core.readings.heard import Label
from core.readings.reasons import Reason
from core.readings.sheet import Point
from core.readings.sheet_cells import plain
from core.second_facts import normal_serial

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from core.meters import Meter
    from core.readings.heard import Number
    from core.readings.sheet import Line

SHORTEST_TAIL = 4
"""Digits of the end of a serial number that may stand for it."""


class Names:
    """The meters of an account by everything that may name one; what names two names none.

    `meters` are in the order of the sheet: its numbers count them from 1.
    """

    def __init__(self, meters: Sequence[Meter]) -> None:
        self._meters = meters
        self._exact = _only((_key(meter.serial), meter) for meter in meters)
        self._bare = _only((_bare(meter.serial), meter) for meter in meters)
        self._places = _only((plain(meter.place), meter) for meter in meters if meter.place)

    def find(self, line: Line) -> Meter | None:
        """The meter of a line. A serial decides; the number of a row in a table proves nothing."""
        if line.serial and line.serial != line.place:
            return self._by_serial(line.serial) or self._both(line)
        if line.serial:  # a line without columns: its first words may be anything
            return (
                self._by_serial(line.serial)
                or self._number(line.number)
                or self._place(line.place)
                or (self._tail(line.serial))
            )
        return self._place(line.place) if line.place else None

    def _by_serial(self, serial: str) -> Meter | None:
        key = _key(serial)
        return self._exact.get(key) or self._bare.get(_bare(serial)) or self._rounded(serial)

    def _both(self, line: Line) -> Meter | None:
        """Nobody can read the serial any more («1,1E+14»): number and place together name it, not one."""
        numbered = self._number(line.number)
        if numbered is None or "e+" not in line.serial.casefold():
            return None
        return numbered if plain(numbered.place) == plain(line.place) else None

    def _rounded(self, serial: str) -> Meter | None:
        """«1,10701E+13»: a program showed a long serial number rounded; the only one that rounds to it."""
        mantissa, e, _ = serial.casefold().partition("e+")
        if not e:
            return None
        try:
            shown = Decimal(serial.replace(",", "."))
        except InvalidOperation:
            return None
        places = len(mantissa.replace(",", "").replace(".", "")) - 1
        rounds = [
            meter
            for meter in self._meters
            if meter.serial.isdecimal() and Decimal(f"{Decimal(meter.serial):.{places}E}") == shown
        ]
        return rounds[0] if len(rounds) == 1 else None

    def _number(self, number: str) -> Meter | None:
        digits = number.strip(" .)\u2116").removesuffix(".0")
        at = int(digits) if digits.isdecimal() and len(digits) <= 3 else 0
        return self._meters[at - 1] if 0 < at <= len(self._meters) else None

    def _place(self, place: str) -> Meter | None:
        return self._places.get(plain(place))

    def _tail(self, serial: str) -> Meter | None:
        tail = _whole(serial)
        ends = [meter for meter in self._meters if _whole(meter.serial).endswith(tail)]
        return ends[0] if len(tail) >= SHORTEST_TAIL and len(ends) == 1 else None


def points_of(lines: Sequence[Line], meters: Sequence[Meter]) -> tuple[Point, ...]:
    """One point for each meter, in the order of the lines; lines without a meter are points of their own."""
    names = Names(meters)
    rows: dict[str, list[Line]] = defaultdict(list)
    whose: dict[str, Meter | None] = {}
    for line in lines:
        meter = names.find(line)
        key = meter.serial if meter else f"\n{line.row}"
        rows[key].append(line)
        whose[key] = meter
    return tuple(_point(found, whose[key]) for key, found in rows.items())


def _point(lines: Sequence[Line], meter: Meter | None) -> Point:
    first = lines[0]
    seen = " / ".join(line.seen for line in lines)[:40]
    named = (first.serial or first.place or first.number)[:40]
    point = Point(tuple(line.row for line in lines), meter, seen=seen, named=named)
    if meter is None:
        return replace(point, reason=Reason.METER_UNKNOWN)
    reason = next((line.reason for line in lines if line.reason), None)
    if reason:
        return replace(point, reason=reason)
    numbers, reason = _merged([number for line in lines for number in line.numbers], len(meter.zones))
    return replace(point, numbers=numbers, reason=reason)


def _merged(numbers: Sequence[Number], zones: int) -> tuple[tuple[Number, ...], Reason | None]:
    """The numbers of a meter; the same zone twice with the same value is once, with another is a question."""
    if zones == 1:
        numbers = [replace(one, label=Label.NONE) if one.label in _WHOLE else one for one in numbers]
    by_label: dict[Label, Number] = {}
    merged: list[Number] = []
    for number in numbers:
        known = by_label.setdefault(number.label, number)
        if known == number and known is not number and (number.label or zones == 1):
            continue
        if known is not number and (number.label or zones == 1):
            return (), Reason.ZONE_TWICE
        merged.append(number)
    return tuple(merged), None


_WHOLE = frozenset({Label.T1, Label.T0})
"""What people call the only register of a meter without zones."""


def _key(serial: str) -> str:
    return "".join(serial.casefold().split())


def _bare(serial: str) -> str:
    """Without signs, look-alike letters being one, without the zeros that a program takes away."""
    return normal_serial(serial.removesuffix(".0"))


def _whole(serial: str) -> str:
    """The same with its zeros: they count in a tail."""
    return normal_serial(f"9{serial}")[1:]


def _only(pairs: Iterable[tuple[str, Meter]]) -> Mapping[str, Meter]:
    found: dict[str, Meter | None] = {}
    for key, meter in pairs:
        found[key] = None if key in found else meter
    return {key: meter for key, meter in found.items() if key and meter is not None}
