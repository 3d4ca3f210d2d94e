"""Rows of payments as the values of `core.payments`."""

from __future__ import annotations

from datetime import date
from typing import Any

from core.payments.model import EntryKind, Intent, IntentState, LedgerEntry, NewIntent
from core.payments.money import Held, NewHeld, Why
from core.values import Money

INTENT = """id, account_id, subscriber_id, address, amount, debt, debt_as_of, email, key, state, created_ms,
    provider_id, url, expires_ms, settled_ms, superseded, party, reason"""
ENTRY = "id, kind, external_id, account_id, intent_id, amount, at_ms"
HELD = """id, kind, external_id, why, amount, currency, at_ms, intent_id, payment_id, closed_ms"""


def intent_of(row: tuple[Any, ...]) -> Intent:
    """One wish."""
    id_, account, person, address, amount, debt, as_of, email, key, state, created, *rest = row
    provider_id, url, expires, settled, superseded, party, reason = rest
    wish = NewIntent(account, person, address, Money(amount), Money(debt), date.fromisoformat(as_of), email)
    return Intent(
        id_, wish, key, IntentState(state), created, provider_id, url, expires, settled, bool(superseded),
        party, reason,
    )  # fmt: skip


def entry_of(row: tuple[Any, ...]) -> LedgerEntry:
    """One entry of the ledger."""
    id_, kind, external_id, account, intent, amount, at_ms = row
    return LedgerEntry(id_, EntryKind(kind), external_id, account, intent, Money(amount), at_ms)


def held_of(row: tuple[Any, ...]) -> Held:
    """Money that waits for a decision."""
    id_, kind, external_id, why, amount, currency, at_ms, intent, payment_id, closed = row
    what = NewHeld(EntryKind(kind), external_id, Why(why), Money(amount), currency, at_ms, intent, payment_id)
    return Held(id_, what, closed)
