"""Meters of an account and their last readings, as billing knows them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from core.meters import Meter, Source, Taken, counts, zones_on_display
from core.values import Display
from storage.visible import snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.database import Tx
    from core.values import Period

MOST = 500
"""Meters of one account that are listed."""

_OF = f"""
SELECT serial, model, place, zones, zone_order, digits, decimals, ratio, installed_on, removed_on,
    verified_until, automatic
FROM meter WHERE account_id = :account_id AND generation = {snapshot("meters")}
ORDER BY CASE WHEN removed_on IS NULL THEN 0 ELSE 1 END, serial LIMIT :most
"""
_NAMED = 20
_OF_NAMES = f"""
SELECT serial, model, place, zones, zone_order, digits, decimals, ratio, installed_on, removed_on,
    verified_until, automatic
FROM meter WHERE account_id = :account_id AND generation = {snapshot("meters")}
    AND serial IN ({", ".join(f":serial{at}" for at in range(_NAMED))})
"""
# From the visible months to the readings: each is one look-up, however many meters the account has.
_LAST = """
SELECT reading.taken_on, reading.source, reading.t1, reading.t2, reading.t3, reading.state
FROM dataset_generation AS visible JOIN reading ON reading.account_id = :account_id
    AND reading.period = visible.period AND reading.generation = visible.generation
    AND reading.serial = :serial
WHERE visible.dataset = 'readings'
ORDER BY visible.period DESC, reading.taken_on DESC LIMIT :most
"""
_OWNER = f"""
SELECT meter_owner_text FROM grp WHERE generation = {snapshot("groups")} AND name = :name
"""
# The newest readings of all meters of the account, from the newest month on until there are enough rows.
_OTHERS = """
SELECT reading.serial, reading.taken_on, reading.source, reading.t1, reading.t2, reading.t3, reading.state
FROM dataset_generation AS visible JOIN reading ON reading.account_id = :account_id
    AND reading.period = visible.period AND reading.generation = visible.generation
WHERE visible.dataset = 'readings'
ORDER BY visible.period DESC LIMIT :most
"""
# The readings of all meters of the account of some months, the newest month first. Were the months of
# `visible` bounded by themselves, SQLite would bound those of `reading` too, instead of looking each up.
_SINCE = """
SELECT reading.serial, reading.taken_on, reading.source, reading.t1, reading.t2, reading.t3, reading.state
FROM dataset_generation AS visible JOIN reading ON reading.account_id = :account_id
    AND reading.period = visible.period AND reading.generation = visible.generation
WHERE visible.dataset = 'readings' AND visible.period || '' BETWEEN :first AND :last
ORDER BY visible.period DESC LIMIT :most
"""
_OTHER_READINGS = 200
"""Readings of an account among which the last ones of its meters are looked for."""
_SOURCES = {source.value: source for source in Source}
_READINGS = 8
"""Readings among which the last taken one is looked for."""


class MetersGateway:
    """Meters inside one transaction."""

    __slots__ = ("_tx",)

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def of(self, account_id: int) -> tuple[Meter, ...]:
        """Meters of an account, those still in place first."""
        return tuple(map(_meter, self._tx.all(_OF, account_id=account_id, most=MOST)))

    def named(self, account_id: int, serials: Sequence[str]) -> tuple[Meter, ...]:
        """Those of an account with these serial numbers; ValueError for more than can be asked at once."""
        if len(serials) > _NAMED:
            raise ValueError(f"at most {_NAMED} meters are asked for by name")
        asked = {
            f"serial{at}": serial for at, serial in enumerate([*serials, *[""] * (_NAMED - len(serials))])
        }
        return tuple(map(_meter, self._tx.all(_OF_NAMES, account_id=account_id, **asked)))

    def last_readings(self, account_id: int, meter: Meter) -> tuple[Taken, ...]:
        """The newest readings, the newest first."""
        return self.history(account_id, meter, _READINGS)

    def history(self, account_id: int, meter: Meter, most: int) -> tuple[Taken, ...]:
        """The newest `most` readings with source and state, the newest first; one statement."""
        rows = self._tx.all(_LAST, account_id=account_id, serial=meter.serial, most=most)
        return tuple(_taken(row, meter.decimals) for row in rows)

    def others(self, account_id: int, meters: Sequence[Meter]) -> tuple[tuple[Meter, Taken], ...]:
        """The last taken reading of each of these meters, as far as the newest months tell; one statement."""
        wanted = {meter.serial: meter for meter in meters}
        found: dict[str, Taken] = {}
        for serial, *row in self._tx.all(_OTHERS, account_id=account_id, most=_OTHER_READINGS):
            if serial in wanted:
                taken = _taken(tuple(row), wanted[serial].decimals)
                known = found.get(serial)
                if counts(taken) and (known is None or known.on < taken.on):
                    found[serial] = taken
        return tuple((meter, found[serial]) for serial, meter in wanted.items() if serial in found)

    def between(
        self, account_id: int, meters: Sequence[Meter], first: Period, last: Period, most: int
    ) -> dict[str, tuple[Taken, ...]]:
        """Readings of these meters taken in the months, by serial; one statement.

        Of more than `most` of the account the newest months are kept.
        """
        decimals = {meter.serial: meter.decimals for meter in meters}
        found: dict[str, list[Taken]] = {serial: [] for serial in decimals}
        months = {"first": str(first), "last": str(last)}
        for serial, *row in self._tx.all(_SINCE, account_id=account_id, most=most, **months):
            if serial in decimals:
                found[serial].append(_taken(tuple(row), decimals[serial]))
        return {serial: tuple(readings) for serial, readings in found.items()}

    def owner_text(self, group: str) -> str:
        """Who replaces meters of the group, a sentence for people; "" where that is not told."""
        row = self._tx.one(_OWNER, name=group)
        return (row[0] or "") if row else ""


def _meter(row: tuple[Any, ...]) -> Meter:
    serial, model, place, zones, order, digits, decimals, ratio, installed, removed, verified, automatic = row
    return Meter(
        serial, model or "", place or "", zones_on_display(order or "", zones), digits, decimals, ratio,
        _day(installed), _day(removed), _day(verified), bool(automatic),
    )  # fmt: skip


def _taken(row: tuple[Any, ...], decimals: int) -> Taken:
    on, source, first, second, third, state = row
    shown: tuple[Display, ...] = (Display(first, decimals),)
    if second is not None:  # most meters have one register
        shown = tuple(Display(units, decimals) for units in (first, second, third) if units is not None)
    return Taken(date.fromisoformat(on), _SOURCES[source], shown, state or "counted")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
