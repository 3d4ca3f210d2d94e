"""How wide words are, by the same face and hinting that matplotlib draws them with; digits are all as wide.

Whoever draws a word draws it with `face`, `FEATURES` and its first letter at `left_of`: matplotlib itself
measures without the features when it aligns, and would stand a pixel beside.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from matplotlib.backends.backend_agg import get_hinting_flag
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

from charts.scene import Align, Word

FEATURES = ("tnum",)
"""Digits of one width: numbers below each other line up."""
FIGURES = frozenset("0123456789,.+\u2212\u202f\u00a0 ")
"""Characters that hinting makes whole pixels wide, and that are not kerned: numbers can be put together."""
ELLIPSIS = "…"
DPI = 72
"""A point is a pixel."""
KEPT = 4_096
_FONTS = Path(__file__).parent / "fonts"


def face_file(*, bold: bool) -> Path:
    """Where the face lies."""
    return _FONTS / ("GolosText-SemiBold.ttf" if bold else "GolosText-Regular.ttf")


@cache
def face(size: int, bold: bool) -> FontProperties:  # noqa: FBT001 - a key
    """The face as matplotlib's texts take it, `size` in pixels."""
    return FontProperties(fname=face_file(bold=bold), size=size)


@cache
def _font(size: int, bold: bool) -> FT2Font:  # noqa: FBT001 - a key
    font = FT2Font(str(face_file(bold=bold)))
    font.set_size(size, DPI)
    return font


@lru_cache(KEPT)
def width(text: str, size: int, bold: bool = False) -> int:  # noqa: FBT001, FBT002 - a key
    """Pixels from the first letter to the last, rounded up."""
    if len(text) > 1 and FIGURES.issuperset(text):
        return sum(width(figure, size, bold) for figure in text)
    font = _font(size, bold)
    font.set_text(text, 0.0, flags=_hinting(), features=FEATURES)
    return -(-font.get_width_height()[0] // 64)


def _hinting() -> LoadFlags:
    flags: LoadFlags = get_hinting_flag()  # type: ignore[no-untyped-call]
    return flags


def shortened(text: str, room: int, size: int, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as `room` pixels have place for, with an ellipsis; "" if none."""
    if width(text, size, bold) <= room:
        return text
    short, long = 0, len(text)
    while short < long:
        middle = (short + long + 1) // 2
        fits = width(_cut(text, middle), size, bold) <= room
        short, long = (middle, long) if fits else (short, middle - 1)
    return _cut(text, short) if short else ""


def _cut(text: str, length: int) -> str:
    return text[:length].rstrip() + ELLIPSIS


def left_of(word: Word) -> int:
    """Where the first letter begins."""
    wide = width(word.text, word.size, word.bold)
    return word.x - {Align.LEFT: 0, Align.CENTRE: wide // 2, Align.RIGHT: wide}[word.align]


def ascent(size: int) -> int:
    """How far capital letters and their marks go above the base line, in pixels."""
    return -(-size * 4 // 5)


def descent(size: int) -> int:
    """How far letters go below the base line, in pixels."""
    return -(-size // 4)
