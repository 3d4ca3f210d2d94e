"""Deleting what is too old, a few rows a time, so that the cost of a turn does not grow with age.

What is to go is found on a reader, which may look at a whole table; the writer only deletes by keys.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from core.database import Priority, Unit
from storage.purge_rules import HISTORIES, RULES

if TYPE_CHECKING:
    from core.database import Database, Tx
    from storage.purge_rules import Rule

CHUNK = 500
_OLD_MONTHS = """
SELECT dataset, period FROM dataset_generation WHERE dataset = :dataset AND period <> '' AND period < :month
ORDER BY period
"""
_OF_MONTH = "SELECT DISTINCT account_id FROM {0} WHERE period = :period ORDER BY account_id LIMIT :most"
_DELETE = "DELETE FROM {0} WHERE account_id = :account_id AND period = :period"
_FORGET = "DELETE FROM dataset_generation WHERE dataset = :dataset AND period = :period"


class Purge:
    """`scheduler.housekeeping.Purge`: deletes rows of a kind that are older than a moment."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def __call__(self, kind: str, before_ms: int, now_ms: int = 0) -> int:
        """Delete in chunks until nothing is left; how many rows went (of a history: accounts by months)."""
        if kind == "history":
            return await self._histories(before_ms)
        times = {"before_ms": before_ms, "now_ms": now_ms}
        return sum([await self._all(rule, times) for rule in RULES[kind]])

    async def _all(self, rule: Rule, times: dict[str, int]) -> int:
        total = 0
        while True:
            keys = await self._database.read(partial(_find, rule=rule, times=times))
            if keys:
                work = partial(_act, rule=rule, times=times, keys=keys)
                await self._database.write(Unit(work, priority=Priority.BULK))
            total += len(keys)
            if len(keys) < CHUNK:
                return total

    async def _histories(self, before_ms: int) -> int:
        month = datetime.fromtimestamp(before_ms / 1000, UTC).strftime("%Y-%m")
        total = 0
        for dataset, table in HISTORIES.items():
            sql = {"dataset": dataset, "month": month}
            old = await self._database.read(lambda tx, sql=sql: tx.all(_OLD_MONTHS, **sql))  # type: ignore[misc]
            for _, period in old:
                total += await self._month(dataset, table, period)
        return total

    async def _month(self, dataset: str, table: str, period: str) -> int:
        """A month that nobody sees any more: its rows account by account, then its name."""
        total = 0
        while True:
            found = await self._database.read(
                lambda tx: tx.all(_OF_MONTH.format(table), period=period, most=CHUNK)
            )
            rows = [{"account_id": row[0], "period": period} for row in found]
            if not rows:
                break
            work = partial(_many, sql=_DELETE.format(table), rows=rows)
            await self._database.write(Unit(work, priority=Priority.BULK))
            total += len(rows)
        forget = partial(_many, sql=_FORGET, rows=[{"dataset": dataset, "period": period}])
        await self._database.write(Unit(forget, priority=Priority.BULK))
        return total


def _find(tx: Tx, rule: Rule, times: dict[str, int]) -> list[tuple[Any, ...]]:
    return tx.all(rule.find, **_used(rule.find, {**times, "most": CHUNK}))


def _act(tx: Tx, rule: Rule, times: dict[str, int], keys: list[tuple[Any, ...]]) -> None:
    fixed = _used(rule.act, times)
    tx.many(rule.act, [{**fixed, **{f"key{n}": part for n, part in enumerate(key)}} for key in keys])


def _many(tx: Tx, sql: str, rows: list[dict[str, Any]]) -> None:
    tx.many(sql, rows)


def _used(sql: str, values: dict[str, int]) -> dict[str, int]:
    """The values that a statement names."""
    return {name: value for name, value in values.items() if f":{name}" in sql}
