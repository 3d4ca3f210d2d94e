"""Planning the reminders of a month among a million accounts, on both engines, and turns meanwhile."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from bench import fixture, many_links
from bench.arena import Arena
from bench.figures import Figure, Result, by_rounds
from bench.lane import BenchError
from bench.sampling import Running, quantile
from bench.suites.base import Suite
from bot.config import load_config
from bot.notifications.planner import Planner
from bot.notifications.sources import reading_rules
from core.background import Background
from core.database import Database, Tx
from core.notifications.kinds import Kind
from core.notifications.model import Plan
from core.notifications.planning import Source
from storage.database import connect
from storage.reminder_plans.plans import insert
from storage.reminder_plans.readings import ReadingReminders

PLANNING = {"sqlite": "reminder_planning", "postgres": "reminder_planning_postgres"}
TURNS = {"sqlite": "turn_p95_while_planning", "postgres": "turn_p95_while_planning_postgres"}
MEMORY = {"sqlite": "reminder_planning_memory", "postgres": "reminder_planning_memory_postgres"}
RATE = 50.0
_FIRST = 1_000_001
_ROUNDS = 2
_PATIENCE_S = 600.0
_LEAST_S = 1.0


@dataclass(slots=True)
class _Planned:
    """An installation with many linked accounts and a window that ends today; `zone`: where it is night."""

    installed: fixture.Installed
    url: str
    due: int
    zone: dt.tzinfo
    sources: dict[Kind, Source]


async def _prepare(arena: Arena, engine: str) -> _Planned:
    name = f"planning-{engine}"
    url = "" if engine == "sqlite" else await asyncio.to_thread(fixture.postgres_url, arena)
    installed = await fixture.install(arena, name, "webhook", url)
    hours = _night()
    zone = dt.timezone(dt.timedelta(hours=hours))
    today = dt.datetime.now(tz=zone).date()
    _configure(installed.setup.config, today.day, f"Etc/GMT{-hours:+d}")
    url = url or f"sqlite:///{arena.scratch / name}.db"
    now_ms = time.time_ns() // 1_000_000
    due = await _alone(url, lambda tx: many_links.fill(tx, _FIRST, arena.scale.many_accounts, today, now_ms))
    config = load_config(installed.setup.config, {})
    return _Planned(installed, url, due, zone, {Kind.READING: ReadingReminders(reading_rules(config))})


def _night() -> int:
    """Hours east of Greenwich where it is two or three o'clock: planning goes on and nothing is sent."""
    east = (2 - dt.datetime.now(tz=dt.UTC).hour) % 24
    return east if east <= 14 else east - 24


def _configure(file: Path, day: int, zone: str) -> None:
    """A window of one day, today, in that zone."""
    text = file.read_text("utf-8").replace("[supplier]\n", f'[supplier]\ntime_zone = "{zone}"\n')
    file.write_text(f'{text}\n[readings]\nwindow = "{day}-{day}"\n', "utf-8")


async def _alone(url: str, work: Callable[[Tx], int]) -> int:
    """One long transaction with nobody beside."""
    async with _opened(url) as database:
        return await database.alter(work)


class _opened:  # noqa: N801 - used like a function
    """A database for as long as it is needed."""

    def __init__(self, url: str) -> None:
        self._background = Background()
        self._database: Database = connect(url, background=self._background)

    async def __aenter__(self) -> Database:
        await self._database.open()
        return self._database

    async def __aexit__(self, *_: object) -> None:
        await self._database.close()
        await self._background.close()


def _clear(tx: Tx) -> int:
    tx.run("DELETE FROM reminder_plan")
    return tx.run("DELETE FROM reminder")


def _bare(planned: _Planned, now_ms: int) -> Callable[[Tx], int]:
    """The same rows by one statement, in one transaction."""
    source = planned.sources[Kind.READING]

    def work(tx: Tx) -> int:
        one = next(wanted for wanted in source.wanted(tx, now_ms) if wanted.until_ms > now_ms)
        plan = Plan(
            0, one.kind, one.stage, one.period, one.group, one.due_ms, one.spread_ms, one.until_ms
        )  # fmt: skip
        chosen = source.chosen(plan)
        given = {
            "kind": str(plan.kind), "stage": plan.stage, "period": plan.period, "due_ms": plan.due_ms,
            "spread_ms": plan.spread_ms, "until_ms": plan.until_ms, "fact": "", "now_ms": now_ms,
            **chosen.params, "after": 0, "upto": 1 << 60,
        }  # fmt: skip
        return tx.run(insert(chosen.sql), **given)

    return work


def _clock(now_ms: int) -> Callable[[], int]:
    return lambda: now_ms


async def _nobody(_event: str, _detail: str) -> None:
    """Staff are told of nothing here."""


