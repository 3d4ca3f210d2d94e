"""A picture as a list of shapes and words with their places, in whole pixels from the upper left corner.

`still` shapes depend on what many pictures share (frame, grid, names of months) and are drawn by matplotlib
once; `moving` ones depend on the values and are painted over them. Whoever draws both by matplotlib gets the
same picture. Nothing here draws.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

WIDTH, HEIGHT = 1280, 960


class Pattern(StrEnum):
    """How a box is filled; `charts.patterns` says it pixel by pixel."""

    PLAIN = "plain"
    HATCHED = "hatched"  # slanted stripes, like /
    BACKWARD = "backward"  # slanted the other way
    DOTTED = "dotted"
    LINED = "lined"  # level lines
    UPRIGHT = "upright"  # upright lines
    OPEN = "open"  # an outline, nothing within


class Align(StrEnum):
    """Which point of a word its place is, along the line."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle, `right` and `bottom` not included. `ink` names a colour of the palette."""

    left: int
    top: int
    right: int
    bottom: int
    ink: str
    pattern: Pattern = Pattern.PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """A level or upright line; `dash` pixels on and off, 0 for an unbroken one."""

    left: int
    top: int
    right: int
    bottom: int
    ink: str
    width: int = 2
    dash: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """Text on one line. `y` is its base line; `backed`: on a strip of the paper's colour."""

    x: int
    y: int
    text: str
    size: int
    ink: str
    align: Align = Align.LEFT
    bold: bool = False
    backed: bool = False


Shape = Box | Line | Word


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture; later shapes cover earlier ones, moving ones the still ones."""

    still: tuple[Shape, ...]
    moving: tuple[Shape, ...]
    width: int = WIDTH
    height: int = HEIGHT
