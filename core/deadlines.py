"""Days of a month that everybody is told: when the bill comes, is to be paid, when readings are taken.

Payment by the 15th holds since 1 March 2026, before it was the 10th (Housing Code of the Russian Federation,
article 155 part 1). Readings by the 25th: rules of utilities, government decree 354. Numbers are data.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from core.dated import valid_on


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Days of a month, valid from a day to a day; 0 is not told."""

    valid_from: date
    valid_to: date | None = None
    bill_by: int = 0
    pay_by: int = 0
    readings_from: int = 0
    readings_to: int = 0


DEADLINES = (
    Deadlines(date(2012, 9, 1), date(2026, 2, 28), 5, 10, 15, 25),
    Deadlines(date(2026, 3, 1), None, 5, 15, 15, 25),
)
"""What holds unless the configuration says otherwise."""


def deadlines_on(rules: tuple[Deadlines, ...], day: date) -> Deadlines | None:
    """The days told on `day`; None where no rule is valid."""
    return valid_on(rules, day)
