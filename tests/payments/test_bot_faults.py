"""The bot's side of paying against the emulated shop: executor, watch, notices. Faults by their number."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from types import SimpleNamespace

import pytest
from aiohttp import StreamReader
from aiohttp.test_utils import make_mocked_request

from bot.handlers.origin import Peers
from bot.handlers.payment_notices import PaymentNotices
from bot.payments.creating import Creating, PaymentSender
from bot.payments.line import PaymentLine
from bot.payments.refunds import RefundWatch
from bot.payments.settling import Settling
from bot.payments.watch import PaymentWatch
from core.payments.gateway import Shop
from core.payments.model import IntentState
from core.payments.ports import Notice
from core.records import OutboxRow, Result
from core.usecases.settle import Settle
from storage.database import Unit
from storage.store import TxStore
from tests.payments.conftest import IMPATIENT
from tests.payments.money import DAY, ME, MINUTE, PAY, WORDS, wish

HOUR = 60 * MINUTE
NETWORKS = ("185.71.76.0/27", "2a02:5180::/32")


class Rig:
    """The parts of a bot over one database and one shop of the emulator, at the emulator's time."""

    def __init__(self, database, till, patience=None):
        self.database, self.till, self.shift_ms = database, till, 0
        self.clock = SimpleNamespace(now_ms=lambda: till.emulator.desk.clock.now_ms() + self.shift_ms)
        self.events, self.locked = [], []
        self.line = PaymentLine(till.open(patience) if patience else till.gateway)
        self.settling = Settling(Settle(Shop(till.id, test=True)), self.take, self.clock)
        self.creating = Creating(self.line, self.settling, database, TxStore)
        self.sender = PaymentSender(self.creating)
        self.watch = PaymentWatch(self.line, self.settling, self.creating, database, TxStore, self.clock)
        self.notices = PaymentNotices(NETWORKS, Peers(("127.0.0.1/32",)), self.keep, self.watch.wake)

    async def take(self, pick, addresses):
        self.locked.append(addresses)
        self.events += await self.write(pick)

    async def write(self, work):
        return await self.database.write(Unit(lambda tx: work(TxStore(tx))))

    async def keep(self, notice):
        await self.write(lambda store: store.payment_notices.keep(notice, self.clock.now_ms()))

    async def wishes(self, kopecks=231090):
        """A wish and its effect, as a turn writes them."""
        asked = await self.write(lambda store: PAY(store, wish(kopecks), WORDS, self.clock.now_ms()))
        effect, now_ms = asked.effect, self.clock.now_ms()
        self.row = OutboxRow(1, 1, effect.address, effect.kind, effect.payload, 1, now_ms, 0)
        return asked.intent

    async def intent(self, one):
        return await self.write(lambda store: store.intents.get(one.id))

    async def booked(self):
        return await self.write(lambda store: [e.amount.kopecks for e in store.ledger.of_account(1, 50)])

    async def noticed(self, object_id, event="payment.succeeded"):
        await self.keep(Notice("185.71.76.5", event, object_id, b"{}"))
        await self.looks()

    async def looks(self, after_ms=0):
        self.shift_ms += after_ms
        while await self.watch.look(self.clock.now_ms()):
            pass

    def told(self):
        return [json.loads(event.body)["target"] for event in self.events]

    def payments(self):
        return [p for p in self.till.emulator.desk.yookassa.store.payments.values() if p.shop == self.till.id]


@pytest.fixture
def engine():
    """The SQL is tested where it is; here one engine is enough."""
    return "sqlite"


@pytest.fixture
async def rig(database, till):
    made = Rig(database, till)
    yield made
    made.line.close()


async def linked(rig):
    """A wish with its link."""
    intent = await rig.wishes()
    assert (await rig.sender.send(rig.row)).result is Result.OK
    return await rig.intent(intent)


async def test_a_wish_becomes_a_link_a_payment_and_a_receipt(rig):
    intent = await linked(rig)
    assert intent.state is IntentState.PENDING
    assert intent.url.startswith("http")
    rig.till.pay(SimpleNamespace(provider_id=intent.provider_id))
    await rig.noticed(intent.provider_id)
    assert await rig.booked() == [231090]
    assert rig.told() == [f"{intent.id}.link.231090.", f"{intent.id}.paid.231090."]
    assert {event.address for event in rig.events} == {ME}
    assert rig.locked == [(ME,), (ME,)]  # a lone event at the locked address is told in the same transaction


