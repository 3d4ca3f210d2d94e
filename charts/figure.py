"""Draw shapes by matplotlib: what stands still for the fast way, or a whole scene the plain way.

Object interface only: a Figure with a canvas of its own, no pyplot and no global state, so pictures may be
drawn side by side. A point is a pixel; places count from the upper left corner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from charts.metrics import DPI, FEATURES, face, left_of
from charts.palette import INKS, PAPER
from charts.patterns import DOT_CELL, DOT_RADIUS, STRIPES, is_edged
from charts.placing import strip_of
from charts.scene import HEIGHT, WIDTH, Box, Line, Pattern, Scene, Shape, Word
from charts.strokes import boxes_of, edge_of

Colour = tuple[float, float, float]


def figure_of(shapes: Scene | Iterable[Shape], width: int = WIDTH, height: int = HEIGHT) -> Figure:
    """A figure of `width` x `height` pixels with the shapes, later ones on top; a scene has its own size."""
    if isinstance(shapes, Scene):
        width, height = shapes.width, shapes.height
        shapes = (*shapes.still, *shapes.moving)
    figure = Figure(figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=_colour(PAPER))
    FigureCanvasAgg(figure)
    for order, shape in enumerate(shapes):
        for artist in _ARTISTS[type(shape)](shape, height):
            artist.set_zorder(order)
            figure.add_artist(artist)
    return figure


def _colour(ink: str) -> Colour:
    red, green, blue = INKS[ink]
    return red / 255, green / 255, blue / 255


def _rectangle(box: Box, height: int, ink: str) -> Artist:
    place, wide, high = (box.left, height - box.bottom), box.right - box.left, box.bottom - box.top
    return Rectangle(
        place, wide, high, color=_colour(ink), linewidth=0, transform=Affine2D(), antialiased=False
    )


def _of_box(box: Box, height: int) -> list[Artist]:
    if box.right <= box.left or box.bottom <= box.top:
        return []
    found = [] if box.pattern is Pattern.OPEN else [_rectangle(box, height, box.ink)]
    if box.pattern in _GAPS:
        found.append(_gaps(box, height))
    if is_edged(box):
        found.extend(_rectangle(side, height, box.ink) for side in edge_of(box))
    return found


def _gaps(box: Box, height: int) -> Artist:
    """The paper that shows through a pattern, cut to the box."""
    gaps = Path.make_compound_path(*_GAPS[box.pattern](box))
    upright = Affine2D().scale(1, -1).translate(0, height)
    patch = PathPatch(gaps, color=_colour(PAPER), linewidth=0, transform=upright)
    corner, wide, high = (box.left, height - box.bottom), box.right - box.left, box.bottom - box.top
    patch.set_clip_path(Rectangle(corner, wide, high, transform=Affine2D()))
    return patch


def _stripes(box: Box) -> list[Path]:
    """Each stripe as a parallelogram a little longer than the box."""
    stripes = STRIPES[box.pattern]
    ends = [
        stripes.across * x + stripes.down * y for x in (box.left, box.right) for y in (box.top, box.bottom)
    ]
    first = min(ends) // stripes.period
    starts = range(first * stripes.period, max(ends) + 1, stripes.period)
    return [_stripe(box, stripes.across, stripes.down, start, start + stripes.gap) for start in starts]


def _stripe(box: Box, across: int, down: int, begin: int, end: int) -> Path:
    """Where `across * x + down * y` is from `begin` to `end`, in the middle of pixels half a unit farther."""
    if not across:
        corners: list[tuple[float, float]] = [
            (box.left, begin),
            (box.right, begin),
            (box.right, end),
            (box.left, end),
        ]
    else:
        shift = 0.5 * (across + down - 1)  # a pixel is judged by its corner, and covered around its middle
        corners = [
            (begin - down * box.top + shift, box.top),
            (end - down * box.top + shift, box.top),
            (end - down * box.bottom + shift, box.bottom),
            (begin - down * box.bottom + shift, box.bottom),
        ]
    return Path([*corners, corners[0]], closed=True)


def _dots(box: Box) -> list[Path]:
    half = DOT_CELL // 2
    first_x, first_y = box.left // DOT_CELL * DOT_CELL, box.top // DOT_CELL * DOT_CELL
    middles = [
        (x + shift, y + shift)
        for shift in (0, half)
        for x in range(first_x, box.right + DOT_CELL, DOT_CELL)
        for y in range(first_y, box.bottom + DOT_CELL, DOT_CELL)
    ]
    return [Path.circle(middle, DOT_RADIUS) for middle in middles]


_GAPS: Mapping[Pattern, Callable[[Box], list[Path]]] = {
    **dict.fromkeys(STRIPES, _stripes),
    Pattern.DOTTED: _dots,
}


def _of_line(line: Line, height: int) -> list[Artist]:
    return [_rectangle(box, height, line.ink) for box in boxes_of(line)]


def _of_word(word: Word, height: int) -> list[Artist]:
    text = Text(left_of(word), height - word.y, word.text, color=_colour(word.ink), transform=Affine2D())
    text.set_fontproperties(face(word.size, word.bold))
    text.set_fontfeatures(FEATURES)
    text.set_verticalalignment("baseline")
    text.set_parse_math(False)
    return [*_strip(word, height), text]


def _strip(word: Word, height: int) -> list[Artist]:
    if not word.backed:
        return []
    return [_rectangle(strip_of(word), height, PAPER)]


_ARTISTS: Mapping[type, Callable[..., list[Artist]]] = {Box: _of_box, Line: _of_line, Word: _of_word}
