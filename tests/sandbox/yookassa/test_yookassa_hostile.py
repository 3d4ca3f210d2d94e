"""Nonsense in every field of every request to the emulated YooKassa: refused, never a crash."""

from __future__ import annotations

import copy

import pytest

from sandbox.clock import SandboxClock
from sandbox.faults import FaultPlan
from sandbox.ledger import Ledger
from sandbox.settings import Settings, start_ms
from sandbox.yookassa.asked import Asked
from sandbox.yookassa.errors import Refusal
from sandbox.yookassa.service import YooKassa
from tests.sandbox.yookassa.conftest import item, order, rub

JUNK = (
    None,
    [],
    [1],
    {},
    {"type": []},
    0,
    -1,
    1.5,
    True,
    "",
    "x",
    "\ud800",
    float("nan"),
    float("inf"),
    10**40,
)
RECEIPT = {"customer": {"email": "a@b.ru"}, "items": [item()], "tax_system_code": 1}


def bodies(payment_id):
    late = {**RECEIPT, "type": "payment", "payment_id": payment_id, "send": True}
    late["settlements"] = [{"type": "cashless", "amount": rub("1234.56")}]
    return {
        "payments": order(receipt=RECEIPT, payment_method_data={"type": "sbp"}, merchant_customer_id="1"),
        "refunds": {
            "payment_id": payment_id,
            "amount": rub("0.01"),
            "description": "x",
            "metadata": {"a": "b"},
        },
        "receipts": late,
        "invoices": {
            "payment_data": {"amount": rub("100.00"), "capture": True},
            "cart": [{"description": "x", "price": rub("100.00"), "quantity": 1}],
            "expires_at": "2026-11-25T08:00:00.000Z",
            "delivery_method_data": {"type": "sms", "phone": "79000000000"},
        },
    }


def places(value, path=()):
    """Every place within a JSON value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*path, key)
        yield from places(one, (*path, key))


def spoilt(body, path, junk):
    body = copy.deepcopy(body)
    at = body
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = junk
    return body


@pytest.mark.parametrize("what", ["payments", "refunds", "receipts", "invoices"])
def test_nonsense(tmp_path, what):
    settings = Settings(data_dir=tmp_path)
    ledger = Ledger(tmp_path / "ledger.jsonl", SandboxClock(start_ms()))
    yookassa = YooKassa(ledger, settings, FaultPlan(ledger))
    ledger.open()
    shop = yookassa.store.shops["100500"]

    def create(kind, body):
        return getattr(yookassa, kind).create(Asked(shop, "", {}, body, "http://127.0.0.1"))

    paid = create("payments", order())["id"]
    yookassa.paying.sbp(yookassa.store.payments[paid])
    good = bodies(paid)[what]
    create(what, good)
    refused = 0
    for path in places(good):
        for junk in JUNK:
            try:
                create(what, spoilt(good, path, junk))
            except Refusal as refusal:
                refused += refusal.status == 400
    ledger.close()
    assert refused > 90
    other = Ledger(tmp_path / "ledger.jsonl", SandboxClock(start_ms()))
    again = YooKassa(other, settings, FaultPlan(other))
    other.open()
    other.close()
    assert again.store.payments.keys() == yookassa.store.payments.keys()
