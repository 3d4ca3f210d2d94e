"""Parts that add up to the rounded sum."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rounding import half_up, whole

HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    ("parts", "rounded"),
    [
        ((), ()),
        # 1/3 + 1/3 + 1/3 are one: equal remainders, so the first gets it
        ((Fraction(1, 3),) * 3, (1, 0, 0)),
        # 0,6 + 0,7 + 0,7 are two: the two largest
        ((Fraction(3, 5), Fraction(7, 10), Fraction(7, 10)), (0, 1, 1)),
        # 0,4 + 0,1 are a half, which goes up
        ((Fraction(2, 5), Fraction(1, 10)), (1, 0)),
        # -0,4 - 0,2 are -0,6, about -1: floors -1 and -1, the larger remainder (-0,2 is -1 + 0,8) back to 0
        ((Fraction(-2, 5), Fraction(-1, 5)), (-1, 0)),
        ((Fraction(5), Fraction(0), Fraction(-3)), (5, 0, -3)),
    ],
)
def test_by_hand(parts, rounded):
    assert whole(parts) == rounded


@given(st.lists(st.fractions(-1000, 1000, max_denominator=999), max_size=12))
def test_parts_add_up_and_none_is_a_whole_unit_away(parts):
    found = whole(parts)
    assert sum(found) == half_up(sum(parts, Fraction(0)))
    assert all(abs(one - part) < 1 for one, part in zip(found, parts, strict=True))


@given(st.fractions(max_denominator=10_000))
def test_halves_go_up(value):
    assert -HALF < half_up(value) - value <= HALF
