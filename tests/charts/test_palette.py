"""Inks are told apart by lightness, as people see who do not see colours, and words are legible."""

from __future__ import annotations

import pytest

from charts.fills import pattern_of
from charts.palette import INKS, PAPER
from charts.scene import Pattern
from core.charting.drawing import Look

SERIES = ("first", "second", "third", "before")


def luminance(ink):
    """WCAG 2.2: relative luminance."""
    shares = (value / 255 for value in INKS[ink])
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ink", ["text", "muted", "average", "mark"])
def test_words_and_lines(ink):
    assert contrast(ink, PAPER) >= 4.5


@pytest.mark.parametrize("ink", [*SERIES, "axis"])
def test_bars_on_paper(ink):
    assert contrast(ink, PAPER) >= 3


@pytest.mark.parametrize(("one", "other"), [("first", "second"), ("first", "third"), ("before", "second")])
def test_neighbours(one, other):
    assert contrast(one, other) >= 3


def test_the_grid_is_quiet():
    assert contrast("grid", PAPER) < 1.35


@pytest.mark.parametrize("ink", ["first", "second", "third"])
def test_forecasts_are_pale(ink):
    assert contrast(f"{ink}-pale", ink) >= 2
    assert contrast(f"{ink}-pale", PAPER) < 2


def test_series_and_looks_differ_by_pattern():
    assert len({pattern_of(Look.SOLID, ink) for ink in ("first", "second", "third")}) == 3
    for ink in SERIES:
        looks = {pattern_of(look, ink) for look in (Look.SOLID, Look.SPREAD, Look.CALCULATED)}
        assert len(looks) == 3
        assert Pattern.OPEN not in looks
