"""How values are written for people, in the two forms of the catalogue.

Fluent never formats a value itself: it would put in no-break and invisible characters and print the name
of a missing one. Full form: `2 310,90 руб.`, `15 ноября`, `+7 916 ***-45-67`. Short form (SMS, every
character costs): `2310,90 руб.`, `15.11`, `+7916***4567`, ASCII punctuation. Spaces are ordinary in both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from itertools import zip_longest

from core.values import Display, Displays, Energy, Masked, Money, Period, Personal, Phone, Prices, Value, Wait

_PLAIN = str.maketrans(
    {
        "«": '"', "»": '"', "„": '"', "“": '"', "”": '"', "’": "'", "‘": "'", "`": "'", "…": "...",
        "–": "-", "—": "-", "−": "-", "‑": "-", "№": "N", "₽": "руб.", "·": ".", "×": "x", "\t": " ",
    }
)  # fmt: skip

NEAR = 183
"""Days around today in which a day and a month can only mean one date: the short form spares the year."""

_SPACED_PHONE = re.compile(r"(?![0-9]{1,3}(?:-[0-9]{3})+$)\+?[0-9][0-9 ()-]{9,20}")
"""A phone of the supplier, written to be read: in the short form its digits are enough. The number of a
receipt (48-217-305) stays as it is read out."""

Show = Callable[[Value, date], str]

_KINDS = (str, int, Money, Period, Masked, Phone, Personal, Wait, Energy, Prices, Display, Displays, date)


def plural(number: int) -> int:
    """Which of three Russian words goes with the number: 0 (1 час), 1 (2 часа), 2 (5 часов)."""
    tens, units = abs(number) % 100 // 10, abs(number) % 10
    if tens != 1 and units == 1:
        return 0
    return 1 if tens != 1 and 2 <= units <= 4 else 2


def clean(text: str) -> str:
    """Take out what breaks a line or hides text: controls, bidi marks, zero width; breaks become spaces."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " if c.isspace() else "" for c in text)


