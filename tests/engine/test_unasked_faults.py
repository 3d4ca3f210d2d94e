"""What goes wrong with one message that nobody asked for costs the others nothing, and none goes twice."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

import pytest

from bot.channels.apart import PUT_OFF_MS
from core.database import StorageUnavailable, Unit
from core.records import Effect, Priority
from core.usecases.notices import STARTED
from storage.paces import PacesGateway
from tests.engine.test_unasked import BULK, paced, queue, sends


@pytest.fixture
def engine(request):
    """One engine is enough for the loops; what is asked of the storage has tests of its own."""
    return "sqlite"


@pytest.fixture
def sender(bench):
    return paced(bench)


async def put(bench, *effects, event=700):
    def work(tx):
        outbox = bench.intake.open_store(tx).outbox
        return [outbox.put(event, n, effect, bench.clock.now_ms()) for n, effect in enumerate(effects)]

    return await bench.database.write(Unit(work))


def news(address, topic="", kind="message"):
    return Effect(kind, address, '{"t":[["toy-news",{}]]}', BULK, topic=topic)


async def test_what_has_no_sender_takes_no_place_on_the_road(sender):
    """Of 26 such rows nothing unasked would leave any more, until a restart."""
    await put(sender, *(news(f"telegram:{n}", kind="fax") for n in range(8)))
    await queue(sender, 3, first=50)
    await sends(3, sender, most=3)
    assert sender.delivery._unasked.road._under_way == {}
    assert await sender.states("outbox") == ["failed"] * 8 + ["sent"] * 3


@pytest.mark.parametrize("end", [asyncio.CancelledError, RuntimeError])
async def test_however_an_attempt_ends_it_is_off_the_road(sender, end):
    await queue(sender, 1)
    row = await sender.database.write(
        Unit(lambda tx: sender.intake.open_store(tx).outbox.claim(1, sender.clock.ms, 1 << 60))
    )

    async def breaks(_row):
        raise end

    sender.outside.send = breaks
    sender.delivery._unasked.road.leave(row.id)
    await asyncio.gather(sender.delivery.carry(row), return_exceptions=True)
    assert sender.delivery._unasked.road._under_way == {}


async def test_what_goes_elsewhere_does_not_wait_for_the_rest_of_telegram(sender):
    """Of which another replica was told: here nothing is known but what the line says."""
    sender.delivery._senders["message@tel"] = sender.outside

    def rest(tx):
        paces = PacesGateway(tx)
        line, now_ms = paces.open("telegram", sender.wall.now_ms())
        paces.keep("telegram", line.rested(now_ms, 60_000))

    await sender.database.write(Unit(rest))
    await queue(sender, 60)
    await put(sender, *(news(f"tel:+7916000000{n}") for n in range(5)))
    await sends(3, sender, most=5)
    assert sorted(sender.outside.chats) == [f"tel:+7916000000{n}" for n in range(5)]
    times = sender.outside.times
    assert times[-1] - times[0] >= 0.03, "at a pace of their own"


async def test_a_row_that_cannot_be_judged_waits_alone(sender):
    await put(
        sender,
        news("telegram:1", f"{STARTED}x"),
        news("telegram:2", f"{STARTED}for:nobody"),  # no number: whom it is for cannot be read
        news("telegram:3", f"{STARTED}x"),
    )
    before = sender.clock.now_ms()
    await sends(3, sender, most=2)
    assert sorted(sender.outside.chats) == ["telegram:1", "telegram:3"]
    [(state, attempts, not_before_ms)] = await sender.all(
        "SELECT state, attempts, not_before_ms FROM outbox WHERE address = 'telegram:2'"
    )
    assert (state, attempts) == ("queued", 0)
    assert before + PUT_OFF_MS <= not_before_ms <= sender.clock.now_ms() + PUT_OFF_MS


async def test_nothing_of_a_row_that_cannot_be_judged_stays(sender):
    def useful(store, row, _now_ms):
        store.settings.put(f"asked {row.address}", "1")
        if row.address == "telegram:1":
            raise ZeroDivisionError
        return ""

    sender.delivery._limits = replace(sender.delivery._limits, useful=useful)
    await put(sender, *(news(f"telegram:{n}", f"{STARTED}x") for n in (1, 2)))
    await sends(3, sender, most=1)
    asked = await sender.all("SELECT name FROM setting WHERE name LIKE 'asked%'")
    assert asked == [("asked telegram:2",)]


@pytest.mark.parametrize("state", ["sending", "unknown"])
async def test_nothing_is_asked_about_a_row_that_another_has_or_had(sender, state):
    """What is asked has effects: reminders are planned again, recipients put back."""
    asked = []
    sender.delivery._limits = replace(
        sender.delivery._limits, useful=lambda _store, row, _now_ms: asked.append(row.id) or "useless"
    )
    [row_id] = await put(sender, news("telegram:1", f"{STARTED}x"))

    def claims(tx):
        store, now_ms = sender.intake.open_store(tx), sender.clock.now_ms()
        [row] = store.outbox.due(Priority.BULK, now_ms, 9)
        store.outbox.claim(row_id, now_ms, 1)  # by another replica, since it was looked up
        if state == "unknown":
            store.outbox.expire_leases(2)
        return sender.delivery.claim_in(store, row, now_ms, 1 << 60)

    assert await sender.database.write(Unit(claims)) is None
    assert asked == []
    assert await sender.states("outbox") == [state]


async def test_who_missed_its_moment_and_its_lease_sends_nothing(sender):
    """The storage was away so long that another has sent it."""
    await queue(sender, 1)

    def claims(tx):
        outbox = sender.intake.open_store(tx).outbox
        mine = outbox.claim(1, sender.clock.now_ms(), 1)
        outbox.expire_leases(2)
        outbox.claim(1, sender.clock.now_ms(), 1 << 60)
        return mine

    mine = await sender.database.write(Unit(claims))
    await sender.delivery._unasked._leave(mine, time.monotonic() - 60)
    assert sender.outside.rows == []
    assert await sender.all("SELECT state, attempts FROM outbox") == [("sending", 2)]


async def test_who_missed_its_moment_keeps_its_claim_for_the_next(sender):
    await queue(sender, 1)

    def claims(tx):
        return sender.intake.open_store(tx).outbox.claim(1, sender.clock.now_ms(), 5)

    mine, leases = await sender.database.write(Unit(claims)), []

    async def send(row):
        leases.extend(await sender.all("SELECT lease_ms FROM outbox"))
        return await type(sender.outside).send(sender.outside, row)

    sender.delivery._senders["message@telegram"] = type("Looks", (), {"send": staticmethod(send)})
    await sender.delivery._unasked._leave(mine, time.monotonic() - 60)
    assert leases[0][0] >= sender.wall.now_ms() + 50_000
    assert await sender.states("outbox") == ["sent"]


async def test_what_was_sent_while_the_storage_was_away_is_not_sent_again(bench, monkeypatch):
    """Its lease ran out meanwhile, and the row was given up before the mark came in."""
    write, away = bench.database.write, [True]

    async def shaky(unit):
        if unit.priority == 1 and away[0]:
            raise StorageUnavailable("lost", "the server is away")
        return await write(unit)

    monkeypatch.setattr(bench.database, "write", shaky)
    await bench.intake.accept([bench.event(text="echo")])
    await asyncio.sleep(0.05)
    await write(Unit(lambda tx: bench.intake.open_store(tx).outbox.expire_leases(1 << 62)))
    assert await bench.states("outbox") == ["unknown"]
    away[0] = False
    await bench.settle()
    await bench.delivery._send_due()
    await bench.settle()
    assert await bench.states("outbox") == ["sent"]
    assert len(bench.outside.rows) == 1
