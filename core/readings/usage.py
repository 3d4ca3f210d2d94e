"""What a meter usually uses, and how much is still believed without asking.

The limit comes from the meter's own readings, scaled to the days that passed; where there are none, from the
norm of the group; where there is none either, from the size of the display. Everything is by register, in
whole watt-hours with the ratio applied.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.readings.steps import KWH, PART_OF_DIAL, Step, dial
from core.values import Energy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.meters import Meter
    from core.readings.rules import ReadingRules

_YEARS = (timedelta(days=365), timedelta(days=730))


@dataclass(frozen=True, slots=True)
class Usual:
    """The use of one meter before the reading in question."""

    meter: Meter
    steps: tuple[Step, ...]
    norm: Energy | None
    rules: ReadingRules

    def limit(self, since: date, until: date) -> tuple[int, ...]:
        """The most by register, Wh, that is believed from one day to the other."""
        registers = range(len(self.meter.zones))
        days = max((until - since).days, 1)
        least = self.rules.least_limit_kwh * KWH
        rates = [self._rate(register, since, until) for register in registers]
        blind = dial(self.meter) // PART_OF_DIAL
        believed = [
            blind if rate is None else rate * days * self.rules.factor_percent // 100_000 for rate in rates
        ]
        return tuple(max(least, one) for one in believed)

    def expected(self, since: date, until: date) -> tuple[Energy, ...]:
        """What would be usual, by register; empty where nothing is known of this meter."""
        if not self.steps:
            return ()
        days = max((until - since).days, 1)
        registers = range(len(self.meter.zones))
        then = self._then(since, until)
        whole = sum(shared for _, shared in then)
        rates = [
            sum(step.rate(register) * shared for step, shared in then) // whole
            if whole
            else self._median(register)
            for register in registers
        ]
        return tuple(Energy(rate * days // 1000) for rate in rates)

    def _rate(self, register: int, since: date, until: date) -> int | None:
        """The greatest of the usual, of what was used lately and on the same days of other years."""
        if self.steps:
            seasonal = [step.rate(register) for step, _ in self._then(since, until)]
            return max(self._median(register), self._lately(register), *seasonal)
        return self._norm

    @property
    def _norm(self) -> int | None:
        return self.norm.watt_hours * 12_000 // 365 if self.norm else None

    def _lately(self, register: int) -> int:
        """The newest step, as far as the others allow: it may be last month's slip."""
        newest = self.steps[0].rate(register)
        others = [step.rate(register) for step in self.steps[1:]] or ([self._norm] if self._norm else [])
        return min(newest, max(others) * self.rules.factor_percent // 100) if others else newest

    def _median(self, register: int) -> int:
        """Of an even number the lower one: of two steps the greater may be a slip."""
        return sorted(step.rate(register) for step in self.steps)[(len(self.steps) - 1) // 2]

    def _then(self, since: date, until: date) -> list[tuple[Step, int]]:
        """Steps over the same days of other years, with how many days they share."""
        shared = [
            (step, (min(step.until, until - shift) - max(step.since, since - shift)).days)
            for shift in _YEARS
            for step in self.steps
        ]
        return [(step, days) for step, days in shared if days > 0]


def fits(used: Sequence[Energy], limit: Sequence[int]) -> bool:
    """Whether it went forward, or stood still, and no further than is believed."""
    return all(0 <= energy.watt_hours <= most for energy, most in zip(used, limit, strict=True))
