"""The queue before the transactions: order, priorities, cancellation, the end. On both engines."""

from __future__ import annotations

import asyncio
import itertools
import random
import time

import pytest

import storage.writer
from storage.database import Priority, StorageUnavailable, Unit
from storage.writer import BULK_PAUSE_S
from tests.storage.helpers import Commits, marks, put, put_and_fail, sleeper, together, unit


async def test_units_of_a_key_run_in_order_of_arrival(marked):
    order = []
    draw = random.Random(7)

    def note(key, number):
        return lambda _: order.append((key, number))

    waiting = []
    for number in range(300):
        key = f"telegram:{draw.randrange(7)}"
        priority = draw.choice([Priority.TURN, Priority.MARK])
        waiting.append(asyncio.gather(marked.write(Unit(note(key, number), key=key, priority=priority))))
        if draw.random() < 0.1:
            await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    assert len(order) == 300
    by_key = {}
    for key, number in order:
        by_key.setdefault(key, []).append(number)
    assert all(numbers == sorted(numbers) for numbers in by_key.values())


async def test_a_cancelled_caller_neither_loses_nor_undoes_its_unit(marked):
    started = asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(tx):
        loop.call_soon_threadsafe(started.set)
        sleeper(0.05)(tx)
        return put(1)(tx)

    running = asyncio.gather(marked.write(unit(slow)))
    await started.wait()
    queued = asyncio.gather(marked.write(unit(put(2))))
    await asyncio.sleep(0)
    for waiting in (running, queued):
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    await marked.write(unit(put(3)))
    assert await marks(marked) == [1, 2, 3]


async def test_a_cancelled_failing_unit_harms_nobody(marked):
    bad = asyncio.gather(marked.write(unit(put_and_fail(1))))
    good = asyncio.gather(marked.write(unit(put(2))))
    await asyncio.sleep(0)
    bad.cancel()
    assert await good == [2]
    with pytest.raises(asyncio.CancelledError):
        await bad


async def test_bulk_waits_for_all_people_who_wait(marked):
    order = []

    def note(name):
        return lambda _: order.append(name)

    bulk = [asyncio.gather(marked.write(unit(note("bulk"), priority=Priority.BULK))) for _ in range(2)]
    people = [asyncio.gather(marked.write(unit(note("turn")))) for _ in range(60)]
    await asyncio.gather(*people, *bulk)
    # SQLite has one lane; on PostgreSQL a chunk may run beside the last batch, once nobody waits.
    assert order.index("bulk") >= (60 if marked.engine == "sqlite" else 50)


async def test_bulk_runs_one_unit_a_transaction_with_a_pause(marked):
    commits = Commits(marked)
    starts = []
    units = [unit(lambda _: starts.append(time.monotonic()), priority=Priority.BULK) for _ in range(4)]
    await together(marked, *units)
    assert commits.count == 4
    assert min(later - earlier for earlier, later in itertools.pairwise(starts)) >= BULK_PAUSE_S * 0.9


async def test_turns_pass_a_long_line_of_bulk(marked):
    bulk = [asyncio.gather(marked.write(unit(sleeper(0.005), priority=Priority.BULK))) for _ in range(40)]
    await asyncio.sleep(0.02)
    delays = []
    for number in range(20):
        start = time.monotonic()
        await marked.write(unit(put(number)))
        delays.append(time.monotonic() - start)
    assert not all(one.done() for one in bulk)
    # A turn waits for the chunk under way at the most, never for the line.
    assert sorted(delays)[10] < 0.03
    await asyncio.gather(*bulk)


async def test_people_do_not_wait_for_the_pause_of_bulk(marked, monkeypatch):
    monkeypatch.setattr(storage.writer, "BULK_PAUSE_S", 0.5)
    start = time.monotonic()
    bulk = [asyncio.gather(marked.write(unit(put(n), priority=Priority.BULK))) for n in range(2)]
    await bulk[0]
    await marked.write(unit(put(2)))
    assert not bulk[1].done()
    assert time.monotonic() - start < 0.4
    await bulk[1]
    assert time.monotonic() - start >= 0.5
    assert await marks(marked) == [0, 1, 2]


async def test_what_a_turn_writes_next_comes_before_bulk(database, monkeypatch):
    """Of one conversation, so of one lane; the second write is not there yet when the first has ended."""
    monkeypatch.setattr(storage.writer, "TURN_S", 0.2)
    monkeypatch.setattr(storage.writer, "PATIENCE_S", 5)
    order = []
    await database.write(unit(lambda _: order.append("turn"), key="a"))
    bulk = asyncio.gather(database.write(unit(lambda _: order.append("bulk"), priority=Priority.BULK)))
    await asyncio.sleep(0.05)
    await database.write(unit(lambda _: order.append("turn"), key="a"))
    await bulk
    assert order == ["turn", "turn", "bulk"] or database.engine == "postgres"


async def test_bulk_goes_on_between_people_who_never_stop(database, monkeypatch):
    monkeypatch.setattr(storage.writer, "TURN_S", 0.2)
    monkeypatch.setattr(storage.writer, "PATIENCE_S", 0.1)
    start = time.monotonic()
    bulk = asyncio.gather(database.write(unit(lambda _: time.monotonic() - start, priority=Priority.BULK)))
    while not bulk.done():
        await database.write(unit(lambda _: None, key="a"))
        await asyncio.sleep(0.01)
        assert time.monotonic() - start < 5
    assert (await bulk)[0] < 2


async def test_close_finishes_what_was_accepted_and_refuses_the_rest(marked):
    loop = asyncio.get_running_loop()
    ended = []

    def slow(_):
        time.sleep(0.02)
        loop.call_soon_threadsafe(ended.append, 1)

    accepted = [asyncio.gather(marked.write(unit(slow))) for _ in range(3)]
    accepted += [asyncio.gather(marked.write(unit(slow, priority=Priority.BULK))) for _ in range(2)]
    await asyncio.sleep(0)
    await marked.close()
    await asyncio.gather(*accepted)
    assert len(ended) == 5
    for call in (marked.write(unit(put(1))), marked.read(put(1)), marked.alter(put(1))):
        with pytest.raises(StorageUnavailable) as caught:
            await call
        assert caught.value.reason == "closed"
    await marked.close()


async def test_units_are_finished_also_when_the_background_goes_first(marked, background):
    accepted = asyncio.gather(marked.write(unit(put(1))), marked.write(unit(put(2))))
    await asyncio.sleep(0)
    await background.close()
    assert await asyncio.wait_for(accepted, 1) == [1, 2]


async def test_a_unit_that_leaves_the_thread_tells_its_caller(marked):
    """SystemExit is no Exception: the batch is abandoned, its callers are not."""

    def leave(tx):
        put(1)(tx)
        raise SystemExit

    outcomes = await asyncio.wait_for(together(marked, unit(leave), unit(put(2))), 2)
    assert {outcome.reason for outcome in outcomes} == {"interrupted"}
    await marked.write(unit(put(3)))
    assert await marks(marked) == [3]
