"""What the grammar hears in a message: numbers and the words that name them, not yet a meter's reading."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from core.readings.reasons import Reason


class Label(StrEnum):
    """What a person calls a register. T1, T2, T3 are places on the display, the rest are zones."""

    NONE = ""  # named by its position only
    T0 = "t0"
    T1 = "t1"
    T2 = "t2"
    T3 = "t3"
    DAY = "day"
    NIGHT = "night"
    PEAK = "peak"
    HALFPEAK = "halfpeak"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as typed: ASCII digits before and after the comma, leading zeros kept."""

    whole: str
    fraction: str = ""
    label: Label = Label.NONE


@dataclass(frozen=True, slots=True)
class Written:
    """One meter's numbers. `account` is a whole number or its last four digits; both "" where unnamed.

    `total` is the register of the sum (T0) that stood beside them: it is never sent, and told of.
    """

    numbers: tuple[Number, ...]
    account: str = ""
    serial: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """A message that carries readings, one `Written` per meter.

    `left` are numbers that were understood and are not sent: total registers (T0), other services.
    `taken_on` is the day on which they were taken, where the message names an earlier one.
    """

    readings: tuple[Written, ...]
    left: tuple[str, ...] = ()
    taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class Unsure:
    """A message that may mean several things; the person chooses among the options."""

    reason: Reason
    options: tuple[Heard, ...]
    taken_on: date | None = None


@dataclass(frozen=True, slots=True)
class Unheard:
    """A message with no reading in it, and why; `detail` is what was in the way (a word, a number)."""

    reason: Reason
    detail: str = ""


Message = Heard | Unsure | Unheard
