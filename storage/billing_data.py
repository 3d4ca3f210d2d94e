"""The import's way into the database: rows are staged under a generation and switched by one row a part.

Every call is a unit of low priority, so that people's turns go first. A switched-out part is deleted
later, a few accounts at a time.
"""

from __future__ import annotations

import sqlite3
from functools import partial
from time import time_ns
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from core.database import Priority, Unit
from core.exchange import FileInfo, ImportBusy, ImportState, ImportTicket, MeterShape, OneAccount, Part, Row
from storage.billing_tables import TARGETS
from storage.holder_changes import HolderChanges
from storage.rows import sure

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.database import Database, Tx

T = TypeVar("T")
_UNIQUE_VIOLATION = "23505"

ABANDONED_MS = 60_000
"""An open run that staged nothing for so long belongs to a process that died."""
_PURGE_ACCOUNTS = 200
_LIST = 100
"""Values of an IN list; a PostgreSQL statement takes 127 parameters."""

_CURRENT = "(SELECT generation FROM dataset_generation WHERE dataset = '{0}' AND period = '')"
_KNOWN = f"""
SELECT alias.number FROM account_alias AS alias JOIN account_card AS card
    ON card.account_id = alias.account_id AND card.generation = {_CURRENT.format("accounts")}
WHERE alias.number IN ({{0}})
"""
_METERS = f"""
SELECT alias.number, meter.serial, meter.digits, meter.decimals, meter.zones FROM account_alias AS alias
JOIN meter ON meter.account_id = alias.account_id AND meter.generation = {_CURRENT.format("meters")}
WHERE alias.number IN ({{0}})
"""
_SHARED = """
SELECT other.account_id, other.number FROM account_alias AS alias
JOIN account_alias AS other ON other.account_id = alias.account_id
WHERE alias.number IN ({0})
"""
_NUMBERS = (
    """
    INSERT INTO account_alias (number, account_id)
    SELECT :account, account_id FROM account_alias WHERE number = :old_account
    ON CONFLICT (number) DO NOTHING
    """,
    """
    INSERT INTO account (number) SELECT :account
    WHERE NOT EXISTS (SELECT 1 FROM account_alias WHERE number = :account)
    ON CONFLICT (number) DO NOTHING
    """,
    """
    INSERT INTO account_alias (number, account_id) SELECT number, id FROM account WHERE number = :account
    ON CONFLICT (number) DO NOTHING
    """,
    # The first import may come after the renumbering: the number before it leads to the account all the same.
    """
    INSERT INTO account_alias (number, account_id)
    SELECT :old_account, account_id FROM account_alias WHERE number = :account
    ON CONFLICT (number) DO NOTHING
    """,
)
_OUTDATE = """
INSERT INTO stale_generation (dataset, period, generation)
SELECT dataset, period, generation FROM dataset_generation WHERE dataset = :dataset AND period = :period
ON CONFLICT (dataset, period, generation) DO NOTHING
"""
_SWITCH = """
INSERT INTO dataset_generation (dataset, period, generation, rows_total)
VALUES (:dataset, :period, :generation, :rows_total)
ON CONFLICT (dataset, period) DO UPDATE SET generation = excluded.generation, rows_total = excluded.rows_total
"""
_FILE = """
INSERT INTO dataset_file (dataset, sha256, generation) VALUES (:dataset, :sha256, :generation)
ON CONFLICT (dataset) DO UPDATE SET sha256 = excluded.sha256, generation = excluded.generation
"""
_END = (
    "UPDATE import_run SET state = :state, note = :note, touched_ms = :now_ms WHERE generation = :generation"
)
_EVERY = "*"
ANSWERS = frozenset({"reading_results", "payment_results"})


def _now_ms() -> int:
    return time_ns() // 1_000_000


def _pieces(values: Sequence[str]) -> list[Sequence[str]]:
    return [values[at : at + _LIST] for at in range(0, len(values), _LIST)]


def _listed(tx: Tx, sql: str, values: Sequence[str]) -> list[tuple[Any, ...]]:
    """The rows of `sql` with an IN list of `values`."""
    names = {f"v{index}": value for index, value in enumerate(values)}
    return tx.all(sql.format(", ".join(f":{name}" for name in names)), **names)


