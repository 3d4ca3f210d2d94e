"""Words as small pictures of how much of each pixel they cover, rendered by what draws matplotlib's text.

To lay out and render a line of text takes a millisecond, and every picture has numbers that no picture had
before. So numbers are put together from digits: hinted, these are whole pixels wide and not kerned.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.text import Text

from charts.metrics import DPI, FEATURES, FIGURES, face, width
from charts.ramps import steps_of

KEPT = 256
"""Words kept, and as many digits; one takes 2 to 70 kB. Numbers are not: each picture has others."""
_BESIDE = 4  # letters may reach beyond where their word begins and ends
Coverage = npt.NDArray[np.uint8]
"""0 to 255 for each pixel of a word, its base line below row 2 x size."""


@dataclass(frozen=True, slots=True)
class Sprite:
    """A word whose first letter begins at (0, 0): its pixels begin at (`left`, `top`) from there.

    `steps` are offsets into `ramps.mixed`.
    """

    left: int
    top: int
    steps: npt.NDArray[np.uint16]


def sprite(text: str, size: int, bold: bool) -> Sprite:  # noqa: FBT001 - what `_word` has for its key
    """A word of `size` pixels: the pixels it has in a figure."""
    if FIGURES.issuperset(text):
        return _cut(_composed(text, size, bold), size)
    return _word(text, size, bold)


@lru_cache(KEPT)
def _word(text: str, size: int, bold: bool) -> Sprite:  # noqa: FBT001 - a key
    return _cut(_rendered(text, size, bold), size)


def _cut(coverage: Coverage, size: int) -> Sprite:
    """Without the empty rows above and below."""
    rows = np.flatnonzero(coverage.any(axis=1))
    first, last = (int(rows[0]), int(rows[-1]) + 1) if rows.size else (0, 0)
    steps = steps_of(np.ascontiguousarray(coverage[first:last]))
    return Sprite(-_BESIDE, first - 2 * size, steps)


def _composed(text: str, size: int, bold: bool) -> Coverage:  # noqa: FBT001
    digits = [(_digit(figure, size, bold), width(figure, size, bold)) for figure in text]
    coverage = np.zeros((3 * size, sum(wide for _, wide in digits) + 2 * _BESIDE), np.uint8)
    place = 0
    for digit, wide in digits:
        onto = coverage[:, place : place + digit.shape[1]]
        np.maximum(onto, digit, out=onto)
        place += wide
    return coverage


@lru_cache(KEPT)
def _digit(text: str, size: int, bold: bool) -> Coverage:  # noqa: FBT001 - a key
    return _rendered(text, size, bold)


def _rendered(text: str, size: int, bold: bool) -> Coverage:  # noqa: FBT001
    wide = width(text, size, bold) + 2 * _BESIDE
    renderer: Any = RendererAgg(wide, 3 * size, DPI)  # type: ignore[no-untyped-call]
    how = {"ismath": False, "mtext": _featured()}
    renderer.draw_text(renderer.new_gc(), _BESIDE, 2 * size, text, face(size, bold), 0, **how)
    return np.ascontiguousarray(np.asarray(renderer.buffer_rgba())[:, :, 3])


@cache
def _featured() -> Text:
    return Text(fontfeatures=FEATURES)
