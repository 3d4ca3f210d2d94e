"""Asking for a link: the same one again, another sum, several accounts, limits; the question stays."""

from __future__ import annotations

import asyncio
import itertools
import json
from dataclasses import replace

import pytest

from core.payments.amounts import PayRules
from core.payments.looking import look_after, next_look, same_key
from core.payments.model import Intent, IntentState
from core.usecases.pay import Pay, order_of
from core.values import Money
from storage.payment_intents import IntentsGateway
from tests.dialogs.supplier import filled
from tests.payments.money import DAY, HOUR, ME, MINUTE, NOW, PHONE, SETTLE, WORDS, Till, canceled, facts, wish


@pytest.fixture
async def till(database):
    await filled(database)
    return Till(database)


async def test_fault_09_the_same_link_within_its_life(till):
    intent = await till.link()
    for at in (NOW + MINUTE, NOW + 58 * MINUTE):
        asked = await till.ask(at=at)
        assert (asked.answer, asked.intent.id, asked.effect) == ("same", intent.id, None)
        assert asked.intent.url == intent.url
    fresh = await till.ask(at=NOW + HOUR)
    assert (fresh.answer, fresh.intent.id > intent.id) == ("asked", True)
    assert (await till.get(intent)).superseded


async def test_asked_twice_in_a_moment(till):
    first, second = await asyncio.gather(till.ask(), till.ask())
    assert sorted((first.answer, second.answer)) == ["asked", "coming"]
    assert first.intent.id == second.intent.id


async def test_the_end_is_told_where_it_was_asked_last(till):
    intent = await till.link()
    asked = await till.ask(address=PHONE)
    assert asked.answer == "same"
    assert (await till.settle(facts(intent))).news.address == PHONE


async def test_another_email_is_another_receipt(till):
    intent = await till.link()
    assert (await till.ask(email="a@example.ru")).answer == "asked"
    assert (await till.get(intent)).superseded


async def test_what_is_over_is_in_nobodys_way(till):
    first = await till.link()
    await till.settle(canceled(first))
    second = await till.ask()
    assert second.answer == "asked"
    assert not (await till.get(first)).superseded


async def test_several_accounts_are_several_wishes(till):
    def both(store):
        return [Pay()(store, wish(1000 * account, account), WORDS, NOW) for account in (1, 2)]

    asked = await till.do(both)
    assert [one.intent.wish.account_id for one in asked] == [1, 2]
    assert len({one.effect.address for one in asked}) == 2
    await till.settle(facts(asked[1].intent))
    assert (await till.open(1), await till.open(2)) == (0, 2000)


@pytest.mark.parametrize(
    ("kopecks", "answer", "sbp"),
    [
        (99, "too-small", False),
        (100, "asked", False),
        (35_000_000, "asked", False),
        (35_000_001, "asked", True),
        (70_000_000, "asked", True),
        (70_000_001, "too-large", False),
    ],
)
async def test_fault_22_limits(till, kopecks, answer, sbp):
    asked = await till.ask(kopecks)
    assert (asked.answer, asked.sbp_only) == (answer, sbp)
    assert (asked.intent is None) == (answer != "asked")


async def test_wishes_of_a_day_are_counted(till):
    few = Pay(PayRules(person_day=2, account_day=3))
    wishes = [wish(1000 + n, person=1 + n // 2) for n in range(4)]
    asked = [await till.do(lambda store, one=one: few(store, one, WORDS, NOW)) for one in wishes]
    assert [one.answer for one in asked] == ["asked", "asked", "asked", "too-many"]
    third = wish(5000)
    assert (await till.do(lambda store: few(store, third, WORDS, NOW))).answer == "too-many"
    assert (await till.do(lambda store: few(store, third, WORDS, NOW + DAY + 1))).answer == "asked"


async def test_fault_13_the_same_key_and_words_in_every_try(till):
    intent = (await till.ask(email="a@example.ru")).intent
    look = (await till.do(lambda store: store.intents.due(NOW + HOUR, 5)))[0]
    first = order_of(intent, look.body)
    assert (first.intent, first.amount, first.email) == (intent.id, Money(231090), "a@example.ru")
    assert first.made_ms == intent.created_ms  # the day of the receipt
    assert (first.description, first.account_number) == (WORDS.description, WORDS.account_number)
    await till.do(lambda store: SETTLE.unsure(store, intent.id, NOW))
    again = (await till.do(lambda store: store.intents.due(NOW + HOUR, 5)))[0]
    assert order_of(again.intent, again.body) == first
    assert len(first.key) <= 64
    assert set(first.key) <= set("0123456789abcdefghijklmnopqrstuvwxyz-")
    other = (await till.ask(account=2, at=NOW)).intent
    assert other.key != intent.key
    assert json.loads(look.body)["phone"]
    await till.settle(facts(intent))
    assert await till.do(lambda store: store.intents.body(intent.id)) == ""


def test_fault_14_how_long_a_key_is_good_for():
    assert same_key(NOW, NOW + 22 * HOUR)
    assert not same_key(NOW, NOW + 23 * HOUR)


def test_fault_16_when_to_look():
    state, at, seen = IntentState.PENDING, NOW, []
    while (at := next_look(state, NOW, at)) < NOW + 3 * HOUR:
        seen.append((at - NOW) // 1000)
    assert seen[:9] == [5, 15, 30, 60, 80, 106, 141, 188, 250]
    dense = [at for at in seen if at <= 65 * 60 + 120]
    assert dense[-1] > 3600
    assert len(dense) <= 45  # what one link costs the shop
    waits = [(before, after - before) for before, after in itertools.pairwise(dense)]
    assert all(wait <= 120 for _, wait in waits)
    assert all(wait <= before / 3 for before, wait in waits[3:])  # who paid quickly hears quickly
    assert seen[-1] - seen[-2] == 3600
    assert next_look(IntentState.UNKNOWN, NOW, NOW + HOUR) == NOW + HOUR + MINUTE
    assert next_look(IntentState.SUCCEEDED, NOW, NOW) == 0


def test_fault_16_a_link_that_came_late_is_looked_at_as_often_as_any():
    """Asked for an hour ago, and nobody knew: what counts is when the link was made."""
    late = Intent(1, wish(), "k", IntentState.PENDING, NOW, expires_ms=NOW + 2 * HOUR)
    assert look_after(late, NOW + HOUR + 1000) == NOW + HOUR + 5000
    assert look_after(replace(late, state=IntentState.UNKNOWN), NOW + HOUR) == NOW + HOUR + MINUTE


async def test_what_is_over_is_not_looked_at(till):
    intent = await till.link()
    assert await till.do(lambda store: store.intents.due(NOW + 4000, 5)) == ()
    assert len(await till.do(lambda store: store.intents.due(NOW + 5000, 5))) == 1
    await till.do(lambda store: store.intents.looked(intent.id, NOW + MINUTE))
    assert await till.do(lambda store: store.intents.due(NOW + 5000, 5)) == ()
    await till.settle(facts(intent))
    assert await till.do(lambda store: store.intents.due(NOW + DAY, 5)) == ()


async def test_what_a_person_wished(till):
    first = await till.link()
    second = (await till.ask(5000, at=NOW + 1)).intent
    assert [one.id for one in await till.do(lambda store: store.intents.of(1, 5))] == [second.id, first.id]
    assert first.wish.address == ME


async def test_a_second_live_wish_is_refused_by_the_schema(till):
    intent = (await till.ask()).intent

    def beside(store):
        IntentsGateway(store.tx).add(intent.wish, "{}", 0, NOW)

    with pytest.raises(Exception, match=r"(?i)unique"):
        await till.do(beside)
