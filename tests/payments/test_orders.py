"""Facts in every order, doubled and mixed: the ledger is the same one each time."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from core.payments.model import EntryKind, PaymentStatus
from core.values import Money
from tests.dialogs.supplier import filled
from tests.payments.money import HOUR, NOW, Till, canceled, facts, pending, refund

ROUNDS = 60


@pytest.fixture
async def till(database):
    await filled(database)
    return Till(database)


def _told(intent, name):
    """Everything the provider may ever say of one payment that was paid, and of its refunds."""
    lie = replace(facts(intent, name=name), amount=Money(intent.wish.amount.kopecks + 1))
    waiting = replace(facts(intent, name=name), status=PaymentStatus.WAITING)
    return [
        pending(intent, name=name), facts(intent, name=name), facts(intent, name=name), lie, waiting,
        canceled(intent, name=name), refund(name, 100, f"{name}-r1"), refund(name, 100, f"{name}-r1"),
        refund(name, 50, f"{name}-r2"), refund(name, 10**7, f"{name}-r3"),
    ]  # fmt: skip


async def _take(till, said):
    if hasattr(said, "payment_id"):
        return await till.give_back(said)
    return await till.settle(said)


@pytest.mark.parametrize("seed", range(2))
async def test_any_order_gives_the_same_ledger(till, seed):
    chance = random.Random(seed)
    for number in range(ROUNDS // 2):
        name, at = f"s{seed}-{number}", NOW + number * 2 * HOUR
        intent = (await till.ask(10_000 + number, at=at)).intent
        if chance.random() < 0.3:
            await till.ask(5, at=at)
            await till.ask(77_700 + number, at=at)  # takes its place
        said = _told(intent, name)
        chance.shuffle(said)
        settled = [await _take(till, one) for one in said]
        mine = [row for row in await till.ledger() if row[1].startswith(f"{name}-") or row[1] == name]
        assert sorted((row[0], row[3]) for row in mine) == [
            ("payment", 10_000 + number), ("refund", -100), ("refund", -50)
        ]  # fmt: skip
        told = [news.what for one in settled for news in (one.news, *one.also) if news]
        assert len([one for one in told if one in {"paid", "late"}]) == 1
        assert told.count("refunded") == 2
    held = await till.do(lambda store: store.ledger.held(f"s{seed}-0-r3", EntryKind.REFUND))
    assert held.what.why in {"over", "no-payment"}