class DatabaseSink:
    """`core.exchange.ImportSink` on a database of this process."""

    def __init__(self, database: Database, now_ms: Callable[[], int] = _now_ms) -> None:
        self._database = database
        self._now_ms = now_ms

    async def state(self) -> ImportState:
        def read(tx: Tx) -> ImportState:
            files = tx.all("SELECT dataset, sha256 FROM dataset_file")
            parts = tx.all(
                "SELECT dataset, period, rows_total FROM dataset_generation ORDER BY dataset, period"
            )
            return ImportState(dict(files), tuple(Part(*part) for part in parts))

        return await self._database.read(read)

    async def known_accounts(self, numbers: Sequence[str]) -> set[str]:
        def read(tx: Tx) -> set[str]:
            return {row[0] for part in _pieces(numbers) for row in _listed(tx, _KNOWN, part)}

        return await self._database.read(read)

    async def known_meters(self, meters: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], MeterShape]:
        wanted = set(meters)

        def read(tx: Tx) -> dict[tuple[str, str], MeterShape]:
            pieces = _pieces(sorted({account for account, _ in meters}))
            rows = [row for part in pieces for row in _listed(tx, _METERS, part)]
            return {(r[0], r[1]): MeterShape(r[2], r[3], r[4]) for r in rows if (r[0], r[1]) in wanted}

        return await self._database.read(read)

    async def _bulk(self, work: Callable[[Tx], T]) -> T:
        return await self._database.write(Unit(work, priority=Priority.BULK))

    async def begin(self, files: Sequence[FileInfo]) -> ImportTicket:
        now_ms = self._now_ms()
        listed = msgspec.json.encode({file.dataset: file.sha256 for file in files}).decode()

        def open_run(tx: Tx) -> ImportTicket:
            tx.lock("import")
            running = tx.all("SELECT generation, touched_ms, files FROM import_run WHERE state = 'staging'")
            for generation, touched_ms, names in running:
                if now_ms - touched_ms < ABANDONED_MS:
                    raise ImportBusy(
                        f"import {generation} is still running: wait for it, or try again in a minute"
                    )
                _drop(tx, generation, msgspec.json.decode(names), "abandoned", now_ms)
            row = tx.one(
                "INSERT INTO import_run (started_ms, touched_ms, state, files)"
                " VALUES (:now_ms, :now_ms, 'staging', :files) RETURNING generation",
                now_ms=now_ms,
                files=listed,
            )
            generation = sure(row)[0]
            return ImportTicket(generation, generation)

        return await self._bulk(open_run)

    async def put(self, ticket: ImportTicket, dataset: str, rows: Sequence[Row]) -> None:
        target = TARGETS[dataset]
        columns = target.dataset.columns
        named = [dict(zip(columns, row, strict=True), generation=ticket.generation) for row in rows]
        now_ms = self._now_ms()

        def stage(tx: Tx) -> None:
            tx.run(
                "UPDATE import_run SET touched_ms = :now_ms WHERE generation = :generation",
                now_ms=now_ms,
                generation=ticket.generation,
            )
            if dataset == "accounts":
                _number(tx, named)
            tx.many(target.insert, named)

        try:
            await self._bulk(stage)
        except Exception as error:
            if not _there_already(error):
                raise
            if groups := await self._shared({str(row["account"]) for row in named if "account" in row}):
                raise OneAccount(groups) from None
            raise

    async def _shared(self, numbers: set[str]) -> list[list[str]]:
        """Groups of numbers of one account that have a member among these."""

        def read(tx: Tx) -> list[tuple[Any, ...]]:
            return [row for part in _pieces(sorted(numbers)) for row in _listed(tx, _SHARED, part)]

        groups: dict[int, set[str]] = {}
        for account_id, number in await self._database.read(read):
            groups.setdefault(account_id, set()).add(number)
        return [sorted(group) for group in groups.values() if len(group) > 1]

    async def switch(self, ticket: ImportTicket, parts: Sequence[Part]) -> None:
        now_ms, generation = self._now_ms(), ticket.generation

        def turn_over(tx: Tx) -> None:
            row = tx.one(
                "SELECT files FROM import_run WHERE generation = :g AND state = 'staging'", g=generation
            )
            if row is None:
                raise ImportBusy(f"import {generation} was given up meanwhile: start it again")
            for part in parts:
                tx.run(_OUTDATE, dataset=part.dataset, period=part.period)
                tx.run(
                    _SWITCH,
                    dataset=part.dataset,
                    period=part.period,
                    generation=generation,
                    rows_total=part.rows,
                )
            for dataset, sha256 in msgspec.json.decode(row[0]).items():
                tx.run(_FILE, dataset=dataset, sha256=sha256, generation=generation)
            tx.run(_END, state="switched", note=None, now_ms=now_ms, generation=generation)

        await self._bulk(turn_over)

    async def abort(self, ticket: ImportTicket, reason: str) -> None:
        now_ms = self._now_ms()

        def give_up(tx: Tx) -> None:
            row = tx.one(
                "SELECT files FROM import_run WHERE generation = :g AND state = 'staging'",
                g=ticket.generation,
            )
            if row is not None:
                _drop(tx, ticket.generation, msgspec.json.decode(row[0]), reason, now_ms)

        await self._bulk(give_up)

    async def purge(self) -> int:
        """Delete what is no longer visible, a few accounts a time; how many rows went.

        The cards that were in force are looked at before, unless that was done: docs/people.md.
        """
        await HolderChanges(self._database)(self._now_ms())
        total = 0
        stale = await self._database.read(
            lambda tx: tx.all("SELECT dataset, period, generation FROM stale_generation ORDER BY generation")
        )
        for dataset, period, generation in stale:
            total += await self._purge_part(dataset, period, generation)
        return total

    async def _purge_part(self, dataset: str, period: str, generation: int) -> int:
        target, deleted = TARGETS[dataset], 0
        if dataset in ANSWERS:  # each is gone when it was carried out, and not before
            await self._bulk(partial(_purged, dataset=dataset, period=period, generation=generation))
            return 0
        condition = "generation = :generation"
        params: dict[str, str | int] = {"generation": generation}
        if target.by_period and period != _EVERY:
            condition += " AND period = :period"
            params["period"] = period
        for first, last in await self._ranges() if target.by_account else [(0, 0)]:
            where = condition + (" AND account_id BETWEEN :first AND :last" if target.by_account else "")
            window = {"first": first, "last": last} if target.by_account else {}
            sql = f"DELETE FROM {target.table} WHERE {where}"
            deleted += await self._bulk(lambda tx, sql=sql, window=window: tx.run(sql, **params, **window))  # type: ignore[misc]
        await self._bulk(partial(_purged, dataset=dataset, period=period, generation=generation))
        return deleted

    async def _ranges(self) -> list[tuple[int, int]]:
        last = await self._database.read(lambda tx: tx.one("SELECT max(id) FROM account"))
        top = int(last[0] or 0) if last is not None else 0
        return [(start, start + _PURGE_ACCOUNTS - 1) for start in range(0, top + 1, _PURGE_ACCOUNTS)]


