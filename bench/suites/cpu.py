"""Updates per CPU second of the bot's process, at saturation, against each rival in the same rounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bench.arena import Arena
from bench.figures import Result, by_rounds
from bench.sampling import Running, beside, interleave
from bench.suites.base import Measure, Suite
from bench.suites.contestants import bring_up

UNIT = "upd/CPU s"


class Pair(NamedTuple):
    """Who is compared with whom, and by how much it has to be better."""

    value: str
    reference: str
    target: float


WEBHOOK = {
    "webhook_cpu_vs_stock_aiogram": Pair("ours", "stock", 1.5),
    "webhook_cpu_vs_ptb": Pair("ours", "ptb", 4.0),
    "webhook_cpu_vs_ptb_concurrent": Pair("ours", "ptb-concurrent", 4.0),
    "postgres_webhook_cpu_vs_stock": Pair("ours-postgres", "stock", 1.0),
    "vs_usual_durable": Pair("ours", "usual", 3.5),
    "vs_own_transport_echo": Pair("ours", "own-transport", 0.75),
}
POLLING = {"polling_cpu_vs_stock": Pair("ours-polling", "stock-polling", 1.3)}


def _measure(pairs: dict[str, Pair]) -> Measure:
    async def measure(arena: Arena, wanted: Sequence[str]) -> list[Result]:
        chosen = {name: pair for name, pair in pairs.items() if name in wanted}
        bots = await bring_up(arena, [bot for pair in chosen.values() for bot in pair[:2]])
        return await compare(arena, bots, chosen)

    return measure


async def compare(arena: Arena, bots: Sequence[Running], pairs: dict[str, Pair]) -> list[Result]:
    """Run the rounds and make the figures of all pairs."""
    samples = await interleave(bots, arena.scale.window, arena.scale.rounds)
    speed = {name: [one.per_cpu for one in taken] for name, taken in samples.items()}
    results = []
    for name, pair in pairs.items():
        figure = by_rounds(name, UNIT, speed[pair.value], speed[pair.reference], pair.target, "higher")
        results.append(Result(figure, f"{beside(samples[pair.value])}; {beside(samples[pair.reference])}"))
    return results


WEBHOOK_SUITE = Suite(tuple(WEBHOOK), _measure(WEBHOOK))
POLLING_SUITE = Suite(tuple(POLLING), _measure(POLLING))
