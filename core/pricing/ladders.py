"""Which prices hold on a day: the ranges of a zone, the lowest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.dated import covers

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from core.pricing.model import Unpriced
    from core.tariffs import TariffRow

OPEN = 10**18
"""The upper bound of a range that has none."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Ranges of a zone: upper bounds in watt-hours of the month (the last may be open), and prices."""

    tops: tuple[int, ...]
    prices: tuple[int, ...]


class NoPriceError(Exception):
    """Unwinds the engine: there is no price, `found` says why."""

    def __init__(self, found: Unpriced) -> None:
        super().__init__(found.why)
        self.found = found


def ladder(rows: Iterable[TariffRow], day: date) -> Ladder | None:
    """Prices of the day among rows of one zone; of several lists the one that began last. None: no list."""
    valid = [row for row in rows if covers(row, day)]
    if not valid:
        return None
    began = max(row.valid_from for row in valid)
    steps = sorted((row.upto or OPEN, row.price) for row in valid if row.valid_from == began)
    return Ladder(tuple(top for top, _ in steps), tuple(price for _, price in steps))
