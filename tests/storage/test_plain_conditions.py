"""Conditions that each written row is held against are written without lists, and still hold."""

from __future__ import annotations

import re
import sqlite3

import pytest

from storage import accounts, inbox, journal, meters, outbox, sessions
from storage.database import Unit

TABLES = ("inbox", "outbox", "verification", "reading_entry")


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize("table", TABLES)
async def test_states_are_checked_as_before(database, table):
    """As billing and people have them: no other word is written, by whatever connection."""
    made = await database.read(
        lambda tx: tx.one("SELECT sql FROM sqlite_master WHERE name = :name", name=table)
    )
    assert " state IN (" not in re.sub(r"\s+", " ", made[0])
    states = re.findall(r"state = '(\w+)'", made[0])
    assert len(states) >= 3

    def columns(tx):
        return [row[1:4] for row in tx.all(f"PRAGMA table_info({table})")]

    named = await database.read(columns)
    needed = {name: 1 if kind == "INTEGER" else "x" for name, kind, must in named if must and name != "id"}
    needed |= {"came": "draft"} if table == "reading_entry" else {}
    needed |= {name: 0 for name in ("unconfirmed", "due") if name in needed}
    sql = f"INSERT INTO {table} ({', '.join(needed)}) VALUES ({', '.join(f':{name}' for name in needed)})"

    def add(tx, state, number):
        unique = {k: f"{v}{number}" if isinstance(v, str) else v + number for k, v in needed.items()}
        kept = {"came": "draft", "unconfirmed": 0, "due": 0}
        unique |= {name: value for name, value in kept.items() if name in needed}
        tx.run("PRAGMA defer_foreign_keys = ON")
        return tx.run(sql, **{**unique, "state": state})

    def all_states(tx):
        for number, state in enumerate(states):
            assert add(tx, state, number) == 1
        with pytest.raises(sqlite3.IntegrityError, match="CHECK"), tx.savepoint():
            add(tx, "lost", 99)
        raise ZeroDivisionError  # nothing of it stays

    with pytest.raises(ZeroDivisionError):
        await database.write(Unit(all_states))


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
async def test_the_schema_is_sound(database):
    assert await database.read(lambda tx: tx.all("PRAGMA integrity_check")) == [("ok",)]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("sql", "most"),
    [
        (inbox._STORE, 1),  # RETURNING
        (inbox._DONE, 0),
        (outbox._PUT, 1),  # RETURNING
        (outbox._MARK, 0),
        (outbox._MARK_SENT, 0),
        (sessions._LOAD, 0),
        (sessions._SAVE, 0),
        (journal._ADD, 2),  # RETURNING, and the table that is read and written
        (journal._OF_METER, 1),  # the newest by id, by an index in another order
        (meters._OF, 1),
        (accounts._CARD, 2),  # the newest link, and the newest payment of a month
    ],
)
async def test_a_statement_of_a_turn_makes_few_tables_in_memory(database, sql, most):
    """Each is a tree of its own, opened and closed: some 2 % of a turn."""
    names = dict.fromkeys(re.findall(r":(\w+)", sql), 0)
    steps = await database.read(lambda tx: tx.all(f"EXPLAIN {sql}", **names))
    assert len([step for step in steps if step[1] == "OpenEphemeral"]) <= most