async def _rounds(arena: Arena, engine: str, planned: _Planned) -> tuple[Figure, float]:
    """Seconds of the planner and of the bare statement, in turn; the most that memory grew by, MiB."""
    found: dict[str, list[float]] = {"bare": [], "planner": []}
    grown = 0.0
    async with _opened(planned.url) as database:
        await database.alter(_clear)
        for _ in range(min(_ROUNDS, arena.scale.rounds)):
            now_ms = time.time_ns() // 1_000_000
            begun = time.perf_counter()
            _require(planned, await database.alter(_bare(planned, now_ms)))
            found["bare"].append(time.perf_counter() - begun)
            await database.alter(_clear)
            planner = Planner(database, planned.sources, _clock(now_ms), planned.zone, lambda: 0, _nobody)
            before = _memory_anew()
            begun = time.perf_counter()
            _require(planned, await planner.run())
            found["planner"].append(time.perf_counter() - begun)
            grown = max(grown, _memory("VmHWM") - before)
            await database.alter(_clear)
    figure = by_rounds(PLANNING[engine], "s", found["planner"], found["bare"], 3.0, "lower")
    return figure, grown


def _require(planned: _Planned, made: int) -> None:
    """The linked people of the installation, some hundreds, have no meters: nobody else is found."""
    if made != planned.due:
        raise BenchError(f"{made} reminders were planned, {planned.due} are due")


def _memory(name: str) -> float:
    """A figure of this process, MiB."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) / 1024


def _memory_anew() -> float:
    """Forget the highest mark; what is used now, MiB."""
    Path("/proc/self/clear_refs").write_text("5", "ascii")
    return _memory("VmRSS")


async def _turns(arena: Arena, engine: str, planned: _Planned) -> Result:
    """Answers of the running bot before its first look for plans, and from then on until the plan is done."""
    found: dict[str, list[float]] = {"without": [], "meanwhile": []}
    lasted = 0.0
    for _ in range(min(_ROUNDS, arena.scale.rounds)):
        await _alone(planned.url, _clear)
        without, meanwhile, took = await _turns_once(arena, planned)
        found["without"].append(quantile(without, 0.95) * 1000)
        found["meanwhile"].append(quantile(meanwhile, 0.95) * 1000)
        lasted = max(lasted, took)
    figure = by_rounds(TURNS[engine], "ms", found["meanwhile"], found["without"], 2.0, "lower")
    return Result(figure, f"{RATE:.0f} questions/s, planned in {lasted:.1f} s")


async def _turns_once(arena: Arena, planned: _Planned) -> tuple[list[float], list[float], float]:
    """Latencies before and meanwhile, and how long planning took; all in seconds."""
    bot = await planned.installed.start(arena)
    load = bot.open_load(RATE)
    await load.start()
    try:
        await asyncio.sleep(arena.scale.settle_s)
        without = await _until(bot, planned, lambda state: state != "")
        begun = time.perf_counter()
        meanwhile = await _until(bot, planned, lambda state: state == "done", _LEAST_S)
        lasted = time.perf_counter() - begun
        await load.stop()
    finally:
        load.close()
    await bot.process.stop()
    return without, meanwhile, lasted


async def _until(
    bot: Running, planned: _Planned, over: Callable[[str], bool], least_s: float = 0.0
) -> list[float]:
    """Latencies up to the moment at which the plan is in such a state."""
    bot.lane.latencies, begun = [], time.perf_counter()
    while not over(await asyncio.to_thread(_state, planned.url)) or time.perf_counter() - begun < least_s:
        bot.process.require_alive()
        if time.perf_counter() - begun > _PATIENCE_S:
            raise BenchError("the bot has not planned the reminders")
        await asyncio.sleep(0.05)
    if len(bot.lane.latencies) < 20:
        raise BenchError("too few answers to measure")
    return bot.lane.latencies.copy()


def _state(url: str) -> str:
    """How the only plan stands, "" while there is none."""
    sql = "SELECT state FROM reminder_plan WHERE kind = 'reading'"
    if url.startswith("sqlite"):
        import sqlite3

        connection = sqlite3.connect(f"file:{url.removeprefix('sqlite:///')}?mode=ro", uri=True)
        row = connection.execute(sql).fetchone()
        connection.close()
    else:
        import psycopg

        with psycopg.connect(url) as server:
            row = server.execute(sql).fetchone()
    return cast("str", row[0]) if row else ""


async def measure(arena: Arena, wanted: Sequence[str]) -> list[Result]:
    """Each engine that is wanted: filled once, planned in rounds, then by the running bot."""
    results: list[Result] = []
    for engine, name in PLANNING.items():
        if {name, TURNS[engine], MEMORY[engine]} & set(wanted):
            planned = await _prepare(arena, engine)
            figure, grown = await _rounds(arena, engine, planned)
            what = f"{planned.due:,} of {arena.scale.many_accounts:,} accounts"
            memory = Figure(MEMORY[engine], round(grown, 3), "MiB", None, None, 200.0, "lower")
            own = [Result(figure, what), Result(memory, what)]
            turns = [await _turns(arena, engine, planned)] if TURNS[engine] in wanted else []
            results += [one for one in (*own, *turns) if one.figure.name in wanted]
    return results


SUITE = Suite((*PLANNING.values(), *MEMORY.values(), *TURNS.values()), measure)
