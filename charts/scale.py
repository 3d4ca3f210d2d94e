"""The scale of values: ends from a short list, so that many pictures share their grid. Exact integers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

TOPS = ((10, 2), (15, 5), (20, 5), (30, 10), (40, 10), (50, 10), (75, 25), (100, 20))
"""The end of a scale and the step of its grid, in units of a power of ten."""
FINEST = 1000
"""No step is finer than such a part of a unit: its value could not be written."""


@dataclass(frozen=True, slots=True)
class Scale:
    """From `low` (0 or less) to `high` with a line each `step`; all in the smallest unit of the drawing."""

    low: int
    high: int
    step: int

    def ticks(self) -> Iterator[int]:
        """Values with a line, from the lowest."""
        return iter(range(-(-self.low // self.step) * self.step, self.high + 1, self.step))

    def place(self, value: int, begin: int, end: int) -> int:
        """The pixel of a value where `low` is at `begin` and `high` at `end`, rounded."""
        span, length = self.high - self.low, end - begin
        return begin + (2 * (value - self.low) * length + span) // (2 * span)


def scale_of(lowest: int, highest: int, unit: int) -> Scale:
    """The scale of values from `lowest` to `highest`. Where all are 0, it is ten times `unit` high."""
    up, down = max(highest, 0), max(-lowest, 0)
    most = max(up, down) or 10 * unit
    power = max(1, unit // FINEST)
    while most > TOPS[-1][0] * power:
        power *= 10
    top, step = next((top * power, step * power) for top, step in TOPS if most <= top * power)
    if down > up:
        return Scale(-top, _whole(up, step), step)
    return Scale(-_whole(down, step), top, step)


def _whole(value: int, step: int) -> int:
    return -(-value // step) * step
