"""Rounding so that parts add up: the sum is rounded once, the largest remainders get what is left over."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_HALF = Fraction(1, 2)


def half_up(value: Fraction) -> int:
    """To a whole number, halves towards plus infinity.

    >>> [half_up(Fraction(n, 2)) for n in (-1, 1, 3)]
    [0, 1, 2]
    """
    return (value + _HALF).__floor__()


def whole(parts: Sequence[Fraction]) -> tuple[int, ...]:
    """Whole numbers whose sum is the rounded sum of `parts`, each less than one away from its part.

    >>> whole([Fraction(1, 3), Fraction(1, 3), Fraction(4, 3)])
    (1, 0, 1)
    """
    floors = [part.__floor__() for part in parts]
    left = half_up(sum(parts, Fraction(0))) - sum(floors)
    # Stable: of equal remainders the earlier part gets the unit, whatever else is in the list.
    order = sorted(range(len(parts)), key=lambda at: floors[at] - parts[at])
    for at in order[:left]:
        floors[at] += 1
    return tuple(floors)


def shares(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """A whole number in parts as `weights` say, whole numbers that add up to it; some weight is above zero.

    >>> shares(100, (30, 31, 31))
    (32, 34, 34)
    """
    if len(weights) == 1:
        return (total,)
    every = sum(weights)
    parts = [total * weight // every for weight in weights]
    # Stable, as `whole`.
    order = sorted(range(len(weights)), key=lambda at: -(total * weights[at] % every))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return tuple(parts)
