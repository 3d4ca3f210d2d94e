"""What matching a question in everyday words costs, against the cheapest turn of the bot."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from bench import fixture
from bench.arena import Arena
from bench.figures import Result, by_rounds
from bench.lane import BenchError
from bench.sampling import interleave
from bench.suites.base import Suite
from bot.texts.intents import Intents

NAME = "intent_matching_share"
PHRASES = Path(__file__).parents[2] / "tests" / "intents" / "held_back.txt"
PASSES = 5
"""Times that a round reads all phrases; a pass takes some 40 ms."""


def phrases(path: Path = PHRASES) -> list[str]:
    """All phrases of the list, the unrelated talk too: every free text is matched."""
    lines = path.read_text("utf-8").splitlines()
    found = [line for line in lines if line.strip() and not line.startswith(("#", "["))]
    if len(found) < 300:
        raise BenchError(f"{path} holds {len(found)} phrases, at least 300 are needed")
    return found


def matching_us(intents: Intents, texts: Sequence[str]) -> float:
    """CPU microseconds for a phrase, on average."""
    begun = time.process_time()
    for _ in range(PASSES):
        for text in texts:
            intents(text)
    return (time.process_time() - begun) / (PASSES * len(texts)) * 1e6


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """Each round: balance questions by polling (large batches make the cheapest turn), then the phrases."""
    texts, intents = phrases(), Intents.load()
    matching_us(intents, texts)  # the first unlisted word loads the library that compares words
    bot = await fixture.polling(arena)
    turns: list[float] = []
    matches: list[float] = []
    for _ in range(arena.scale.rounds):
        taken = await interleave([bot], arena.scale.window, 1)
        turns.append(1e6 / taken[bot.name][0].per_cpu)
        matches.append(matching_us(intents, texts))
    figure = by_rounds(NAME, "us CPU", matches, turns, 0.15, "lower")
    return [Result(figure, f"{len(texts)} phrases, each as if never seen")]


SUITE = Suite((NAME,), measure)
