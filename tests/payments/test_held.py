"""Money that could not be booked: what an operator can do about it, and what the person is told."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from bot.__main__ import main
from core.payments.model import IntentState
from core.payments.outcome import Outcome
from core.usecases.held_payments import Refusal, book_held, close_held
from core.values import Money
from tests.commands.test_export_readings import opened, place
from tests.dialogs.supplier import filled
from tests.payments.money import NOW, Till, facts, refund

__all__ = ["place"]


@pytest.fixture
async def till(database):
    await filled(database)
    return Till(database)


async def mismatched(till):
    """A payment of another sum than its wish."""
    intent = await till.link()
    wrong = replace(facts(intent), amount=Money(200_000))
    await till.settle(wrong)
    return intent, wrong


async def book(till, name, number=""):
    return await till.do(lambda store: book_held(store, name, number, NOW))


async def test_booked_as_the_shop_has_it(till):
    intent, wrong = await mismatched(till)
    await till.give_back(refund("pay-1", 50))
    done = await book(till, "pay-1")
    assert (done.outcome, done.news.amount) == (Outcome.LATE, Money(200_000))
    assert (await till.get(intent)).state is IntentState.SUCCEEDED
    assert (await till.open(), await till.held()) == (199_950, [])
    assert (await till.settle(wrong)).outcome == "nothing"
    assert await book(till, "pay-1") is Refusal.NOT_HELD


async def test_money_of_no_wish_is_booked_for_an_account(till):
    await till.settle(facts(None, kopecks=500, name="pay-strange"))
    assert await book(till, "pay-strange") is Refusal.NO_ACCOUNT
    assert await book(till, "pay-strange", "0000000000") is Refusal.NO_ACCOUNT
    done = await book(till, "pay-strange", "1234567841")
    assert (done.news, await till.open(2)) == (None, 500)
    assert (await till.settle(facts(None, kopecks=500, name="pay-strange"))).alarm is None


async def test_put_aside(till):
    intent, wrong = await mismatched(till)
    closed = await till.do(lambda store: close_held(store, "pay-1", NOW))
    assert closed.intent.state is IntentState.CANCELED
    assert (await till.ledger(), await till.held()) == ([], [])
    assert (await till.settle(wrong)).alarm is None
    assert (await till.ask()).intent.id != intent.id


async def test_a_refund_of_what_is_not_booked_cannot_be(till):
    await till.give_back(refund("pay-9", 50))
    assert await book(till, "refund-1") is Refusal.NO_PAYMENT
    await till.settle(replace(facts(None, kopecks=500, name="pay-usd"), currency="USD"))
    assert await book(till, "pay-usd", "1234567841") is Refusal.NOT_ROUBLES


def test_the_command(place, capsys):
    config, path, _ = place

    async def prepare():
        async with opened(path) as database:
            await filled(database)
            await mismatched(Till(database))

    asyncio.run(prepare())
    line = ["--config", str(config), "held"]
    assert main([*line, "list"]) == 0
    assert capsys.readouterr().out == "held  pay-1  2000,00  2027-01-15  amount\n"
    assert main([*line, "book", "pay-2"]) == 1
    assert "see `held list`" in capsys.readouterr().err
    assert main([*line, "book", "pay-1"]) == 0

    async def events():
        async with opened(path) as database:
            sql = "SELECT source, address, state FROM inbox"
            return await database.read(lambda tx: tx.all(sql))

    assert asyncio.run(events()) == [("entry", "telegram:1", "pending")]
    assert main([*line, "close", "pay-1"]) == 1
