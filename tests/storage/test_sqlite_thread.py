"""The contract with aiosqlite: everything `sqlite_thread` uses of its insides. Also of our own thread."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
import threading
import time

import aiosqlite
import pytest

from storage.sqlite_thread import SqliteThread
from storage.thread import StorageThread
from tests.storage.helpers import no_more_threads_than


@pytest.fixture(params=["aiosqlite", "own"])
async def thread(request, tmp_path):
    if request.param == "own":
        made = StorageThread("test")
        made.start()
    else:
        made = SqliteThread(tmp_path / "x.db", busy_s=1)
        await made.open([], lambda _: None)
    yield made
    await made.close()


def test_the_version_of_aiosqlite_is_the_one_looked_into():
    assert aiosqlite.__version__.startswith("0.22."), "read aiosqlite/core.py again, then change this line"


async def test_a_new_database_is_its_owners_alone_and_an_old_one_as_it_was(tmp_path):
    for name, there, mode in (("new.db", False, 0o600), ("old.db", True, 0o640)):
        path = tmp_path / name
        if there:
            path.touch()
            path.chmod(mode)
        thread = SqliteThread(path, busy_s=1)
        await thread.open(["PRAGMA journal_mode=WAL", "CREATE TABLE x (y)"], lambda _: None)
        beside = [path, *tmp_path.glob(f"{name}-*")]
        assert {oct(one.stat().st_mode & 0o777) for one in beside} == {oct(mode)}
        assert len(beside) == 3
        await thread.close()


async def test_a_function_runs_whole_on_the_connection_thread(tmp_path):
    thread = SqliteThread(tmp_path / "x.db", busy_s=1)
    made_on, connection = await thread.open(
        ["PRAGMA cache_size=-77"], lambda connection: (threading.get_ident(), connection)
    )
    assert isinstance(connection, sqlite3.Connection)
    assert connection.isolation_level is None
    assert made_on != threading.get_ident()
    ran_on, cache = await thread.run(
        lambda: (threading.get_ident(), connection.execute("PRAGMA cache_size").fetchone())
    )
    assert (ran_on, cache) == (made_on, (-77,))
    owner = next(one for one in threading.enumerate() if one.ident == made_on)
    assert owner.daemon
    await thread.close()
    owner.join(1)
    assert not owner.is_alive()


async def test_jobs_run_in_order_whether_run_or_posted(thread):
    order = []
    first = asyncio.gather(thread.run(lambda: (time.sleep(0.02), order.append(1))))
    await asyncio.sleep(0)
    thread.post(lambda: order.append(2))
    await thread.run(lambda: order.append(3))
    await first
    assert order == [1, 2, 3]


async def test_exceptions_come_back_and_the_thread_goes_on(thread):
    for error in (ValueError, SystemExit, KeyboardInterrupt):
        with pytest.raises(ValueError, match="x") if error is ValueError else pytest.raises(error):
            await thread.run(lambda error=error: (_ for _ in ()).throw(error("x")))
    thread.post(lambda: 1 // 0)
    assert await thread.run(lambda: 5) == 5


async def test_a_cancelled_caller_leaves_only_when_its_job_has_ended(thread):
    ended = []
    waiting = asyncio.gather(thread.run(lambda: (time.sleep(0.05), ended.append(1))))
    await asyncio.sleep(0.01)
    waiting.cancel()
    await asyncio.sleep(0.01)
    assert (waiting.done(), ended) == (False, [])
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert ended == [1]


async def test_close_finishes_posted_jobs(thread):
    done = []
    for number in range(3):
        thread.post(lambda number=number: (time.sleep(0.01), done.append(number)))
    await thread.close()
    assert done == [0, 1, 2]


async def test_a_refused_setting_leaves_no_thread(tmp_path):
    before = set(threading.enumerate())
    thread = SqliteThread(tmp_path / "x.db", busy_s=1)
    with pytest.raises(sqlite3.OperationalError):
        await thread.open(["NONSENSE"], lambda _: None)
    assert no_more_threads_than(before)
    with pytest.raises(RuntimeError):
        thread.post(int)
    with pytest.raises(RuntimeError):
        await thread.run(int)


async def test_a_stranger_who_looks_into_the_database_does_not_delete_the_log(tmp_path):
    """A second connection of ours must not cost the first its lock: the log would be written to nowhere."""
    path = tmp_path / "x.db"
    threads = [SqliteThread(path, busy_s=1) for _ in range(2)]
    made = [
        await one.open(["PRAGMA journal_mode=WAL", "CREATE TABLE IF NOT EXISTS t (x)"], lambda c: c)
        for one in threads
    ]
    look = (
        f"import sqlite3; c = sqlite3.connect({str(path)!r});"
        "print(c.execute('SELECT count(*) FROM t').fetchone()[0]); c.close()"
    )

    async def stranger():
        process = await asyncio.create_subprocess_exec(sys.executable, "-c", look, stdout=-1)
        return int((await process.communicate())[0])

    assert await stranger() == 0
    await threads[0].run(lambda: made[0].execute("INSERT INTO t VALUES (1)"))
    assert await stranger() == 1
    for one in threads:
        await one.close()
