"""What begins a conversation is asked about again when it leaves: STOP, a pause, the consent to SMS."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.notifications.begun import begun
from core.consents import SMS_NOTICES, Basis, ConsentText, Given, Proof, Terms
from core.database import Unit
from core.records import Effect, Priority
from core.usecases.notices import STARTED, MayStart

PHONE = "tel:+79161234567"


def allows(bench, may_start):
    bench.delivery._limits = replace(bench.delivery._limits, may_start=may_start)


@pytest.fixture
def phone(bench):
    bench.delivery._senders = {**bench.delivery._senders, "message@tel": bench.outside}
    allows(bench, MayStart(sms_consent=True))
    return bench


async def does(bench, work):
    return await bench.database.write(Unit(lambda tx: work(bench.intake.open_store(tx))))


async def person(bench, *, consent, address=PHONE):
    def work(store):
        subscriber = store.subscribers.create(address, 1)
        if consent:
            proof = Proof(address, 1, "да", ConsentText("слова"))
            store.consents.keep(Given(subscriber, SMS_NOTICES, Terms("2026-11", Basis.CONSENT), 1, proof))
        return subscriber

    return await does(bench, work)


async def queued(bench, topic, address=PHONE, priority=Priority.NOTICE):
    effect = Effect("message", address, '{"t":[["toy-news",{}]]}', priority, topic=topic)
    await does(bench, lambda store: store.outbox.put(900, 0, effect, bench.clock.ms))


async def leaves(bench):
    await bench.delivery._send_due()
    await bench.settle()
    [(state, error, payload)] = await bench.all("SELECT state, error, payload FROM outbox")
    assert (state == "sent") is bool(bench.outside.rows)
    assert payload is None
    return error or state


async def test_with_the_consent_it_leaves(phone):
    await person(phone, consent=True)
    await queued(phone, f"{STARTED}nudge")
    assert await leaves(phone) == "sent"


async def test_a_consent_taken_back_while_it_waited(phone):
    someone = await person(phone, consent=True)
    await queued(phone, f"{STARTED}nudge")
    await does(phone, lambda store: store.consents.revoke(someone, SMS_NOTICES, phone.clock.ms))
    assert await leaves(phone) == "unwanted"


async def test_what_answers_a_person_needs_none(phone):
    await person(phone, consent=False)
    await queued(phone, "readingnews-passed")
    assert await leaves(phone) == "sent"


async def test_nor_does_it_where_the_contract_is_the_basis(phone):
    allows(phone, MayStart(sms_consent=False))
    await person(phone, consent=False)
    await queued(phone, f"{STARTED}nudge")
    assert await leaves(phone) == "sent"


async def test_stop_while_it_waited(phone):
    await person(phone, consent=False, address="telegram:7")
    await queued(phone, f"{STARTED}nudge", "telegram:7")
    await does(phone, lambda s: s.subscribers.mute("telegram:7", 1, muted=True))
    assert await leaves(phone) == "unwanted"


async def test_who_waited_for_a_rest_of_their_chat_goes_before_those_who_came_later(bench):
    """A long broadcast refills the outbox: behind what is due «from ever» they would wait for its end."""

    def fill(store):
        first = begun(store, "test", Effect("message", "telegram:1", "{}", Priority.BULK), 1_000)
        store.outbox.postpone(first, 3_000)
        for n, at_ms in ((2, 2_000), (3, 4_000)):
            begun(store, "test", Effect("message", f"telegram:{n}", "{}", Priority.BULK), at_ms)

    await does(bench, fill)
    rows = await does(bench, lambda store: store.outbox.due(Priority.BULK, 5_000, 9))
    assert [row.address for row in rows] == ["telegram:2", "telegram:1", "telegram:3"]
