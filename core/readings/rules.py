"""How a supplier takes readings; the defaults are those of the trade, every one a switch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Outside(StrEnum):
    """What becomes of a reading sent outside the window."""

    NEXT = "next"
    REFUSE = "refuse"


class Confirm(StrEnum):
    """When a reading is asked about before it counts."""

    ALWAYS = "always"
    IF_DOUBTFUL = "if_doubtful"


class Compare(StrEnum):
    """With what a reading is compared: the last taken one, or the greatest of taken and calculated."""

    TAKEN = "taken"
    MAX = "max"


class Unanswered(StrEnum):
    """What becomes of a doubtful reading that nobody confirmed by the end of the window."""

    EXPORT = "export"
    HOLD = "hold"


class Split(StrEnum):
    """How the ranges of a month split over zones."""

    PROPORTIONAL = "proportional"
    IN_ORDER = "in_order"  # zones fill the ranges one after another, the dearest first
    PER_ZONE = "per_zone"  # each zone has the whole of every range


class Spread(StrEnum):
    """Over which days consumption between two readings is spread before it is priced."""

    MONTHS = "months"  # the whole months the reading counts for: how households are billed
    DAYS = "days"  # the days between the two readings


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """What the supplier decided.

    `factor_percent` is how many per cent of what the meter usually uses in as many days is still believed;
    `least_limit_kwh` is believed always. `nudge_hours`: an unanswered doubt is asked about once more after so
    long. `photo_days`: photos are kept so long. `sheet_from`: from so many meters on the sheet is offered.
    `known_method`: billing offsets months it had calculated the way we do, so that roubles may be told after
    months without readings.
    """

    window: str = "15-25"
    outside: Outside = Outside.NEXT
    confirm: Confirm = Confirm.IF_DOUBTFUL
    compare: Compare = Compare.TAKEN
    accept_unverified: bool = True
    unanswered: Unanswered = Unanswered.EXPORT
    accept_unlinked: bool = False
    factor_percent: int = 300
    least_limit_kwh: int = 300
    nudge_hours: int = 20
    split: Split = Split.PROPORTIONAL
    spread: Spread = Spread.MONTHS
    known_method: bool = False
    photo_days: int = 180
    most_bytes: int = 10_000_000
    sheet_from: int = 4
