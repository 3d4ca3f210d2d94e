"""Notifications of the emulated YooKassa: who is told, how often, in what disorder."""

from __future__ import annotations

import pytest
import pytest_asyncio

from sandbox.yookassa.shop import EVENTS
from tests.sandbox.conftest import until
from tests.sandbox.yookassa.conftest import DECLINED, GOOD, ONE_LOOP

pytestmark = ONE_LOOP
HOUR = 3600
SENDER = "185.71.76.5"


@pytest_asyncio.fixture(loop_scope="module")
async def shop(yookassa, told):
    """The shared server, telling us; what a test left behind is dropped."""
    await yookassa.shop(notify_url=told.url, notify_delay_ms=0)
    told.plan.clear()
    yield yookassa
    await yookassa.http.delete("/control/faults")
    await yookassa.shop(notify_url="")


async def attempts(server, payment_id):
    found = await server.facts("yookassa.notification")
    return [(fact["status"], fact["over"]) for fact in found if fact["object_id"] == payment_id]


async def test_every_event_is_told_as_it_was(shop, told):
    payment_id = await shop.paid("10.00", capture=False)
    await until(lambda: told.about(payment_id))
    await shop.wire("POST", f"/payments/{payment_id}/capture", {})
    await until(lambda: len(told.about(payment_id)) == 2)
    declined = await shop.paid(card=DECLINED)
    await until(lambda: told.about(declined))
    assert told.about(payment_id) == ["payment.waiting_for_capture", "payment.succeeded"]
    assert told.about(declined) == ["payment.canceled"]
    first = next(one for one in told.got if one["object"]["id"] == payment_id)
    assert (first["type"], first["object"]["status"]) == ("notification", "waiting_for_capture")
    assert set(told.senders) == {SENDER}


async def test_a_refund_is_told(shop, told):
    payment_id = await shop.paid("10.00")
    refund = (await shop.wire("POST", "/refunds", {"payment_id": payment_id, "amount":
              {"value": "4.00", "currency": "RUB"}}))[1]  # fmt: skip
    await until(lambda: told.about(refund["id"]))
    assert told.about(refund["id"]) == ["refund.succeeded"]
    assert told.got[-1]["object"] == refund


async def test_nobody_is_told_without_an_address_or_of_unwanted_events(shop, told):
    await shop.shop(notify_events=["payment.canceled"])
    quiet = await shop.paid()
    await shop.shop(notify_events=["payment.succeeded"], notify_url="")
    unheard = await shop.paid()
    await shop.shop(notify_url=told.url)
    last = await shop.paid()
    await until(lambda: told.about(last))
    assert told.about(quiet) == told.about(unheard) == []
    await shop.shop(notify_events=list(EVENTS))


async def test_it_is_repeated_until_200(shop, told):
    told.plan += [500, 302, 404]
    payment_id = await shop.paid()
    for count in range(1, 4):
        await until(lambda count=count: len(told.about(payment_id)) == count)
        await shop.advance(HOUR)
    await until(lambda: len(told.about(payment_id)) == 4)
    await shop.advance(HOUR)
    await until(lambda: not shop.desk.yookassa.notices.waiting)
    assert await attempts(shop, payment_id) == [(500, False), (302, False), (404, False), (200, True)]


async def test_it_is_given_up_after_a_day(shop, told):
    told.plan += [500] * 3
    payment_id = await shop.paid()
    await until(lambda: len(told.about(payment_id)) == 1)
    await shop.advance(23 * HOUR)
    await until(lambda: len(told.about(payment_id)) == 2)
    await shop.advance(2 * HOUR)
    await until(lambda: not shop.desk.yookassa.notices.waiting)
    assert await attempts(shop, payment_id) == [(500, False), (500, False), (500, True)]


async def test_a_delay(shop, told):
    await shop.shop(notify_delay_ms=HOUR * 1000)
    payment_id = await shop.paid()
    await shop.advance(HOUR - 60)
    assert told.about(payment_id) == []
    await shop.advance(60)
    await until(lambda: told.about(payment_id))


