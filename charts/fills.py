"""How a value is filled: by the ink of its series and by how it is known, never by colour alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from charts.palette import INKS
from charts.scene import Box, Pattern
from core.charting.drawing import Bar, Look, Series

_SOLID: Mapping[str, Pattern] = {
    "second": Pattern.LINED,
    "third": Pattern.UPRIGHT,
    "before": Pattern.UPRIGHT,
}
_BACKWARD = frozenset({"second", "third"})
PALE = "-pale"


def look_of(bar: Bar, index: int) -> Look:
    """How the value of a series is known."""
    if not bar.looks:
        return Look.SOLID
    return bar.looks[min(index, len(bar.looks) - 1)]


def ink_of(series: Sequence[Series], index: int) -> str:
    """The ink of a series; a drawing of one may leave it out."""
    return series[min(index, len(series) - 1)].ink if series else "first"


def pattern_of(look: Look, ink: str) -> Pattern:
    """The pattern of an ink: the same ink has the same one in every picture."""
    if look is Look.CALCULATED:
        return Pattern.BACKWARD if ink in _BACKWARD else Pattern.HATCHED
    return Pattern.DOTTED if look is Look.SPREAD else _SOLID.get(ink, Pattern.PLAIN)


def filled(area: tuple[int, int, int, int], ink: str, look: Look) -> Iterator[Box]:
    """The boxes of one value: left, top, right, bottom."""
    if look is Look.FORECAST and ink + PALE in INKS:
        yield Box(*area, ink + PALE)
        yield Box(*area, ink, Pattern.OPEN)
    else:
        yield Box(*area, ink, pattern_of(look, ink))
