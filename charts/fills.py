"""How a value is filled: by its series and by how it is known, never by colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from charts.scene import Box, Pattern
from core.charting.drawing import Bar, Look, Series

_SOLID = (Pattern.PLAIN, Pattern.LINED, Pattern.UPRIGHT)
_HATCHED = (Pattern.HATCHED, Pattern.BACKWARD)
PALE = "-pale"


def look_of(bar: Bar, index: int) -> Look:
    """How the value of a series is known."""
    if not bar.looks:
        return Look.SOLID
    return bar.looks[min(index, len(bar.looks) - 1)]


def ink_of(series: Sequence[Series], index: int) -> str:
    """The ink of a series; a drawing of one may leave it out."""
    return series[min(index, len(series) - 1)].ink if series else "first"


def pattern_of(look: Look, index: int) -> Pattern:
    """The pattern of the series with this index."""
    if look is Look.CALCULATED:
        return _HATCHED[index % len(_HATCHED)]
    return Pattern.DOTTED if look is Look.SPREAD else _SOLID[index % len(_SOLID)]


def filled(area: tuple[int, int, int, int], ink: str, look: Look, index: int = 0) -> Iterator[Box]:
    """The boxes of one value: left, top, right, bottom."""
    if look is Look.FORECAST and ink + PALE in _PALES:
        yield Box(*area, ink + PALE)
        yield Box(*area, ink, Pattern.OPEN)
    else:
        yield Box(*area, ink, pattern_of(look, index))


_PALES = frozenset({"first-pale", "second-pale", "third-pale", "before-pale"})
