"""A chart as numbers, before it has words or a look: what a turn works out and a message carries.

It names no account and nobody: months, zones and the tails of serial numbers are all it knows. Values are
whole watt-hours, or kopecks in the view of money.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.history.model import Known

if TYPE_CHECKING:
    from core.tariffs import Zone
    from core.values import Period

MOST_MONTHS, MOST_METERS = 120, 60
"""What one picture has room for: ten years, and the meters of a firm."""


class View(StrEnum):
    """What a chart shows."""

    ENERGY = "energy"  # months by zone
    MONEY = "money"  # what the bills of the months came to
    YEARS = "years"  # the months of several years beside each other
    METERS = "meters"  # one row for each meter, all months together


@dataclass(frozen=True, slots=True)
class ChartMonth:
    """A month; `parts` by zone, none where nothing is known. `before` is the total of a year sooner.

    `mark`: new prices begin with it.
    """

    period: Period
    parts: tuple[int, ...] = ()
    known: Known = Known.TAKEN
    before: int | None = None
    mark: bool = False

    @property
    def total(self) -> int | None:
        """All zones together; None where nothing is known."""
        return sum(self.parts) if self.parts else None


@dataclass(frozen=True, slots=True)
class ChartMeter:
    """A meter by the tail of its serial number; `total` of all months, None where nothing is known."""

    tail: str
    total: int | None
    known: Known = Known.TAKEN


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the month that is not over will come to; four of five end between `low` and `high`."""

    period: Period
    parts: tuple[int, ...]
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Months in order, none left out between the first and the last; `zones` name the parts of a month.

    `meters` only in the view of meters, in the order of their rows. ValueError for more than a picture holds.
    """

    view: View
    zones: tuple[Zone, ...]
    months: tuple[ChartMonth, ...]
    meters: tuple[ChartMeter, ...] = ()
    outlook: Outlook | None = None

    def __post_init__(self) -> None:
        if not 0 < len(self.months) <= MOST_MONTHS or len(self.meters) > MOST_METERS:
            raise ValueError(f"a chart of {len(self.months)} months and {len(self.meters)} meters")

    @property
    def average(self) -> int | None:
        """The average of the months that are known, half up; None where none is."""
        totals = [month.total for month in self.months if month.total is not None]
        return (2 * sum(totals) + len(totals)) // (2 * len(totals)) if totals else None
