"""Where energy falls: days of one price, zone, range; exact fractions of watt-hours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from core.pricing.ranges import shares

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.pricing.model import Use
    from core.pricing.pieces import Piece
    from core.readings.rules import Split
    from core.tariffs import Zone

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where energy falls: days of one price, zone, range counted from 0."""

    piece: int
    zone: Zone
    band: int


def fill(found: Sequence[Piece], uses: Sequence[Use], split: Split) -> dict[Cell, Fraction]:
    """Energy by piece, zone and range."""
    spread = [_spread(piece, uses) for piece in found]
    months: dict[tuple[int, int], dict[Zone, Fraction]] = defaultdict(dict)
    for piece, energies in zip(found, spread, strict=True):
        totals = months[piece.month]
        for zone, energy in energies.items():
            totals[zone] = totals.get(zone, _ZERO) + energy
    cells: dict[Cell, Fraction] = {}
    for at, piece in enumerate(found):
        parts = shares(months[piece.month], piece.ladders, split)
        for zone, energy in spread[at].items():
            for band, part in enumerate(parts[zone]):
                cells[Cell(at, zone, band)] = energy * part
    return cells


def _spread(piece: Piece, uses: Sequence[Use]) -> dict[Zone, Fraction]:
    """Energy of the piece by zone: pieces are cut so that each is wholly inside a use or outside."""
    days = (piece.last - piece.first).days + 1
    found: dict[Zone, Fraction] = {}
    for use in uses:
        if use.first <= piece.first and piece.last <= use.last:
            part = Fraction(days, (use.last - use.first).days + 1)
            for zone, energy in use.energy.items():
                found[zone] = found.get(zone, _ZERO) + energy.watt_hours * part
    return found
