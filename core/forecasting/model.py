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
class SoFar:
    """What the readings of the month itself tell: energy by zone of the `days` since the reading before.

    `final`: the bill of the month counts this reading, so nothing is left to foretell.
    """

    energy: tuple[tuple[Zone, Energy], ...]
    days: int
    final: bool = False


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
    """What the month will cost; `low` and `high` are the prices of the ends of the interval of energy.

    `beside` is what the bill holds beside the energy of the meters, as the last bill had it (common needs of
    the house, a benefit below zero): it is in `total`, `low` and `high`. `itemised`: the last bill told its
    lines; otherwise nothing beside the energy is known.
    """

    energy: EnergyForecast
    total: Money
    low: Money
    high: Money
    beside: Money
    itemised: bool = True
