"""Answers as nobody promised them: what we rely on is checked, all the rest may change."""

from __future__ import annotations

import copy
from dataclasses import replace

import pytest

from core.payments.gateway import BadCredentials, NotFound, OutcomeUnknown, Rejected, Throttled
from core.payments.model import PaymentStatus
from core.values import Money
from tests.payments.conftest import order
from tests.payments.odd_server import PAYMENT

ORDER = replace(order(), intent=42, key="abonent-42-1")
REFUND = {
    "id": "2f0c1a11-0015-5000-8000-1aa0bb000001",
    "payment_id": PAYMENT["id"],
    "status": "succeeded",
    "amount": {"value": "300.00", "currency": "RUB"},
    "created_at": "2026-10-05T10:10:11.123Z",
}


def changed(path, value):
    """PAYMENT with one field of it changed, or without it."""
    told = copy.deepcopy(PAYMENT)
    *parents, last = path.split(".")
    place = told
    for parent in parents:
        place = place[parent]
    if value is KeyError:
        del place[last]
    else:
        place[last] = value
    return told


def test_all_that_is_told_is_read(odd):
    odd.say(
        PAYMENT
        | {
            "status": "succeeded",
            "captured_at": "2026-10-05T09:12:00.000Z",
            "income_amount": {"value": "1200.00", "currency": "RUB"},
            "refunded_amount": {"value": "34.56", "currency": "RUB"},
            "payment_method": {"type": "bank_card", "title": "Bank card *4444"},
        }
    )
    told = odd.gateway.get(PAYMENT["id"])
    assert (told.created_ms, told.captured_ms) == (1_791_191_411_123, 1_791_191_520_000)
    assert (told.income, told.refunded) == (Money(120_000), Money(3_456))
    assert (told.method, told.title, told.intent, told.shop) == ("bank_card", "Bank card *4444", 42, "100500")
    assert odd.asked[0].path == f"/v3/payments/{PAYMENT['id']}"


@pytest.mark.parametrize(
    ("path", "value"),
    [
        *((path, KeyError) for path in ("id", "status", "amount", "recipient", "test", "created_at")),
        ("amount.value", "1234.567"),
        ("amount.value", "1234"),
        ("amount.value", "nan"),
        ("amount.value", "-1.00"),
        ("amount.value", "1 234.56"),
        ("amount.value", 1234.56),
        ("amount.value", "١٢.٣٤"),
        ("amount.currency", None),
        ("recipient.account_id", 100500),
        ("test", "true"),
        ("created_at", "yesterday"),
        ("created_at", "2026-10-05T09:10:11.123"),
        ("id", "../me"),
        ("captured_at", "later"),
        ("income_amount", {"value": "x", "currency": "RUB"}),
    ],
)
def test_an_answer_that_cannot_be_relied_on_is_none(odd, path, value):
    odd.say(changed(path, value))
    with pytest.raises(OutcomeUnknown, match="an answer"):
        odd.gateway.get(PAYMENT["id"])


@pytest.mark.parametrize(
    "told", [b"null", b"[]", b'"x"', b"{}", b"7", b"", b"<html>", b'{"id":', b"\xff\xfe"]
)
def test_an_answer_that_is_no_payment_is_none(odd, told):
    odd.say(told)
    for ask in (lambda: odd.gateway.get(PAYMENT["id"]), lambda: odd.gateway.create(ORDER), odd.gateway.shop):
        with pytest.raises(OutcomeUnknown):
            ask()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("status", "in_review"),
        ("confirmation.type", "telepathy"),
        ("payment_method", {"type": "digital_rouble", "wallet": {"x": [1]}}),
        ("payment_method", None),
        ("cancellation_details", None),
        ("cancellation_details", {"party": "regulator"}),
        ("authorization_details", None),
        ("transfers", "none"),
        ("invoice_details", 7),
        ("metadata.more", [1, {"deep": None}]),
        ("loyalty", {"points": 1}),
        ("refunded_amount", None),
        ("income_amount", None),
        ("json", "a name that the SDK's objects have"),
    ],
)
def test_what_is_new_does_no_harm(odd, path, value):
    """Over some of these the SDK's own objects stumble; the payment was made all the same."""
    odd.say(changed(path, value))
    made = odd.gateway.create(ORDER)
    assert (made.status, made.amount, made.intent) == (PaymentStatus.PENDING, ORDER.amount, 42)


def test_a_method_that_the_sdk_does_not_know_keeps_its_name(till):
    made = till.gateway.create(order())
    till.control(f"yookassa/payments/{made.provider_id}/decline", reason="moon_phase", party="regulator")
    over = till.gateway.get(made.provider_id)
    assert (over.party, over.reason) == ("regulator", "moon_phase")
    paid = till.gateway.create(order())
    till.pay(paid)
    till.fault("unknown_values", "get")
    assert till.gateway.get(paid.provider_id).method == "digital_rouble"


@pytest.mark.parametrize(
    ("kind", "wrong"), [("wrong_amount", "amount"), ("wrong_currency", "amount"), ("wrong_status", "")]
)
def test_another_sum_than_was_asked_for_goes_to_nobody(till, kind, wrong):
    till.fault(kind, "create")
    if not wrong:
        assert till.gateway.create(order()).status is PaymentStatus.WAITING
        return
    with pytest.raises(Rejected, match=f"answer_mismatch {wrong}"):
        till.gateway.create(order())


def test_what_a_lie_of_a_read_says_is_told_as_it_is(till):
    """Settling compares; here it must not be smoothed."""
    made = till.gateway.create(order(100_000))
    for kind in ("wrong_amount", "wrong_currency", "wrong_shop", "wrong_test"):
        till.fault(kind, "get")
        assert till.gateway.get(made.provider_id) != made
    assert till.gateway.get(made.provider_id) == made


