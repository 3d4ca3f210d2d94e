"""The fast way paints what the plain way does, and both what a person has looked at and approved."""

from __future__ import annotations

import functools
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from charts import ramps, wire
from charts.layout import scene_of
from charts.painter import Painter, slowly
from charts.png import png_of
from charts.scene import Align, Box, Line, Pattern, Scene, Word
from charts.still import StillParts
from tests.charts.approve import picture
from tests.charts.cases import CASES
from tests.charts.pictures import PAINTING, difference, halved, read

LARGEST, LARGEST_APPROVED = 60_000, 25_000
HELP = "look at it (python -m tests.charts.approve --show DIR); python -m tests.charts.approve takes it"


@functools.cache
def painter():
    return Painter()


@functools.cache
def page(name):
    return painter().page(scene_of(CASES[name]()))


def colours(indexes):
    return ramps.colours().astype(np.uint8)[indexes]


@pytest.mark.parametrize("name", CASES)
def test_a_picture_is_as_approved(name):
    approved = picture(name).read_bytes()
    assert len(approved) <= LARGEST_APPROVED
    told = difference(halved(page(name)), read(approved))
    assert not told, f"{name}: {told}; {HELP}"


@pytest.mark.parametrize("name", CASES)
def test_a_picture_is_small_and_holds_what_was_painted(name):
    png = png_of(page(name))
    assert len(png) <= LARGEST
    assert np.array_equal(read(png), colours(page(name)))


def test_pictures_that_changed_have_another_number():
    assert PAINTING.read_text().strip() == str(wire.PAINTING), HELP


EVERYTHING = Scene(
    still=(
        *(Line(50, y, 590, y, "grid") for y in range(60, 400, 40)),
        Word(20, 50, "Расход, кВт·ч", 36, "text", bold=True),
        Box(560, 60, 640, 140, "first-pale"),
    ),
    moving=(
        *(Box(20 + 85 * at, 90, 90 + 85 * at, 371, "first", one) for at, one in enumerate(Pattern)),
        *(Box(35 + 85 * at, 380, 41 + 85 * at, 471, "third", one) for at, one in enumerate(Pattern)),
        *(Box(60 + 85 * at, 373, 97 + 85 * at, 377, "second", one) for at, one in enumerate(Pattern)),
        Box(-30, 440, 15, 500, "third-pale", Pattern.HATCHED),
        Box(600, 400, 700, 500, "second", Pattern.DOTTED),
        Box(300, 300, 300, 310, "text"),
        Line(10, 200, 630, 200, "average", 3, 12),
        Line(-25, 350, 700, 350, "average", 4, 9),
        Line(15, -20, 15, 340, "mark", 3, 11),
        Line(333, 20, 333, 479, "mark", 5),
        Line(-9, 478, 700, 478, "axis", 4),
        Word(300, 180, "в среднем 1\u202f312", 34, "average", bold=True, backed=True),
        Word(200, 440, "1\u202f234\u202f567,89", 34, "text", Align.CENTRE),
        Word(560, 110, "−7,5", 40, "text", Align.CENTRE),
        Word(635, 300, "справа", 34, "mark", Align.RIGHT),
        Word(600, 470, "за краем", 44, "muted"),
        Word(-20, 20, "Щедрость", 44, "muted"),
        Word(50, 300, "", 34, "text"),
        Word(90, 250, "paper", 40, "paper"),
    ),
    width=640,
    height=480,
)


@pytest.mark.parametrize("scene", [EVERYTHING, "zones"], ids=["every shape", "zones"])
def test_the_fast_way_looks_like_the_plain_one(scene):
    drawn = scene if isinstance(scene, Scene) else scene_of(CASES[scene]())
    fast, plain = colours(painter().page(drawn)), colours(slowly(drawn))
    apart = np.abs(fast.astype(int) - plain.astype(int)).max(axis=2)
    # Letters on something else than paper get the nearest mixture there is.
    assert apart.max() <= 48
    assert (apart > 24).sum() < 50
    assert (apart > 0).mean() < 0.01


def test_what_cannot_be_painted_fast_is_drawn_slowly(monkeypatch):
    called = []
    monkeypatch.setattr("charts.painter.slowly", lambda scene: called.append(scene) or slowly(scene))
    slanted = Scene((), (Line(10, 10, 60, 90, "first"),), 160, 120)
    lines = Scene((), (Word(10, 90, "две\nстроки", 20, "text"),), 160, 120)
    assert np.array_equal(painter().page(slanted), slowly(slanted))
    with pytest.warns(UserWarning, match="Glyph 10"):
        painter().page(lines)
    assert called == [slanted, lines]


def test_a_still_part_is_drawn_once_for_many():
    parts = StillParts(2)
    scenes = [Scene((Box(0, 0, wide, 9, "first"),), (), wide, 10) for wide in (10, 11, 12)]
    for wanted in (0, 1, 0, 0, 1):
        assert parts.of(scenes[wanted]).shape == (10, 10 + wanted)
    assert parts.drawn == 2
    parts.of(scenes[0])[:] = 7  # painting on it leaves the part as it was
    assert parts.of(scenes[0])[0, 0] == ramps.full("first")
    parts.of(scenes[2])
    parts.of(scenes[0])
    assert parts.drawn == 3
    parts.of(scenes[1])
    assert parts.drawn == 4


def test_pictures_come_with_a_palette():
    png = png_of(page("year"))
    assert b"PLTE" in png
    assert Image.open(BytesIO(png)).mode == "P"
