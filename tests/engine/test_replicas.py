"""Several bots on one PostgreSQL: an event is handled once, an effect is carried out once."""

from __future__ import annotations

import asyncio

import pytest

from bot.channels.delivery import Limits
from storage.database import connect
from tests.engine.conftest import Bench


@pytest.fixture
async def replicas(installed_postgres_url, background):
    url = installed_postgres_url
    databases = [connect(url, background=background, lanes=2, readers=1) for _ in range(2)]
    for database in databases:
        await database.open()
    yield [Bench(database, background) for database in databases]
    for database in databases:
        await database.close()


async def test_the_same_events_at_both_are_handled_once(replicas):
    one, _ = replicas
    events = [one.event(f"telegram:{n % 5}", text=f"echo {n}") for n in range(40)]
    await asyncio.gather(*(bench.intake.accept([event]) for event in events for bench in replicas))
    for bench in replicas:
        await bench.settle()
        await bench.delivery._send_due()
        await bench.settle()
    sent = [row.id for bench in replicas for row in bench.outside.rows]
    assert len(sent) == len(set(sent)) == 40
    assert await one.states() == ["done"] * 40
    assert sum(bench.intake.counts.get("turns", 0) for bench in replicas) == 40


async def test_a_queue_is_shared_without_doubling(replicas):
    for bench in replicas:
        bench.limits = Limits(in_flight=8)
        bench.build()
    one, _ = replicas
    one.delivery._paused["telegram"] = 1 << 62  # nothing is born claimed: all rows wait in the queue
    for n in range(30):
        await one.intake.accept([one.event(f"telegram:{n}", text="echo")])
    one.delivery._paused.clear()
    for bench in replicas:
        await bench.delivery._send_due()
        await bench.settle()
    assert [len(bench.outside.rows) for bench in replicas] == [8, 8], "both take a part"
    while sum(len(bench.outside.rows) for bench in replicas) < 30:
        await asyncio.gather(*(bench.delivery._send_due() for bench in replicas))
        for bench in replicas:
            await bench.settle()
    sent = [row.id for bench in replicas for row in bench.outside.rows]
    assert len(sent) == len(set(sent)) == 30


async def test_the_claim_of_a_dead_replica_expires(replicas):
    one, two = replicas
    one.outside.hold = asyncio.Event()
    await one.intake.accept([one.event(text="echo")])
    await two.delivery._leases.expire()
    await two.delivery._send_due()
    assert two.outside.rows == [], "its lease has not expired"
    two.wall.ms += 61_000
    await two.delivery._leases.expire()
    await two.delivery._send_due()
    await two.settle()
    assert [row.uncertain for row in two.outside.rows] == [True]
    one.outside.hold.set()
    await one.settle()
    assert await two.states("outbox") == ["sent"]
