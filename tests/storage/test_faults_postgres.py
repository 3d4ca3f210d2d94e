"""PostgreSQL when the server says no, and several replicas at once."""

from __future__ import annotations

import asyncio
import contextlib
import threading

import pytest
from psycopg.conninfo import conninfo_to_dict

from storage.database import Priority, StorageUnavailable, Unit, connect
from storage.dialect import ddl
from tests.storage.helpers import CREATE, Commits, marks, put, sleeper, together, unit


@pytest.fixture
async def replicas(postgres_url, background):
    """Two bots on one database."""
    both = [connect(postgres_url, background=background, lanes=2) for _ in range(2)]
    for one in both:
        await one.open()
    await both[0].alter(lambda tx: tx.run(ddl(CREATE, "postgres")))
    yield both
    for one in both:
        await one.close()


@pytest.fixture
def replica(replicas):
    return replicas[0]


def backend(tx):
    return tx.one("SELECT pg_backend_pid()")[0]


@pytest.fixture
def kill(postgres_admin):
    """Terminates a backend of the server."""
    return lambda pid: postgres_admin.execute("SELECT pg_terminate_backend(%s, 2000)", [pid])


def dying(kill, times, number):
    """Work whose connection is killed the first `times` times."""
    left = [times]

    def work(tx):
        if left[0]:
            left[0] -= 1
            kill(backend(tx))
        return put(number)(tx)

    return work


async def test_killed_connection_in_a_batch_costs_nobody_anything(replica, kill):
    commits = Commits(replica)
    outcomes = await together(replica, unit(put(1)), unit(dying(kill, 1, 2)), unit(put(3), store=put(4)))
    assert outcomes == [1, 2, 3]
    assert commits.count == 3
    assert await marks(replica) == [1, 2, 3, 4]


async def test_a_unit_that_always_loses_its_connection_is_unavailable_alone(replica, kill):
    recorded = []
    bad = unit(dying(kill, 99, 2), failed=lambda tx, error: recorded.append(error))
    outcomes = await together(replica, unit(put(1)), bad, unit(put(3)))
    assert outcomes[::2] == [1, 3]
    assert isinstance(outcomes[1], StorageUnavailable)
    assert outcomes[1].reason == "lost"
    assert recorded == []
    assert await marks(replica) == [1, 3]


async def test_connections_killed_while_idle_are_replaced_unseen(replica, postgres_admin):
    await replica.write(unit(put(1)))
    query = "SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity WHERE application_name = 'abonent'"
    assert len(postgres_admin.execute(query).fetchall()) >= 5
    assert await replica.write(unit(put(2))) == 2
    assert await replica.write(unit(put(3), priority=Priority.BULK)) == 3
    assert await marks(replica) == [1, 2, 3]


@pytest.mark.parametrize("committed", [True, False])
async def test_a_connection_lost_during_commit_never_runs_a_unit_twice(replica, kill, committed):
    """The lost answer is looked up by the number of the transaction."""
    runs = []
    session = replica._lanes[0].session
    honest = session._control

    def lossy(command):
        if command != b"COMMIT" or len(runs) > 1:
            return honest(command)
        pid = session._connection.info.backend_pid
        if committed:
            honest(command)
        kill(pid)
        return honest(b"SELECT 1")

    session._control = lossy

    def work(tx):
        runs.append(1)
        return put(len(runs))(tx)

    await replica.write(Unit(work, key=next(k for k in map(str, range(99)) if lane_of(k) == 0)))
    assert len(runs) == (1 if committed else 2)
    assert await marks(replica) == [len(runs)]


def lane_of(key):
    from zlib import crc32

    return crc32(key.encode()) % 2


async def test_deadlock_between_replicas_is_tried_again_at_once(replicas):
    await replicas[0].write(unit(lambda tx: (put(1)(tx), put(2)(tx))))
    meet = threading.Barrier(2)

    def crossing(first, second):
        def work(tx):
            tx.run("UPDATE mark SET name = name || :x WHERE id = :id", x="x", id=first)
            with contextlib.suppress(threading.BrokenBarrierError):
                meet.wait(1)
            tx.run("UPDATE mark SET name = name || :x WHERE id = :id", x="x", id=second)
            return "done"

        return work

    outcomes = await asyncio.gather(
        replicas[0].write(Unit(crossing(1, 2), key="a")), replicas[1].write(Unit(crossing(2, 1), key="b"))
    )
    assert outcomes == ["done", "done"]
    names = await replicas[0].read(lambda tx: tx.all("SELECT name FROM mark ORDER BY id"))
    assert names == [("xx",), ("xx",)]


