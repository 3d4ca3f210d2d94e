"""The contract of units and transactions, the same on both engines."""

from __future__ import annotations

import asyncio
import contextlib

import pytest

from core.background import Background
from storage.database import StorageUnavailable, Unit, connect
from tests.storage.helpers import Commits, marks, put, put_and_fail, sleeper, together, unit


async def test_result_comes_after_the_commit(marked):
    assert await marked.write(unit(put(1))) == 1
    assert await marks(marked) == [1]


async def test_units_of_one_tick_share_a_transaction(marked):
    commits = Commits(marked)
    assert await together(marked, *(unit(put(n)) for n in range(50))) == list(range(50))
    assert commits.count == 1


async def test_a_batch_has_at_most_fifty_units(marked):
    commits = Commits(marked)
    await together(marked, *(unit(put(n)) for n in range(101)))
    assert commits.count == 3


async def test_failure_undoes_one_unit_only(marked):
    commits = Commits(marked)
    first, second, third = await together(marked, unit(put(1)), unit(put_and_fail(2)), unit(put(3)))
    assert (first, third, commits.count) == (1, 3, 1)
    assert isinstance(second, ValueError)
    assert await marks(marked) == [1, 3]


async def test_failure_of_a_lone_unit_leaves_nothing(marked):
    with pytest.raises(ValueError, match="unit 1 fails"):
        await marked.write(unit(put_and_fail(1)))
    await marked.write(unit(put(2)))
    assert await marks(marked) == [2]


async def test_stores_run_first_and_survive_the_failure_of_work(marked):
    def sees_all_stores(tx):
        assert tx.all("SELECT id FROM mark ORDER BY id") == [(1,), (2,)]
        raise ValueError("refused")

    outcomes = await together(marked, unit(sees_all_stores, store=put(1)), unit(put(3), store=put(2)))
    assert isinstance(outcomes[0], ValueError)
    assert await marks(marked) == [1, 2, 3]


async def test_store_of_a_lone_unit_survives_too(marked):
    with pytest.raises(ValueError, match="fails"):
        await marked.write(unit(put_and_fail(2), store=put(1)))
    assert await marks(marked) == [1]


async def test_failed_records_the_failure_and_gives_the_result(marked):
    def record(tx, error):
        put(10, str(error))(tx)
        return "recorded"

    assert await marked.write(unit(put_and_fail(1), failed=record)) == "recorded"
    rows = await marked.read(lambda tx: tx.all("SELECT id, name FROM mark"))
    assert rows == [(10, "unit 1 fails")]


async def test_exception_in_failed_undoes_the_unit_and_its_store_not_the_neighbours(marked):
    def broken(tx, error):
        put(10)(tx)
        raise LookupError("cannot record")

    bad = unit(put_and_fail(1), store=put(2), failed=broken)
    outcomes = await together(marked, unit(put(3), store=put(4)), bad, unit(put(5)))
    assert isinstance(outcomes[1], LookupError)
    assert outcomes[::2] == [3, 5]
    assert await marks(marked) == [3, 4, 5]


async def test_exception_in_store_hits_its_unit_only(marked):
    outcomes = await together(
        marked, unit(put(1), store=put(2)), unit(put(3), store=put_and_fail(4)), unit(put(5))
    )
    assert isinstance(outcomes[1], ValueError)
    assert await marks(marked) == [1, 2, 5]


async def test_broken_statement_hits_its_unit_only(marked):
    def broken(tx):
        put(2)(tx)
        tx.run("INSERT INTO nowhere VALUES (1)")

    outcomes = await together(marked, unit(put(1)), unit(broken), unit(put(3)))
    assert isinstance(outcomes[1], Exception)
    assert await marks(marked) == [1, 3]


async def test_constraint_hits_its_unit_only(marked):
    outcomes = await together(marked, unit(put(1)), unit(put(1)), unit(put(2)))
    assert outcomes[::2] == [1, 2]
    assert "unique" in str(outcomes[1]).lower()


@pytest.mark.parametrize("neighbours", [0, 2])
async def test_a_swallowed_statement_error_still_fails_the_unit(marked, neighbours):
    def swallow(tx):
        put(1)(tx)
        with contextlib.suppress(Exception):
            put(1)(tx)
        return "fine"

    def swallow_and_go_on(tx):
        swallow(tx)
        put(2)(tx)

    commits = Commits(marked)
    others = [unit(put(10 + n)) for n in range(neighbours)]
    for work in (swallow, swallow_and_go_on):
        outcomes = await together(marked, unit(work), *others)
        assert isinstance(outcomes[0], Exception)
        # Its own fault: to be counted, not to be tried for ever.
        assert not isinstance(outcomes[0], StorageUnavailable)
        others = []
    # Found out where it happened: the neighbours did not have to run again.
    assert commits.count == min(neighbours, 1)
    assert await marks(marked) == [10, 11][:neighbours]