@pytest.mark.parametrize(
    ("kind", "got", "tries"),
    [
        ("duplicate", 2, [(200, True)]),
        ("lost", 0, [(0, True)]),
        ("timeout_after_accept", 2, [(0, False), (200, True)]),
        ("reset", 1, [(0, False), (200, True)]),
    ],
)
async def test_trouble_on_the_way(shop, told, kind, got, tries):
    await shop.fault(kind, "notification", method="payment.succeeded")
    payment_id = await shop.paid()
    await until(lambda: not [one for one in shop.desk.yookassa.notices.waiting.values() if not one.attempt])
    await shop.advance(HOUR)
    await until(lambda: not shop.desk.yookassa.notices.waiting)
    assert len(told.about(payment_id)) == got
    assert await attempts(shop, payment_id) == tries


async def test_out_of_order(shop, told):
    """The first of two events comes last."""
    await shop.fault("reorder", "notification", method="payment.waiting_for_capture")
    payment_id = await shop.paid(capture=False)
    await shop.wire("POST", f"/payments/{payment_id}/capture", {})
    await until(lambda: told.about(payment_id))
    await shop.advance(60)
    await until(lambda: len(told.about(payment_id)) == 2)
    assert told.about(payment_id) == ["payment.succeeded", "payment.waiting_for_capture"]


async def test_a_notification_before_the_answer_to_its_creation(shop, told):
    """The payment is paid and told of, and only then does the shop hear that there is one."""
    await shop.fault("early", method="create")
    told.pause_s = 0.05
    payment = await shop.create("77.00")
    told.pause_s = 0
    assert (payment.status, payment.confirmation is not None) == ("pending", True)
    assert told.about(payment.id) == ["payment.succeeded"], "it was there before the answer, once"
    assert await attempts(shop, payment.id) == [(200, True)]
    assert (await shop.find(payment.id)).status == "succeeded"


async def test_forged_notifications(shop, told):
    payment = await shop.create()
    assert await shop.post("/control/yookassa/forge", {"payment": payment.id}) == {"status": 200, "error": ""}
    claimed = told.got[-1]["object"]
    assert (claimed["id"], claimed["status"], claimed["paid"]) == (payment.id, "succeeded", True)
    assert (await shop.find(payment.id)).status == "pending"
    over = {"amount": {"value": "0.01", "currency": "RUB"}}
    await shop.post("/control/yookassa/forge", {"payment": "0" * 36, "object": over, "from": "203.0.113.7"})
    assert told.got[-1]["object"]["amount"]["value"] == "0.01"
    assert told.senders[-1] == "203.0.113.7"
    await shop.post("/control/yookassa/forge", {"body": ["nonsense"], "from": ""})
    assert (told.got[-1], told.senders[-1]) == (["nonsense"], None)
    assert len(await shop.facts("yookassa.forged")) == 3
    told.got.clear()


@pytest.mark.parametrize("url", ["https://example.com/x", "http://192.0.2.1/x", "", 5])
async def test_nobody_else_is_ever_called(yookassa, url):
    assert (await yookassa.raw("/control/yookassa/forge", {"url": url}))[0] == 400
    if url:
        assert (await yookassa.raw("/control/yookassa", {"notify_url": url}))[0] == 400


@pytest.mark.parametrize("sender", [5, True, "anybody"])
async def test_notices_come_from_an_address(yookassa, sender):
    assert (await yookassa.raw("/control/yookassa", {"notify_from": sender}))[0] == 400


async def test_a_restart_forgets_nothing(own_yookassa, told):
    """Payments, refunds, what is still to be told, and an hour that is over meanwhile."""
    server = own_yookassa
    told.plan.append(503)
    await server.shop(notify_url=told.url)
    paid = await server.paid("10.00", card=GOOD)
    await server.do(paid, "refund", kopecks=400)
    pending = (await server.create()).id
    await until(lambda: told.about(paid))
    before = (await server.wire("GET", "/payments"))[1]
    await server.restart()
    assert (await server.wire("GET", "/payments"))[1] == before
    await server.advance(HOUR)
    await until(lambda: len(told.about(paid)) == 2 and told.about(pending) == ["payment.canceled"])
    state = await server.get("/control/yookassa")
    assert (state["paid"], state["refunded"]) == (1000, 400)
