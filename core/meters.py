"""A meter as its card shows it: what it is, what its display means, how long its verification lasts."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.tariffs import Zone
from core.values import Display

SOON_DAYS = 90
"""A verification that ends within so many days is told beforehand."""
_REF = 8
_DOUBTED = frozenset({"refused", "disputed", "unconfirmed"})


class Source(StrEnum):
    """Whose reading it is; a calculated one was read by nobody."""

    SUBSCRIBER = "subscriber"
    INSPECTOR = "inspector"
    CALCULATED = "calculated"
    BILLING = "billing"


@dataclass(frozen=True, slots=True)
class Taken:
    """A reading as billing knows it: T1, T2, T3 as on the display."""

    on: date
    source: Source
    shown: tuple[Display, ...]
    state: str = "counted"


def counts(reading: Taken) -> bool:
    """Whether somebody took the reading and nobody disputes it."""
    return reading.source is not Source.CALCULATED and not doubted(reading)


def doubted(reading: Taken) -> bool:
    """Whether billing refused or doubts the reading, or nobody confirmed it."""
    return reading.state in _DOUBTED


@dataclass(frozen=True, slots=True)
class Meter:
    """One meter. `zones` say what T1, T2, T3 of the display are; `ratio` multiplies consumption."""

    serial: str
    model: str
    place: str
    zones: tuple[Zone, ...]
    digits: int
    decimals: int
    ratio: int
    installed_on: date | None
    removed_on: date | None
    verified_until: date | None
    automatic: bool

    @property
    def ref(self) -> str:
        """What a button carries for it: serial numbers hold whatever people stamp on meters."""
        return meter_ref(self.serial)


def meter_ref(serial: str) -> str:
    """What a button carries for the meter with this serial number."""
    return hashlib.sha256(serial.encode()).hexdigest()[:_REF]


class Verification(StrEnum):
    """How the verification of a meter stands."""

    UNKNOWN = "unknown"
    VALID = "valid"
    SOON = "soon"
    OVER = "over"


def verification(meter: Meter, today: date) -> Verification:
    """Whether the verification holds on `today`; its last day still counts."""
    until = meter.verified_until
    if until is None:
        return Verification.UNKNOWN
    if until < today:
        return Verification.OVER
    return Verification.SOON if (until - today).days <= SOON_DAYS else Verification.VALID


def zones_on_display(order: str, count: int) -> tuple[Zone, ...]:
    """Zones behind T1, T2, T3 (`day,night`); where the order is missing, the usual one of the count."""
    usual = {1: "all", 2: "day,night", 3: "peak,night,halfpeak"}
    return tuple(Zone(name) for name in (order or usual[count]).split(","))
