"""A broadcast by the real bot to the sandbox's Telegram: its rate and evenness, and replies beside it.

The ledger of the emulator is the judge: it notes when each message arrived.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import time
from collections.abc import Sequence
from functools import partial

from bench import fixture, ours
from bench.arena import FIRST_CHAT, Arena
from bench.emulator import Emulator, Fact, emulator
from bench.figures import Figure, Result, by_rounds
from bench.lane import BenchError
from bench.questions import Person, contains
from bench.sampling import quantile
from bench.suites.base import Suite
from bot.dialogs.codec import encode_reply
from bot.dialogs.model import Reply, say
from core.background import Background
from core.records import Effect, Priority
from core.values import Masked, Money
from storage.database import Database, Tx, Unit, connect
from storage.outbox import OutboxGateway

HELD, PEAK, REPLIES = "bulk_rate_held", "bulk_rate_peak", "reply_p95_during_broadcast"
RATE = 25
"""`sending.bulk_per_second`, as it is without configuration."""
ASKED = 5.0
"""Questions a second: with them the bot says as much as Telegram takes of it."""
_BEGIN_S = 1.5


class Hall:
    """The bot, its Telegram, and a database that takes what is to be told to many."""

    def __init__(self, emulator: Emulator, database: Database, askers: Sequence[Person]) -> None:
        self.emulator, self._database, self._askers = emulator, database, askers
        self._event, self._asked, self._line = 0, 0, 0
        self._dice = random.Random(8)

    async def announce(self, messages: int) -> None:
        """Queue a message to each of so many chats."""
        self._event += 1
        await self._database.write(Unit(partial(_fill, messages, -self._event)))

    async def ask(self, seconds: float) -> list[float]:
        """People ask, at random moments, for so long; milliseconds until each was answered."""
        end = time.perf_counter() + seconds
        begun = self._asked
        while time.perf_counter() < end:
            person = self._askers[self._asked % len(self._askers)]
            self._asked += 1
            await self.emulator.post(f"/control/chats/{person.chat}/send", text="баланс")
            await asyncio.sleep(self._dice.expovariate(ASKED))
        await asyncio.sleep(1.0)
        return self._latencies(await self.news(), self._askers[begun : self._asked])

    async def news(self) -> list[Fact]:
        """What the ledger says since the last time."""
        facts = await self.emulator.facts(self._line)
        self._line = facts[-1]["n"] if facts else self._line
        return facts

    async def quiet(self) -> None:
        """Wait until nothing is left to tell."""
        for _ in range(600):
            if await self._database.read(lambda tx: tx.one(_LEFT)) == (0,):
                return
            await asyncio.sleep(0.1)
        raise BenchError("the broadcast does not end")

    def _latencies(self, facts: Sequence[Fact], asked: Sequence[Person]) -> list[float]:
        heard = {fact["chat_id"]: fact["real_ms"] for fact in facts if fact["kind"] == "message.received"}
        told = {f["chat_id"]: f for f in facts if f["kind"] == "message.sent" and f["chat_id"] in heard}
        for person in asked:
            text = told[person.chat]["message"].get("text", "") if person.chat in told else "nothing"
            if not contains(text, person.expected):
                raise BenchError(f"chat {person.chat} expected {person.expected} and got {text[:200]!r}")
        return [float(told[person.chat]["real_ms"] - heard[person.chat]) for person in asked]


_LEFT = """
SELECT (SELECT count(*) FROM outbox WHERE state <> 'sent' AND state <> 'failed')
    + (SELECT count(*) FROM reminder WHERE state = 'planned')
