"""What a month will come to, as far as it can be known beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.values import Energy, Money

if TYPE_CHECKING:
    from core.tariffs import Zone
    from core.values import Period


class Basis(StrEnum):
    """What a forecast rests on, the best first."""

    READINGS = "readings"  # a reading of this month, and the season for its remaining days
    SEASON = "season"  # the same months of other years, and how this year goes
    LATELY = "lately"  # less than a year is known: the last months


@dataclass(frozen=True, slots=True)
class EnergyForecast:
    """Consumption of a month by zone; four months of five are expected between `low` and `high`."""

    period: Period
    energy: tuple[tuple[Zone, Energy], ...]
    low: Energy
    high: Energy
    basis: Basis

    @property
    def total(self) -> Energy:
        """All zones together."""
        return Energy(sum(energy.watt_hours for _, energy in self.energy))


@dataclass(frozen=True, slots=True)
class BillForecast:
    """What the month will cost; `low` and `high` are the prices of the ends of the interval of energy."""

    energy: EnergyForecast
    total: Money
    low: Money
    high: Money
