"""Bills with their pictures to many chats by the real bot: their rate and evenness, and replies beside it.

Nothing is kept or reused: every account has used something else, so every picture is painted.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import time
from collections.abc import Sequence
from pathlib import Path

from bench import exchange, fixture, ours
from bench.arena import FIRST_CHAT, Arena
from bench.emulator import Fact, emulator
from bench.figures import Result
from bench.hall import ASKED, RATE, Hall, Measured, beside
from bench.lane import BenchError
from bench.suites.base import Suite
from storage.database import Tx, Unit

HELD, PEAK, REPLIES = "bill_rate_held", "bill_rate_peak", "reply_p95_during_bills"
MONTHS = 13
_MEASURED = Measured(HELD, PEAK, REPLIES, "bills with a picture each", begin_s=3.0)
_DUE = """
INSERT INTO reminder (link_id, subscriber_id, account_id, kind, stage, period, due_ms, until_ms, planned_ms)
SELECT id, subscriber_id, account_id, 'bill', '', :period, :now, :now + 86400000, :now FROM link
WHERE id > :first AND id <= :last
"""


class Bills:
    """People with a bill each, told in turn."""

    def __init__(self, hall: Hall, askers: int, month: str) -> None:
        self.hall, self._told, self._month = hall, askers, month

    async def announce(self, messages: int) -> range:
        """Have bills told to so many who heard of none yet; their chats."""
        first, self._told = self._told, self._told + messages
        now = time.time_ns() // 1_000_000

        def plan(tx: Tx) -> int:
            return tx.run(_DUE, period=self._month, now=now, first=first, last=self._told)

        if await self.hall.database.write(Unit(plan)) != messages:
            raise BenchError("too few people")
        return range(FIRST_CHAT + first, FIRST_CHAT + self._told)

    async def over(self, chats: range) -> list[int]:
        """Wait until all of them heard; when the messages arrived, ms. Each had a picture."""
        facts: list[Fact] = []
        for _ in range(900):
            facts += [
                one
                for one in await self.hall.news()
                if one["kind"] == "message.sent" and one["chat_id"] in chats
            ]
            if len(facts) >= len(chats):
                break
            await asyncio.sleep(0.1)
        if {one["chat_id"] for one in facts} != set(chats) or len(facts) != len(chats):
            raise BenchError(f"{len(facts)} of {len(chats)} bills arrived")
        if bare := sum("photo" not in one["message"] for one in facts):
            raise BenchError(f"{bare} of {len(chats)} bills came without a picture")
        return sorted(one["real_ms"] for one in facts)


def _at_noon(config: Path) -> None:
    """Bills are told by day: let it be noon at the supplier's."""
    east = 12 - dt.datetime.now(tz=dt.UTC).hour
    text = config.read_text("utf-8")
    zone = f'[supplier]\ntime_zone = "Etc/GMT{-east:+d}"\n'
    config.write_text(text.replace("[supplier]\n", zone), "utf-8")


async def measure(arena: Arena, wanted: Sequence[str]) -> list[Result]:
    """One bot on SQLite by polling: bills alone, then quiet and bills in turn."""
    rounds, seconds = arena.scale.rounds, arena.scale.broadcast_s
    askers = int(3 * rounds * seconds * ASKED) + 50
    told = int(RATE * (2 * seconds + rounds * (seconds + _MEASURED.begin_s))) + 1
    installed = await fixture.install(
        arena, "bills", "polling", accounts=askers + told, linked=askers + told, metered=True
    )
    today, files = dt.datetime.now(tz=dt.UTC).date(), arena.scratch / "charges"
    await asyncio.to_thread(exchange.write_charges, files, askers + told, MONTHS, today)
    await ours.command(installed.setup, arena.cores.load, "import", str(files))
    _at_noon(installed.setup.config)
    async with emulator(arena, installed.setup) as telegram:
        await telegram.post("/control/users", id=FIRST_CHAT, count=askers + told, opened=True)
        process = arena.launch("bills", installed.setup.argv("run"))
        # Painting has the other core, as on a machine of two; the load shares it.
        os.sched_setaffinity(process.popen.pid, {arena.cores.bot, arena.cores.load})
        await ours.until_healthy(process, installed.setup.door.hook)
        async with beside(arena, "bills") as database:
            hall = Hall(telegram, database, installed.people[:askers])
            bills = Bills(hall, askers, exchange.bill_month(today).strftime("%Y-%m"))
            return await _MEASURED.figures(bills, arena.scale, wanted)


SUITE = Suite((HELD, PEAK, REPLIES), measure)
