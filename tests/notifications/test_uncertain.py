"""What may have arrived is never written anew: the same row waits, is let go, or is over."""

from __future__ import annotations

import pytest

from bot.channels.delivery import Delivery, Limits
from bot.channels.sending_limits import LATER, USELESS
from bot.notifications.rules import HOLD_MS
from core.notifications.kinds import Kind
from core.records import Priority
from storage.store import StoreFactory
from tests.notifications.world import DAY_MS
from tests.readings.watched import ME, moment

PHONE = "tel:+79161234567"


@pytest.fixture
async def texted(office):
    """A person who has nothing but a phone."""
    await office.do(lambda s: s.tx.run("UPDATE address SET address = :a WHERE address = :me", a=PHONE, me=ME))
    return office


async def lost(office):
    """The one message; it left, and nobody knows how that ended."""
    await office.dispatch().run()
    ((outbox_id, address, _),) = await office.messages()
    assert address == PHONE
    await office.ends(outbox_id, "unknown")
    return outbox_id


async def test_in_the_night_it_waits_for_the_morning_as_it_is(texted):
    made = await texted.plan(until_ms=texted.now_ms + 3 * DAY_MS)
    row = await lost(texted)
    texted.now_ms = moment(20, 23)
    assert await texted.useful(row) == LATER
    assert await texted.waiting(row) == ("unknown", moment(21, 9))
    assert (await texted.of(made))[0] == "queued"
    assert await texted.dispatch().run() == 0, "it is not said in another message meanwhile"
    texted.now_ms = moment(21, 9)
    assert await texted.useful(row) == ""


@pytest.mark.parametrize("why", ["paying", "stale"])
async def test_while_somebody_pays_or_on_old_data_it_waits_as_it_is(texted, why):
    made = await texted.plan(kind=Kind.DUE)
    row = await lost(texted)
    if why == "paying":
        texted.clerks[Kind.DUE].useless[made] = why
    else:
        texted.age_ms = 2 * DAY_MS
    assert await texted.useful(row) == LATER
    assert await texted.waiting(row) == ("unknown", texted.now_ms + HOLD_MS)
    assert (await texted.of(made))[0] == "queued"


async def test_who_claims_leaves_it_in_the_outbox(texted):
    await texted.plan(until_ms=texted.now_ms + 3 * DAY_MS)
    row = await lost(texted)
    texted.now_ms = moment(20, 23)

    def useful(store, one, _now_ms):
        assert one.uncertain
        store.outbox.postpone(one.id, moment(21, 9))
        return LATER

    delivery = Delivery(
        texted.database, StoreFactory(), {}, clock=None, background=None, tell=None,
        limits=Limits(useful=useful),
    )  # fmt: skip

    def claimed(store):
        (one,) = store.outbox.due(Priority.NOTICE, texted.now_ms, 9)
        return delivery.claim_in(store, one, texted.now_ms, 1)

    assert await texted.do(claimed) is None
    assert await texted.waiting(row) == ("unknown", moment(21, 9))


async def test_one_of_two_answered_meanwhile_lets_it_go(texted):
    """The sender asks what became of it."""
    one, two = await texted.plan(), await texted.plan(account=2)
    row = await lost(texted)
    texted.clerks[Kind.READING].useless[one] = "answered"
    assert await texted.useful(row) == ""
    assert [(await texted.of(made))[0] for made in (one, two)] == ["queued", "queued"]


async def test_where_nothing_of_it_is_of_use_it_is_over(texted):
    one, two = await texted.plan(), await texted.plan(account=2, until_ms=texted.now_ms + 1)
    row = await lost(texted)
    texted.clerks[Kind.READING].useless[one] = "answered"
    texted.now_ms += 2
    assert await texted.useful(row) == USELESS
    assert (await texted.of(one))[:2] == ("dropped", "answered")
    assert (await texted.of(two))[:2] == ("expired", "late")
