"""Linking an account, message by message, against the balance question of the same people."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bench import exchange, fixture
from bench.arena import FIRST_CHAT, Arena
from bench.figures import Result, by_rounds
from bench.lane import BenchError
from bench.suites.base import Suite
from bench.workshop import Workshop, workshop
from core.codes import one_time_code
from storage.database import Tx

NAME = "linking_message_vs_balance"
_QUESTION = "баланс"
# People link together as under load, and few enough that the breaker of unconfirmed codes stays closed.
_GROUP = 32
_LAST_CODE = "SELECT key_id, id, counter FROM verification WHERE address = :address ORDER BY id DESC LIMIT 1"
_LINKED = "SELECT count(*) FROM link WHERE active = 1"

Say = Callable[[int], str]


_WALK: tuple[Say, ...] = (
    lambda _n: "подключить",
    lambda _n: "да",
    exchange.number,
    exchange.receipt_code,
    # No two of them share what the limit on neighbouring numbers counts.
    lambda n: f"89{n % 100_000:05d}0001",
)
"""What the person of the n-th account says up to the code that comes by SMS."""


def _codes(work: Workshop, people: Sequence[int]) -> Callable[[Tx], list[str]]:
    def read(tx: Tx) -> list[str]:
        found = [tx.one(_LAST_CODE, address=f"telegram:{FIRST_CHAT + n}") for n in people]
        if not all(found):
            raise BenchError("linking asked for no code")
        return [one_time_code(work.keys, row[0], row[1], row[2]) for row in found if row]

    return read


async def _link(work: Workshop, people: Sequence[int]) -> float:
    """CPU seconds of linking all of them."""
    spent = 0.0
    for say in _WALK:
        spent += await work.play([(FIRST_CHAT + n, say(n)) for n in people])
    codes = await work.database.read(_codes(work, people))
    return spent + await work.play([(FIRST_CHAT + n, code) for n, code in zip(people, codes, strict=True)])


async def _ask(work: Workshop, people: Sequence[int], times: int) -> float:
    return sum([await work.play([(FIRST_CHAT + n, _QUESTION) for n in people]) for _ in range(times)])


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """Messages per CPU second of both; every group links once and then asks as often as it spoke."""
    rounds = 2 * arena.scale.rounds + 1
    group = min(_GROUP, arena.scale.accounts // rounds)
    installed = await fixture.install(arena, "linking", "polling", linked=0)
    linking, asking = [], []
    async with workshop(installed.setup.config) as work:
        messages = len(_WALK) + 1
        for number in range(rounds):
            people = range(number * group, (number + 1) * group)
            linking.append(messages * group / await _link(work, people))
            asking.append(messages * group / await _ask(work, people, messages))
        linked = await work.database.read(lambda tx: tx.one(_LINKED))
    if linked != (rounds * group,):
        raise BenchError(f"{linked} of {rounds * group} people are linked")
    figure = by_rounds(NAME, "msg/CPU s", linking[1:], asking[1:], 0.6, "higher")
    balance = 1e6 / (figure.reference or 1)
    return [Result(figure, f"{messages} messages, {1e6 / figure.value:.0f} us each; {balance:.0f} us")]


SUITE = Suite((NAME,), measure)