async def test_the_effect_once_more_makes_no_second_payment(rig):
    await linked(rig)
    assert (await rig.sender.send(rig.row)).result is Result.OK
    assert len(rig.payments()) == 1
    assert len(rig.events) == 1


async def test_fault_04_a_forged_notice_books_nothing(rig):
    intent = await linked(rig)
    await rig.noticed(intent.provider_id)
    await rig.noticed("2f0c1a11-000f-5000-8000-1aa0bb000001")
    await rig.noticed("no-such-refund", "refund.succeeded")
    assert await rig.booked() == []
    assert (await rig.intent(intent)).state is IntentState.PENDING
    assert await rig.write(lambda store: store.payment_notices.due(1 << 60, 10)) == ()


class _Unread:
    """A connection that nobody has to hold back."""

    _reading_paused = False

    def resume_reading(self, **_):
        pass


async def posted(rig, body, peer="185.71.76.5", forwarded=None, remote="127.0.0.1", signature=""):
    payload = StreamReader(_Unread(), 2**16, loop=asyncio.get_running_loop())
    payload.feed_data(body)
    payload.feed_eof()
    headers = {"X-Forwarded-For": forwarded if forwarded is not None else peer, "Signature": signature}
    request = make_mocked_request("POST", "/payments/yookassa", headers=headers, payload=payload)
    return await rig.notices.handle(request.clone(remote=remote))


def body(object_id="2f0c1a11-000f-5000-8000-1aa0bb000001", event="payment.succeeded"):
    return json.dumps({"type": "notification", "event": event, "object": {"id": object_id}}).encode()


async def kept(rig):
    return await rig.write(lambda store: store.payment_notices.due(1 << 60, 100))


async def test_fault_05_a_notice_is_stored_and_answered_while_the_shop_is_silent(rig):
    rig.till.fault("timeout_before", times=100)
    began = time.monotonic()
    assert (await posted(rig, body())).status == 200
    assert time.monotonic() - began < 0.5
    assert len(await kept(rig)) == 1
    assert rig.line.counts == {}


async def test_fault_05_what_got_no_answer_is_asked_again_and_never_booked_unasked(database, till):
    rig = Rig(database, till, IMPATIENT)
    intent = await linked(rig)
    rig.till.pay(SimpleNamespace(provider_id=intent.provider_id))
    rig.till.fault("timeout_before", method="get", times=2)
    await rig.noticed(intent.provider_id)
    assert await rig.booked() == []
    await rig.looks(after_ms=70_000)
    await rig.looks(after_ms=70_000)
    await rig.looks(after_ms=70_000)
    assert await rig.booked() == [231090]
    rig.line.close()


async def test_fault_06_no_signature_is_asked_for_and_none_is_believed(rig):
    assert (await posted(rig, body())).status == 200
    assert (await posted(rig, body(), peer="8.8.8.8", signature="v1 3f7a")).status == 403
    assert len(await kept(rig)) == 1


@pytest.mark.parametrize(
    ("remote", "forwarded", "status"),
    [
        ("127.0.0.1", "185.71.76.1", 200),
        ("127.0.0.1", "8.8.8.8, 185.71.76.1", 200),
        ("127.0.0.1", "185.71.76.1, 8.8.8.8", 403),  # what the caller wrote is not believed
        ("127.0.0.1", "185.71.76.1, 127.0.0.1", 200),
        ("127.0.0.1", "", 403),
        ("127.0.0.1", "::ffff:185.71.76.1", 200),
        ("127.0.0.1", "2a02:5180:0:1509::1", 200),
        ("127.0.0.1", "185.71.76.1:443", 403),
        ("127.0.0.1", "junk", 403),
        ("185.71.76.31", "8.8.8.8", 200),
        ("185.71.76.32", "185.71.76.1", 403),
        ("::ffff:185.71.76.1", "", 200),
        ("8.8.8.8", "185.71.76.1", 403),
    ],
)
async def test_fault_07_the_sender_is_whom_our_own_proxy_names(rig, remote, forwarded, status):
    assert (await posted(rig, body(), forwarded=forwarded, remote=remote)).status == status
    assert len(await kept(rig)) == (status == 200)


