"""What an operator decides about money that could not be booked as it was (docs/payments.md)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from core.payments.model import EntryKind, IntentState
from core.payments.money import RUB, NewEntry
from core.payments.outcome import Outcome, Settled, news_of
from core.payments.states import may
from core.usecases.settle_refund import book_early

if TYPE_CHECKING:
    from core.payments.money import Held
    from core.ports import Store


class Refusal(StrEnum):
    """Why a decision cannot be carried out."""

    NOT_HELD = "not-held"  # nothing of this id is held (any more)
    NO_ACCOUNT = "no-account"
    NOT_ROUBLES = "not-roubles"
    NO_PAYMENT = "no-payment"  # a refund: its payment is not booked, or has not so much left


def book_held(store: Store, external_id: str, number: str, now_ms: int) -> Settled | Refusal:
    """Book what is held, as the provider has it, for the account with this number, or for its wish's ("")."""
    held = _held(store, external_id)
    if held is None:
        return Refusal.NOT_HELD
    if held.what.currency != RUB:
        return Refusal.NOT_ROUBLES
    if held.what.kind is EntryKind.REFUND:
        return _book_refund(store, held, now_ms)
    intent = store.intents.get(held.what.intent, hold=True) if held.what.intent else None
    account = store.facts.account_of(number) if number else (intent.wish.account_id if intent else 0)
    if not account:
        return Refusal.NO_ACCOUNT
    entry = store.ledger.book(
        NewEntry(
            EntryKind.PAYMENT, external_id, account, held.what.intent, held.what.amount, held.what.at_ms,
            late=True,
        ),
        now_ms,
    )  # fmt: skip
    store.ledger.close(external_id, EntryKind.PAYMENT, "booked-by-staff", now_ms)
    if entry is not None:
        for early in store.ledger.waiting(external_id):
            book_early(store, early.what, entry, now_ms)
    if intent is not None and may(intent.state, IntentState.SUCCEEDED):
        intent = store.intents.move(intent, IntentState.SUCCEEDED, now_ms)
    told = intent is not None and intent.wish.account_id == account
    news = news_of(intent, Outcome.PAID, amount=held.what.amount) if intent and told else None
    return Settled(Outcome.LATE, intent, entry, news)


def close_held(store: Store, external_id: str, now_ms: int) -> Settled | Refusal:
    """Put aside what is held: given back by hand, or none of ours. Nothing is booked."""
    held = _held(store, external_id)
    if held is None:
        return Refusal.NOT_HELD
    store.ledger.close(external_id, held.what.kind, "closed-by-staff", now_ms)
    intent = store.intents.get(held.what.intent, hold=True) if held.what.intent else None
    if intent is not None and intent.state is IntentState.HELD:
        intent = store.intents.move(intent, IntentState.CANCELED, now_ms, party="merchant", reason="staff")
    return Settled(Outcome.NOTHING, intent)


def _book_refund(store: Store, held: Held, now_ms: int) -> Settled | Refusal:
    paid = store.ledger.entry(EntryKind.PAYMENT, held.what.payment_id)
    if paid is None or not book_early(store, held.what, paid, now_ms):
        return Refusal.NO_PAYMENT
    intent = store.intents.get(paid.intent) if paid.intent else None
    news = news_of(intent, Outcome.REFUNDED, amount=held.what.amount) if intent else None
    return Settled(Outcome.REFUNDED, intent, news=news)


def _held(store: Store, external_id: str) -> Held | None:
    store.ledger.hold(external_id)
    for kind in EntryKind:
        held = store.ledger.held(external_id, kind)
        if held is not None and not held.closed_ms:
            return held
    return None
