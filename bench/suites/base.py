"""The shape of a suite."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bench.arena import Arena
from bench.figures import Result

Measure = Callable[[Arena, Sequence[str]], Awaitable[list[Result]]]


@dataclass(frozen=True, slots=True)
class Suite:
    """Figures that share their rounds. `measure` is told which of the names are wanted."""

    names: tuple[str, ...]
    measure: Measure
