"""Money given back: an entry of its own with a minus, once for each refund. Its payment is settled first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.payments.model import EntryKind
from core.payments.money import RUB, NewEntry, NewHeld, Why, over
from core.payments.outcome import Outcome, Settled, news_of
from core.values import Money

if TYPE_CHECKING:
    from core.payments.model import LedgerEntry, RefundFacts
    from core.ports import Store

_NOTHING = Settled(Outcome.NOTHING)


class SettleRefund:
    """Books refunds."""

    def __call__(self, store: Store, refund: RefundFacts, now_ms: int) -> Settled:
        """Take what the provider says of money given back; its payment is settled first."""
        if not refund.succeeded:
            return _NOTHING
        store.ledger.hold(refund.payment_id)
        if store.ledger.entry(EntryKind.REFUND, refund.provider_id) is not None:
            return _NOTHING
        paid = store.ledger.entry(EntryKind.PAYMENT, refund.payment_id)
        why = _objection(store, refund, paid)
        if why is not None or paid is None:
            what = NewHeld(
                EntryKind.REFUND, refund.provider_id, why or Why.NO_PAYMENT, refund.amount, refund.currency,
                refund.created_ms, paid.intent if paid else 0, refund.payment_id,
            )  # fmt: skip
            new = store.ledger.suspend(what, now_ms)
            return Settled(Outcome.SUSPENDED if new else Outcome.NOTHING, alarm=what.why if new else None)
        return _give_back(store, refund, paid, now_ms)


def book_early(store: Store, what: NewHeld, paid: LedgerEntry, now_ms: int) -> bool:
    """A refund that came before its payment; False where it cannot be one of it."""
    left = paid.amount.kopecks - store.ledger.refunded(paid.external_id).kopecks
    if what.currency != RUB or what.amount.kopecks > left:
        return False
    store.ledger.book(
        NewEntry(
            EntryKind.REFUND, what.external_id, paid.account_id, paid.intent, Money(-what.amount.kopecks),
            what.at_ms, paid.external_id,
        ),
        now_ms,
    )  # fmt: skip
    store.ledger.close(what.external_id, EntryKind.REFUND, "booked", now_ms)
    return True


def _objection(store: Store, refund: RefundFacts, paid: LedgerEntry | None) -> Why | None:
    if paid is None:
        return Why.NO_PAYMENT
    if refund.currency != RUB:
        return Why.CURRENCY
    return Why.OVER if over(refund, paid.amount, store.ledger.refunded(refund.payment_id)) else None


def _give_back(store: Store, refund: RefundFacts, paid: LedgerEntry, now_ms: int) -> Settled:
    entry = store.ledger.book(
        NewEntry(
            EntryKind.REFUND, refund.provider_id, paid.account_id, paid.intent,
            Money(-refund.amount.kopecks), refund.created_ms, refund.payment_id,
        ),
        now_ms,
    )  # fmt: skip
    store.ledger.close(refund.provider_id, EntryKind.REFUND, "booked", now_ms)
    intent = store.intents.get(paid.intent) if paid.intent else None
    news = news_of(intent, Outcome.REFUNDED, amount=refund.amount) if intent else None
    return Settled(Outcome.REFUNDED, intent, entry, news)
