"""Short links of ours: sealed, of one day, opened by whoever still may, one payment at most for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from types import SimpleNamespace

import pytest

from bot.dialogs.pay_terms import PayTerms
from bot.handlers.payment_link import Way
from bot.payments.links import ShortLinks
from core.payments.short_links import LENGTH, ShortLink, seal, unseal
from core.secrets import Keyring
from core.values import Money
from storage.database import Unit
from tests.dialogs.supplier import filled
from tests.payments.test_bot_faults import Rig, engine

assert engine
KEYS = Keyring.single("0123456789abcdef0123456789abcdef")
TODAY = date(2026, 11, 8)
LINK = ShortLink(1, 1, Money(231090), "tel:+79161234567", TODAY)


def test_the_letters_say_nothing_and_are_the_same_wish_again():
    token = seal(KEYS, LINK)
    assert len(token) == LENGTH
    assert unseal(KEYS, token) == LINK
    assert seal(KEYS, replace(LINK, amount=Money(231091)))[:8] != token[:8]


def test_nobody_can_make_or_change_one():
    token = seal(KEYS, LINK)
    for at in range(LENGTH):
        changed = token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]
        assert unseal(KEYS, changed) is None
    for junk in ("", "x", "я" * LENGTH, "!" * LENGTH, token + "A"):
        assert unseal(KEYS, junk) is None
    assert unseal(Keyring.single("another secret of thirty-two byte"), token) is None


def test_a_key_that_was_replaced_opens_the_links_of_its_day():
    both = Keyring("k2", {**KEYS.keys, "k2": b"another secret of thirty-two byte"})
    assert unseal(both, seal(KEYS, LINK)) == LINK


@pytest.fixture
async def links(database, till):
    await filled(database)
    rig = Rig(database, till)

    def link(tx):
        tx.run("INSERT INTO subscriber (id, created_ms) VALUES (1, 1)")
        tx.run(
            "INSERT INTO link (subscriber_id, account_id, phone, address, since_ms)"
            " VALUES (1, 1, '+79161234567', 'tel:+79161234567', 1)"
        )

    await database.write(Unit(link))
    terms = PayTerms(ready=lambda: True, describe=lambda account: f"*{account.number[-4:]}")
    terms = replace(terms, return_url="https://example.ru")
    made = ShortLinks(
        KEYS, terms, rig.creating, database, rig.watch._open, clock=rig.clock, today=lambda: TODAY, zone=UTC
    )
    yield SimpleNamespace(open=made.open, rig=rig, terms=terms, made=made)
    rig.line.close()


async def test_opening_makes_a_payment_and_opening_again_finds_it(links):
    first, second = await links.open(seal(KEYS, LINK)), await links.open(seal(KEYS, LINK))
    assert first.way is Way.OPEN
    assert first == second
    assert len(links.rig.payments()) == 1


async def test_a_link_of_another_day_or_of_who_left_opens_nothing(links):
    yesterday = replace(LINK, day=date(2026, 11, 7))
    stranger, neighbour = replace(LINK, subscriber_id=2), replace(LINK, account_id=2)
    for one in (yesterday, stranger, neighbour):
        assert (await links.open(seal(KEYS, one))).way is Way.GONE
    assert (await links.open("A" * LENGTH)).way is Way.GONE
    assert links.rig.payments() == []


async def test_what_was_paid_is_not_paid_twice_by_one_link(links):
    await links.open(seal(KEYS, LINK))
    (payment,) = links.rig.payments()
    links.rig.till.pay(SimpleNamespace(provider_id=payment.id))
    await links.rig.noticed(payment.id)
    assert (await links.open(seal(KEYS, LINK))).way is Way.PAID
    assert len(links.rig.payments()) == 1


async def test_what_was_paid_today_by_another_link_is_not_paid_twice(links):
    """By Telegram, say: the debt that the texted link was for is gone."""
    await links.open(seal(KEYS, LINK))
    (payment,) = links.rig.payments()
    await links.rig.database.write(
        Unit(lambda tx: tx.run("UPDATE payment_intent SET address = 'telegram:1'"))
    )
    links.rig.till.pay(SimpleNamespace(provider_id=payment.id))
    await links.rig.noticed(payment.id)
    assert (await links.open(seal(KEYS, LINK))).way is Way.PAID
    links.rig.shift_ms += 24 * 3600 * 1000  # tomorrow's link of the same sum is another wish
    assert (await links.open(seal(KEYS, LINK))).way is Way.OPEN


async def test_what_was_paid_today_is_found_among_many_wishes(links):
    """Thirty more wishes of the day, of other sums: the paid one is not among the newest any more."""
    await links.open(seal(KEYS, LINK))
    (payment,) = links.rig.payments()
    links.rig.till.pay(SimpleNamespace(provider_id=payment.id))
    await links.rig.noticed(payment.id)
    for kopecks in range(100_00, 129_00, 100):
        await links.rig.wishes(kopecks)
    assert (await links.open(seal(KEYS, LINK))).way is Way.PAID
    other = replace(LINK, amount=Money(231091))
    assert (await links.open(seal(KEYS, other))).way is not Way.PAID


async def test_while_the_shop_does_not_know_us_a_link_is_not_called_over(links):
    links.made._terms = replace(links.terms, ready=lambda: False)
    assert (await links.open(seal(KEYS, LINK))).way is Way.AWAY


async def test_an_unknown_outcome_leads_nowhere_yet(links):
    links.rig.till.fault("500_done", method="create")
    assert (await links.open(seal(KEYS, LINK))).way is Way.UNSURE
    await links.rig.looks(after_ms=61_000)
    assert (await links.open(seal(KEYS, LINK))).way is Way.OPEN
    assert len(links.rig.payments()) == 1
