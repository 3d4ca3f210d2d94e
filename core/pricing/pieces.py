"""Days cut where a month or a price ends: within a piece every price is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from core.dated import covers
from core.pricing.ladders import NoPriceError, ladder
from core.pricing.model import Unpriced, Why

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from core.pricing.ladders import Ladder
    from core.tariffs import TariffRow, Zone

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Piece:
    """Days of one calendar month on which no price changes."""

    first: date
    last: date
    ladders: dict[Zone, Ladder]

    @property
    def month(self) -> tuple[int, int]:
        """Year and month."""
        return self.first.year, self.first.month


def pieces(
    rows: Sequence[TariffRow], zones: Collection[Zone], spans: Iterable[tuple[date, date]]
) -> tuple[Piece, ...]:
    """Cut the days of `spans` at month ends and where a price of `zones` begins or ends.

    Raises NoPriceError where a zone has no price on a day.
    """
    ends = list(spans)
    begin, end = min(first for first, _ in ends), max(last for _, last in ends)
    near = [row for row in rows if row.valid_from <= end and begin <= (row.valid_to or end)]
    wanted = {zone: [row for row in near if row.zone is zone] for zone in zones}
    edges = {row.valid_from for same in wanted.values() for row in same}
    edges |= {
        row.valid_to + _DAY for same in wanted.values() for row in same if row.valid_to and row.valid_to < end
    }
    edges |= {day for first, last in ends for day in (first, last + _DAY)}
    days = [days for days in _cut(edges, begin, end) if any(a <= days[0] and days[1] <= b for a, b in ends)]
    return tuple(_piece(near, wanted, *span) for span in days)


def _cut(edges: Iterable[date], begin: date, end: date) -> Iterator[tuple[date, date]]:
    """All days from `begin` to `end`, cut before each edge and after each month."""
    starts = sorted({begin, *(day for day in edges if begin < day <= end), *_months(begin, end)})
    for at, first in enumerate(starts):
        yield first, starts[at + 1] - _DAY if at + 1 < len(starts) else end


def _months(begin: date, end: date) -> Iterator[date]:
    day = begin.replace(day=1)
    while (day := (day + timedelta(days=32)).replace(day=1)) <= end:
        yield day


def _piece(rows: Iterable[TariffRow], wanted: dict[Zone, list[TariffRow]], first: date, last: date) -> Piece:
    found: dict[Zone, Ladder] = {}
    for zone, own in wanted.items():
        steps = ladder(own, first)
        if steps is None:
            why = Why.NO_ZONE if any(covers(row, first) for row in rows) else Why.NO_LIST
            raise NoPriceError(Unpriced(why, first, last, zone if why is Why.NO_ZONE else None))
        found[zone] = steps
    return Piece(first, last, found)
