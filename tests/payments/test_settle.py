"""Settling on both engines: facts in any order, as often as they like, by whomever; money is booked once."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from core.payments.gateway import Shop
from core.payments.model import EntryKind, IntentState, PaymentStatus
from core.payments.money import NewEntry, Why
from core.payments.outcome import Outcome
from core.payments.reasons import Reason
from core.usecases.settle import Settle
from core.values import Money
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.supplier import filled
from tests.payments.money import (
    DAY,
    HOUR,
    ME,
    MINUTE,
    NOW,
    PHONE,
    SETTLE,
    SHOP,
    Till,
    canceled,
    facts,
    pending,
    refund,
)


@pytest.fixture
async def till(database):
    await filled(database)
    return Till(database)


async def test_from_the_wish_to_the_rouble(till):
    asked = await till.ask()
    assert (asked.answer, asked.intent.state) == ("asked", IntentState.NEW)
    assert (asked.effect.kind, asked.effect.address) == ("create-payment", f"payment:{asked.intent.id}")
    assert asked.effect.notify == ME
    linked = await till.settle(pending(asked.intent))
    assert (linked.outcome, linked.news.what, linked.news.url) == (
        Outcome.LINK, Outcome.LINK, pending(asked.intent).url,
    )  # fmt: skip
    assert linked.intent.expires_ms == NOW + MINUTE + HOUR
    paid = await till.settle(facts(asked.intent, title="Bank card *4444", method="bank_card"))
    assert (paid.outcome, paid.news.address, paid.news.amount) == (Outcome.PAID, ME, Money(231090))
    assert (paid.intent.state, paid.intent.settled_ms) == (IntentState.SUCCEEDED, NOW + 3 * MINUTE)
    assert await till.ledger() == [("payment", "pay-1", 1, 231090, 0)]
    assert await till.open() == 231090


async def test_fault_01_double_credit(till):
    """Notice, poll, button and create answer at once, and each of them again."""
    intent = await till.link()
    said = [facts(intent), pending(intent), facts(intent), facts(intent)]
    first = await asyncio.gather(*(till.settle(one) for one in said))
    again = [await till.settle(one) for one in said]
    assert sorted(one.outcome for one in first) == ["nothing", "nothing", "nothing", "paid"]
    assert [one.news for one in first].count(None) == 3
    assert {one.outcome for one in again} == {"nothing"}
    assert not any(one.news for one in again)
    assert await till.ledger() == [("payment", "pay-1", 1, 231090, 0)]


class _DiesAt:
    """A transaction whose process dies before its n-th statement."""

    def __init__(self, tx, count):
        self._tx, self._left = tx, count

    def __getattr__(self, name):
        made = getattr(self._tx, name)
        if name not in {"run", "one", "all", "many"}:
            return made

        def call(*args, **params):
            self._left -= 1
            if self._left < 0:
                raise _Died
            return made(*args, **params)

        return call


class _Died(Exception):
    pass


async def test_fault_02_lost_credit(till):
    """Whichever statement is the last one: the mark and the money are there together, or neither is."""
    for steps in range(40):
        intent = await till.link(10_000 + steps, at=NOW + steps * HOUR * 2)
        said = facts(intent)

        def dying(tx, said=said, steps=steps):
            return SETTLE(TxStore(_DiesAt(tx, steps)), said, NOW)

        try:
            await till.database.write(Unit(dying))
        except _Died:
            assert (await till.get(intent)).state is IntentState.PENDING
            assert len(await till.ledger()) == steps
        else:
            assert steps > 3  # read, booked, moved, what waited
            return
        settled = await till.settle(said)
        assert settled.outcome in {Outcome.PAID, Outcome.LATE}
        assert settled.news
    pytest.fail("it never came to its end")


async def test_fault_03_notice_before_the_create_answer(till):
    intent = (await till.ask()).intent
    early = await till.settle(facts(intent))
    assert (early.outcome, early.intent.provider_id) == (Outcome.PAID, "pay-1")
    answer = await till.settle(pending(intent))
    assert (answer.outcome, answer.news) == (Outcome.NOTHING, None)
    assert (await till.get(intent)).state is IntentState.SUCCEEDED
    assert len(await till.ledger()) == 1


async def test_fault_03_money_of_no_wish_waits_for_reconciliation(till):
    strange = await till.settle(facts(None, kopecks=500, name="pay-strange"))
    assert (strange.outcome, strange.alarm, strange.news) == (Outcome.SUSPENDED, Why.NO_INTENT, None)
    again = await till.settle(facts(None, kopecks=500, name="pay-strange"))
    assert (again.outcome, again.alarm) == (Outcome.NOTHING, None)
    assert await till.held() == [("pay-strange", "no-intent")]
    assert await till.ledger() == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"amount": Money(231091)}, Why.AMOUNT),
        ({"currency": "USD"}, Why.CURRENCY),
        ({"shop": "100501"}, Why.SHOP),
        ({"test": False}, Why.TEST),
    ],
)
async def test_fault_08_amount_mismatch(till, change, why):
    intent = await till.link()
    wrong = replace(facts(intent), **change)
    held = await till.settle(wrong)
    assert (held.outcome, held.alarm, held.intent.state) == (Outcome.HELD, why, IntentState.HELD)
    assert held.news.what is Outcome.HELD
    again = await till.settle(wrong)
    assert (again.outcome, again.alarm, again.news) == (Outcome.NOTHING, None, None)
    assert (await till.ledger(), await till.held()) == ([], [("pay-1", str(why))])
    booked = await till.settle(facts(intent))
    assert (booked.outcome, await till.held()) == (Outcome.PAID, [])
    worse = await till.settle(wrong)
    assert (worse.outcome, worse.intent.state) == (Outcome.NOTHING, IntentState.SUCCEEDED)
    assert len(await till.ledger()) == 1


async def test_fault_08_a_test_payment_is_never_booked_in_production(till):
    intent = (await till.ask()).intent
    production = Settle(Shop(SHOP.id, test=False))
    linked = await till.settle(pending(intent), by=production)
    assert (linked.outcome, linked.alarm) == (Outcome.REFUSED, Why.TEST)
    paid = await till.settle(facts(intent), by=production)
    assert (paid.alarm, await till.ledger()) == (Why.TEST, [])


async def test_fault_09_stale_link(till):
    """Another sum takes the place of the link; if the old one is paid all the same, it is an advance."""
    old = await till.link()
    new = (await till.ask(100_000, at=NOW + MINUTE)).intent
    assert new.id != old.id
    assert (await till.get(old)).superseded
    late = await till.settle(facts(old))
    assert (late.outcome, late.news.what, late.intent.state) == (
        Outcome.LATE, Outcome.LATE, IntentState.SUCCEEDED,
    )  # fmt: skip
    await till.settle(pending(new))
    await till.settle(facts(new))
    assert await till.ledger() == [
        ("payment", f"pay-{old.id}", 1, 231090, 1),
        ("payment", f"pay-{new.id}", 1, 100_000, 0),
    ]


async def test_an_expired_link_that_was_superseded_is_nobodys_news(till):
    old = await till.link()
    await till.ask(100_000)
    over = await till.settle(canceled(old, "expired_on_confirmation"))
    assert (over.outcome, over.news) == (Outcome.CANCELED, None)


async def test_fault_10_two_people_pay_the_same_debt(till):
    mine = await till.link()
    theirs = await till.link(person=2, address="telegram:2")
    assert mine.id != theirs.id
    told = [await till.settle(facts(one)) for one in (mine, theirs)]
    assert [one.news.address for one in told] == [ME, "telegram:2"]
    assert await till.open() == 2 * 231090


async def test_two_payments_of_one_wish_are_both_money(till):
    intent = await till.link()
    await till.settle(facts(intent))
    second = await till.settle(facts(intent, name="pay-again"))
    assert (second.outcome, second.intent.provider_id) == (Outcome.LATE, "pay-1")
    assert await till.open() == 2 * 231090


async def test_fault_14_unknown_is_a_state(till):
    intent = (await till.ask()).intent
    unsure = await till.do(lambda store: SETTLE.unsure(store, intent.id, NOW))
    assert unsure.state is IntentState.UNKNOWN
    for sum_ in (231090, 5000):
        asked = await till.ask(sum_, at=NOW + 5 * HOUR)
        assert (asked.answer, asked.intent.id, asked.effect) == ("unsure", intent.id, None)
    looks = await till.do(lambda store: store.intents.due(NOW + MINUTE, 10))
    assert [look.intent.id for look in looks] == [intent.id]
    found = await till.settle(pending(intent), at=NOW + 2 * MINUTE)
    assert (found.outcome, found.news.what) == (Outcome.LINK, Outcome.LINK)


async def test_fault_14_never_made(till):
    intent = (await till.ask()).intent
    await till.do(lambda store: SETTLE.unsure(store, intent.id, NOW))
    over = await till.do(lambda store: SETTLE.never_made(store, intent.id, NOW + DAY))
    assert (over.outcome, over.news.reason) == (Outcome.CANCELED, Reason.NEVER_MADE)
    assert (await till.ask(at=NOW + DAY)).answer == "asked"


async def test_a_refusal_frees_the_way(till):
    intent = (await till.ask()).intent
    refused = await till.do(lambda store: SETTLE.refuse(store, intent.id, "invalid_request amount", NOW))
    assert (refused.outcome, refused.intent.state) == (Outcome.REFUSED, IntentState.REFUSED)
    assert (await till.do(lambda store: SETTLE.refuse(store, intent.id, "x", NOW))).outcome == "nothing"
    assert (await till.ask()).answer == "asked"
    # An earlier try had been made after all, and was paid.
    late = await till.settle(facts(intent))
    assert (late.outcome, late.intent.state) == (Outcome.LATE, IntentState.REFUSED)
    assert len(await till.ledger()) == 1


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_fault_18_out_of_order(till, order):
    """Cancelled after succeeded changes nothing; succeeded after cancelled is money all the same."""
    intent = await till.link()
    said = (facts(intent), canceled(intent))
    for at in order:
        await till.settle(said[at])
    assert (await till.get(intent)).state is (IntentState.CANCELED if order[0] else IntentState.SUCCEEDED)
    assert [row[:4] for row in await till.ledger()] == [("payment", "pay-1", 1, 231090)]


async def test_a_decline_says_why(till):
    intent = await till.link(address=PHONE)
    over = await till.settle(canceled(intent))
    assert (over.news.what, over.news.reason, over.news.address) == ("canceled", Reason.NO_MONEY, PHONE)
    assert (over.intent.party, over.intent.reason) == ("payment_network", "insufficient_funds")
    assert (await till.settle(canceled(intent))).news is None


async def test_fault_17_money_that_is_only_reserved_is_an_alarm(till):
    intent = await till.link()
    waiting = replace(facts(intent), status=PaymentStatus.WAITING)
    assert (await till.settle(waiting)).alarm is Why.CAPTURE
    assert (await till.settle(waiting)).alarm is None
    await till.settle(facts(intent))
    assert (await till.held(), len(await till.ledger())) == ([], 1)


async def test_fault_17_nobody_looks_for_what_went_back_to_the_payer(till):
    intent = await till.link()
    waiting = replace(facts(intent), status=PaymentStatus.WAITING)
    await till.settle(waiting)
    await till.settle(replace(waiting, provider_id="pay-of-no-wish", intent=0))
    over = await till.settle(canceled(intent, "expired_on_capture"))
    assert (over.outcome, [row[0] for row in await till.held()]) == (Outcome.CANCELED, ["pay-of-no-wish"])
    await till.settle(replace(canceled(intent), provider_id="pay-of-no-wish", intent=0))
    assert (await till.held(), await till.ledger()) == ([], [])


async def test_fault_19_refunds(till):
    intent = await till.link()
    await till.settle(facts(intent))
    told = await till.give_back(refund("pay-1", 31090))
    assert (told.outcome, told.news.what, told.news.amount) == ("refunded", "refunded", Money(31090))
    assert (await till.give_back(refund("pay-1", 31090))).outcome == "nothing"
    assert (await till.give_back(refund("pay-1", 10, "refund-2", succeeded=False))).outcome == "nothing"
    await till.give_back(refund("pay-1", 200_000, "refund-3"))
    assert await till.open() == 0
    assert (await till.give_back(refund("pay-1", 1, "refund-4"))).alarm is Why.OVER
    assert [row[3] for row in await till.ledger()] == [231090, -31090, -200_000]
    assert (await till.get(intent)).state is IntentState.SUCCEEDED


async def test_fault_19_a_refund_before_its_payment(till):
    intent = await till.link()
    early = await till.give_back(refund("pay-1", 31090))
    assert (early.outcome, early.alarm) == ("suspended", Why.NO_PAYMENT)
    paid = await till.settle(facts(intent))
    assert [(one.what, one.amount) for one in paid.also] == [("refunded", Money(31090))]
    assert (await till.open(), await till.held()) == (200_000, [])
    assert (await till.give_back(refund("pay-1", 31090))).outcome == "nothing"


async def test_who_asked_to_be_forgotten_is_not_told(till):
    intent = await till.link()
    sql = "UPDATE payment_intent SET subscriber_id = 0, address = 'erased:k:1', superseded = 1"
    await till.database.write(Unit(lambda tx: tx.run(sql)))
    paid = await till.settle(facts(intent))
    assert (paid.outcome, paid.news, len(await till.ledger())) == (Outcome.LATE, None, 1)


async def test_the_ledger_itself_books_once(till):
    """Whoever looked too early and comes second is told so."""
    entry = NewEntry(EntryKind.PAYMENT, "pay-1", 1, 0, Money(100), NOW)
    first = await till.do(lambda store: store.ledger.book(entry, NOW))
    assert first.amount == Money(100)
    assert await till.do(lambda store: store.ledger.book(replace(entry, late=True), NOW)) is None
    assert await till.ledger() == [("payment", "pay-1", 1, 100, 0)]
