"""What nobody asked for leaves at one even pace, however many replicas send it, and stops for all of them."""

from __future__ import annotations

import asyncio
import itertools
import time

import pytest

from bot.channels.delivery import Limits
from core.clock import SystemClock
from core.database import Unit
from core.pace import ChatPace
from core.records import Attempt, Effect, Priority, Result
from storage.database import connect
from storage.paces import PacesGateway
from tests.engine.conftest import Bench, Outside

RATE = 100
BULK = Priority.BULK


def flood(wait_ms=600, **given):
    return Attempt(Result.RETRY, reason="429", retry_after_ms=wait_ms, flood_ms=wait_ms, **given)


class RealClock(SystemClock):
    """As a test reads it."""

    @property
    def ms(self):
        return self.now_ms()


class Timed(Outside):
    """Also notes when each message left; `by_chat` answers some chats otherwise."""

    def __init__(self):
        super().__init__()
        self.times, self.by_chat = [], {}

    async def send(self, row):
        self.times.append(time.monotonic())
        if answers := self.by_chat.get(row.address):
            self.rows.append(row)
            return answers.pop(0)
        return await super().send(row)

    @property
    def chats(self):
        return [row.address for row in self.rows]


def paced(bench, rate=RATE):
    """With the real time, and a pace that a second is enough to see."""
    bench.outside, bench.clock, bench.wall = Timed(), RealClock(), RealClock()
    bench.limits = Limits(in_flight=80, bulk_per_second=rate)
    bench.build()
    return bench


@pytest.fixture
def engine():
    """One engine is enough here: replicas are on the other one, the statements have tests of their own."""
    return "sqlite"


@pytest.fixture
def sender(bench):
    return paced(bench)


@pytest.fixture
async def replicas(installed_postgres_url, background):
    databases = [connect(installed_postgres_url, background=background, lanes=2, readers=1) for _ in range(2)]
    for database in databases:
        await database.open()
    yield [paced(Bench(database, background)) for database in databases]
    for database in databases:
        await database.close()


async def queue(bench, count, priority=BULK, first=1, event=900):
    def put(tx):
        outbox = bench.intake.open_store(tx).outbox
        for n in range(first, first + count):
            effect = Effect("message", f"telegram:{n}", '{"t":[["toy-news",{}]]}', priority)
            outbox.put(event, n, effect, bench.clock.now_ms())

    await bench.database.write(Unit(put))


async def sends(seconds, *benches, most=0):
    """Let the loops work for so long, or until so many have left, then end them as a stop does."""
    for bench in benches:
        bench.delivery._draining = False
    tasks = [bench.background.spawn(bench.delivery._unasked.run(), name="unasked") for bench in benches]
    end = time.monotonic() + seconds
    while time.monotonic() < end and not 0 < most <= sum(len(b.outside.times) for b in benches):
        await asyncio.sleep(min(0.02, seconds))
    for bench in benches:
        await bench.delivery.drain(5)
    for task in tasks:
        task.cancel()


def kept(times):
    """The pace was kept, but for some milliseconds; how many left."""
    assert len(times) - 1 <= 1.05 * RATE * (times[-1] - times[0]) + 5
    assert most_in(times, 0.2) <= 0.2 * RATE + 8
    return len(times)


def most_in(times, seconds):
    return max((sum(at <= t < at + seconds for t in times) for at in times), default=0)


async def test_two_replicas_send_at_the_rate_of_one(replicas):
    """Each with a pace of its own they would send twice as much."""
    one, two = replicas
    await queue(one, 160)
    await sends(0.7, one, two)
    times = sorted(one.outside.times + two.outside.times)
    assert kept(times) >= 0.2 * RATE
    assert one.outside.times, "both took a part"
    assert two.outside.times, "both took a part"
    sent = one.outside.chats + two.outside.chats
    assert len(sent) == len(set(sent))
    left = await one.all("SELECT state, attempts FROM outbox WHERE state <> 'sent'")
    assert set(left) == {("queued", 0)}, "a claim whose moment had not come is no attempt"


async def test_one_sender_holds_its_rate_evenly(sender):
    await queue(sender, 160)
    await sends(0.7, sender)
    assert kept(sender.outside.times) >= 0.3 * RATE


