"""What an account or a meter used month by month, and how that is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.values import Energy

if TYPE_CHECKING:
    from core.tariffs import Zone
    from core.values import Period


class Known(StrEnum):
    """How the consumption of a month is known, the surest first."""

    TAKEN = "taken"  # readings of this month and of the month before
    SPREAD = "spread"  # readings farther apart: their difference is spread over the days between
    BILLED = "billed"  # no pair of readings, the bill tells
    CALCULATED = "calculated"  # nobody took a reading: the supplier calculated it


@dataclass(frozen=True, slots=True)
class MonthUse:
    """One month; `energy` by zone in the order of `tariffs.ORDER`, negative only where a bill returns some.

    `replaced`: a meter came or went in the month, and it is the sum of both.
    """

    period: Period
    energy: tuple[tuple[Zone, Energy], ...]
    known: Known
    replaced: bool = False

    @property
    def total(self) -> Energy:
        """All zones together."""
        return Energy(sum(energy.watt_hours for _, energy in self.energy))
