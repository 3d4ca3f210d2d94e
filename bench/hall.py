"""What suites have in common that tell many people something: the bot, its Telegram, and people who ask.

The ledger of the emulator is the judge: it notes when each message arrived.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from bench.arena import Arena, Scale
from bench.emulator import Emulator, Fact
from bench.figures import Figure, Result, by_rounds
from bench.lane import BenchError
from bench.questions import Person, contains
from bench.sampling import quantile
from core.background import Background
from storage.database import Database, connect

RATE = 25
"""`sending.bulk_per_second`, as it is without configuration."""
ASKED = 5.0
"""Questions a second: with them the bot says as much as Telegram takes of it."""
_LEFT = """
SELECT (SELECT count(*) FROM outbox WHERE state <> 'sent' AND state <> 'failed')
    + (SELECT count(*) FROM reminder WHERE state = 'planned')
"""


class Hall:
    """The bot's Telegram, its database, and people who ask."""

    def __init__(self, emulator: Emulator, database: Database, askers: Sequence[Person]) -> None:
        self.emulator, self.database, self._askers = emulator, database, askers
        self._asked, self._line = 0, 0
        self._dice = random.Random(8)

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
            if await self.database.read(lambda tx: tx.one(_LEFT)) == (0,):
                return
            await asyncio.sleep(0.1)
        raise BenchError("telling does not end")

    def _latencies(self, facts: Sequence[Fact], asked: Sequence[Person]) -> list[float]:
        heard = {fact["chat_id"]: fact["real_ms"] for fact in facts if fact["kind"] == "message.received"}
        told = {f["chat_id"]: f for f in facts if f["kind"] == "message.sent" and f["chat_id"] in heard}
        for person in asked:
            text = told[person.chat]["message"].get("text", "") if person.chat in told else "nothing"
            if not contains(text, person.expected):
                raise BenchError(f"chat {person.chat} expected {person.expected} and got {text[:200]!r}")
        return [float(told[person.chat]["real_ms"] - heard[person.chat]) for person in asked]


@asynccontextmanager
async def beside(arena: Arena, name: str) -> AsyncIterator[Database]:
    """The database of a running bot, which holds the lock: what is told to many is a short transaction."""
    background = Background()
    database = connect(f"sqlite:///{arena.scratch / name}.db", background=background, exclusive=False)
    await database.open()
    try:
        yield database
    finally:
        await database.close()
        await background.close()


def most_in_a_second(times: Sequence[int]) -> int:
    """Of times in ms, in order: messages in the fullest second."""
    return max(sum(first <= at < first + 1_000 for at in times[n : n + 99]) for n, first in enumerate(times))


def rates(names: tuple[str, str], times: Sequence[int], what: str) -> list[Result]:
    """The pace from the first to the last, and the fullest second, of messages that arrived at times (ms)."""
    held, peak = names
    rate, most = (len(times) - 1) * 1_000 / (times[-1] - times[0]), most_in_a_second(times)
    fewest = min(
        sum(at <= time < at + 1_000 for time in times) for at in range(times[0], times[-1] - 1_000, 10)
    )
    said = f"{len(times)} {what}, {fewest} to {most} in a second"
    return [
        Result(Figure(held, round(rate, 3), "messages/s", RATE, round(rate / RATE, 3), 0.95, "higher"), said),
        Result(Figure(peak, most, "messages in 1 s", RATE, round(most / RATE, 3), 1.05, "lower"), said),
    ]


class Telling(Protocol):
    """Telling many people something."""

    @property
    def hall(self) -> Hall: ...

    async def announce(self, messages: int) -> range:
        """Have so many people told, one message each; their chats."""
        ...

    async def over(self, chats: range) -> list[int]:
        """Wait until all of them heard; when the messages arrived, ms, in order."""
        ...


@dataclass(frozen=True)
class Measured:
    """How telling is measured: names of its figures, what is told, and when the first of it has left, s."""

    held: str
    peak: str
    replies: str
    what: str
    begin_s: float

    async def figures(self, telling: Telling, scale: Scale, wanted: Sequence[str]) -> list[Result]:
        """Telling alone, then quiet and telling in turn."""
        results = []
        if {self.held, self.peak} & set(wanted):
            await telling.hall.news()
            times = await telling.over(await telling.announce(int(RATE * 2 * scale.broadcast_s)))
            results += rates((self.held, self.peak), times, self.what)
        if self.replies in wanted:
            results.append(await self._replies(telling, scale))
        return [result for result in results if result.figure.name in wanted]

    async def _replies(self, telling: Telling, scale: Scale) -> Result:
        found: dict[str, list[float]] = {"with": [], "without": []}
        hall, seconds, asked = telling.hall, scale.broadcast_s, 0
        for _ in range(scale.rounds):
            await hall.news()
            found["without"].append(quantile(await hall.ask(seconds), 0.95))
            await telling.announce(int(RATE * (seconds + self.begin_s)))
            await asyncio.sleep(self.begin_s)
            await hall.news()
            during = await hall.ask(seconds)
            await hall.quiet()
            found["with"].append(quantile(during, 0.95))
            asked += len(during)
        figure = by_rounds(self.replies, "ms", found["with"], found["without"], 1.5, "lower")
        return Result(figure, f"{asked} replies beside {RATE} messages/s")