async def test_units_of_a_key_exclude_each_other_across_replicas(replicas):
    """Read, think, write back: without the lock of the key updates would be lost."""

    def increment(tx):
        (count,) = tx.one("SELECT name FROM mark WHERE id = 1")
        sleeper(0.002)(tx)
        tx.run("UPDATE mark SET name = :name WHERE id = 1", name=str(int(count) + 1))

    await replicas[0].write(unit(put(1, "0")))
    await asyncio.gather(*(replicas[n % 2].write(unit(increment)) for n in range(40)))
    assert await replicas[0].read(lambda tx: tx.one("SELECT name FROM mark")) == ("40",)


async def test_account_locks_exclude_units_of_different_keys(replicas):
    def increment(tx):
        tx.lock("account:1")
        (count,) = tx.one("SELECT name FROM mark WHERE id = 1")
        sleeper(0.002)(tx)
        tx.run("UPDATE mark SET name = :name WHERE id = 1", name=str(int(count) + 1))

    await replicas[0].write(unit(put(1, "0")))
    await asyncio.gather(*(replicas[n % 2].write(Unit(increment, key=f"k{n}")) for n in range(40)))
    assert await replicas[0].read(lambda tx: tx.one("SELECT name FROM mark")) == ("40",)


async def test_lanes_run_side_by_side(replica):
    meet = threading.Barrier(2)
    keys = {lane_of(key): key for key in map(str, range(20))}
    await asyncio.wait_for(
        asyncio.gather(*(replica.write(Unit(lambda _: meet.wait(5), key=key)) for key in keys.values())), 6
    )


async def test_server_away_is_told_at_once_and_comes_back(
    postgres_server, background, tmp_path, postgres_url
):
    database = connect(postgres_url, background=background, lanes=1)
    await database.open()
    await database.alter(lambda tx: tx.run(ddl(CREATE, "postgres")))
    link = database._lanes[0].link
    good = link._conninfo
    link._conninfo = good.replace(str(postgres_server.get_postmaster_info().socket_dir), str(tmp_path))
    assert link._conninfo != good
    link._wait_s = 0.6
    await database._lanes[0].thread.run(link.drop)
    for _ in range(3):
        outcomes = await together(database, unit(put(1)), unit(put(2)))
        assert {outcome.reason for outcome in outcomes} == {"lost"}
        assert all("\n" not in str(outcome) for outcome in outcomes)
    link._conninfo = good
    outcomes = [None]
    while outcomes[-1] != 1:
        outcomes += await together(database, unit(put(1)))
        await asyncio.sleep(0.02)
    # Does not knock at a closed door with every batch, says when it will, and does.
    assert len(outcomes) > 2
    assert all("next attempt" in str(outcome) for outcome in outcomes[1:-1])
    await database.close()


async def test_read_only_server_says_so(postgres_url, background):
    database = connect(postgres_url, background=background)
    await database.open()
    await database.alter(lambda tx: tx.run(ddl(CREATE, "postgres")))

    def read_only(tx):
        tx.run("SET TRANSACTION READ ONLY")
        put(1)(tx)

    with pytest.raises(StorageUnavailable) as caught:
        await database.write(unit(read_only))
    assert caught.value.reason == "readonly"
    await database.close()


async def test_wrong_address_gives_one_clear_line_without_the_password(background):
    database = connect("postgresql://someone:s3cret@127.0.0.1:1/nowhere", background=background)
    with pytest.raises(StorageUnavailable, match="cannot connect to PostgreSQL") as caught:
        await database.open()
    assert "s3cret" not in str(caught.value)
    assert "\n" not in str(caught.value)


async def test_plans_prepared_before_a_migration_do_not_fail_for_ever(replicas):
    first, second = replicas
    await first.write(unit(put(1)))

    def everything(tx):
        return tx.all("SELECT * FROM mark")

    for one in replicas:
        assert len((await one.write(unit(everything)))[0]) == 3
    await second.alter(lambda tx: tx.run("ALTER TABLE mark ADD COLUMN later BIGINT"))
    assert len((await first.write(unit(everything)))[0]) == 4


async def test_commits_wait_for_the_disk_whatever_the_server_defaults_to(
    postgres_url, postgres_admin, background
):
    name = conninfo_to_dict(postgres_url)["dbname"]
    postgres_admin.execute(f"ALTER DATABASE {name} SET synchronous_commit = off")
    database = connect(postgres_url, background=background)
    await database.open()
    assert await database.write(unit(lambda tx: tx.one("SHOW synchronous_commit"))) == ("on",)
    await database.close()
