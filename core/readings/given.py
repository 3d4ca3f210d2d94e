"""A reading of one meter: what its display shows, in the order of the display."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from core.meters import Meter, Taken
    from core.readings.reasons import Reason
    from core.values import Display, Energy, Period


@dataclass(frozen=True, slots=True)
class Given:
    """A complete reading: T1, T2, T3 of `meter`; `notes` say what was done to what the person wrote."""

    meter: Meter
    shown: tuple[Display, ...]
    notes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Partial:
    """A reading that lacks registers: None where the person has still to say the value."""

    meter: Meter
    shown: tuple[Display | None, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a meter before this reading. All readings are newest first.

    `history` are billing's and ours, each with source and state; `norm` is the kWh of a month of the group,
    None where there is none; `others` are the last taken readings of the person's other meters.
    """

    history: tuple[Taken, ...]
    norm: Energy | None = None
    others: tuple[tuple[Meter, Taken], ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a reading.

    `reasons` are empty when it is simply right; the worst comes first, and its stance decides. `previous` is
    the last taken one (None: the first ever). `used` is the consumption by register, ratio applied, empty
    where it cannot be told. `suggested` are the displays that were probably meant (without the red digit,
    zones put right), `fits` the other meter it belongs to. `period` is the month it counts for.
    """

    given: Given
    period: Period | None
    reasons: tuple[Reason, ...] = ()
    previous: Taken | None = None
    used: tuple[Energy, ...] = ()
    suggested: tuple[Display, ...] = ()
    fits: Meter | None = None
    opens_on: date | None = None
    closes_on: date | None = None