async def test_a_process_that_stood_still_catches_up_on_nothing(sender):
    await queue(sender, 160)
    asyncio.get_running_loop().call_later(0.3, time.sleep, 0.3)
    await sends(0.7, sender)
    times = sender.outside.times
    stood = max(b - a for a, b in itertools.pairwise(times))
    assert stood >= 0.25
    assert kept(times) - 1 <= 1.05 * RATE * (times[-1] - times[0] - stood) + 5


class Jumpy(RealClock):
    """An hour farther whenever it is told so."""

    jumped_ms = 0

    def now_ms(self):
        return super().now_ms() + self.jumped_ms


async def test_a_clock_that_jumps_lets_nobody_leave_twice_as_often(sender):
    """Moments taken before a jump and after it fall together."""
    sender.wall = Jumpy()
    sender.build()
    await queue(sender, 260)
    for number in range(1, 8):
        jump = {"jumped_ms": 3_600_000 * number}
        asyncio.get_running_loop().call_later(0.15 * number, sender.wall.__dict__.update, jump)
    await sends(1.3, sender)
    assert most_in(sender.outside.times, 1) <= 1.05 * RATE + 2
    assert len(sender.outside.times) >= 0.3 * RATE


async def test_notices_leave_before_what_goes_to_many(sender):
    """Five fly at a time, so that a notice that missed its moment is claimed again before anything else."""
    sender.limits = Limits(in_flight=5, bulk_per_second=RATE)
    sender.build()
    await queue(sender, 10)
    await queue(sender, 5, Priority.NOTICE, first=50)
    await sends(6, sender, most=15)
    assert set(sender.outside.chats[:5]) == {f"telegram:{n}" for n in range(50, 55)}
    assert len(sender.outside.chats) == 15


async def test_a_flood_of_the_bot_stops_all_replicas_and_is_not_caught_up_on(replicas):
    one, two = replicas
    one.outside.by_chat = {f"telegram:{n}": [flood()] for n in (1, 2)}
    await queue(one, 2)
    await sends(3, one, most=2)
    await queue(two, 80, first=10)
    await sends(0.8, two)
    rest = two.outside.times[0] - one.outside.times[1]
    assert rest >= 0.6, "the other replica was told by nobody but the database"
    kept(two.outside.times)


async def test_a_flood_seen_by_two_replicas_is_one(replicas):
    """Each of them saw only one chat refuse."""
    one, two = replicas
    for number, bench in enumerate(replicas, 1):
        bench.outside.by_chat = {f"telegram:{number}": [flood(3_000)]}
        await queue(bench, 1, first=number, event=number)
        await sends(3, bench, most=1)
    await queue(one, 20, first=10)
    await sends(0.2, one, two)
    assert len(one.outside.times + two.outside.times) == 2


async def test_a_flood_of_one_chat_stops_that_chat_only(sender):
    sender.outside.by_chat = {"telegram:1": [flood(700)]}
    await queue(sender, 12)
    await sends(3, sender, most=13)
    assert set(sender.outside.chats[:12]) == {f"telegram:{n}" for n in range(1, 13)}
    assert sender.outside.chats[12:] == ["telegram:1"], "when its rest is over"
    assert sender.outside.times[12] - sender.outside.times[0] >= 0.7


async def test_replies_do_not_wait_for_the_rest_of_what_nobody_asked_for(sender):
    def rest(tx):
        paces = PacesGateway(tx)
        line, now_ms = paces.open("telegram", sender.wall.now_ms())
        paces.keep("telegram", line.rested(now_ms, 60_000))

    await sender.database.write(Unit(rest))
    await queue(sender, 3)
    await sender.hears("echo", address="telegram:99")
    await sends(0.1, sender)
    assert sender.outside.chats == ["telegram:99"]


async def test_replies_that_waited_for_the_end_of_a_flood_do_not_leave_together(sender):
    """They would be refused again, most of them."""
    sender.outside.by_chat = {f"telegram:{n}": [flood(300, pause_all_ms=300)] for n in (1, 2)}
    for n in range(1, 60):
        await sender.intake.accept([sender.event(text="echo", address=f"telegram:{n}")])
    sender.outside.times.clear()
    sender.outside.by_chat = {}
    end = time.monotonic() + 0.8
    while time.monotonic() < end:
        await sender.delivery._send_replies()
        await asyncio.sleep(0.02)
    assert 5 <= len(sender.outside.times) <= 15 + 30 * 0.8


