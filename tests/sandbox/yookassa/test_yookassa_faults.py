"""Faults on demand of the emulated YooKassa: what the SDK makes of them, and whether something was done."""

from __future__ import annotations

from decimal import Decimal

import pytest
from requests.exceptions import JSONDecodeError
from yookassa import Payment, Settings
from yookassa.domain import exceptions as say

from tests.sandbox.yookassa.conftest import ONE_LOOP, fresh, order

pytestmark = ONE_LOOP


async def made(server, key):
    """How many payments were made with this key, and how many times the shop asked for one."""
    calls = await server.facts("yookassa.call")
    kept = await server.facts("yookassa.answered")
    return len([fact for fact in kept if fact["key"] == key]), len(
        [fact for fact in calls if fact["key"] == key]
    )


@pytest.mark.parametrize(
    ("kind", "error", "done"),
    [
        ("500", say.InternalServerError, False),
        ("500_done", say.InternalServerError, True),
        ("202", say.ResponseProcessingError, False),
        ("429", say.TooManyRequestsError, False),
        ("401", say.UnauthorizedError, False),
        ("403", say.ForbiddenError, False),
        ("410", say.GoneError, False),
        ("400", say.BadRequestError, False),
        ("502_html", JSONDecodeError, False),
        ("html", JSONDecodeError, False),
        ("reset", AttributeError, False),
        ("timeout_before", AttributeError, False),
        ("timeout_after_accept", AttributeError, True),
    ],
)
async def test_what_the_sdk_makes_of_it(yookassa, kind, error, done):
    """And that the same key and body give exactly one payment afterwards."""
    key = fresh()
    await yookassa.fault(kind, method="create", delay_s=0.05)
    with pytest.raises(error):
        await yookassa.sdk(Payment.create, order(), key)
    assert (await made(yookassa, key))[0] == done
    first = await yookassa.sdk(Payment.create, order(), key)
    assert (await yookassa.sdk(Payment.create, order(), key)).id == first.id
    assert (await made(yookassa, key))[0] == 1


async def test_so_many_times(yookassa):
    await yookassa.fault("202", times=3, retry_after=2)
    for _ in range(3):
        with pytest.raises(say.ResponseProcessingError) as processing:
            await yookassa.sdk(Settings.get_account_settings)
        assert processing.value.content["retry_after"] == 2000
    assert (await yookassa.sdk(Settings.get_account_settings)).status == "enabled"


async def test_too_many_requests_say_when(yookassa):
    await yookassa.fault("429", retry_after=7)
    status, answer = await yookassa.wire("GET", "/me")
    assert (status, answer["code"], answer["retry_after"]) == (429, "too_many_requests", 7000)


@pytest.mark.parametrize(
    ("kind", "seen"),
    [
        ("wrong_amount", lambda one: one.amount.value == Decimal("1234.55")),
        ("wrong_currency", lambda one: one.amount.currency == "USD"),
        ("wrong_shop", lambda one: one.recipient.account_id == "999999"),
        ("wrong_test", lambda one: one.test is False),
        ("wrong_status", lambda one: one.status == "waiting_for_capture"),
        ("unknown_values", lambda one: one.payment_method.type == "unknown"),
    ],
)
async def test_answers_that_lie(yookassa, kind, seen):
    """Once, and only in what is told; a list lies in each of its objects."""
    payment_id = await yookassa.paid("1234.56", capture=True)
    await yookassa.fault(kind, method="get")
    assert seen(await yookassa.find(payment_id))
    honest = await yookassa.find(payment_id)
    assert not seen(honest)
    await yookassa.fault(kind, method="list")
    listed = await yookassa.sdk(Payment.list, {"status": "succeeded"})
    assert seen(listed.items[0])
    assert listed.items[0].id == payment_id
    assert (await yookassa.find(payment_id)).amount.value == honest.amount.value


async def test_a_fault_of_one_method_spares_the_others(yookassa):
    for method in ("get", "list", "refund", "me"):
        await yookassa.fault("500", method=method)
    payment = await yookassa.create()
    with pytest.raises(say.InternalServerError):
        await yookassa.find(payment.id)
    assert (await yookassa.find(payment.id)).id == payment.id
    await yookassa.http.delete("/control/faults")


@pytest.mark.parametrize(
    "rule",
    [{"target": "yookassa", "kind": "lost"}, {"target": "notification", "kind": "wrong_amount"},
     {"target": "sms", "kind": "early"}, {"target": "telegram", "kind": "500_done"}],
)  # fmt: skip
async def test_faults_belong_to_their_targets(yookassa, rule):
    assert (await yookassa.raw("/control/faults", rule))[0] == 400


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"\xff\xfe"])
async def test_bodies_that_are_none(yookassa, body):
    headers = {"Authorization": "Basic MTAwNTAwOnRlc3Rfc2FuZGJveA==", "Idempotence-Key": fresh()}
    async with yookassa.http.post("/v3/payments", data=body, headers=headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, "invalid_request")


async def test_no_such_method(yookassa):
    assert (await yookassa.wire("GET", "/payouts"))[0] == 404
    assert (await yookassa.wire("POST", "/payments/x/steal", {}))[0] == 404
