from __future__ import annotations

import asyncio
import sqlite3

import pytest

from storage.database import Priority, connect
from storage.dialect import ddl
from storage.sqlite_checkpoint import LOG_PAGES, PERIOD_S
from tests.storage.helpers import CREATE, put, unit


@pytest.fixture
async def sqlite(sqlite_url, background):
    database = connect(sqlite_url, background=background)
    await database.open()
    await database.alter(lambda tx: tx.run(ddl(CREATE, "sqlite")))
    yield database
    await database.close()


def in_the_file_itself(path):
    """Number of marks in the database file without its log."""
    alone = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    try:
        return alone.execute("SELECT count(*) FROM mark").fetchone()[0]
    except sqlite3.OperationalError:
        return -1
    finally:
        alone.close()


async def test_commits_reach_the_file_within_seconds_without_being_asked(sqlite):
    await sqlite.write(unit(put(1)))
    await asyncio.sleep(PERIOD_S * 1.8)
    assert in_the_file_itself(sqlite.path) == 1


async def test_the_log_stays_bounded_while_the_writer_never_rests(sqlite):
    def chunk(tx):
        tx.run("UPDATE mark SET body = randomblob(4000000)")

    await sqlite.write(unit(put(1)))
    wal = sqlite.path.with_name(sqlite.path.name + "-wal")
    for _ in range(30):
        await sqlite.write(unit(chunk, priority=Priority.BULK))
    assert wal.stat().st_size < 1.5 * LOG_PAGES * 4096


async def test_commits_do_not_copy_the_log_themselves(sqlite):
    assert await sqlite.write(unit(lambda tx: tx.one("PRAGMA wal_autocheckpoint"))) == (LOG_PAGES,)


async def test_nothing_of_the_log_is_left_after_close(sqlite):
    await sqlite.write(unit(put(1)))
    await sqlite.close()
    assert not sqlite.path.with_name(sqlite.path.name + "-wal").exists()
    assert in_the_file_itself(sqlite.path) == 1
