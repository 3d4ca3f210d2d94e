"""What a picture shows, words included: all that whoever paints it has to know, and nothing of whose it is.

Two accounts that used the same have the same drawing, and share its picture. Values are whole numbers of the
smallest unit (watt-hours, kopecks); `unit` of them make one of what people read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Arrangement(StrEnum):
    """How bars stand."""

    STACKED = "stacked"  # months from left to right, the series of a month on top of each other
    GROUPED = "grouped"  # months from left to right, the series of a month beside each other: years
    ROWS = "rows"  # one row for each column, the longest first: meters


class Look(StrEnum):
    """How a bar looks, because of how its value is known."""

    SOLID = "solid"
    SPREAD = "spread"  # spread over days between readings that are far apart
    CALCULATED = "calculated"  # hatched: nobody took a reading
    FORECAST = "forecast"  # pale: not over yet


@dataclass(frozen=True, slots=True)
class Series:
    """What is told apart by colour, pattern and name: a zone, a year. `name` "" where there is one only."""

    name: str
    ink: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A month, or a row. `parts` by series; no parts: nothing is known, a gap (not a zero).

    `label` is below the bar ("окт") or beside the row; `group` stands once below all bars that share it
    ("2025"). `looks` by series where they differ, else one for all. `before` is the outline behind (the same
    month of last year); `low` and `high` enclose a forecast; `mark` stands above a line where this bar begins
    ("новый тариф").
    """

    label: str
    group: str
    parts: tuple[int, ...]
    looks: tuple[Look, ...] = (Look.SOLID,)
    before: int | None = None
    low: int | None = None
    high: int | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Legend:
    """Words for what the looks mean, "" for what does not occur: it is not explained then."""

    before: str = ""
    spread: str = ""
    calculated: str = ""
    forecast: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One picture. `average` is a line across, with `average_name` beside it.

    `measure` names what people read ("кВт·ч", "₽"); `title` says what is shown, `subtitle` of which months.
    """

    arrangement: Arrangement
    title: str
    subtitle: str
    measure: str
    unit: int
    series: tuple[Series, ...]
    bars: tuple[Bar, ...]
    legend: Legend = Legend()
    average: int | None = None
    average_name: str = ""
