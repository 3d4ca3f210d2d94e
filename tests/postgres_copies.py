"""Copies of a PostgreSQL database with the whole schema, emptied after each test instead of made anew.

A new database costs a tenth of a second for its files, and each first connection of it fills caches of its
own; what a test leaves behind is a few rows in some tables.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg

USES = 50
"""Then a copy is thrown away: each emptying leaves dead rows in the catalogue of the server."""
_OTHERS = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_SHAPE = """
SELECT (SELECT (count(*), max(oid::bigint)) FROM pg_class), (SELECT count(*) FROM pg_attribute),
    (SELECT (count(*), max(oid::bigint)) FROM pg_constraint), (SELECT max(oid::bigint) FROM pg_proc),
    (SELECT count(*) FROM pg_trigger), (SELECT count(*) FROM pg_db_role_setting),
    (SELECT array_agg(version ORDER BY version) FROM schema_version)
"""
_DIRTY = """
SELECT relname, pg_relation_size(oid) > 8 * 8192 FROM pg_class WHERE relkind = 'r'
    AND relnamespace = 'public'::regnamespace AND relname <> 'schema_version' AND pg_relation_size(oid) > 0
"""
_NUMBERS = """
SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false) FROM pg_sequences
WHERE last_value IS NOT NULL
"""


@dataclass(slots=True)
class Copy:
    """One database and our own connection to it."""

    name: str
    url: str
    ours: psycopg.Connection
    shape: object
    uses: int = 0


class Copies:
    """Hands out copies without rows, and takes them back in any state."""

    def __init__(self, server, admin, template):
        self._server, self._admin, self._template = server, admin, template
        self._free, self._made = [], 0

    def take(self):
        copy = self._free.pop() if self._free else self._make()
        copy.uses += 1
        return copy

    def give_back(self, copy):
        """Empty it for the next test; one whose tables are others now, or that cannot be reached, goes."""
        try:
            if copy.uses < USES and self._emptied(copy):
                self._free.append(copy)
                return
        except psycopg.Error:
            pass
        self._drop(copy)

    def close(self):
        while self._free:
            self._drop(self._free.pop())

    def _make(self):
        self._made += 1
        name = f"copy_{self._made}"
        self._admin.execute(f"CREATE DATABASE {name} TEMPLATE {self._template} STRATEGY file_copy")
        url = self._server.get_uri(database=name)
        ours = psycopg.connect(url, autocommit=True)
        return Copy(name, url, ours, ours.execute(_SHAPE).fetchone())

    @staticmethod
    def _emptied(copy):
        run = copy.ours.execute
        run(_OTHERS)
        if run(_SHAPE).fetchone() != copy.shape:
            return False
        dirty = run(_DIRTY).fetchall()
        # TRUNCATE makes files anew, also those of tables that refer to these. The planner takes a table that
        # was never analysed for one of ten pages while it has fewer: small ones may keep their dead rows.
        deletions = [f"DELETE FROM {name}" for name, large in dirty if not large]
        run("; ".join(["SET session_replication_role = replica", *deletions]))
        if large := [name for name, large in dirty if large]:
            run(f"TRUNCATE {', '.join(large)} CASCADE")
        run(_NUMBERS)
        return True

    def _drop(self, copy):
        copy.ours.close()
        self._admin.execute(f"DROP DATABASE {copy.name} WITH (FORCE)")
