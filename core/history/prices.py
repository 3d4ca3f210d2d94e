"""In which months a new price began: for the marks above a picture."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from core.tariffs import price_lists
from core.values import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.tariffs import PriceList, TariffRow, Zone


def price_changes(rows: Iterable[TariffRow], zones: Sequence[Zone]) -> frozenset[Period]:
    """Months in which a price list began that charges these zones otherwise than the one before it.

    A list that only goes on with the same prices is no change, nor is the first one known.
    """
    lists = sorted(price_lists(rows, zones), key=lambda one: one.valid_from)
    return frozenset(
        Period.of(now.valid_from) for was, now in pairwise(lists) if _charges(was) != _charges(now)
    )


def _charges(prices: PriceList) -> tuple[object, ...]:
    return tuple((one.zone, one.prices, one.bounds) for one in prices.zones)
