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
from bench.figures import Figure, Result, by_rounds
from bench.lane import BenchError
from bench.sampling import quantile
from bench.suites.base import Suite
from bench.suites.broadcast import ASKED, RATE, Hall, most_in_a_second
from core.background import Background
from storage.database import Database, Tx, Unit, connect

HELD, PEAK, REPLIES = "bill_rate_held", "bill_rate_peak", "reply_p95_during_bills"
MONTHS = 13
_BEGIN_S = 3.0
_DUE = """
INSERT INTO reminder (link_id, subscriber_id, account_id, kind, stage, period, due_ms, until_ms, planned_ms)
SELECT id, subscriber_id, account_id, 'bill', '', :period, :now, :now + 86400000, :now FROM link
WHERE id > :first AND id <= :last
"""


class Bills:
    """People with a bill each, told in turn."""

    def __init__(self, hall: Hall, database: Database, askers: int, month: str) -> None:
        self.hall, self._database, self._month = hall, database, month
        self._told = askers

    async def announce(self, count: int) -> range:
        """Have bills told to so many who heard of none yet; their chats."""
        first, self._told = self._told, self._told + count
        now = time.time_ns() // 1_000_000

        def plan(tx: Tx) -> int:
            return tx.run(_DUE, period=self._month, now=now, first=first, last=self._told)

        if await self._database.write(Unit(plan)) != count:
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


async def _rates(bills: Bills, seconds: float) -> list[Result]:
    count = int(RATE * seconds)
    await bills.hall.news()
    times = await bills.over(await bills.announce(count))
    rate, most = (count - 1) * 1_000 / (times[-1] - times[0]), most_in_a_second(times)
    beside = f"{count} bills with a picture each, at most {most} in a second"
    held = Figure(HELD, round(rate, 3), "messages/s", RATE, round(rate / RATE, 3), 0.95, "higher")
    peak = Figure(PEAK, most, "messages in 1 s", RATE, round(most / RATE, 3), 1.05, "lower")
    return [Result(held, beside), Result(peak, beside)]


async def _replies(bills: Bills, rounds: int, seconds: float) -> Result:
    found: dict[str, list[float]] = {"with": [], "without": []}
    asked = 0
    for _ in range(rounds):
        await bills.hall.news()
        found["without"].append(quantile(await bills.hall.ask(seconds), 0.95))
        await bills.announce(int(RATE * (seconds + _BEGIN_S)))
        await asyncio.sleep(_BEGIN_S)
        await bills.hall.news()
        during = await bills.hall.ask(seconds)
        found["with"].append(quantile(during, 0.95))
        asked += len(during)
        await bills.hall.quiet()
    figure = by_rounds(REPLIES, "ms", found["with"], found["without"], 1.5, "lower")
    return Result(figure, f"{asked} replies beside {RATE} bills/s")


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
    told = int(RATE * (2 * seconds + rounds * (seconds + _BEGIN_S))) + 1
    installed = await fixture.install(
        arena, "bills", "polling", accounts=askers + told, linked=askers + told, metered=True
    )
    today, files = dt.datetime.now(tz=dt.UTC).date(), arena.scratch / "charges"
    await asyncio.to_thread(exchange.write_charges, files, askers + told, MONTHS, today)
    await ours.command(installed.setup, arena.cores.load, "import", str(files))
    _at_noon(installed.setup.config)
    background = Background()
    async with emulator(arena, installed.setup) as telegram:
        await telegram.post("/control/users", id=FIRST_CHAT, count=askers + told, opened=True)
        process = arena.launch("bills", installed.setup.argv("run"))
        # Painting has the other core, as on a machine of two; the load shares it.
        os.sched_setaffinity(process.popen.pid, {arena.cores.bot, arena.cores.load})
        await ours.until_healthy(process, installed.setup.door.hook)
        url = f"sqlite:///{arena.scratch / 'bills.db'}"
        database = connect(url, background=background, exclusive=False)
        await database.open()
        try:
            hall = Hall(telegram, database, installed.people[:askers])
            month = exchange.bill_month(today).strftime("%Y-%m")
            bills = Bills(hall, database, askers, month)
            results = await _rates(bills, 2 * seconds) if {HELD, PEAK} & set(wanted) else []
            if REPLIES in wanted:
                results.append(await _replies(bills, rounds, seconds))
        finally:
            await database.close()
            await background.close()
    return [result for result in results if result.figure.name in wanted]


SUITE = Suite((HELD, PEAK, REPLIES), measure)
