"""The life of one event: stored once, handled once, parked, tried again, buried."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from bot.handlers.intake import CALM_MS
from core.database import StorageUnavailable, Unit
from core.errors import NotStored
from core.records import RawEvent
from tests.engine.conftest import HOME


async def test_an_event_is_stored_answered_and_finished(bench):
    await bench.hears("echo привет")
    assert bench.outside.keys == ["toy-echo"]
    assert await bench.all("SELECT state, body, error FROM inbox") == [("done", None, None)]
    assert await bench.all("SELECT state, payload, reference FROM outbox") == [("sent", None, "1")]


async def test_a_duplicate_is_one_event(bench):
    event = bench.event(text="echo", source_id="77")
    for _ in range(4):
        await bench.intake.accept([event, event])
    await bench.settle()
    assert bench.outside.keys == ["toy-echo"]
    assert bench.intake.counts | {"echo": 0} == {"turns": 1, "duplicate": 7, "echo": 0}  # an entry


async def test_a_failing_turn_leaves_nothing_but_its_own_event(bench):
    bad, good = bench.event(text="boom"), bench.event("telegram:8", text="echo")
    await bench.intake.accept([bad, good])
    await bench.settle()
    assert bench.outside.keys == ["toy-echo"]
    assert await bench.all("SELECT name FROM setting") == []
    assert await bench.all("SELECT state, attempts FROM inbox ORDER BY address") == [
        ("pending", 1),
        ("done", 0),
    ]


async def test_later_events_of_the_address_wait_and_then_come_in_order(bench):
    await bench.intake.accept(
        [bench.event(text="boom"), bench.event(text="echo 1"), bench.event(text="echo 2")]
    )
    await bench.hears("echo 3")
    assert bench.outside.rows == []
    assert await bench.states() == ["pending"] * 4
    await _bury_first(bench)
    await bench.settle()
    assert await bench.states() == ["dead", "done", "done", "done"]
    texts = [row.payload for row in bench.outside.rows]
    assert "notice-failed" in texts[0]
    assert [text.count(f'"{n}"') for n, text in enumerate(texts) if n] == [1, 1, 1]


async def _bury_first(bench):
    for _ in range(40):
        bench.wall.ms += 60_000
        if not await bench.intake._retry_once():
            return
        await bench.delivery._send_due()
        await bench.settle()


async def test_retries_wait_as_long_as_the_table_says(bench):
    await bench.hears("boom")
    waits, began = [], bench.wall.ms
    while (await bench.states()) == ["pending"]:
        bench.wall.ms += 500
        if await bench.intake._retry_once():
            waits.append((bench.wall.ms - began) // 1000)
            began = bench.wall.ms
    assert waits == [0, 1, 4, 15, 60]
    [(state, attempts, error, body)] = await bench.all("SELECT state, attempts, error, body FROM inbox")
    assert (state, attempts) == ("dead", 6)
    assert "ZeroDivisionError" in error
    assert body is not None, "a dead letter can be read and replayed"


async def test_what_nobody_can_read_is_dead_at_once_and_harms_nobody(bench):
    events = [RawEvent("test", f"m{n}", "system", b"\xff{", bench.clock.ms) for n in range(3)]
    await bench.intake.accept([events[0], bench.event(text="echo"), *events[1:]])
    await bench.settle()
    assert await bench.states() == ["dead", "done", "dead", "dead"]
    assert bench.outside.keys == ["toy-echo"]


async def test_a_replayed_letter_is_handled_like_a_new_one(bench):
    await bench.intake.accept([RawEvent("test", "m", HOME, b"not json", bench.clock.ms)])
    await bench.database.write(
        Unit(lambda tx: tx.run("UPDATE inbox SET body = :body", body=b'{"text": "echo again"}'))
    )
    replayed = await bench.database.write(Unit(lambda tx: bench.intake.open_store(tx).inbox.replay(1)))
    assert replayed
    assert await bench.intake._retry_once()
    await bench.settle()
    assert bench.outside.keys == ["toy-echo"]
    assert await bench.states() == ["done"]


async def test_an_event_that_cannot_even_be_buried_holds_up_nobody(bench, monkeypatch):
    def broken(*_, **__):
        raise ZeroDivisionError("the funeral broke too")

    monkeypatch.setattr(bench.intake, "bury", broken)
    await bench.hears("boom")
    await bench.database.write(Unit(lambda tx: tx.run("UPDATE inbox SET attempts = 5")))
    other = bench.event("telegram:8", text="echo")
    await bench.database.write(Unit(lambda tx: bench.intake.open_store(tx).inbox.store(other)))
    assert await bench.intake._retry_once()
    await bench.settle()
    assert bench.outside.keys == ["toy-echo"]
    assert await bench.states() == ["pending", "done"]
    for _ in range(4):
        bench.wall.ms += 60_000
        assert not await bench.intake._retry_once(), "a pause, not a loop at full speed"


async def test_nothing_is_acknowledged_when_the_storage_is_away(bench, monkeypatch):
    async def away(unit):
        raise StorageUnavailable("full", "the disk is full")

    monkeypatch.setattr(bench.database, "write", away)
    with pytest.raises(NotStored, match="disk is full"):
        await bench.intake.accept([bench.event(text="echo")])


async def test_an_ignored_event_is_finished_with_its_rule(bench):
    await bench.intake.accept([bench.event(ignore="service message")])
    assert await bench.all("SELECT state, error FROM inbox") == [("done", "service message")]
    assert bench.intake.counts == {"service message": 1}


async def test_an_event_that_kills_the_process_three_times_is_dead(bench):
    """First unnoticed, then twice while it is known to have begun."""
    await _started(bench)  # this process dies: it never notes a clean stop
    event = bench.event(text="echo deadly")
    for _ in range(2):
        assert await _started(bench)
        bench.wall.ms += CALM_MS
        await bench.intake.accept([event])
        await _dies_in_the_turn(bench)
        assert await bench.states() == ["pending"]
        bench.wall.ms += 31_000
    await _started(bench)
    assert await bench.intake._retry_once()
    assert await bench.all("SELECT state, error FROM inbox") == [("dead", "killed the process 3 times")]
    await bench.hears("echo alive")
    await bench.intake._retry_once()
    await bench.delivery._send_due()
    await bench.settle()
    assert bench.outside.keys == ["notice-failed", "toy-echo"]


async def test_the_last_chance_waits_until_nobody_else_kills_the_process(bench):
    """A storm of kills hits one event again and again; alone in a process that lives it is answered."""
    await _started(bench)
    event = bench.event(text="echo innocent")
    for _ in range(5):
        await _started(bench)
        await bench.intake.accept([event])
        with suppress(asyncio.CancelledError):
            await _retry_and_die(bench)
        bench.wall.ms += 31_000
    await _started(bench)
    await bench.intake._retry_once()
    assert await bench.states() == ["pending"]
    bench.wall.ms += CALM_MS
    assert await bench.intake._retry_once()
    await bench.settle()
    assert await bench.states() == ["done"]


async def test_one_random_kill_condemns_nobody(bench):
    await _started(bench)
    assert await _started(bench)
    await bench.intake.accept([bench.event(text="echo innocent")])
    await _dies_in_the_turn(bench)
    bench.wall.ms += 31_000
    await _started(bench)
    bench.wall.ms += CALM_MS
    assert await bench.intake._retry_once()
    await bench.settle()
    assert await bench.states() == ["done"]


async def _started(bench):
    """A new process, without its background work; whether the one before it died."""
    bench.build()
    bench.intake._careful = await bench.database.write(Unit(bench.intake._set_running))
    return bench.intake._careful


async def _dies_in_the_turn(bench):
    """What `run_again` has committed when the process is killed inside the turn."""
    with pytest.raises(asyncio.CancelledError):
        await _retry_and_die(bench)


async def _retry_and_die(bench):
    async def die(event_id, address):
        raise asyncio.CancelledError

    bench.intake.handle = die
    await bench.intake._retry_once()


async def test_after_a_clean_stop_nobody_is_careful(bench):
    await bench.intake.start()
    await bench.restart()
    assert not bench.intake._careful
