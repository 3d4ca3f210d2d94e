"""No word stands on another or over the edge of the page, however long series, values and names are."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings

from charts.layout import scene_of
from charts.page import TEXT
from charts.placing import Area, area_of
from charts.scene import Box, Line, Word
from core.charting.drawing import Arrangement
from tests.charts.cases import CASES
from tests.charts.drawings import drawings

FEW = settings(max_examples=8)  # a drawing takes some 20 ms; thousands were tried when the layout was made


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
