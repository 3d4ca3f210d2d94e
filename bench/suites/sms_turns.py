"""A balance question by SMS, from the message to the committed reply, against the same by Telegram."""

from __future__ import annotations

import time
from collections.abc import Sequence

from bench import fixture
from bench.arena import FIRST_CHAT, Arena
from bench.figures import Result, by_rounds
from bench.lane import BenchError
from bench.suites.base import Suite
from bench.workshop import Workshop, workshop
from core.phones import address_of
from storage.database import Tx

NAME = "sms_turn_vs_balance"
_QUESTION = "баланс"
_GROUP = 32
_TIMES = 6
_PHONE = "INSERT INTO address (address, subscriber_id, since_ms) VALUES (:address, :id, :now)"
_REPLIES = "SELECT payload FROM outbox WHERE address LIKE 'tel:%'"


def _phone(index: int) -> str:
    return f"+7916{index:07d}"


def _give_phones(count: int, tx: Tx) -> None:
    now = time.time_ns() // 1_000_000
    rows: list[dict[str, str | int]] = [
        {"address": address_of(_phone(at)), "id": at + 1, "now": now} for at in range(count)
    ]
    tx.many(_PHONE, rows)


async def _ask(work: Workshop, people: Sequence[int]) -> float:
    return sum([await work.play([(FIRST_CHAT + n, _QUESTION) for n in people]) for _ in range(_TIMES)])


async def _text(work: Workshop, people: Sequence[int]) -> float:
    return sum([await work.hear([(_phone(n), _QUESTION) for n in people]) for _ in range(_TIMES)])


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """Messages per CPU second of both, the same people in both, group after group."""
    rounds = 2 * arena.scale.rounds + 1
    group = min(_GROUP, arena.scale.accounts // rounds)
    installed = await fixture.install(arena, "sms", "polling", linked=rounds * group)
    texted, asked = [], []
    async with workshop(installed.setup.config) as work:
        await work.database.alter(lambda tx: _give_phones(rounds * group, tx))
        for number in range(rounds):
            people = range(number * group, (number + 1) * group)
            texted.append(_TIMES * group / await _text(work, people))
            asked.append(_TIMES * group / await _ask(work, people))
        replies = await work.database.read(lambda tx: tx.all(_REPLIES))
    if len(replies) != rounds * _TIMES * group or not all("card-due" in row[0] for row in replies):
        raise BenchError(f"{len(replies)} replies by SMS, the first: {replies[:1]}")
    figure = by_rounds(NAME, "msg/CPU s", texted[1:], asked[1:], 0.8, "higher")
    sms, balance = 1e6 / figure.value, 1e6 / (figure.reference or 1)
    return [Result(figure, f"{sms:.0f} us a message by SMS, {balance:.0f} us by Telegram")]


SUITE = Suite((NAME,), measure)
