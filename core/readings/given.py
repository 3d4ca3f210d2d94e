"""A reading of one meter: what its display shows, in the order of the display."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.meters import Source, Taken
from core.values import Display

if TYPE_CHECKING:
    from datetime import date

    from core.meters import Meter
    from core.readings.journal import Entry
    from core.readings.reasons import Reason
    from core.values import Energy, Period


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
    notes: tuple[Reason, ...] = ()

    @property
    def missing(self) -> tuple[int, ...]:
        """Places on the display (0 is T1) still to be told; their zones are those of the meter."""
        return tuple(at for at, display in enumerate(self.shown) if display is None)


@dataclass(frozen=True, slots=True)
class Sent:
    """An entry of our journal with the calendar day of its time, by the clock of its account."""

    entry: Entry
    on: date

    @property
    def taken(self) -> Taken:
        """The entry beside billing's readings; its state is the one of the journal."""
        entry = self.entry
        shown = tuple(Display(units, entry.decimals) for units in entry.shown)
        return Taken(self.on, Source.SUBSCRIBER, shown, entry.state.value)


@dataclass(frozen=True, slots=True)
class Past:
    """What is known of a meter before this reading. All readings are newest first.

    `history` is billing's, with source and state; `sent` are the living entries of our journal; `norm` is the
    energy of a month of the group, None where there is none; `others` are the last taken readings of the
    person's other meters (needed only to explain a doubtful value: `core.readings.checks.doubts_value`).
    """

    history: tuple[Taken, ...]
    norm: Energy | None = None
    others: tuple[tuple[Meter, Taken], ...] = ()
    sent: tuple[Sent, ...] = ()


@dataclass(frozen=True, slots=True)
class Sending:
    """How a reading came: its day where the account is, the UTC milliseconds, and who sent it.

    `taken_on` is the day on the reading itself where it says one (None: the day it was sent). `closed`: the
    account is closed. `at_ms` 0: not known, then entries of the same day are all taken for earlier ones.
    """

    on: date
    at_ms: int = 0
    subscriber_id: int = 0
    taken_on: date | None = None
    closed: bool = False

    @property
    def day(self) -> date:
        """The day of the reading."""
        return self.taken_on or self.on


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of a reading.

    `reasons` are empty when it is simply right; the worst comes first, and its stance decides. `previous` is
    the last taken one (None: the first ever). `used` is the consumption by register, ratio applied, empty
    where it cannot be told. `suggested` are the displays that were probably meant (without the red digit,
    zones put right), `fits` the other meter it belongs to. `period` is the month it counts for.

    `earlier` is the living entry of the same period that this one repeats, replaces or contradicts.
    `disputed` is the newer reading that was passed over for `previous` (PREVIOUS_DISPUTED). `suspect` is
    `previous` where this reading fits the one before it and `previous` does not: last month's slip. `usual`
    is what the meter uses by register in as many days, where a value is doubted and that is known. `present`
    is what billing has from the subscriber for the same window and this reading replaces.
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
    earlier: Entry | None = None
    disputed: Taken | None = None
    suspect: Taken | None = None
    usual: tuple[Energy, ...] = ()
    present: Taken | None = None
