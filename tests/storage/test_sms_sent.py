"""The journal of SMS on both engines: written before the call, never moved back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.own_data import DataRequest, RequestKind
from core.records import Effect
from core.sms_ports import SentSms, SmsFate
from storage.database import Unit
from storage.erasure import Erasure
from storage.purge import Purge
from storage.store import TxStore

NOW = 1_793_000_000_000
PHONE, OTHER = "+79161234567", "+79161234568"
SMS = SentSms("a1", PHONE, 11, "code", "m1", 1, 600, notify="telegram:1")


@pytest.fixture
async def use(database):
    async def use(work):
        return await database.write(Unit(lambda tx: work(TxStore(tx).sms)))

    return use


async def test_a_row_of_the_outbox_has_one_sms(use):
    first = await use(lambda j: j.put(SMS, NOW))
    assert first.sent_ms == NOW
    assert first.state is SmsFate.ASKING
    again = SentSms("b2", PHONE, 11, "code", "m1", 1, 600)
    known = await use(lambda j: j.put(again, NOW + 5))
    assert (known.own_id, known.notify, known.sent_ms) == ("a1", "telegram:1", NOW)
    assert (await use(lambda j: j.of_row(11))).own_id == "a1"
    assert await use(lambda j: j.of_row(12)) is None


async def test_what_was_told_replaces_the_estimate(use):
    await use(lambda j: j.put(SMS, NOW))
    assert await use(lambda j: j.spent(NOW)) == 600
    assert await use(lambda j: j.spent(NOW + 1)) == 0
    await use(lambda j: j.accepted(SMS, 2, 315, NOW + 10))
    sent = await use(lambda j: j.of_row(11))
    assert (sent.parts, sent.kopecks, sent.state, sent.sent_ms) == (2, 315, SmsFate.SENT, NOW + 10)
    await use(lambda j: j.accepted(SMS, 1, 0, NOW + 10))  # the provider told no price
    assert await use(lambda j: j.spent(NOW)) == 600


async def test_what_was_not_taken_costs_nothing_and_may_be_tried_again(use):
    await use(lambda j: j.put(SMS, NOW))
    assert not (await use(lambda j: j.of_row(11))).idle
    await use(lambda j: j.unsent(SMS, "funds", NOW + 5))
    assert (await use(lambda j: j.of_row(11))).idle
    assert await use(lambda j: j.spent(NOW)) == 0
    assert await use(lambda j: j.waiting(NOW + 99, 9)) == (), "nobody is asked about what is nowhere"
    assert await use(lambda j: j.recent(PHONE, "m1", NOW)) is None
    once_more = replace(SMS, own_id="b2", kopecks=300)
    tried = await use(lambda j: j.again(once_more, NOW + 7))
    assert (tried.own_id, tried.idle, tried.sent_ms, tried.notify) == ("b2", False, NOW + 7, "telegram:1")
    assert await use(lambda j: j.spent(NOW + 7)) == 300


async def test_statuses_may_come_twice_and_in_any_order(use):
    await use(lambda j: j.put(SMS, NOW))
    done = await use(lambda j: j.settle("a1", PHONE, SmsFate.DELIVERED, NOW + 9))
    assert (done.state, done.final, done.notify, done.updated_ms) == (
        SmsFate.DELIVERED, True, "telegram:1", NOW + 9
    )  # fmt: skip
    for later in (SmsFate.SENT, SmsFate.FAILED, SmsFate.UNKNOWN, SmsFate.DELIVERED):
        assert await use(lambda j, fate=later: j.settle("a1", PHONE, fate, NOW + 20, final=True)) is None
    await use(lambda j: j.accepted(SMS, 1, 200, NOW + 30))  # the answer to the call comes last of all
    assert (await use(lambda j: j.of_row(11))).state is SmsFate.DELIVERED


async def test_a_failure_says_why(use):
    await use(lambda j: j.put(SMS, NOW))
    failed = await use(
        lambda j: j.settle("a1", PHONE, SmsFate.FAILED, NOW + 9, reason="sim-replaced", code="219")
    )
    assert (failed.reason, failed.code, failed.final) == ("sim-replaced", "219", True)
    assert await use(lambda j: j.settle("a1", PHONE, SmsFate.DELIVERED, NOW + 10)) is None


async def test_nobody_knows_is_an_end_too_but_a_late_status_is_heard(use):
    await use(lambda j: j.put(SMS, NOW))
    assert await use(lambda j: j.settle("a1", PHONE, SmsFate.UNKNOWN, NOW)) is not None
    assert len(await use(lambda j: j.waiting(NOW + 1, 9))) == 1
    assert (await use(lambda j: j.settle("a1", PHONE, SmsFate.UNKNOWN, NOW, final=True))).final
    assert await use(lambda j: j.waiting(NOW + 1, 9)) == ()
    assert await use(lambda j: j.settle("a1", PHONE, SmsFate.SENT, NOW + 1)) is None
    assert (await use(lambda j: j.settle("a1", PHONE, SmsFate.DELIVERED, NOW + 2))).final


async def test_another_phone_or_id_is_another_sms(use):
    """A list shares one own id."""
    await use(lambda j: j.put(SMS, NOW))
    await use(lambda j: j.put(SentSms("a1", OTHER, 12, "message", "m1", 1, 600), NOW))
    assert await use(lambda j: j.settle("a9", PHONE, SmsFate.FAILED, NOW)) is None
    assert await use(lambda j: j.settle("a1", OTHER, SmsFate.FAILED, NOW)) is not None
    assert (await use(lambda j: j.of_row(11))).state is SmsFate.ASKING


async def test_statuses_are_asked_of_the_longest_unasked_first(use):
    for number in range(3):
        sms = SentSms(f"a{number}", PHONE, number + 1, "message", "m", 1, 0)
        await use(lambda j, sms=sms, at=NOW + number: j.put(sms, at))
    names = [sms.own_id for sms in await use(lambda j: j.waiting(NOW + 9, 2))]
    assert names == ["a0", "a1"]
    await use(lambda j: j.asked([("a0", PHONE)], NOW + 20))
    assert [sms.own_id for sms in await use(lambda j: j.waiting(NOW + 9, 9))] == ["a1", "a2"]


async def test_the_same_text_a_moment_ago(use):
    await use(lambda j: j.put(SMS, NOW))
    assert (await use(lambda j: j.recent(PHONE, "m1", NOW))).own_id == "a1"
    assert await use(lambda j: j.recent(PHONE, "m1", NOW + 1)) is None
    assert await use(lambda j: j.recent(PHONE, "m2", NOW)) is None
    assert await use(lambda j: j.recent(OTHER, "m1", NOW)) is None
    await use(lambda j: j.settle("a1", PHONE, SmsFate.FAILED, NOW))
    assert await use(lambda j: j.recent(PHONE, "m1", NOW)) is None


async def test_what_has_no_end_after_a_while_ends_as_unknown(use):
    await use(lambda j: j.put(SMS, NOW))
    await use(lambda j: j.put(replace(SMS, own_id="b2", outbox_id=12), NOW + 5))
    await use(lambda j: j.put(replace(SMS, own_id="c3", outbox_id=13), NOW))
    await use(lambda j: j.settle("c3", PHONE, SmsFate.FAILED, NOW, reason="spam"))
    await use(lambda j: j.unsent(j.put(replace(SMS, own_id="d4", outbox_id=14), NOW), "funds", NOW))
    assert await use(lambda j: j.forgotten(NOW + 1, NOW + 9, 10)) == 2
    assert await use(lambda j: j.forgotten(NOW + 1, NOW + 9, 10)) == 0
    assert sorted(await use(lambda j: j.tally(NOW))) == [
        ("asking", "", 1), ("failed", "funds", 1), ("failed", "spam", 1), ("unknown", "", 1),
    ]  # fmt: skip
    assert await use(lambda j: j.tally(NOW + 5)) == (("asking", "", 1),)
    assert (await use(lambda j: j.of_row(11))).final


async def test_an_erasure_takes_what_went_to_a_phone_or_was_asked_by_a_chat_but_not_what_is_on_its_way(
    database, use
):
    mine, chat = f"tel:{PHONE}", "telegram:1"

    def fill(tx):
        store = TxStore(tx)
        given = [(mine, "", "sent"), (f"tel:{OTHER}", chat, "sent"), (f"tel:{OTHER}", "", "sent")]
        for number, (address, notify, _) in enumerate([*given, (mine, "", "sending")]):
            row = store.outbox.put(1, number, Effect("message", address, "{}"), NOW)
            sms = SentSms(f"a{number}", address[4:], row, "message", "m", 1, 600, notify=notify)
            store.sms.put(sms, NOW)
        tx.run("UPDATE outbox SET state = CASE WHEN id = 4 THEN 'sending' ELSE 'sent' END")
        request = DataRequest(RequestKind.ERASURE, 1, chat, 9, NOW, (chat, mine))
        store.data_requests.open(request)

    await database.write(Unit(fill))
    erasure = Erasure(database, lambda address: f"x:{address[-1]}")
    assert await erasure(NOW) == 0, "one is on its way"
    left = "SELECT outbox_id FROM sms_sent ORDER BY id"
    assert await database.read(lambda tx: tx.all(left)) == [(3,), (4,)]
    await database.write(Unit(lambda tx: tx.run("UPDATE outbox SET state = 'sent'")))
    assert await erasure(NOW) == 1
    assert await database.read(lambda tx: tx.all(left)) == [(3,)]


async def test_a_month_later_it_is_forgotten(database, use):
    await use(lambda j: j.put(SMS, NOW))
    await Purge(database)("sms", NOW, NOW)
    assert await use(lambda j: j.of_row(11)) is not None
    await Purge(database)("sms", NOW + 1, NOW)
    assert await use(lambda j: j.of_row(11)) is None
