"""Idempotence keys of the emulated YooKassa: the same answer, once, for a day."""

from __future__ import annotations

import pytest
from yookassa import Payment, Refund
from yookassa.domain.exceptions import BadRequestError

from tests.sandbox.yookassa.conftest import ONE_LOOP, fresh, order, rub

pytestmark = ONE_LOOP
DAY = 24 * 3600


async def test_the_same_key_and_body_give_the_first_answer(own_yookassa):
    """Even when the payment has moved on, and after a restart."""
    first = await own_yookassa.sdk(Payment.create, order(), "intent-1")
    await own_yookassa.do(first.id, "pay")
    await own_yookassa.restart()
    again = await own_yookassa.sdk(Payment.create, order(), "intent-1")
    assert (again.id, again.status) == (first.id, "pending")
    created = await own_yookassa.facts("yookassa.created")
    assert [fact["id"] for fact in created] == [first.id]
    await own_yookassa.advance(DAY)
    later = await own_yookassa.sdk(Payment.create, order(), "intent-1")
    assert later.id != first.id


async def test_the_same_key_with_another_body(yookassa):
    key = fresh()
    await yookassa.sdk(Payment.create, order("10.00"), key)
    with pytest.raises(BadRequestError) as refused:
        await yookassa.sdk(Payment.create, order("10.01"), key)
    assert refused.value.content["parameter"] == "Idempotence-Key"
    assert refused.value.content["description"] == "Idempotence key duplicated"


async def test_a_key_belongs_to_its_path_and_its_shop(yookassa):
    key, payment_id = fresh(), await yookassa.paid("10.00")
    await yookassa.sdk(Payment.create, order(), key)
    refund = await yookassa.sdk(Refund.create, {"payment_id": payment_id, "amount": rub("1.00")}, key)
    assert refund.status == "succeeded"
    await yookassa.shop(shop="200600", secret_key="test_second")
    other = await yookassa.sdk(Payment.create, order("7.00"), key, shop="200600", key="test_second")
    assert other.status == "pending"


async def test_order_and_spaces_of_a_body_do_not_matter(yookassa):
    key, body = fresh(), order()
    turned = dict(reversed(body.items()))
    first = await yookassa.wire("POST", "/payments", body, Idempotence_Key=key)
    assert await yookassa.wire("POST", "/payments", turned, Idempotence_Key=key) == first


async def test_a_refused_request_does_not_use_its_key_up(yookassa):
    key = fresh()
    assert (await yookassa.wire("POST", "/payments", order("0.00"), Idempotence_Key=key))[0] == 400
    assert (await yookassa.wire("POST", "/payments", order("1.00"), Idempotence_Key=key))[0] == 200


@pytest.mark.parametrize("key", [None, "", "x" * 65, "ключ", "two words"])
async def test_bad_keys(yookassa, key):
    key = key.encode().decode("latin-1") if key else key
    status, answer = await yookassa.wire("POST", "/payments", order(), Idempotence_Key=key)
    assert (status, answer["code"], answer["parameter"]) == (400, "invalid_request", "Idempotence-Key")


async def test_the_order_of_the_checks(yookassa):
    """Credentials, then the key, then the body."""
    bad = order("0.00")
    assert (await yookassa.wire("POST", "/payments", bad, Authorization=None, Idempotence_Key=None))[0] == 401
    _, answer = await yookassa.wire("POST", "/payments", bad, Idempotence_Key=None)
    assert answer["parameter"] == "Idempotence-Key"
    _, answer = await yookassa.wire("POST", "/payments", bad)
    assert answer["parameter"] == "amount.value"
    assert (answer["type"], len(answer["id"])) == ("error", 36)
