"""Price lists and key rates in force. Small snapshots: a supplier has tens of rows, not thousands."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import cycle, islice
from typing import TYPE_CHECKING, Any

from core.penalty import Rate
from core.tariffs import TariffRow, Zone
from storage.visible import snapshot

if TYPE_CHECKING:
    from collections.abc import Collection

    from core.database import Tx

MOST = 600
"""Rows of one tariff: five zones, three ranges, forty price lists."""
MOST_LISTS = 256
"""Answers of `during` that a connection keeps: those of a month, by tariff and zones."""

_ALL = tuple(Zone)
_COLUMNS = "valid_from, valid_to, zone, range_upto_kwh, price, title, hours"
_OF = f"""
SELECT {_COLUMNS} FROM tariff
WHERE generation = {snapshot("tariffs")} AND tariff = :tariff
ORDER BY valid_from DESC LIMIT :most
"""
_GENERATION = snapshot("tariffs")[1:-1]
_DURING = f"""
SELECT {_COLUMNS} FROM tariff
WHERE generation = {snapshot("tariffs")} AND tariff = :tariff
    AND valid_from <= :last AND (valid_to IS NULL OR valid_to >= :first)
    AND zone IN (:zone1, :zone2, :zone3, :zone4, :zone5)
ORDER BY valid_from DESC LIMIT :most
"""
_ON = f"""
SELECT tariff, {_COLUMNS} FROM tariff
WHERE generation = {snapshot("tariffs")} AND valid_from <= :day AND (valid_to IS NULL OR valid_to >= :day)
    AND zone = 'all'
ORDER BY tariff, range_upto_kwh LIMIT :most
"""
_RATES = f"""
SELECT valid_from, valid_to, rate FROM rate
WHERE generation = {snapshot("rates")} ORDER BY valid_from DESC LIMIT :most
"""
_SPANS = f"""
SELECT DISTINCT tariff, valid_from, valid_to FROM tariff WHERE generation = {snapshot("tariffs")}
    AND tariff IN (SELECT tariff FROM account_card WHERE generation = {snapshot("accounts")})
ORDER BY tariff, valid_from
"""


class TariffsGateway:
    """Tariffs inside one transaction."""

    __slots__ = ("_generation", "_lists", "_tx")

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._generation: tuple[Any, ...] | None = None
        self._lists: dict[tuple[object, ...], tuple[TariffRow, ...]] = {}

    def of(self, tariff: str) -> tuple[TariffRow, ...]:
        """All rows of a tariff, the newest first."""
        return tuple(_row(tuple(row)) for row in self._tx.all(_OF, tariff=tariff, most=MOST))

    def during(
        self, tariff: str, first: date, last: date, zones: Collection[Zone] = _ALL
    ) -> tuple[TariffRow, ...]:
        """Rows of a tariff for the zones that are valid on any of the days, the newest first.

        Kept by the generation of their import, whose rows never change: most readings ask for the same few.
        """
        row = self._tx.one(_GENERATION)
        key = (tariff, first, last, *zones)
        if row != self._generation or len(self._lists) > MOST_LISTS:
            self._generation, self._lists = row, {}
        found = self._lists.get(key)
        if found is None:
            found = self._lists[key] = self._during(tariff, first, last, zones)
        return found

    def _during(self, tariff: str, first: date, last: date, zones: Collection[Zone]) -> tuple[TariffRow, ...]:
        wanted = islice(cycle(zones or _ALL), len(_ALL))
        named: dict[str, str] = {f"zone{at}": zone.value for at, zone in enumerate(wanted, 1)}
        days = {"first": first.isoformat(), "last": last.isoformat()}
        rows = self._tx.all(_DURING, tariff=tariff, most=MOST, **days, **named)
        return tuple(_row(tuple(row)) for row in rows)

    def on(self, day: date) -> dict[str, tuple[TariffRow, ...]]:
        """One-zone prices of the day by tariff, the lowest range first."""
        found: dict[str, list[TariffRow]] = {}
        for tariff, *row in self._tx.all(_ON, day=day.isoformat(), most=MOST):
            found.setdefault(tariff, []).append(_row(tuple(row)))
        return {tariff: tuple(rows) for tariff, rows in found.items()}

    def rates(self) -> tuple[Rate, ...]:
        """Key rates, the newest first."""
        return tuple(
            Rate(date.fromisoformat(first), _day(last), rate)
            for first, last, rate in self._tx.all(_RATES, most=MOST)
        )

    def spans(self) -> tuple[tuple[str, date, date | None], ...]:
        """From when to when each tariff that accounts have has prices: for `check-config`, not for turns."""
        return tuple((tariff, date.fromisoformat(a), _day(b)) for tariff, a, b in self._tx.all(_SPANS))


@lru_cache(maxsize=4096)
def _row(row: tuple[Any, ...]) -> TariffRow:
    """The same few prices are read by every reading."""
    first, last, zone, upto, price, title, hours = row
    return TariffRow(
        date.fromisoformat(first), _day(last), Zone(zone), upto or 0, price, title or "", hours or ""
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
