"""Settling a payment, from the shop's word to the committed receipt, against a balance question."""

from __future__ import annotations

import asyncio
import dataclasses
import datetime as dt
import time
from collections.abc import Sequence

from bench import fixture
from bench.arena import FIRST_CHAT, Arena
from bench.figures import Result, by_rounds
from bench.lane import BenchError
from bench.suites.base import Suite
from bench.workshop import Workshop, workshop
from bot.payments.settling import Settling
from core.clock import SystemClock
from core.payments.gateway import Shop
from core.payments.model import Facts, NewIntent, PaymentStatus
from core.usecases.pay import Pay, Words
from core.usecases.settle import Settle
from core.values import Money
from storage.database import Tx
from storage.store import TxStore

NAME = "settle_vs_balance"
_QUESTION = "баланс"
_GROUP = 32
_TIMES = 6
_SHOP = Shop("100500", test=True)
_WORDS = Words("Электроэнергия, л/с *0001", "https://bench.example.ru")
_TOLD = "SELECT count(*) FROM outbox WHERE payload LIKE '%\"pay-paid\"%'"
_BOOKED = "SELECT count(*), sum(amount) FROM payment_ledger"
_PAID = "SELECT count(*), sum(amount) FROM payment_intent WHERE state = 'succeeded'"


def _links(tx: Tx, people: Sequence[int], now_ms: int) -> list[tuple[str, Facts]]:
    """Give each of them a link, as turn and executor do; their address, and what is said once it is paid."""
    accounts = [row[0] for row in tx.all("SELECT id FROM account ORDER BY number")]
    return [_link(TxStore(tx), n, accounts[n], now_ms) for n in people]


def _link(store: TxStore, person: int, account: int, now_ms: int) -> tuple[str, Facts]:
    debt, address = Money(50_000 + person), f"telegram:{FIRST_CHAT + person}"
    wish = NewIntent(account, person + 1, address, debt, debt, dt.date(2026, 11, 1))
    intent = Pay()(store, wish, _WORDS, now_ms).intent
    if intent is None:
        raise BenchError("no wish was made")
    made = Facts(
        f"2f0c1a11-000f-5000-8000-{intent.id:012d}", PaymentStatus.PENDING, debt, "RUB", _SHOP.id,
        test=True, created_ms=now_ms, intent=intent.id, url=f"https://yoomoney.example/{intent.id}",
    )  # fmt: skip
    Settle(_SHOP)(store, made, now_ms)
    paid = dataclasses.replace(
        made, status=PaymentStatus.SUCCEEDED, url="", captured_ms=now_ms, method="bank_card",
        title="Bank card *4477", income=Money(debt.kopecks * 97 // 100),
    )  # fmt: skip
    return address, paid


async def _pay(work: Workshop, settling: Settling, people: Sequence[int]) -> float:
    """CPU seconds of settling one payment of each, as the watch does with what it was answered."""
    said = await work.database.alter(lambda tx: _links(tx, people, time.time_ns() // 1_000_000))
    begun = time.process_time()
    await asyncio.gather(*(settling.payment(facts, address) for address, facts in said))
    return time.process_time() - begun


async def _ask(work: Workshop, people: Sequence[int]) -> float:
    return await work.play([(FIRST_CHAT + n, _QUESTION) for n in people])


async def _require_all(work: Workshop, count: int) -> None:
    """Every payment is booked once and told once."""
    told, booked, paid = await work.database.read(lambda tx: [tx.one(sql) for sql in (_TOLD, _BOOKED, _PAID)])
    if not told or not booked or told[0] != count or booked[0] != count or booked != paid:
        raise BenchError(f"of {count} payments {booked} are booked, {paid} paid and {told} told")


async def measure(arena: Arena, _wanted: Sequence[str]) -> list[Result]:
    """Payments per CPU second of both; a group asks first, for the answer tells of what was paid here."""
    rounds = 2 * arena.scale.rounds + 1
    group = min(_GROUP, arena.scale.accounts // rounds)
    installed = await fixture.install(arena, "settling", "polling", linked=rounds * group)
    settled, asked = [], []
    async with workshop(installed.setup.config) as work:
        settling = Settling(Settle(_SHOP), work.intake.take_picked, SystemClock())
        for number in range(rounds):
            people = range(number * group, (number + 1) * group)
            asking = sum([await _ask(work, people) for _ in range(_TIMES)])
            paying = sum([await _pay(work, settling, people) for _ in range(_TIMES)])
            asked.append(_TIMES * group / asking)
            settled.append(_TIMES * group / paying)
        await _require_all(work, rounds * _TIMES * group)
    figure = by_rounds(NAME, "payments/CPU s", settled[1:], asked[1:], 0.5, "higher")
    one, balance = 1e6 / figure.value, 1e6 / (figure.reference or 1)
    return [Result(figure, f"{one:.0f} us a payment, {balance:.0f} us a question")]


SUITE = Suite((NAME,), measure)