class Formatter:
    """Writes values in one form, `full` or `short`.

    `words` are the messages of `ru/format.ftl`; `show(value, today)` raises TypeError for anything that
    is no `core.values.Value` (a datetime, a float, a bool).
    """

    def __init__(self, form: str, words: Mapping[str, str]) -> None:
        self._unit = words["money-unit"]
        self._kwh = words["energy-unit"]
        self._kwh_short = words["energy-unit-short"]
        self._months = words["months"].split(", ")
        self._months_after_day = words["months-after-day"].split(", ")
        self._waits = {name: words[name].split(", ") for name in words if name.startswith("wait-")}
        self._zones = {name.removeprefix("zone-"): words[name] for name in words if name.startswith("zone-")}
        prefix = f"_{form}_"
        self._by_type: dict[type, Show] = {
            kind: getattr(self, prefix + kind.__name__.lower()) for kind in _KINDS
        }

    def show(self, value: Value, today: date) -> str:
        """Write a value; `today` decides whether a date needs its year."""
        written = self._by_type.get(type(value))
        if written is None:
            if not isinstance(value, str):
                known = ", ".join(t.__name__ for t in self._by_type)
                # The value itself is not named: errors are logged.
                raise TypeError(f"a text can show {known}, not a {type(value).__name__}")
            written = self._by_type[str]
        return written(value, today)

    def _full_str(self, value: str, today: date) -> str:
        return clean(value)

    def _short_str(self, value: str, today: date) -> str:
        if _SPACED_PHONE.fullmatch(value):
            return "".join(c for c in value if c in "+0123456789")
        return value if value.isascii() and value.isprintable() else clean(value.translate(_PLAIN))

    def _full_int(self, value: int, today: date) -> str:
        return f"{value:,}".replace(",", " ") if abs(value) >= 1000 else str(value)

    def _short_int(self, value: int, today: date) -> str:
        return str(value)

    def _full_money(self, value: Money, today: date) -> str:
        roubles, kopecks = divmod(abs(value.kopecks), 100)
        sign = "-" if value.kopecks < 0 else ""
        return f"{sign}{roubles:,}".replace(",", " ") + f",{kopecks:02d} {self._unit}"

    def _short_money(self, value: Money, today: date) -> str:
        roubles, kopecks = divmod(abs(value.kopecks), 100)
        sign = "-" if value.kopecks < 0 else ""
        return f"{sign}{roubles},{kopecks:02d} {self._unit}"

    def _full_energy(self, value: Energy, today: date) -> str:
        return f"{_decimal(value.watt_hours, 3, ' ')} {self._kwh}"

    def _short_energy(self, value: Energy, today: date) -> str:
        return f"{_decimal(value.watt_hours, 3, '')} {self._kwh_short}"

    def _full_prices(self, value: Prices, today: date) -> str:
        return " / ".join(_decimal(units, 5, " ", least=2) for units in value.units)

    def _short_prices(self, value: Prices, today: date) -> str:
        return "/".join(_decimal(units, 5, "", least=2) for units in value.units)

    def _full_display(self, value: Display, today: date) -> str:
        return _decimal(value.units, value.decimals, " ", least=value.decimals)

    def _short_display(self, value: Display, today: date) -> str:
        return _decimal(value.units, value.decimals, "", least=value.decimals)

    def _full_displays(self, value: Displays, today: date) -> str:
        written = [self._full_display(one, today) for one in value.shown]
        zones = [f" {self._zones[str(zone)]}" for zone in value.zones]
        return _registers(value, written, " / ", zones)

    def _short_displays(self, value: Displays, today: date) -> str:
        return _registers(value, [self._short_display(one, today) for one in value.shown], "/")

    def _full_date(self, value: date, today: date) -> str:
        day = f"{value.day} {self._months_after_day[value.month - 1]}"
        return day if value.year == today.year else f"{day} {value.year}"

    def _short_date(self, value: date, today: date) -> str:
        day = f"{value.day:02d}.{value.month:02d}"
        return day if abs((value - today).days) <= NEAR else f"{day}.{value.year}"

    def _full_period(self, value: Period, today: date) -> str:
        month = self._months[value.month - 1]
        return month if value.year == today.year else f"{month} {value.year}"

    def _short_period(self, value: Period, today: date) -> str:
        return f"{value.month:02d}.{value.year}"

    def _full_masked(self, value: Masked, today: date) -> str:
        return f"*{value.number[-4:]}"

    _short_masked = _full_masked

    def _full_phone(self, value: Phone, today: date) -> str:
        number = value.number
        if not (len(number) == 12 and number.startswith("+7")):
            return _foreign(value)
        code, rest = number[2:5], (number[5:8] if value.full else "***")
        start = "8 800" if code == "800" else f"+7 {code}"
        return f"{start} {rest}-{number[8:10]}-{number[10:]}"

    def _short_phone(self, value: Phone, today: date) -> str:
        number = value.number
        if not (len(number) == 12 and number.startswith("+7")):
            return _foreign(value)
        if not value.full:
            return f"{number[:5]}***{number[-4:]}"
        return f"8{number[2:]}" if number[2:5] == "800" else number

    def _full_personal(self, value: Personal, today: date) -> str:
        return self._full_str(value.text, today)

    def _short_personal(self, value: Personal, today: date) -> str:
        return self._short_str(value.text, today)

    def _full_wait(self, value: Wait, today: date) -> str:
        unit, count = _rounded(value)
        return f"{count} {self._waits[unit][plural(count)]}"

    def _short_wait(self, value: Wait, today: date) -> str:
        unit, count = _rounded(value)
        return f"{count} {self._waits[unit + '-short'][0]}"


def _registers(value: Displays, written: list[str], between: str, zones: Sequence[str] = ()) -> str:
    """Registers in a row; where they are to be named and there are several, T1 first."""
    if value.named and len(written) > 1:
        rows = zip_longest(written, zones, fillvalue="")
        return ", ".join(f"T{at}{zone} {one}" for at, (one, zone) in enumerate(rows, 1) if one)
    return between.join(written)


def _decimal(units: int, decimals: int, thousands: str, least: int = 0) -> str:
    """A number of `units` of its last decimal; zeros at the end go as long as `least` decimals stay."""
    whole, fraction = divmod(abs(units), 10**decimals)
    digits = f"{fraction:0{decimals}d}" if decimals else ""
    digits = digits[:least] + digits[least:].rstrip("0")
    sign = "-" if units < 0 else ""
    return sign + f"{whole:,}".replace(",", thousands) + (f",{digits}" if digits else "")


def _foreign(value: Phone) -> str:
    return value.number if value.full else f"{value.number[:4]}***{value.number[-4:]}"


def _rounded(value: Wait) -> tuple[str, int]:
    """Minutes below an hour, hours from there, rounded up: nobody is told to come back too early."""
    minutes = max(1, -(-value.seconds // 60))
    return ("wait-minutes", minutes) if minutes < 60 else ("wait-hours", -(-minutes // 60))