async def test_savepoints_nest_and_undo_only_what_is_inside(marked):
    def work(tx):
        put(1)(tx)
        with tx.savepoint():
            put(2)(tx)
            with contextlib.suppress(ValueError), tx.savepoint():
                put(3)(tx)
                put_and_fail(4)(tx)
            put(5)(tx)
        with pytest.raises(Exception, match=r"(?i)unique"), tx.savepoint():
            put(1)(tx)
        put(6)(tx)

    await together(marked, unit(work), unit(put(7)))
    assert await marks(marked) == [1, 2, 5, 6, 7]


async def test_values_and_rows_are_the_same_on_both_engines(marked):
    def work(tx):
        tx.many(
            "INSERT INTO mark (id, name, body) VALUES (:id, :name, :body)",
            [{"id": n, "name": "ё'%s :id", "body": bytes(range(256))} for n in (1, 2**62)],
        )
        assert tx.run("UPDATE mark SET name = :name WHERE id > :id", id=-(2**63), name="%") == 2
        assert tx.run("DELETE FROM mark WHERE id = :id", id=7) == 0
        assert tx.one("SELECT id FROM mark WHERE id = 7") is None
        assert tx.run("INSERT INTO mark (id) VALUES (:yes) ON CONFLICT DO NOTHING", yes=True) == 0
        added = tx.one("INSERT INTO mark (id, body) VALUES (:id, :body) RETURNING id, body", id=3, body=None)
        assert added == (3, None)
        return tx.one("SELECT sum(id), count(*), :text, '::x', max(body) FROM mark", text="%s")

    total, count, text, literal, body = await marked.write(unit(work))
    assert (total, type(total)) == (2**62 + 4, int)
    assert (count, text, literal, body) == (3, "%s", "::x", bytes(range(256)))


async def test_many_in_a_failing_unit_is_undone(marked):
    def work(tx):
        tx.many("INSERT INTO mark (id) VALUES (:id)", [{"id": 1}, {"id": 2}, {"id": 1}])

    outcomes = await together(marked, unit(work), unit(put(9)))
    assert "unique" in str(outcomes[0]).lower()
    assert await marks(marked) == [9]


async def test_lock_is_harmless_and_repeatable(marked):
    def work(tx):
        tx.lock("account:2", "account:1")
        tx.lock("account:1")
        tx.lock()
        return put(1)(tx)

    assert await marked.write(unit(work)) == 1


async def test_reads_see_one_snapshot_beside_the_writer(marked):
    def twice(tx):
        before = tx.one("SELECT count(*) FROM mark")
        loop.call_soon_threadsafe(read_began.set)
        sleeper(0.1)(tx)
        return before, tx.one("SELECT count(*) FROM mark")

    loop = asyncio.get_running_loop()
    read_began = asyncio.Event()
    await marked.write(unit(put(1)))
    reading = asyncio.gather(marked.read(twice))
    await read_began.wait()
    await marked.write(unit(put(2)))
    assert not reading.done()
    assert await reading == [((1,), (1,))]
    assert await marks(marked) == [1, 2]


async def test_readers_cannot_write(marked):
    with pytest.raises(Exception, match=r"(?i)read-?only"):
        await marked.read(put(1))
    assert await marks(marked) == []


async def test_exception_in_read_reaches_the_caller_and_the_reader_lives(marked):
    for _ in range(5):
        with pytest.raises(ZeroDivisionError):
            await marked.read(lambda _: 1 // 0)
    assert await marks(marked) == []


async def test_alter_is_all_or_nothing(marked):
    def work(tx):
        tx.run("CREATE TABLE other (id BIGINT)" if tx.engine == "postgres" else "CREATE TABLE other (id INT)")
        put_and_fail(1)(tx)

    with pytest.raises(ValueError, match="fails"):
        await marked.alter(work)
    with pytest.raises(Exception, match="other"):
        await marked.read(lambda tx: tx.all("SELECT * FROM other"))
    assert await marks(marked) == []


@pytest.mark.parametrize("url", ["mysql://x", "sqlite://", "sqlite:///", "abonent.db", ""])
def test_other_addresses_are_refused_with_the_right_forms(url):
    with pytest.raises(ValueError, match="sqlite:///path"):
        connect(url, background=Background())


def test_default_unit_is_a_turn_without_key():
    plain = Unit(lambda _: None)
    assert (plain.key, plain.priority, plain.store, plain.failed) == ("", 0, None, None)