@pytest.mark.parametrize(
    ("said", "status"),
    [(b"", 200), (b"[]", 200), (b'{"event": "payment.succeeded"}', 200), (b"\xff" * 100, 200),
     (body("../../me"), 200), (body(event="deal.closed"), 200), (b"[" * 5000, 200), (b" " * 70_000, 413)],
)  # fmt: skip
async def test_what_is_no_notice_changes_nothing(rig, said, status):
    assert (await posted(rig, said)).status == status
    assert await kept(rig) == ()


async def test_a_notice_that_cannot_be_stored_is_not_acknowledged(rig):
    from core.errors import NotStored

    async def away(_notice):
        raise NotStored("disk full")

    rig.notices._keep = away
    assert (await posted(rig, body())).status == 503


@pytest.mark.parametrize("kind", ["500_done", "500", "502_html", "reset"])
async def test_fault_14_an_unknown_outcome_is_asked_again_with_the_same_key(rig, kind):
    rig.till.fault(kind, method="create")
    intent = await rig.wishes()
    assert (await rig.sender.send(rig.row)).result is Result.OK
    assert (await rig.intent(intent)).state is IntentState.UNKNOWN
    await rig.looks(after_ms=MINUTE + 1)
    found = await rig.intent(intent)
    assert found.state is IntentState.PENDING
    assert [one.id for one in rig.payments()] == [found.provider_id]
    assert len(rig.told()) == 2


async def test_fault_14_after_a_day_the_list_is_asked(rig):
    rig.till.fault("500_done", method="create")
    intent = await rig.wishes()
    await rig.sender.send(rig.row)
    assert (await rig.intent(intent)).state is IntentState.UNKNOWN
    await rig.looks(after_ms=DAY)
    found = await rig.intent(intent)
    assert found.provider_id == rig.payments()[0].id
    assert len(rig.payments()) == 1


async def test_fault_14_what_was_never_made_ends_after_a_day(rig):
    rig.till.fault("500", method="create")
    intent = await rig.wishes()
    await rig.sender.send(rig.row)
    await rig.looks(after_ms=DAY)
    assert (await rig.intent(intent)).state is IntentState.CANCELED
    assert rig.told()[-1] == f"{intent.id}.canceled.231090.never-made"
    assert rig.payments() == []


async def test_fault_16_asking_alone_finds_what_was_paid(rig):
    """No notice comes, and coming back from the page proves nothing."""
    intent = await linked(rig)
    await rig.looks(after_ms=5_001)
    assert await rig.booked() == []
    rig.till.pay(SimpleNamespace(provider_id=intent.provider_id))
    await rig.looks(after_ms=10_000)
    assert await rig.booked() == [231090]


async def test_fault_16_the_questions_thin_out(rig):
    await linked(rig)
    asked = []
    calls = rig.line.counts.get("ok", 0)
    for second in range(0, 1300, 5):
        rig.shift_ms += 5_000
        await rig.watch.look(rig.clock.now_ms())
        if rig.line.counts["ok"] > calls:
            calls = rig.line.counts["ok"]
            asked.append(second + 5)
    assert [one - one % 5 for one in asked[:4]] in ([5, 15, 30, 60], [10, 15, 30, 60], [5, 20, 35, 65])
    assert 16 <= len(asked) <= 19
    assert max(after - before for before, after in itertools.pairwise(asked)) <= 125


async def test_a_refund_is_an_entry_of_its_own(rig):
    intent = await linked(rig)
    rig.till.pay(SimpleNamespace(provider_id=intent.provider_id))
    rig.till.control(f"yookassa/payments/{intent.provider_id}/refund", kopecks=5000)
    refunds = rig.till.emulator.desk.yookassa.store.refunds.values()
    (refund,) = [one.id for one in refunds if one.payment_id == intent.provider_id]
    for _ in range(2):
        await rig.noticed(refund, "refund.succeeded")
    assert sorted(await rig.booked()) == [-5000, 231090]