"""


def _chats(messages: int) -> range:
    """Chats that are told, and never ask."""
    return range(FIRST_CHAT + 1_000_000, FIRST_CHAT + 1_000_000 + messages)


def _fill(messages: int, event: int, tx: Tx) -> None:
    outbox, now_ms = OutboxGateway(tx), time.time_ns() // 1_000_000
    today = dt.datetime.now(tz=dt.UTC).date()
    for step, chat in enumerate(_chats(messages)):
        said = say("card-due-undated", account=Masked("1234567833"), as_of=today, debt=Money(10_000 + step))
        text = encode_reply(Reply((said,)))
        outbox.put(event, step, Effect("message", f"telegram:{chat}", text, Priority.BULK), now_ms)


def _arrivals(facts: Sequence[Fact], messages: int) -> list[int]:
    """When the broadcast reached its chats, ms; each chat once."""
    told = [f for f in facts if f["kind"] == "message.sent" and f["chat_id"] in _chats(messages)]
    if len({fact["chat_id"] for fact in told}) != len(told):
        raise BenchError("a chat was told twice")
    return sorted(fact["real_ms"] for fact in told)


def most_in_a_second(times: Sequence[int]) -> int:
    """Of times in ms, in order: messages in the fullest second."""
    return max(sum(first <= at < first + 1_000 for at in times[n : n + 99]) for n, first in enumerate(times))


async def _rates(hall: Hall, seconds: float) -> list[Result]:
    messages = int(RATE * seconds)
    await hall.news()
    await hall.announce(messages)
    await hall.quiet()
    times = _arrivals(await hall.news(), messages)
    if len(times) != messages:
        raise BenchError(f"{len(times)} of {messages} messages arrived")
    rate, most = (messages - 1) * 1_000 / (times[-1] - times[0]), most_in_a_second(times)
    fewest = min(
        sum(at <= time < at + 1_000 for time in times) for at in range(times[0], times[-1] - 1_000, 10)
    )
    beside = f"{messages} messages, {fewest} to {most} in a second"
    return [
        Result(
            Figure(HELD, round(rate, 3), "messages/s", RATE, round(rate / RATE, 3), 0.95, "higher"), beside
        ),
        Result(Figure(PEAK, most, "messages in 1 s", RATE, round(most / RATE, 3), 1.05, "lower"), beside),
    ]


async def _replies(hall: Hall, rounds: int, seconds: float) -> Result:
    found: dict[str, list[float]] = {"with": [], "without": []}
    asked = 0
    for _ in range(rounds):
        await hall.news()
        without = await hall.ask(seconds)
        await hall.announce(int(RATE * (seconds + _BEGIN_S)))
        await asyncio.sleep(_BEGIN_S)
        await hall.news()
        during = await hall.ask(seconds)
        await hall.quiet()
        found["without"].append(quantile(without, 0.95))
        found["with"].append(quantile(during, 0.95))
        asked += len(during)
    figure = by_rounds(REPLIES, "ms", found["with"], found["without"], 1.5, "lower")
    return Result(figure, f"{asked} replies beside {RATE} messages/s")


async def measure(arena: Arena, wanted: Sequence[str]) -> list[Result]:
    """One bot on SQLite by polling: a broadcast alone, then quiet and broadcast in turn."""
    rounds, seconds = arena.scale.rounds, arena.scale.broadcast_s
    askers = int(3 * rounds * seconds * ASKED) + 50
    installed = await fixture.install(arena, "broadcast", "polling", linked=askers)
    background = Background()
    async with emulator(arena, installed.setup) as telegram:
        await telegram.post("/control/users", id=FIRST_CHAT, count=askers, opened=True)
        await telegram.post(
            "/control/users", id=_chats(1)[0], count=int(RATE * (2 * seconds + 9)), opened=True
        )
        process = arena.launch("broadcast", installed.setup.argv("run"))
        await ours.until_healthy(process, installed.setup.door.hook)
        # Beside the bot, which holds the lock: what is told to many is queued in one short transaction.
        url = f"sqlite:///{arena.scratch / 'broadcast.db'}"
        database = connect(url, background=background, exclusive=False)
        await database.open()
        try:
            hall = Hall(telegram, database, installed.people)
            results = await _rates(hall, 2 * seconds) if {HELD, PEAK} & set(wanted) else []
            if REPLIES in wanted:
                results.append(await _replies(hall, rounds, seconds))
        finally:
            await database.close()
            await background.close()
    return [result for result in results if result.figure.name in wanted]


SUITE = Suite((HELD, PEAK, REPLIES), measure)
