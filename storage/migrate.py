"""Numbered migrations, forward only, each in a transaction; additive first (expand), tidied later (contract).

``migrations/NNNN_name.sql`` runs on both engines, then its twin ``NNNN_name.sqlite.sql`` or
``NNNN_name.postgres.sql`` if there is one. A line ``-- compatible_from: N`` names the oldest program (by the
number of its newest migration) that can work with the database afterwards; without it, the one before.
"""

from __future__ import annotations

import hashlib
import re
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from storage import dialect

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.database import Database, Tx

MIGRATIONS = Path(__file__).with_name("migrations")
_LOCK = "schema_version"
_NAME = re.compile(r"(\d{4})_(\w+)(?:\.(sqlite|postgres))?\.sql")
_COMPATIBLE = re.compile(r"^-- compatible_from: (\d+)$", re.MULTILINE)
_TABLE = """
CREATE TABLE IF NOT EXISTS schema_version (
    version BIGINT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at_ms BIGINT NOT NULL,
    checksum TEXT NOT NULL,
    compatible_from BIGINT NOT NULL
) {{strict}}
"""
_INSERT = """
INSERT INTO schema_version (version, name, applied_at_ms, checksum, compatible_from)
VALUES (:version, :name, :applied_at_ms, :checksum, :compatible_from)
"""


_EXISTS = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE name = 'schema_version'",
    "postgres": "SELECT 1 WHERE to_regclass('schema_version') IS NOT NULL",
}


class SchemaMismatch(Exception):
    """The database and the program do not fit; the message says which to change."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One version of the schema for one engine."""

    version: int
    name: str
    source: str = field(repr=False)
    compatible_from: int

    @property
    def checksum(self) -> str:
        """SHA-256 of the text, whatever the line ends."""
        return hashlib.sha256(self.source.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Applied:
    """A row of `schema_version`."""

    version: int
    name: str
    checksum: str
    compatible_from: int


def load(engine: dialect.Engine, folder: Path = MIGRATIONS) -> list[Migration]:
    """Read the migrations of the engine in order. Raises ValueError for a bad name or a number used twice."""
    sources: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for path in sorted(folder.glob("*.sql")):
        match = _NAME.fullmatch(path.name)
        if match is None:
            raise ValueError(f"{path}: the name must be NNNN_name.sql, .sqlite.sql or .postgres.sql")
        # Read in text mode, so that line ends do not change the checksum; the common file before its twin.
        sources.setdefault((int(match[1]), match[2]), []).append((match[3] or "", path.read_text("utf-8")))
    numbers = [version for version, _ in sources]
    if len(set(numbers)) < len(numbers):
        raise ValueError(f"{folder}: a number stands for two migrations: {numbers}")
    return [_migration(*key, sorted(parts), engine) for key, parts in sources.items()]


def _migration(version: int, name: str, parts: Sequence[tuple[str, str]], engine: str) -> Migration:
    source = "\n".join(text for twin, text in parts if twin in {"", engine})
    stated = _COMPATIBLE.search(source)
    return Migration(version, name, source, int(stated[1]) if stated else max(1, version - 1))


async def pending(db: Database, migrations: Sequence[Migration] | None = None) -> list[Migration]:
    """Return what `migrate` would apply. Raises `SchemaMismatch` when this program does not fit."""
    known = load(db.engine) if migrations is None else migrations
    return _missing(await db.read(_applied), known)


async def migrate(
    db: Database,
    migrations: Sequence[Migration] | None = None,
    *,
    applied: Callable[[Migration], None] = lambda _: None,
    now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
) -> list[Migration]:
    """Apply what is pending, one transaction each, and return it; `applied` is told after each commit.

    Safe when several replicas start at once. Raises `SchemaMismatch`; then nothing was changed.
    """
    known = load(db.engine) if migrations is None else migrations
    done: list[Migration] = []
    while True:
        migration = await db.alter(partial(_step, known=known, now_ms=now_ms()))
        if migration is None:
            return done
        done.append(migration)
        applied(migration)


def _step(tx: Tx, known: Sequence[Migration], now_ms: int) -> Migration | None:
    tx.lock(_LOCK)
    tx.run(dialect.ddl(_TABLE, tx.engine))
    missing = _missing(_applied(tx), known)
    if not missing:
        return None
    migration = missing[0]
    for statement in dialect.statements(dialect.ddl(migration.source, tx.engine)):
        tx.run(statement)
    tx.run(
        _INSERT,
        version=migration.version,
        name=migration.name,
        applied_at_ms=now_ms,
        checksum=migration.checksum,
        compatible_from=migration.compatible_from,
    )
    return migration


def _applied(tx: Tx) -> list[Applied]:
    if tx.one(_EXISTS[tx.engine]) is None:
        return []
    rows = tx.all("SELECT version, name, checksum, compatible_from FROM schema_version ORDER BY version")
    return [Applied(*row) for row in rows]


def _missing(applied: Sequence[Applied], known: Sequence[Migration]) -> list[Migration]:
    newest = known[-1].version if known else 0
    needed = max((row.compatible_from for row in applied), default=0)
    if needed > newest:
        raise SchemaMismatch(
            f"the database was upgraded by a newer program: it needs version {needed} of the schema,"
            f" this program knows {newest}; install the newer program"
        )
    by_version = {row.version: row for row in applied}
    for migration in known:
        row = by_version.get(migration.version)
        if row is not None and row.checksum != migration.checksum:
            raise SchemaMismatch(
                f"migration {migration.version:04} ({row.name}) was changed after it had been applied to this"
                " database; restore the file and put the change into a new migration"
            )
    return [migration for migration in known if migration.version not in by_version]