async def test_fault_19_a_refund_without_a_notice_is_found_in_the_list(rig):
    watch, woken = RefundWatch(rig.line, rig.database, rig.clock, lambda: woken.append(1)), []
    assert await watch.look(rig.clock.now_ms()) == 0
    intent = await linked(rig)
    rig.till.pay(SimpleNamespace(provider_id=intent.provider_id))
    rig.till.control(f"yookassa/payments/{intent.provider_id}/refund", kopecks=5000)
    assert (await watch.look(rig.clock.now_ms()), await watch.look(rig.clock.now_ms())) == (1, 0)
    await rig.looks()
    assert sorted(await rig.booked()) == [-5000, 231090]  # its payment before it
    assert rig.told()[-1] == f"{intent.id}.refunded.5000."
    assert (await watch.look(rig.clock.now_ms() + 600_000), woken) == (0, [1])
    rig.line.ready = False
    assert await watch.look(rig.clock.now_ms()) == 0


async def test_a_shop_that_does_not_know_us_switches_payments_off_and_says_so(rig):
    intent = await rig.wishes()
    rig.till.change(secret_key="test_other")
    assert (await rig.sender.send(rig.row)).result is Result.OK
    assert (await rig.intent(intent)).state is IntentState.REFUSED
    assert not rig.line.ready
    assert rig.told() == [f"{intent.id}.refused.231090.declined"]


async def alerts(rig):
    """What staff find in the audit."""
    sql = "SELECT kind, detail FROM audit_event ORDER BY id"
    return [tuple(row) for row in await rig.database.read(lambda tx: tx.all(sql))]


async def test_fault_08_a_link_of_another_sum_goes_to_nobody_and_its_money_is_not_lost(rig):
    """Nobody has its link; were it in doubt, the person could not pay for a day."""
    rig.till.fault("wrong_amount", method="create")
    intent = await rig.wishes()
    assert (await rig.sender.send(rig.row)).result is Result.OK
    assert (await rig.intent(intent)).state is IntentState.REFUSED
    assert rig.told() == [f"{intent.id}.refused.231090.declined"]
    assert await alerts(rig) == [("payment-refused", f"answer_mismatch amount intent={intent.id}")]
    again = await linked(rig)
    assert again.state is IntentState.PENDING
    (unseen,) = [one for one in rig.payments() if one.id != again.provider_id]
    rig.till.pay(SimpleNamespace(provider_id=unseen.id))
    await rig.noticed(unseen.id)
    assert await rig.booked() == [231090]
    assert rig.told()[-1] == f"{intent.id}.late.231090."


async def test_fault_08_staff_are_told_once_of_what_is_held(rig):
    intent = await linked(rig)
    rig.till.pay(SimpleNamespace(provider_id=intent.provider_id))
    rig.till.fault("wrong_amount", method="get", times=2)
    for _ in range(2):
        await rig.noticed(intent.provider_id)
    assert await alerts(rig) == [("payment-held", f"amount intent={intent.id} id={intent.provider_id}")]
    assert rig.settling.alarms.counts == {"payment-held": 1}
    await rig.noticed(intent.provider_id)
    assert await rig.booked() == [231090]


async def test_throttled_is_certainly_not_done(rig):
    rig.till.fault("429", method="create", retry_after=7)
    intent = await rig.wishes()
    attempt = await rig.sender.send(rig.row)
    assert (attempt.result, attempt.retry_after_ms) == (Result.RETRY, 7000)
    assert (await rig.intent(intent)).state is IntentState.NEW


async def test_fault_20_neither_logs_nor_tables_keep_what_a_notice_or_a_key_says(rig, capfd, caplog):
    intent = await linked(rig)
    rig.till.pay(SimpleNamespace(provider_id=intent.provider_id))
    secret = f"test_{rig.till.id}"
    card = b'"payment_method":{"card":{"last4":"4444"}}'
    payer = b'{"type":"notification","event":"payment.succeeded","object":{"id":"%b",' + card + b"}}"
    await posted(rig, payer % intent.provider_id.encode())
    await posted(rig, payer % b"../4444", peer="8.8.8.8")
    await rig.looks()
    rig.till.fault("500", method="get")
    await rig.noticed(intent.provider_id)
    bodies = await rig.database.read(lambda tx: tx.all("SELECT body FROM payment_notice WHERE done_ms > 0"))
    assert [row[0] for row in bodies if row[0]] == []
    said = "".join(capfd.readouterr()) + caplog.text
    assert secret not in said
    assert "4444" not in said
