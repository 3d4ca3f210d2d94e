"""Scales end at few values, hold what they have to, and are exact."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.scale import Scale, scale_of
from charts.wording import decimals_of, number


@pytest.mark.parametrize(
    ("lowest", "highest", "scale"),
    [
        (0, 384_000, Scale(0, 400_000, 100_000)),
        (0, 400_000, Scale(0, 400_000, 100_000)),
        (0, 400_001, Scale(0, 500_000, 100_000)),
        (0, 510_000, Scale(0, 750_000, 250_000)),
        (0, 760_000, Scale(0, 1_000_000, 200_000)),
        (0, 1_190_000, Scale(0, 1_500_000, 500_000)),
        (0, 9_700_000_000, Scale(0, 10_000_000_000, 2_000_000_000)),
        (0, 0, Scale(0, 10_000, 2_000)),
        (-81_000, 249_000, Scale(-100_000, 300_000, 100_000)),
        (-249_000, 81_000, Scale(-300_000, 100_000, 100_000)),
        (-5_000, 0, Scale(-5_000, 0, 1_000)),
        (0, 3, Scale(0, 10, 2)),
    ],
)
def test_ends(lowest, highest, scale):
    assert scale_of(lowest, highest, 1000) == scale


@settings(max_examples=50)
@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15), st.sampled_from((1, 100, 1000, 10**6)))
def test_any_scale_holds_its_values(one, other, unit):
    lowest, highest = min(one, other), max(one, other)
    scale = scale_of(lowest, highest, unit)
    ticks = list(scale.ticks())
    assert scale.low <= min(lowest, 0)
    assert scale.high >= max(highest, 0)
    assert 0 in ticks
    assert 2 <= len(ticks) <= 17
    assert ticks[-1] == scale.high
    assert len({number(tick, unit, decimals_of(scale.step, unit)) for tick in ticks}) == len(ticks)


def test_places_are_whole_pixels_between_both_ends():
    scale = Scale(-100, 300, 100)
    assert [scale.place(value, 800, 400) for value in (-100, 0, 100, 300)] == [800, 700, 600, 400]
    assert scale.place(1, 800, 400) == 699


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (12_345_678, 1000, 0, "12\u202f346"),
        (12_345_678, 1000, 1, "12\u202f345,7"),
        (999_500, 1000, 0, "1\u202f000"),
        (-81_250, 100, 0, "\u2212813"),
        (-40, 100, 0, "0"),
        (-81_250, 100, 2, "\u2212812,50"),
        (10_000_000_000, 1000, 0, "10\u202f000\u202f000"),
        (5, 1000, 2, "0,01"),
    ],
)
def test_numbers(value, unit, decimals, text):
    assert number(value, unit, decimals) == text
