"""The time from an update's departure to the answer's arrival, at half of what each bot can do at most."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from bench.arena import Arena
from bench.figures import Result, by_rounds
from bench.sampling import Running, Window, interleave, sample
from bench.suites.base import Suite
from bench.suites.contestants import bring_up

NAME = "latency_p95_half_peak_vs_stock"


async def _rounds_at_half(
    arena: Arena, bots: Sequence[Running], rates: dict[str, float]
) -> dict[str, list[float]]:
    window = Window(arena.scale.window.ramp, arena.scale.latency_s)
    found: dict[str, list[float]] = {bot.name: [] for bot in bots}
    for _ in range(arena.scale.rounds):
        for bot in bots:
            taken = await sample(bot, bot.open_load(rates[bot.name]), window)
            found[bot.name].append(taken.latency_ms(0.95))
    return found


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """The peak in a closed loop first, then open loops at half of it, in turn."""
    bots = await bring_up(arena, ["ours", "stock"])
    peaks = await interleave(bots, arena.scale.window, min(arena.scale.rounds, 3))
    rates = {name: statistics.median(one.per_wall for one in taken) / 2 for name, taken in peaks.items()}
    p95 = await _rounds_at_half(arena, bots, rates)
    figure = by_rounds(NAME, "ms", p95["ours"], p95["stock"], 2.0, "lower")
    return [Result(figure, f"at {rates['ours']:.0f}/s and {rates['stock']:.0f}/s")]


SUITE = Suite((NAME,), measure)
