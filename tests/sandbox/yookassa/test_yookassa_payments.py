"""Payments of the emulated YooKassa, as the official SDK makes, reads, captures and lists them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from yookassa import Payment, Settings
from yookassa.domain.exceptions import BadRequestError, NotFoundError, UnauthorizedError

from sandbox.yookassa.cards import CARDS
from tests.sandbox.yookassa.conftest import GOOD, ONE_LOOP, SECURE, basic, fresh, order

pytestmark = ONE_LOOP
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
HOUR = 3600


async def test_a_new_payment(yookassa):
    payment = await yookassa.create("1234.56")
    assert len(payment.id) == 36
    assert (payment.status, payment.paid, payment.test, payment.refundable) == ("pending", False, True, False)
    assert payment.amount.value == Decimal("1234.56")
    assert TIME.fullmatch(payment.created_at)
    assert payment.metadata == {"intent": "42", "cms_name": "yookassa_sdk_python"}
    assert (payment.recipient.account_id, payment.recipient.gateway_id) == ("100500", "100700")
    confirmation = payment.confirmation
    assert confirmation.return_url == "https://t.me/example_bot"
    assert confirmation.confirmation_url == f"{yookassa.base}/yookassa/pay?orderId={payment.id}"
    assert payment.payment_method is None


async def test_a_payment_by_card(yookassa):
    payment = await yookassa.find(await yookassa.paid("1000.00"))
    assert (payment.status, payment.paid, payment.refundable) == ("succeeded", True, True)
    assert payment.confirmation is None
    assert TIME.fullmatch(payment.captured_at)
    assert payment.income_amount.value == Decimal("965.84")
    method = payment.payment_method
    assert (method.type, method.id, method.saved, method.title) == (
        "bank_card",
        payment.id,
        False,
        "Bank card *4444",
    )
    assert (method.card.first6, method.card.last4, method.card.card_type) == ("555555", "4444", "MasterCard")
    assert payment.authorization_details.three_d_secure.applied is False
    assert re.fullmatch(r"\d{12}", payment.authorization_details.rrn)


async def test_a_payment_by_sbp(yookassa):
    made = await yookassa.create(payment_method_data={"type": "sbp"})
    assert made.payment_method.type == "sbp"
    await yookassa.do(made.id, "pay", method="sbp")
    method = (await yookassa.find(made.id)).payment_method
    assert re.fullmatch(r"[0-9A-F]{32}", method.sbp_operation_id)
    assert len(method.payer_bank_details.bank_id) == 12
    assert len(method.payer_bank_details.bic) == 9


@pytest.mark.parametrize("card", CARDS, ids=lambda card: f"{card.number[-4:]}-{card.reason or 'pays'}")
async def test_every_test_card(yookassa, card):
    payment = await yookassa.create()
    await yookassa.do(payment.id, "pay", card=card.number)
    payment = await yookassa.find(payment.id)
    if not card.reason:
        assert payment.status == "succeeded"
        assert payment.authorization_details.three_d_secure.applied is card.secure
        return
    assert (payment.status, payment.paid) == ("canceled", False)
    assert payment.confirmation is None
    details = payment.cancellation_details
    assert (details.party, details.reason) == (card.party, card.reason)
    assert payment.payment_method.card.last4 == card.number[-4:]


async def test_an_hour_to_pay(own_yookassa):
    payment = await own_yookassa.create()
    await own_yookassa.advance(HOUR - 30)
    assert (await own_yookassa.find(payment.id)).status == "pending"
    await own_yookassa.advance(30)
    payment = await own_yookassa.find(payment.id)
    details = payment.cancellation_details
    assert (payment.status, details.party, details.reason) == (
        "canceled",
        "yoo_money",
        "expired_on_confirmation",
    )
    status, answer = await own_yookassa.raw(f"/control/yookassa/payments/{payment.id}/pay", {"card": GOOD})
    assert (status, answer) == (409, {"error": "it cannot be paid: over"})


async def test_two_stages(yookassa):
    payment_id = await yookassa.paid("100.00", capture=False)
    payment = await yookassa.find(payment_id)
    assert (payment.status, payment.paid) == ("waiting_for_capture", True)
    assert TIME.fullmatch(payment.expires_at)
    captured = await yookassa.sdk(
        Payment.capture, payment_id, {"amount": {"value": "60.00", "currency": "RUB"}}, fresh()
    )
    assert (captured.status, captured.amount.value) == ("succeeded", Decimal("60.00"))
    with pytest.raises(BadRequestError):
        await yookassa.sdk(Payment.cancel, payment_id, fresh())
    canceled = await yookassa.sdk(Payment.cancel, await yookassa.paid(capture=False), fresh())
    assert canceled.cancellation_details.reason == "canceled_by_merchant"
    with pytest.raises(BadRequestError):
        await yookassa.sdk(Payment.cancel, (await yookassa.create()).id, fresh())


async def test_a_hold_ends_after_a_week(own_yookassa):
    payment_id = await own_yookassa.paid(capture=False)
    await own_yookassa.advance(7 * 24 * HOUR)
    details = (await own_yookassa.find(payment_id)).cancellation_details
    assert (details.party, details.reason) == ("yoo_money", "expired_on_capture")


async def test_other_confirmations(yookassa):
    qr = await yookassa.create(confirmation={"type": "qr"}, payment_method_data={"type": "sbp"})
    assert qr.confirmation.confirmation_data.endswith(f"orderId={qr.id}&method=sbp")
    embedded = await yookassa.create(confirmation={"type": "embedded"})
    assert embedded.confirmation.confirmation_token


async def test_credentials(yookassa):
    me = await yookassa.sdk(Settings.get_account_settings)
    assert (me.account_id, me.status, me.test) == ("100500", "enabled", True)
    for shop, key in (("100500", "test_other"), ("1", "test_sandbox"), (" 100500 ", "test_sandbox")):
        with pytest.raises(UnauthorizedError) as refused:
            await yookassa.sdk(Settings.get_account_settings, shop=shop, key=key)
        assert refused.value.content["code"] == "invalid_credentials"
    for header in (None, "Bearer x", "Basic not-base64", basic().lower()):
        assert (await yookassa.wire("GET", "/me", Authorization=header))[0] == 401


async def test_shops_see_only_their_own(yookassa):
    payment = await yookassa.create()
    await yookassa.shop(shop="200600", secret_key="test_second", test=False)
    with pytest.raises(NotFoundError) as missing:
        await yookassa.sdk(Payment.find_one, payment.id, shop="200600", key="test_second")
    assert missing.value.content["code"] == "not_found"
    other = await yookassa.sdk(Payment.create, order(), fresh(), shop="200600", key="test_second")
    assert (other.recipient.account_id, other.test) == ("200600", False)
    with pytest.raises(NotFoundError):
        await yookassa.find(other.id)


async def test_lists(own_yookassa):
    made = []
    for number in range(5):
        made.append(await own_yookassa.paid(f"{number + 1}.00"))
        await own_yookassa.advance(60)
    pending = (await own_yookassa.create()).id
    newest = await own_yookassa.sdk(Payment.list, {"limit": 2})
    assert [one.id for one in newest.items] == [pending, made[4]]
    assert newest.next_cursor == made[3]
    rest = await own_yookassa.sdk(Payment.list, {"limit": 10, "cursor": newest.next_cursor})
    assert [one.id for one in rest.items] == [made[3], made[2], made[1], made[0]]
    assert rest.next_cursor is None
    since = (await own_yookassa.find(made[1])).captured_at
    until = (await own_yookassa.find(made[3])).captured_at
    settled = {"status": "succeeded", "captured_at.gte": since, "captured_at.lt": until}
    found = await own_yookassa.sdk(Payment.list, settled)
    assert [one.id for one in found.items] == [made[2], made[1]]
    late = await own_yookassa.sdk(Payment.list, {"captured_at.gt": since, "payment_method": "bank_card"})
    assert [one.id for one in late.items] == [made[4], made[3], made[2]]
    assert (await own_yookassa.sdk(Payment.list, {"payment_method": "sbp"})).items == []


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("limit=0", "limit"), ("limit=101", "limit"), ("limit=x", "limit"), ("cursor=nowhere", "cursor"),
     ("created_at.gte=yesterday", "created_at.gte"), ("created_at.lt=2026-11-20T08:00:00", "created_at.lt"),
     ("colour=red", "colour"), ("created_at.near=2026-11-20T08:00:00Z", "created_at.near")],
)  # fmt: skip
async def test_lists_refuse(yookassa, query, parameter):
    status, answer = await yookassa.wire("GET", f"/payments?{query}")
    assert (status, answer["parameter"]) == (400, parameter)


async def test_a_secure_card_asks_for_a_code(yookassa):
    payment = await yookassa.create()
    path = f"/yookassa/pay/{payment.id}"
    card = {"act": "card", "number": SECURE, "month": "12", "year": "2030", "csc": "123"}
    shown = await yookassa.post(path, card)
    assert (shown["wants"], shown["status"]) == ("code", "pending")
    assert (await yookassa.post(path, {**card, "code": "0000"}))["status"] == "succeeded"