async def test_a_stop_gives_back_what_has_not_left(sender):
    await queue(sender, 30)
    await sends(0.05, sender)
    assert await sender.all("SELECT state, count(*) FROM outbox WHERE state = 'sending' GROUP BY state") == []
    assert (await sender.all("SELECT max(attempts) FROM outbox WHERE state = 'queued'")) == [(0,)]


async def test_many_replies_take_moments_of_the_rest(sender):
    """Together they stay below what Telegram takes of a bot; here replies beyond what there is room for."""
    sender.limits = Limits(in_flight=80, bulk_per_second=30)
    sender.build()
    for _ in range(12):
        sender.delivery._unasked.replies.spoke()
    await queue(sender, 20)
    await sends(0.3, sender)
    assert sender.outside.times == []


async def test_what_is_not_ready_takes_no_moment_and_holds_nobody(sender):
    """A picture that takes its time would leave long after its moment, and all that wait for one together."""
    pending, asked = {"telegram:1", "telegram:2"}, []

    def ready(row):
        asked.append(row.address)
        return row.address not in pending

    sender.limits = Limits(in_flight=80, bulk_per_second=RATE, ready=ready)
    sender.build()
    await queue(sender, 6)
    await sends(5, sender, most=4)
    assert sorted(sender.outside.chats) == [f"telegram:{n}" for n in range(3, 7)]
    assert set(asked[:6]) == {f"telegram:{n}" for n in range(1, 7)}, "what it waits for is begun at once"
    pending.clear()
    await sends(5, sender, most=6)
    assert sorted(sender.outside.chats[4:]) == ["telegram:1", "telegram:2"]
    assert max(await sender.all("SELECT attempts FROM outbox")) == (1,)


async def test_when_the_network_stands_still_no_more_leaves_than_may_arrive_in_a_second(sender):
    sender.limits = Limits(in_flight=200, bulk_per_second=20)
    sender.build()
    sender.outside.hold = asyncio.Event()
    asyncio.get_running_loop().call_later(1.5, sender.outside.hold.set)
    await queue(sender, 40)
    await sends(1.6, sender)
    assert 10 <= len(sender.outside.times) <= 21


def of_chats(bench, interval_ms=400):
    bench.limits = Limits(in_flight=80, bulk_per_second=RATE, chat=ChatPace(interval_ms, 2))
    bench.build()
    return bench


async def test_a_chat_has_one_pace_whichever_replica_answers(replicas):
    """Each replica alone would let two messages go at once."""
    began = time.monotonic()
    for number in range(4):
        await of_chats(replicas[number % 2]).hears(f"echo {number}", source_id=str(number))
    times = sorted(at - began for bench in replicas for at in bench.outside.times)
    assert len(times) == 4
    # From the beginning, not from the first: a busy machine may be late with any of them.
    assert times[2] >= 0.35
    assert times[3] >= 0.7


async def test_nothing_unasked_comes_into_a_conversation(sender):
    of_chats(sender, 1_500)
    await sender.hears("echo", address="telegram:1")
    await queue(sender, 2)
    await sends(5, sender, most=3)
    assert sender.outside.chats == ["telegram:1", "telegram:2", "telegram:1"], (
        "who is not at rest waits alone"
    )
    answered, _, told = sender.outside.times
    assert told - answered >= 1.4


async def test_two_messages_unasked_to_one_chat_keep_its_pace(sender):
    of_chats(sender)

    def put(tx):
        store = sender.intake.open_store(tx)
        store.sessions.set_state("telegram:1", "active", 0)
        for step in range(2):
            effect = Effect("message", "telegram:1", '{"t":[["toy-news",{}]]}', BULK)
            store.outbox.put(900, step, effect, sender.clock.now_ms())

    await sender.database.write(Unit(put))
    await sends(5, sender, most=2)
    first, second = sender.outside.times
    assert second - first >= 0.35
