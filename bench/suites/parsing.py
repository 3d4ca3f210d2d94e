"""How many messages a second the grammar of readings hears, on one core."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from bench.arena import Arena
from bench.figures import Figure, Result
from bench.lane import BenchError
from bench.suites.base import Suite
from bot.texts.reading_words import load_reading_words
from core.readings.grammar.hearing import hear
from core.readings.grammar.vocabulary import Vocabulary
from core.readings.heard import Unheard
from core.readings.whom import Known

NAME = "reading_parser"
TARGET = 20_000
MESSAGES = 4_000
SENTENCES = Path(__file__).parents[2] / "tests" / "core" / "readings" / "grammar" / "held_out.txt"
Sent = tuple[str, Known, bool]
"""A message, whose it is, and whether a reading must be heard in it."""

# Eight of ten people keep a documented format (Pskovenergosbyt); the rest write sentences, or something else.
_KINDS = (("bare", 45), ("word", 12), ("account", 10), ("zones", 13), ("sentence", 20))


def messages(seed: int = 1) -> list[Sent]:
    """The mix: every message of another person and with other digits; sentences as people write them."""
    rng = random.Random(seed)
    lines = SENTENCES.read_text("utf-8").splitlines()
    sentences = [line.rpartition(" => ")[0] for line in lines if " => " in line]
    if len(sentences) < 150:
        raise BenchError(f"{SENTENCES} holds {len(sentences)} messages, at least 150 are needed")
    kinds = rng.choices([kind for kind, _ in _KINDS], [weight for _, weight in _KINDS], k=MESSAGES)
    return [_message(kind, rng, sentences) for kind in kinds]


def _message(kind: str, rng: random.Random, sentences: Sequence[str]) -> Sent:
    account, serial = str(rng.randrange(10**9, 10**10)), str(rng.randrange(10**7, 10**8))
    day, night = str(rng.randrange(4000, 99999)), str(rng.randrange(4000, 99999))
    known = Known((account,), ((serial, 2 if kind == "zones" else 1),))
    if kind == "bare":
        return rng.choice([day, f"0{day}", f"{day}.", f"{day},{rng.randrange(10)}"]), known, True
    if kind == "word":
        word = rng.choice(["П", "п", "Показания", "показания:", "Передать", "показание"])
        return f"{word} {day}", known, True
    if kind == "account":
        return f"{account}{rng.choice([' ', '*', '#', ', '])}{day}", known, True
    if kind == "zones":
        forms = [f"{day} {night}", f"{day}/{night}", f"день {day} ночь {night}", f"Т1 {day} Т2 {night}"]
        return rng.choice(forms), known, True
    return rng.choice(sentences), known, False


def per_cpu_second(sent: Sequence[Sent], words: Vocabulary) -> float:
    """Messages per CPU second; BenchError when one that is plainly a reading is not heard as one."""
    begun = time.process_time()
    heard = [hear(text, known, words) for text, known, _ in sent]
    spent = time.process_time() - begun
    deaf = [
        text
        for (text, _, must), message in zip(sent, heard, strict=True)
        if must and isinstance(message, Unheard)
    ]
    if deaf:
        raise BenchError(f"no reading was heard in {deaf[0]!r}")
    return len(sent) / spent


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """An absolute figure, the median of rounds over the same mix; the first round warms up."""
    words = load_reading_words()
    sent = messages()
    rounds = [per_cpu_second(sent, words) for _ in range(2 * arena.scale.rounds + 1)][1:]
    figure = Figure(NAME, round(statistics.median(rounds), 1), "msg/s CPU", None, None, TARGET, "higher")
    return [Result(figure, f"{len(sent)} messages, best round {max(rounds):,.0f}")]


SUITE = Suite((NAME,), measure)