def test_a_payment_without_a_link_is_asked_for_again(odd):
    odd.say(changed("confirmation", KeyError))
    with pytest.raises(OutcomeUnknown, match="link"):
        odd.gateway.create(ORDER)


def test_an_answer_about_another_payment_is_none(odd):
    odd.say(PAYMENT)
    with pytest.raises(OutcomeUnknown, match="another"):
        odd.gateway.get("2f0c1a11-000f-5000-8000-1aa0bb000002")


@pytest.mark.parametrize(
    ("status", "code", "error"),
    [
        (400, "invalid_request", Rejected),
        (400, "not_supported", Rejected),
        (401, "invalid_credentials", BadCredentials),
        (403, "forbidden", Rejected),
        (404, "not_found", NotFound),
        (410, "gone", Rejected),
        (429, "too_many_requests", Throttled),
        (500, "internal_server_error", OutcomeUnknown),
        (503, "unavailable", OutcomeUnknown),
        (418, "teapot", OutcomeUnknown),
        (201, "", OutcomeUnknown),
        (202, "", OutcomeUnknown),
    ],
)
def test_statuses(odd, status, code, error):
    odd.say(
        {"type": "error", "code": code, "parameter": "amount.value", "description": "Secret words"}, status
    )
    with pytest.raises(error) as failed:
        odd.gateway.create(ORDER)
    assert type(failed.value) is error
    assert "Secret words" not in str(failed.value)
    if isinstance(failed.value, Rejected):
        assert (failed.value.code, failed.value.parameter) == (code, "amount.value")


@pytest.mark.parametrize("told", [b"", b"<html>", b"null", b"[]", b'{"message": "from a proxy"}'])
@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, OutcomeUnknown),
        (401, BadCredentials),
        (404, OutcomeUnknown),
        (429, Throttled),
        (502, OutcomeUnknown),
    ],
)
def test_statuses_of_somebody_in_between(odd, told, status, error):
    """Only the API's own words are a refusal; a proxy's page is none."""
    odd.say(told, status)
    with pytest.raises(error) as failed:
        odd.gateway.create(ORDER)
    assert type(failed.value) is error


@pytest.mark.parametrize(
    ("told", "header", "wait_ms"),
    [
        ({"retry_after": 1800}, "3", 1800),
        ({}, "3", 3000),
        ({"retry_after": "x"}, "soon", 5000),
        ({"retry_after": 10**12}, "", 3_600_000),
        ({"retry_after": -1}, "9" * 30, 3_600_000),
    ],
)
def test_how_long_to_wait(odd, told, header, wait_ms):
    odd.say({"type": "error", "code": "too_many_requests"} | told, 429, **{"Retry-After": header})
    with pytest.raises(Throttled) as slow:
        odd.gateway.get(PAYMENT["id"])
    assert slow.value.retry_after_ms == wait_ms


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("amount", {"value": "300.01", "currency": "RUB"}, Rejected),
        ("amount", {"value": "300.00", "currency": "USD"}, Rejected),
        ("payment_id", "2f0c1a11-000f-5000-8000-1aa0bb000002", Rejected),
        ("created_at", None, OutcomeUnknown),
        ("status", 1, OutcomeUnknown),
    ],
)
def test_a_refund_of_something_else(odd, field, value, error):
    odd.say(REFUND)
    assert odd.gateway.refund(PAYMENT["id"], Money(30_000), "r-1").succeeded
    odd.answers.clear()
    odd.say(REFUND | {field: value})
    with pytest.raises(error):
        odd.gateway.refund(PAYMENT["id"], Money(30_000), "r-1")


def test_an_answer_of_megabytes_is_none(odd):
    odd.say(PAYMENT | {"padding": "x" * 4 * 1024 * 1024})
    with pytest.raises(OutcomeUnknown, match="ContentDecodingError"):
        odd.gateway.get(PAYMENT["id"])


def test_what_a_list_is_asked_for(odd):
    odd.say({"type": "list", "items": []})
    odd.gateway.captured(0, 1_791_191_411_123, "next")
    assert odd.asked[0].query == {
        "captured_at.gte": "1970-01-01T00:00:00.000Z",
        "captured_at.lt": "2026-10-05T09:10:11.123Z",
        "status": "succeeded",
        "limit": "100",
        "cursor": "next",
    }


def test_a_list_with_something_unreadable_is_not_read_as_shorter(odd):
    odd.say({"type": "list", "items": [PAYMENT, {"id": "x"}]})
    with pytest.raises(OutcomeUnknown):
        odd.gateway.captured(0, 1)


def test_a_list_that_does_not_end_is_given_up(odd, monkeypatch):
    monkeypatch.setattr("payments.yookassa_gateway._MOST_PAGES", 3)
    odd.say({"type": "list", "items": [REFUND], "next_cursor": "again"})
    with pytest.raises(OutcomeUnknown, match="end"):
        odd.gateway.refunds(0, 1)
    assert [asked.query.get("cursor") for asked in odd.asked] == [None, "again", "again"]
    assert odd.asked[1].query["created_at.lt"] == "1970-01-01T00:00:00.001Z"


def test_a_cash_register_said_in_the_old_or_the_new_way(odd):
    shop = {"account_id": "100500", "test": True, "status": "enabled"}
    for told in ({"fiscalization_enabled": True}, {"fiscalization": {"enabled": True, "provider": "new"}}):
        odd.answers.clear()
        odd.say(shop | told)
        assert odd.gateway.shop().fiscal
