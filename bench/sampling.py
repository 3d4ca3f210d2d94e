"""Samples: how much a bot answers in a window, and what that costs its process."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bench.lane import BenchError, Lane
from bench.load import Load
from bench.process import Process, cpu_seconds


@dataclass(frozen=True, slots=True)
class Window:
    """Seconds of load before counting and while counting."""

    ramp: float
    count: float


class Sample(NamedTuple):
    """One window of one bot."""

    answered: int
    cpu: float
    wall: float
    latencies: list[float]

    @property
    def per_cpu(self) -> float:
        """Updates per CPU second of the bot."""
        return self.answered / self.cpu

    @property
    def per_wall(self) -> float:
        """Updates per second of the clock."""
        return self.answered / self.wall

    def latency_ms(self, share: float) -> float:
        """A quantile of the time from the update's departure to the message's arrival, in milliseconds."""
        return quantile(self.latencies, share) * 1000


def quantile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@dataclass(slots=True)
class Running:
    """A started bot, its ledger, and how load is put on it."""

    name: str
    process: Process
    lane: Lane
    load: Callable[[], Load]
    """Makes the saturating load."""
    open_load: Callable[[float], Load]
    """Makes a load of so many questions a second, for a bot with a webhook."""


async def sample(bot: Running, load: Load, window: Window) -> Sample:
    """Put the load on, count between two readings of the CPU clock, take the load off, check all answers."""
    await load.start()
    try:
        await _watch(bot, window.ramp)
        answered, cpu, begun = bot.lane.answered, cpu_seconds(bot.process.pid), time.perf_counter()
        bot.lane.latencies = []
        await _watch(bot, window.count)
        taken = Sample(
            bot.lane.answered - answered,
            cpu_seconds(bot.process.pid) - cpu,
            time.perf_counter() - begun,
            bot.lane.latencies.copy(),
        )
        await load.stop()
    except BenchError as error:
        raise BenchError(f"{bot.name}: {error}") from error
    finally:
        load.close()
    if not taken.answered or taken.cpu <= 0:
        raise BenchError(f"{bot.name} answered {taken.answered} questions in {taken.wall:.1f} s")
    return taken


async def _watch(bot: Running, seconds: float) -> None:
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        await asyncio.sleep(min(left, 0.25))
        if bot.lane.faults:
            bot.lane.require_sound()
        bot.process.require_alive()


async def interleave(bots: Sequence[Running], window: Window, rounds: int) -> dict[str, list[Sample]]:
    """A B C, A B C, …: one warm-up round that is not counted, then `rounds` that are."""
    found: dict[str, list[Sample]] = {bot.name: [] for bot in bots}
    for number in range(rounds + 1):
        for bot in bots:
            taken = await sample(bot, bot.load(), window)
            if number:
                found[bot.name].append(taken)
    return found


def beside(samples: Sequence[Sample]) -> str:
    """The clock's view, for the reader."""
    rate = statistics.median(one.per_wall for one in samples)
    cpu = statistics.median(1e6 / one.per_cpu for one in samples)
    p95 = statistics.median(one.latency_ms(0.95) for one in samples)
    return f"{rate:.0f}/s by the clock, {cpu:.0f} us CPU, p95 {p95:.0f} ms"
