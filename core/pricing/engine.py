"""Energy to roubles: by calendar month, zone, range and validity.

Consumption is spread evenly over its days, cut where a month or a price ends, and the ranges are filled by
all that the month used. What a reading costs is what its months cost with it, less what they cost without
it; so sums do not depend on how the days are cut into readings. Everything is exact inside; one rounding.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from core.pricing.cells import fill
from core.pricing.ladders import NoPriceError
from core.pricing.model import Estimate, Part, Unpriced, Use, Why
from core.pricing.pieces import pieces
from core.pricing.usual import UNITS, usual
from core.readings.rules import Split
from core.rounding import half_up, whole
from core.tariffs import ORDER
from core.values import Energy, Money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.pricing.cells import Cell
    from core.pricing.pieces import Piece
    from core.tariffs import TariffRow, Zone

_DAY = timedelta(days=1)
_ZERO = Fraction(0)


def estimate(
    rows: Sequence[TariffRow],
    used: Mapping[Zone, Energy],
    since: date,
    until: date,
    split: Split = Split.PROPORTIONAL,
    *,
    already: Sequence[Use] = (),
    billed: Sequence[Use] = (),
) -> Estimate | Unpriced:
    """What `used` costs, consumed after the day `since` up to and including `until`.

    `rows` are those of one tariff in any order. `already` is what else the same months used: it fills the
    ranges and is not charged. `billed` is what was charged for the same months by calculation: it is taken
    off. ValueError where `until` is not after `since`.
    """
    if until <= since:
        raise ValueError("consumption needs at least one day")
    return cost(rows, (Use(since + _DAY, until, used),), split, already=already, billed=billed)


def cost(
    rows: Sequence[TariffRow],
    uses: Sequence[Use],
    split: Split = Split.PROPORTIONAL,
    *,
    already: Sequence[Use] = (),
    billed: Sequence[Use] = (),
) -> Estimate | Unpriced:
    """`estimate` of several uses at once: a replaced meter and the new one, or several meters."""
    every = (*uses, *already, *billed)
    if not any(use.energy for use in every):
        return Estimate((), Money(0), _ZERO)
    if not rows:
        return Unpriced(Why.NO_LIST, min(use.first for use in every), max(use.last for use in every))
    if len(every) == 1 and (found := usual(rows, every[0])):
        return found
    return _closely(rows, uses, split, already, billed)


def _closely(
    rows: Sequence[TariffRow],
    uses: Sequence[Use],
    split: Split,
    already: Sequence[Use],
    billed: Sequence[Use],
) -> Estimate | Unpriced:
    """Any case at all, by exact fractions."""
    every = (*uses, *already, *billed)
    zones = {zone for use in every for zone in use.energy}
    try:
        found = pieces(rows, zones, [(use.first, use.last) for use in every])
        cells = fill(found, (*uses, *already), split)
        for cell, energy in fill(found, (*billed, *already), split).items():
            cells[cell] = cells.get(cell, _ZERO) - energy
    except NoPriceError as error:
        return error.found
    return _rounded(found, {cell: energy for cell, energy in cells.items() if energy})


def _rounded(found: Sequence[Piece], cells: Mapping[Cell, Fraction]) -> Estimate:
    """Whole watt-hours that add up by zone, whole kopecks that add up in all."""
    order = sorted(cells, key=lambda cell: (cell.piece, ORDER.index(cell.zone), cell.band))
    prices = [found[cell.piece].ladders[cell.zone].prices[cell.band] for cell in order]
    exact = [cells[cell] * Fraction(price, UNITS) for cell, price in zip(order, prices, strict=True)]
    energies: dict[Cell, int] = {}
    for zone in {cell.zone for cell in order}:
        own = [cell for cell in order if cell.zone is zone]
        energies.update(zip(own, whole([cells[cell] for cell in own]), strict=True))
    parts = tuple(
        Part(
            cell.zone, cell.band + 1, found[cell.piece].first, found[cell.piece].last,
            Energy(energies[cell]), price, Money(amount),
        )
        for cell, price, amount in zip(order, prices, whole(exact), strict=True)
    )  # fmt: skip
    total = sum(exact, _ZERO)
    return Estimate(parts, Money(half_up(total)), total)
