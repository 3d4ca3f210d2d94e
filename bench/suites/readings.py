"""A reading from the message to the receipt, by webhook, against the balance question of the same people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bench import exchange, fixture
from bench.arena import FIRST_CHAT, Arena
from bench.figures import Result
from bench.lane import BenchError
from bench.questions import Person
from bench.sampling import Running
from bench.suites.base import Suite
from bench.suites.cpu import Pair, compare

NAME = "reading_vs_balance"
_USED = 137
"""kWh since the last reading: nothing anybody would doubt."""


def _sender(index: int) -> Person:
    """The owner of the n-th account with the number on the display, which the receipt repeats."""
    now = str(exchange.shown(index) + _USED)
    return Person(FIRST_CHAT + index, now, says=now)


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """One bot is asked for balances, one is sent readings; everybody has a meter of their own."""
    count = arena.scale.people
    asked = await fixture.install(arena, "balance", "webhook", accounts=count, metered=True)
    sent = await fixture.install(arena, "readings", "webhook", accounts=count, metered=True)
    senders = replace(sent, people=[_sender(index) for index in range(count)])
    bots: list[Running] = [await asked.start(arena), await senders.start(arena)]
    results = await compare(arena, bots, {NAME: Pair("readings", "balance", 0.8)})
    if bots[1].lane.answered > count:
        raise BenchError("people began to repeat their readings: take more of them")
    return results


SUITE = Suite((NAME,), measure)
