"""A value that does not fit, and the slip that may explain it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.consumption import used_by_register
from core.readings.usage import Usual, fits
from core.values import Display, Energy

if TYPE_CHECKING:
    from datetime import date

    from core.meters import Meter, Taken
    from core.readings.given import Given
    from core.readings.reasons import Reason

Shown = tuple[Display, ...]
Others = tuple[tuple["Meter", "Taken"], ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """What was probably done, and what was meant: these displays, or that meter."""

    reason: Reason
    suggested: Shown = ()
    fits: Meter | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A value that does not fit, with what it is judged by; `limit` is by register, Wh."""

    given: Given
    previous: Taken
    day: date
    usual: Usual
    limit: tuple[int, ...]
    others: Others = ()

    def used(self, shown: Shown) -> tuple[Energy, ...]:
        """Consumption if that was shown."""
        return used_by_register(self.previous.shown, shown, self.given.meter)

    def plausible(self, shown: Shown) -> bool:
        """Whether that would be believed."""
        return fits(self.used(shown), self.limit)
