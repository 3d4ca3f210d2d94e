"""A broadcast by the real bot to the sandbox's Telegram: its rate and evenness, and replies beside it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from functools import partial

from bench import fixture, ours
from bench.arena import FIRST_CHAT, Arena
from bench.emulator import Fact, emulator
from bench.figures import Result
from bench.hall import ASKED, RATE, Hall, Measured, beside
from bench.lane import BenchError
from bench.suites.base import Suite
from bot.dialogs.codec import encode_reply
from bot.dialogs.model import Reply, say
from core.records import Effect, Priority
from core.values import Masked, Money
from storage.database import Tx, Unit
from storage.outbox import OutboxGateway

HELD, PEAK, REPLIES = "bulk_rate_held", "bulk_rate_peak", "reply_p95_during_broadcast"
_MEASURED = Measured(HELD, PEAK, REPLIES, "messages", begin_s=1.5)


class Broadcasts:
    """The same message to many chats, again and again."""

    def __init__(self, hall: Hall) -> None:
        self.hall, self._event = hall, 0

    async def announce(self, messages: int) -> range:
        """Queue a message to each of so many chats."""
        self._event += 1
        chats = _chats(messages)
        await self.hall.database.write(Unit(partial(_fill, chats, -self._event)))
        return chats

    async def over(self, chats: range) -> list[int]:
        """Wait until all of them arrived; when, ms."""
        await self.hall.quiet()
        times = _arrivals(await self.hall.news(), chats)
        if len(times) != len(chats):
            raise BenchError(f"{len(times)} of {len(chats)} messages arrived")
        return times


def _chats(messages: int) -> range:
    """Chats that are told, and never ask."""
    return range(FIRST_CHAT + 1_000_000, FIRST_CHAT + 1_000_000 + messages)


def _fill(chats: range, event: int, tx: Tx) -> None:
    outbox, now_ms = OutboxGateway(tx), time.time_ns() // 1_000_000
    today = dt.datetime.now(tz=dt.UTC).date()
    for step, chat in enumerate(chats):
        said = say("card-due-undated", account=Masked("1234567833"), as_of=today, debt=Money(10_000 + step))
        text = encode_reply(Reply((said,)))
        outbox.put(event, step, Effect("message", f"telegram:{chat}", text, Priority.BULK), now_ms)


def _arrivals(facts: Sequence[Fact], chats: range) -> list[int]:
    """When the broadcast reached its chats, ms; each chat once."""
    told = [f for f in facts if f["kind"] == "message.sent" and f["chat_id"] in chats]
    if len({fact["chat_id"] for fact in told}) != len(told):
        raise BenchError("a chat was told twice")
    return sorted(fact["real_ms"] for fact in told)


async def measure(arena: Arena, wanted: Sequence[str]) -> list[Result]:
    """One bot on SQLite by polling: a broadcast alone, then quiet and broadcast in turn."""
    rounds, seconds = arena.scale.rounds, arena.scale.broadcast_s
    askers = int(3 * rounds * seconds * ASKED) + 50
    installed = await fixture.install(arena, "broadcast", "polling", linked=askers)
    async with emulator(arena, installed.setup) as telegram:
        await telegram.post("/control/users", id=FIRST_CHAT, count=askers, opened=True)
        told = int(RATE * (2 * seconds + 9))
        await telegram.post("/control/users", id=_chats(1)[0], count=told, opened=True)
        process = arena.launch("broadcast", installed.setup.argv("run"))
        await ours.until_healthy(process, installed.setup.door.hook)
        async with beside(arena, "broadcast") as database:
            hall = Hall(telegram, database, installed.people)
            return await _MEASURED.figures(Broadcasts(hall), arena.scale, wanted)


SUITE = Suite((HELD, PEAK, REPLIES), measure)
