"""What matplotlib draws: boxes and lines on whole pixels, patterns as defined, words where measured."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.text import Text

from charts.figure import figure_of
from charts.metrics import ELLIPSIS, shortened, width
from charts.palette import INKS, PAPER
from charts.patterns import DOT_CELL, DOT_RADIUS, EDGE, STRIPES
from charts.placing import area_of
from charts.scene import Align, Box, Line, Pattern, Word

SIZE = 400, 200


def pixels(*shapes):
    figure = figure_of(shapes, *SIZE)
    figure.canvas.draw()
    return np.asarray(figure.canvas.buffer_rgba())[:, :, :3].astype(int)


def covered(*shapes):
    """Where a picture is not paper: left, top, right, bottom."""
    rows, columns = np.nonzero((pixels(*shapes) != INKS[PAPER]).any(axis=2))
    return columns.min(), rows.min(), columns.max() + 1, rows.max() + 1


def test_a_box_covers_its_pixels_and_no_others():
    found = pixels(Box(10, 20, 110, 90, "first"))
    assert (found[20:90, 10:110] == INKS["first"]).all()
    assert covered(Box(10, 20, 110, 90, "first")) == (10, 20, 110, 90)


@pytest.mark.parametrize(
    ("line", "area"),
    [
        (Line(10, 50, 90, 50, "mark", 4), (10, 48, 90, 52)),
        (Line(10, 50, 90, 50, "mark", 3), (10, 49, 90, 52)),
        (Line(10, 20, 10, 90, "mark", 2), (9, 20, 11, 90)),
        (Line(10, 50, 100, 50, "mark", 4, 20), (10, 48, 100, 52)),
    ],
)
def test_lines(line, area):
    assert covered(line) == area


def shows_paper(pattern, x, y):
    """Where the paper shows through, by the definition of the pattern; of whole arrays of pixels."""
    if pattern in STRIPES:
        stripes = STRIPES[pattern]
        return (stripes.across * x + stripes.down * y) % stripes.period < stripes.gap
    if pattern is Pattern.DOTTED:
        return _dot(x, y, 0) | _dot(x, y, DOT_CELL // 2)
    return np.zeros(x.shape, bool)


def _dot(x, y, shift):
    middle = DOT_CELL / 2 - 0.5
    across, down = (x + shift) % DOT_CELL - middle, (y + shift) % DOT_CELL - middle
    return across * across + down * down < DOT_RADIUS * DOT_RADIUS


@pytest.mark.parametrize("pattern", [one for one in Pattern if one is not Pattern.OPEN])
def test_patterns_are_drawn_as_they_are_defined(pattern):
    box = Box(13, 27, 213, 177, "second", pattern)
    inner = np.s_[box.top + EDGE : box.bottom - EDGE, box.left + EDGE : box.right - EDGE]
    rows, columns = np.mgrid[: SIZE[1], : SIZE[0]]
    paper, ink = np.array(INKS[PAPER]), np.array(INKS["second"])
    shares = ((pixels(box)[inner] - ink) @ (paper - ink)) / ((paper - ink) @ (paper - ink))
    wanted = shows_paper(pattern, columns, rows)[inner]
    assert np.abs(shares - wanted).mean() < 0.06
    assert abs(shares.mean() - wanted.mean()) < 0.03


def test_an_open_box_is_an_edge():
    found = pixels(Box(10, 20, 110, 90, "first", Pattern.OPEN))
    assert (found[20 : 20 + EDGE, 10:110] == INKS["first"]).all()
    assert (found[30:80, 20:100] == INKS[PAPER]).all()


@pytest.mark.parametrize("align", Align)
@pytest.mark.parametrize("text", ["Щербаков", "12\u202f345,6", "кВт·ч", "1111"])
def test_words_are_drawn_within_their_areas(text, align):
    word = Word(SIZE[0] // 2, 100, text, 30, "text", align)
    area, found = area_of(word), covered(word)
    assert area.left - 1 <= found[0] <= area.left + 6
    assert area.right - 6 <= found[2] <= area.right + 1
    assert area.top <= found[1]
    assert found[3] <= area.bottom


def test_digits_are_about_as_wide():
    """Of the face's tabular figures; without them a 1 is a fifth narrower."""
    wide = [width(f"0{digit * 4}0", 34) for digit in "0123456789"]
    assert max(wide) - min(wide) <= 4


def test_a_strip_of_paper_lies_behind_a_backed_word():
    found = pixels(Box(0, 0, *SIZE, "second"), Word(160, 100, "252", 34, "text", Align.CENTRE, backed=True))
    area = area_of(Word(160, 100, "252", 34, "text", Align.CENTRE))
    assert (found[area.top, area.left : area.right] == INKS[PAPER]).all()


def test_dollars_are_no_formulas():
    (text,) = figure_of([Word(10, 100, "$x_1$ и _низ_", 34, "text")], *SIZE).findobj(Text)
    assert text.get_text() == "$x_1$ и _низ_"
    assert covered(Word(10, 100, "$x_1$", 34, "text"))[2] > 10 + width("$x_1$", 34) - 8


def test_words_are_cut_at_letters():
    assert shortened("ещё 38 счётчиков", 400, 34) == "ещё 38 счётчиков"
    cut = shortened("ещё 38 счётчиков", 160, 34)
    assert cut.endswith(ELLIPSIS)
    assert width(cut, 34) <= 160
    assert shortened("ещё", 5, 34) == ""