def _purged(tx: Tx, dataset: str, period: str, generation: int) -> int:
    """Nothing is left of it."""
    sql = "DELETE FROM stale_generation WHERE dataset = :d AND period = :p AND generation = :g"
    return tx.run(sql, d=dataset, p=period, g=generation)


def _number(tx: Tx, rows: Sequence[dict[str, int | str | None]]) -> None:
    """Give every account number its lasting id; a renumbered account keeps the id of its old number."""
    renumbered = [
        {"account": r["account"], "old_account": r["old_account"]} for r in rows if r["old_account"]
    ]
    numbers = [{"account": row["account"]} for row in rows]
    if renumbered:
        tx.many(_NUMBERS[0], renumbered)
    tx.many(_NUMBERS[1], numbers)
    tx.many(_NUMBERS[2], numbers)
    if renumbered:
        tx.many(_NUMBERS[3], renumbered)


def _drop(tx: Tx, generation: int, files: Mapping[str, str], reason: str, now_ms: int) -> None:
    datasets = {*files, *({"receipt_codes"} if "accounts" in files else ())}
    for dataset in sorted(datasets):
        tx.run(
            "INSERT INTO stale_generation (dataset, period, generation)"
            " VALUES (:dataset, :period, :generation)"
            " ON CONFLICT (dataset, period, generation) DO NOTHING",
            dataset=dataset,
            period=_EVERY,
            generation=generation,
        )
    tx.run(_END, state="aborted", note=reason, now_ms=now_ms, generation=generation)


def _there_already(error: Exception) -> bool:
    """Whether a key is in the table; told by its code on PostgreSQL, so that SQLite loads no other driver."""
    return isinstance(error, sqlite3.IntegrityError) or getattr(error, "sqlstate", "") == _UNIQUE_VIOLATION
