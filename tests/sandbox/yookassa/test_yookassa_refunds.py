"""Refunds, receipts and invoices of the emulated YooKassa."""

from __future__ import annotations

from decimal import Decimal

import pytest
from yookassa import Invoice, Receipt, Refund
from yookassa.domain.exceptions import BadRequestError

from tests.sandbox.yookassa.conftest import DECLINED, GOOD, ONE_LOOP, fresh, item, rub

pytestmark = ONE_LOOP
DAY = 24 * 3600


async def refund(yookassa, payment_id, value):
    return await yookassa.sdk(Refund.create, {"payment_id": payment_id, "amount": rub(value)}, fresh())


async def test_refunds_never_exceed_the_payment(yookassa):
    payment_id = await yookassa.paid("100.00")
    first = await refund(yookassa, payment_id, "30.00")
    assert (first.status, len(first.id), first.payment_id) == ("succeeded", 36, payment_id)
    payment = await yookassa.find(payment_id)
    assert (payment.refunded_amount.value, payment.refundable) == (Decimal("30.00"), True)
    with pytest.raises(BadRequestError) as refused:
        await refund(yookassa, payment_id, "70.01")
    assert refused.value.content["parameter"] == "amount"
    second = await refund(yookassa, payment_id, "70.00")
    assert (await yookassa.find(payment_id)).refundable is False
    found = await yookassa.sdk(Refund.list, {"payment_id": payment_id})
    assert [one.id for one in found.items] == [second.id, first.id]
    assert (await yookassa.sdk(Refund.find_one, first.id)).amount.value == Decimal("30.00")


async def test_what_cannot_be_refunded(yookassa):
    pending = await yookassa.create()
    declined = await yookassa.paid(card=DECLINED)
    for payment_id in (pending.id, declined, "0" * 36):
        with pytest.raises(BadRequestError) as refused:
            await refund(yookassa, payment_id, "1.00")
        assert refused.value.content["parameter"] == "payment_id"


async def test_a_refund_in_the_merchants_profile(yookassa):
    payment_id = await yookassa.paid("50.00", payment_method_data={"type": "bank_card"})
    assert (await yookassa.do(payment_id, "refund", kopecks=2000))["left"] == 3000
    assert (await yookassa.do(payment_id, "refund"))["left"] == 0
    values = [one.amount.value for one in (await yookassa.sdk(Refund.list, {"payment_id": payment_id})).items]
    assert values == [Decimal("30.00"), Decimal("20.00")]


@pytest.mark.parametrize(("status", "left"), [("succeeded", "90.00"), ("canceled", "100.00")])
async def test_a_refund_that_takes_its_time(yookassa, status, left):
    payment_id = await yookassa.paid("100.00")
    await yookassa.shop(refunds="pending")
    made = await refund(yookassa, payment_id, "10.00")
    await yookassa.shop(refunds="succeeded")
    assert made.status == "pending"
    await yookassa.post(f"/control/yookassa/refunds/{made.id}/{status}")
    assert (await yookassa.sdk(Refund.find_one, made.id)).status == status
    assert (await refund(yookassa, payment_id, left)).status == "succeeded"


async def test_receipts(yookassa):
    receipt = {"customer": {"email": "anna@example.ru"}, "items": [item("100.00", quantity="1.0")]}
    made = await yookassa.create("100.00", receipt=receipt)
    assert made.receipt_registration == "pending"
    await yookassa.do(made.id, "pay", card=GOOD)
    assert (await yookassa.find(made.id)).receipt_registration == "succeeded"
    late = {
        "type": "payment", "payment_id": made.id, "send": True, "customer": {"phone": "79000000000"},
        "items": [item("100.00")], "settlements": [{"type": "prepayment", "amount": rub("100.00")}],
    }  # fmt: skip
    second = await yookassa.sdk(Receipt.create, late, fresh())
    found = await yookassa.sdk(Receipt.list, {"payment_id": made.id})
    assert [one.id for one in found.items] == [second.id, f"rt-{made.id}"]
    assert (await yookassa.sdk(Receipt.find_one, second.id)).settlements[0].type == "prepayment"
    status, answer = await yookassa.wire("POST", "/receipts", {**late, "items": [item("99.99")]})
    assert (status, answer["parameter"]) == (400, "receipt.items")
    unpaid = await yookassa.create()
    status, answer = await yookassa.wire("POST", "/receipts", {**late, "payment_id": unpaid.id})
    assert (status, answer["parameter"]) == (400, "payment_id")


def bill(**more):
    return {
        "payment_data": {"amount": rub("100.00"), "capture": True, "metadata": {"intent": "7"}},
        "cart": [{"description": "Электроэнергия", "price": rub("50.00"), "quantity": 2}],
        "expires_at": "2026-11-25T08:00:00.000Z",
        "delivery_method_data": {"type": "self"},
        **more,
    }


async def test_an_invoice_outlives_its_payments(own_yookassa):
    server = own_yookassa
    made = await server.sdk(Invoice.create, bill(), fresh())
    assert (len(made.id), made.id[:3], made.status) == (39, "in-", "pending")

    async def opened():
        async with server.http.get(made.delivery_method.url) as page:
            assert page.status == 200
            return page.url.query.get("orderId")

    first = await opened()
    assert await opened() == first
    await server.advance(DAY)
    second = await opened()
    assert second != first
    assert (await server.find(first)).status == "canceled"
    await server.do(second, "pay")
    payment = await server.find(second)
    assert (payment.invoice_details.id, payment.metadata) == (made.id, {"intent": "7"})
    shown = await server.sdk(Invoice.find_one, made.id)
    assert (shown.status, shown.payment_details.id) == ("succeeded", second)


async def test_an_invoice_ends(own_yookassa):
    made = await own_yookassa.sdk(Invoice.create, bill(), fresh())
    await own_yookassa.advance(5 * DAY)
    shown = await own_yookassa.sdk(Invoice.find_one, made.id)
    assert (shown.status, shown.cancellation_details.reason) == ("canceled", "invoice_expired")
    async with own_yookassa.http.get(made.delivery_method.url) as page:
        assert "orderId" not in page.url.query


@pytest.mark.parametrize(
    ("more", "parameter"),
    [
        ({"payment_data": None}, "payment_data"),
        ({"cart": []}, "cart"),
        ({"cart": [{"description": "x", "price": rub("99.00"), "quantity": 1}]}, "cart"),
        ({"cart": [{"description": "x", "price": rub("100.00"), "quantity": 0}]}, "cart[0].quantity"),
        ({"expires_at": "2026-11-19T08:00:00.000Z"}, "expires_at"),
        ({"expires_at": "2027-11-19T08:00:00.000Z"}, "expires_at"),
        ({"expires_at": None}, "expires_at"),
        ({"delivery_method_data": {"type": "sms", "phone": "8"}}, "delivery_method_data.phone"),
        ({"delivery_method_data": {"type": "email"}}, "delivery_method_data.email"),
        ({"delivery_method_data": {"type": "owl"}}, "delivery_method_data.type"),
    ],
)
async def test_invoices_refused(yookassa, more, parameter):
    status, answer = await yookassa.wire("POST", "/invoices", bill(**more))
    assert (status, answer["parameter"]) == (400, parameter)
