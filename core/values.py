"""Small values that the whole product shares: money, periods, account numbers, phones.

Money is whole kopecks everywhere; nothing in this module knows how a value is written for people
(that is `bot.texts.format`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NewType

AccountId = NewType("AccountId", int)
SubscriberId = NewType("SubscriberId", int)
LinkId = NewType("LinkId", int)
EventId = NewType("EventId", int)
EffectId = NewType("EffectId", int)

_PERIOD = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount of roubles in whole kopecks; may be negative only where a document says so."""

    kopecks: int


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar month of billing."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Period:
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `YYYY-MM`; ValueError otherwise."""
        found = _PERIOD.fullmatch(text)
        if not found:
            raise ValueError(f"a period is written YYYY-MM, not {text!r}")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def shift(self, months: int) -> Period:
        """The period `months` later (earlier when negative)."""
        index = self.year * 12 + self.month - 1 + months
        return Period(index // 12, index % 12 + 1)


@dataclass(frozen=True, slots=True)
class Masked:
    """An account number of which only the last four digits may be shown: `*7833`."""

    number: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone in E.164, `+79161234567`; shown masked unless `full`."""

    number: str
    full: bool = False


@dataclass(frozen=True, slots=True)
class Wait:
    """A length of time to wait, in whole seconds; people see minutes or hours, rounded up."""

    seconds: int


@dataclass(frozen=True, slots=True, order=True)
class Energy:
    """Electric energy in whole watt-hours; people see kWh."""

    watt_hours: int


@dataclass(frozen=True, slots=True)
class Prices:
    """Prices of a kWh by range, the cheapest range first, in 1/100000 rouble."""

    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Display:
    """What a meter shows: units of its last digit, and how many digits stand after the comma."""

    units: int
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Displays:
    """What all registers of a meter show, T1 first.

    `named`: each with its place on the display, and with its zone where `zones` tell it (full form only).
    """

    shown: tuple[Display, ...]
    named: bool = False
    zones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Personal:
    """Words that name a person or a place: a holder, a postal address. They leave by no messenger."""

    text: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A secret of ours that is derived only when its message is drawn: no row holds it.

    `purpose` names the derivation, `key_id` its key, `seed` what it was made for.
    """

    purpose: str
    key_id: str
    seed: str


Value = (
    Sealed
    | str
    | int
    | Money
    | Period
    | Masked
    | Phone
    | Personal
    | Wait
    | Energy
    | Prices
    | Display
    | Displays
    | date
)
