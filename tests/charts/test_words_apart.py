"""No word stands on another or over the edge of the page, however long series, values and names are."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import Phase, given, settings

from charts.layout import scene_of
from charts.page import TEXT
from charts.painter import Painter
from charts.placing import Area, area_of
from charts.scene import Box, Line, Word
from core.charting.drawing import Arrangement, Bar, Drawing, Legend, Series
from tests.charts.cases import CASES
from tests.charts.drawings import drawings

# A drawing takes some 20 ms; thousands were tried when the layout was made. Two words tell more than one
# made smaller, which takes a minute.
FEW = settings(max_examples=8, phases=(Phase.explicit, Phase.reuse, Phase.generate))


def check(drawing):
    scene = scene_of(drawing)
    page = Area(0, 0, scene.width, scene.height)
    words = [shape for shape in (*scene.still, *scene.moving) if isinstance(shape, Word)]
    areas = [(word, area_of(word)) for word in words]
    for word, area in areas:
        assert word.text.strip()
        assert word.size >= TEXT
        assert page.holds(area), word
    for (one, first), (other, second) in combinations(areas, 2):
        assert not first.meets(second), (one, other)
    return scene


@pytest.mark.parametrize("name", CASES)
def test_words_of_a_telling_case_stay_apart(name):
    check(CASES[name]())


@pytest.mark.parametrize("arrangement", Arrangement)
def test_words_stay_apart_where_little_room_is_left(arrangement):
    """Three rows of names, five of legend, marks and values on both sides of zero."""
    long = "Щ" * 60
    bars = (Bar("янв", "2020", (0, 4_403, -1_156), mark=long), Bar("фев", "2020", ()))
    series = tuple(Series(long, ink) for ink in ("first", "second", "third"))
    words = Legend(*[long] * 5)
    check(Drawing(arrangement, long, long, long, 1, series, bars * 12, words, 2_000, f"{long} {long}"))


@pytest.mark.parametrize("arrangement", Arrangement)
def test_words_of_any_drawing_stay_apart(arrangement):
    @FEW
    @given(drawings((arrangement,)))
    def run(drawing):
        for shape in check(drawing).moving:
            if isinstance(shape, Box):
                assert shape.left <= shape.right
                assert shape.top <= shape.bottom
            if isinstance(shape, Line):
                assert shape.left == shape.right or shape.top == shape.bottom

    run()


@settings(FEW, max_examples=3)
@given(drawings())
def test_any_drawing_is_painted(drawing):
    assert len(Painter().png(drawing)) <= 60_000
