"""SQLite when the file says no: full, busy, read-only, interrupted, damaged."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from storage.database import StorageUnavailable, connect
from storage.dialect import ddl
from storage.lockfile import AlreadyRunning
from tests.storage.helpers import CREATE, Commits, marks, no_more_threads_than, put, together, unit


@pytest.fixture
async def quick(sqlite_url, background):
    """SQLite that waits 50 ms for a lock."""
    database = connect(sqlite_url, background=background, busy_s=0.05)
    await database.open()
    await database.alter(lambda tx: tx.run(ddl(CREATE, "sqlite")))
    yield database
    await database.close()


def fill(number, size):
    return lambda tx: tx.run(
        "INSERT INTO mark (id, body) VALUES (:id, zeroblob(:size))", id=number, size=size
    )


async def limit_pages(database, more):
    """Let the file grow by `more` pages."""

    def limit():
        session = database._session._connection
        (now,) = session.execute("PRAGMA page_count").fetchone()
        session.execute(f"PRAGMA max_page_count={now + more}").fetchone()

    await database._thread.run(limit)


async def test_full_disk_hits_only_units_that_do_not_fit(quick):
    await limit_pages(quick, 20)
    outcomes = await together(quick, unit(put(1)), unit(fill(2, 10**6)), unit(put(3), store=put(4)))
    assert outcomes[::2] == [1, 3]
    assert isinstance(outcomes[1], StorageUnavailable)
    assert outcomes[1].reason == "full"
    assert "\n" not in str(outcomes[1])
    assert "free some space" in str(outcomes[1])
    assert await marks(quick) == [1, 3, 4]
    await limit_pages(quick, 10**6)
    await quick.write(unit(fill(2, 10**6)))


async def test_full_disk_is_never_counted_as_a_failure_of_the_unit(quick):
    await limit_pages(quick, 5)
    recorded = []
    bad = unit(fill(2, 10**6), failed=lambda tx, error: recorded.append(error))
    with pytest.raises(StorageUnavailable):
        await quick.write(bad)
    assert recorded == []


async def test_a_unit_that_swallows_a_full_disk_does_not_write_outside_its_transaction(quick):
    """After SQLITE_FULL the transaction may be gone, and the next statement would commit by itself."""

    def swallow(tx):
        for work in (fill(2, 10**6), put(3)):
            try:
                work(tx)
            except sqlite3.Error:
                continue
        return "fine"

    await limit_pages(quick, 20)
    outcomes = await together(quick, unit(put(1)), unit(swallow))
    assert outcomes[0] == 1
    assert outcomes[1].reason == "full"
    assert await marks(quick) == [1]


async def test_foreign_lock_is_busy_and_nothing_is_lost_afterwards(quick):
    other = sqlite3.connect(quick.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    start = time.monotonic()
    outcomes = await together(quick, *(unit(put(n)) for n in range(20)))
    # One wait for the whole batch, not one a unit.
    assert time.monotonic() - start < 0.5
    assert {outcome.reason for outcome in outcomes} == {"busy"}
    assert await marks(quick) == []
    other.execute("COMMIT")
    other.close()
    assert await together(quick, *(unit(put(n)) for n in range(3))) == [0, 1, 2]


async def test_a_short_foreign_lock_is_waited_for(sqlite_url, background):
    database = connect(sqlite_url, background=background, busy_s=2)
    await database.open()
    await database.alter(lambda tx: tx.run(ddl(CREATE, "sqlite")))
    other = sqlite3.connect(database.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.1, other.execute, ["COMMIT"]).start()
    assert await database.write(unit(put(1))) == 1
    await database.close()
    other.close()


async def test_interrupted_transaction_runs_again_unit_by_unit(quick):
    calls = []

    def interrupted_once(tx):
        calls.append(1)
        if len(calls) == 1:
            connection = quick._session._connection
            threading.Timer(0.05, connection.interrupt).start()
            tx.one("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
        return put(2)(tx)

    commits = Commits(quick)
    assert await together(quick, unit(put(1)), unit(interrupted_once), unit(put(3))) == [1, 2, 3]
    assert (len(calls), commits.count) == (2, 3)
    assert await marks(quick) == [1, 2, 3]


READ_ONLY = """
import asyncio, os, sys
import storage.sqlite
from core.background import Background
from storage.database import StorageUnavailable, Unit, connect
if os.geteuid() == 0:
    os.setgid(65534), os.setuid(65534)
async def main():
    database = connect(sys.argv[1], background=Background(), exclusive=False)
    try:
        await database.open()
        await database.write(Unit(lambda tx: tx.run("INSERT INTO mark (id) VALUES (1)")))
    except StorageUnavailable as error:
        print(error.reason, error)
asyncio.run(main())
"""


async def test_read_only_file_gives_a_clear_message(quick, sqlite_url, tmp_path):
    """In another process without root's right to write everywhere."""
    await quick.write(unit(put(1)))
    await quick.close()
    quick.path.chmod(0o444)
    root = Path(__file__).parents[2]
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o555 if folder == tmp_path else 0o755)
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", READ_ONLY, sqlite_url],
        cwd=root, capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip
    tmp_path.chmod(0o755)
    assert done.stdout.startswith(("readonly ", "io ")), done
    assert len(done.stdout.splitlines()) == 1
    assert "rights" in done.stdout


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path, background):
    path = tmp_path / "notes.txt"
    path.write_text("buy milk\n" * 100)
    before = set(threading.enumerate())
    database = connect(f"sqlite:///{path}", background=background)
    with pytest.raises(StorageUnavailable, match="not a database") as caught:
        await database.open()
    assert caught.value.reason == "corrupt"
    assert path.read_text() == "buy milk\n" * 100
    assert no_more_threads_than(before)


async def test_a_missing_folder_gives_a_clear_message(tmp_path, background):
    database = connect(f"sqlite:///{tmp_path}/nowhere/abonent.db", background=background)
    with pytest.raises(StorageUnavailable, match="nowhere"):
        await database.open()


async def test_a_second_database_on_the_file_is_refused(quick, sqlite_url, background):
    with pytest.raises(AlreadyRunning, match=f"process {os.getpid()}"):
        await connect(sqlite_url, background=background).open()
    await quick.close()
    again = connect(sqlite_url, background=background)
    await again.open()
    await again.close()


async def test_durability_settings(quick):
    def settings(tx):
        names = ("journal_mode", "synchronous", "foreign_keys", "query_only")
        return [tx.one(f"PRAGMA {name}")[0] for name in names]

    assert await quick.write(unit(settings)) == ["wal", 2, 1, 0]
    assert (await quick.read(settings))[3] == 1


async def test_closing_keeps_everything_in_the_file(quick):
    await asyncio.gather(*(quick.write(unit(put(n))) for n in range(100)))
    await quick.close()
    with sqlite3.connect(quick.path) as connection:
        assert connection.execute("SELECT count(*) FROM mark").fetchone() == (100,)
    connection.close()
