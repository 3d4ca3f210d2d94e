"""No statement of settling walks over all payments: each finds its rows by an index."""

from __future__ import annotations

import pytest

from storage import payment_books, payment_exports, payment_intents, payment_ledger, payment_notices
from tests.storage.test_journal_plans import plan

pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)

BY_ID = "INTEGER PRIMARY KEY"
ONCE = "(provider=? AND kind=? AND external_id=?)"
PLANS = {
    "wish": (payment_intents._ONE, BY_ID),
    "wish of a payment": (payment_intents._OF_PROVIDER, "payment_intent_provider (provider_id=?)"),
    "live wish": (payment_intents._LIVING, "payment_intent_live (subscriber_id=? AND account_id=?)"),
    "paid today": (payment_intents._PAID, "payment_intent_account (account_id=?)"),
    "due wishes": (payment_intents._DUE, "payment_intent_look (look_ms>? AND look_ms<?)"),
    "moved": (payment_intents._MOVE, BY_ID),
    "booked": (payment_ledger._ONE, ONCE),
    "given back": (payment_ledger._REFUNDED, "payment_ledger_refunds (payment_id=?)"),
    "of an account": (payment_ledger._OPEN, "(account_id=?)"),
    "held": (payment_ledger._HELD, ONCE),
    "waiting": (payment_ledger._WAITING, "payment_held_payment (payment_id=?)"),
    "closed": (payment_ledger._CLOSE, ONCE),
    "noticed": (payment_notices._DONE, "payment_notice_object (object_id=?)"),
    "known": (payment_books._KNOWN, ONCE),
    "to be exported": (payment_exports._NEXT, "payment_ledger_due"),
}


@pytest.mark.parametrize("name", PLANS)
async def test_rows_are_found_by_their_index(database, name):
    sql, wanted = PLANS[name]
    steps = await plan(database, sql)
    assert any(wanted in step for step in steps), steps
    assert not [step for step in steps if step.startswith("SCAN") and "_due" not in step], steps
