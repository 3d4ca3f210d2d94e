"""The one place where money becomes true: facts of the provider go in, ledger and intent change together.

Called with what `PaymentGateway.get` or `create` said, never with what a notice claims. One call is one
transaction, with the messages about it (`Settled.news`), so nothing is booked and not told, or told and not
booked. Called again with the same facts, by whomever and at the same moment, it changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.payments.looking import LIFE_S, look_after
from core.payments.model import EntryKind, IntentState, PaymentStatus
from core.payments.money import NewEntry, NewHeld, Why, disagreement, moved_ms
from core.payments.outcome import Outcome, Settled, news_of
from core.payments.reasons import NEVER_MADE, Reason, reason_of
from core.payments.states import LIVE, may
from core.usecases.settle_refund import book_early

if TYPE_CHECKING:
    from core.payments.gateway import Shop
    from core.payments.model import Facts, Intent, LedgerEntry
    from core.ports import Store
    from core.values import Money

_NOTHING = Settled(Outcome.NOTHING)


@dataclass(frozen=True, slots=True)
class Settle:
    """Books payments and refunds of one shop."""

    shop: Shop

    def __call__(self, store: Store, facts: Facts, now_ms: int) -> Settled:
        """Take what the provider says of a payment."""
        store.ledger.hold(facts.provider_id)
        intent = _intent_of(store, facts)
        if facts.status is PaymentStatus.SUCCEEDED:
            return self._paid(store, facts, intent, now_ms)
        if facts.status is PaymentStatus.WAITING:
            return self._waiting(store, facts, intent, now_ms)
        if facts.status is PaymentStatus.CANCELED:
            _given_up(store, facts, now_ms)
        if intent is None:
            return _NOTHING
        if facts.status is PaymentStatus.CANCELED:
            return _canceled(store, facts, intent, now_ms)
        return self._linked(store, facts, intent, now_ms)

    def _linked(self, store: Store, facts: Facts, intent: Intent, now_ms: int) -> Settled:
        """A payment was made: from now on it can be paid, for an hour from its making."""
        if intent.state not in {IntentState.NEW, IntentState.UNKNOWN}:
            return Settled(Outcome.NOTHING, intent)
        why = disagreement(facts, intent, self.shop)
        if why:  # never hand out such a link; if it is paid all the same, its money is held
            refused = store.intents.move(intent, IntentState.REFUSED, now_ms, reason=why)
            return Settled(
                Outcome.REFUSED, refused, news=news_of(refused, Outcome.REFUSED, Reason.DECLINED), alarm=why
            )
        linked = store.intents.link(intent, facts.provider_id, facts.url, facts.created_ms + LIFE_S * 1000)
        pending = store.intents.move(linked, IntentState.PENDING, now_ms)
        _look(store, pending, now_ms)
        news = None if pending.superseded else news_of(pending, Outcome.LINK)
        return Settled(Outcome.LINK, pending, news=news)

    def _waiting(self, store: Store, facts: Facts, intent: Intent | None, now_ms: int) -> Settled:
        """Money that is only reserved: we always ask to have it collected, so somebody has to look."""
        new = _suspend(store, facts, intent, Why.CAPTURE, now_ms)
        return Settled(Outcome.NOTHING, intent, alarm=Why.CAPTURE if new else None)

    def _paid(self, store: Store, facts: Facts, intent: Intent | None, now_ms: int) -> Settled:
        why = disagreement(facts, intent, self.shop)
        if why is None and intent is not None and intent.state is not IntentState.SUCCEEDED:
            return _book(store, facts, intent, now_ms)
        booked = store.ledger.entry(EntryKind.PAYMENT, facts.provider_id)
        if booked is not None and (why is None or why is Why.NO_INTENT):
            return Settled(Outcome.NOTHING, intent, booked)
        if why is not None or intent is None:
            return self._held(store, facts, intent, why or Why.NO_INTENT, now_ms, booked)
        return _book(store, facts, intent, now_ms)

    def _held(
        self,
        store: Store,
        facts: Facts,
        intent: Intent | None,
        why: Why,
        now_ms: int,
        booked: LedgerEntry | None,
    ) -> Settled:
        """Money that is kept apart. What was booked before stays booked."""
        new = _suspend(store, facts, intent, why, now_ms)
        alarm = why if new else None
        if intent is None or booked is not None:
            return Settled(Outcome.SUSPENDED if new else Outcome.NOTHING, intent, booked, alarm=alarm)
        intent = _linked_to(store, intent, facts)
        if not may(intent.state, IntentState.HELD):
            return Settled(Outcome.NOTHING, intent, alarm=alarm)
        held = store.intents.move(intent, IntentState.HELD, now_ms, reason=why)
        _look(store, held, now_ms)
        return Settled(Outcome.HELD, held, news=news_of(held, Outcome.HELD), alarm=alarm)

    def refuse(self, store: Store, intent_id: int, code: str, now_ms: int) -> Settled:
        """The provider will not make a payment of it. `code` is its word, for the operator."""
        settled = _ended(store, intent_id, IntentState.REFUSED, code, Reason.DECLINED, now_ms)
        return replace(settled, alarm=code) if settled.outcome is Outcome.REFUSED else settled

    def never_made(self, store: Store, intent_id: int, now_ms: int) -> Settled:
        """After a day of asking the provider's list holds no payment of it."""
        return _ended(store, intent_id, IntentState.CANCELED, NEVER_MADE, Reason.NEVER_MADE, now_ms)

    def unsure(self, store: Store, intent_id: int, now_ms: int) -> Intent | None:
        """Nobody knows whether a payment was made of it; it is asked about again with the same key."""
        intent = store.intents.get(intent_id, hold=True)
        if intent is None or intent.state is not IntentState.NEW:
            return intent
        unsure = store.intents.move(intent, IntentState.UNKNOWN, now_ms)
        _look(store, unsure, now_ms)
        return unsure


def _look(store: Store, intent: Intent, now_ms: int) -> None:
    """Ask again by the clock of its state."""
    store.intents.looked(intent.id, look_after(intent, now_ms))


def _intent_of(store: Store, facts: Facts) -> Intent | None:
    """The wish of a payment: by the provider's id, else by our own in its metadata. Mostly both are one."""
    named = store.intents.get(facts.intent, hold=True) if facts.intent else None
    if named is not None and named.provider_id == facts.provider_id:
        return named
    found = store.intents.by_provider(facts.provider_id)
    return store.intents.get(found.id, hold=True) if found else named


def _linked_to(store: Store, intent: Intent, facts: Facts) -> Intent:
    """Note which payment a wish became, where that was not known."""
    return intent if intent.provider_id else store.intents.link(intent, facts.provider_id)


def _book(store: Store, facts: Facts, intent: Intent, now_ms: int) -> Settled:
    """Booked and told once. A second payment of the same wish is money like the first: an advance."""
    second = intent.provider_id not in {"", facts.provider_id}
    late = second or intent.superseded or intent.state not in {*LIVE, IntentState.HELD}
    entry = store.ledger.book(
        NewEntry(
            EntryKind.PAYMENT, facts.provider_id, intent.wish.account_id, intent.id, facts.amount,
            moved_ms(facts), income=facts.income, late=late,
        ),
        now_ms,
    )  # fmt: skip
    if entry is None:
        return Settled(Outcome.NOTHING, intent, store.ledger.entry(EntryKind.PAYMENT, facts.provider_id))
    intent = _linked_to(store, intent, facts)
    if may(intent.state, IntentState.SUCCEEDED) and not second:
        intent = store.intents.move(
            intent, IntentState.SUCCEEDED, now_ms, method=facts.method, title=facts.title
        )
    back = _given_back(store, entry, now_ms)
    also = [news_of(intent, Outcome.REFUNDED, amount=amount) for amount in back]
    outcome = Outcome.LATE if late else Outcome.PAID
    news = news_of(intent, outcome)
    return Settled(outcome, intent, entry, news, also=tuple(one for one in also if one))


def _given_back(store: Store, entry: LedgerEntry, now_ms: int) -> list[Money]:
    """What waited for this payment: its own case is over, refunds that came before it are booked."""
    back = []
    for held in store.ledger.waiting(entry.external_id):
        if held.what.kind is EntryKind.PAYMENT:
            store.ledger.close(entry.external_id, EntryKind.PAYMENT, "booked", now_ms)
        elif book_early(store, held.what, entry, now_ms):
            back.append(held.what.amount)
    return back


def _given_up(store: Store, facts: Facts, now_ms: int) -> None:
    """What was only reserved went back to the payer: nobody has to look any more."""
    held = store.ledger.held(facts.provider_id, EntryKind.PAYMENT)
    if held is not None and held.what.why is Why.CAPTURE:
        store.ledger.close(facts.provider_id, EntryKind.PAYMENT, "canceled", now_ms)


def _canceled(store: Store, facts: Facts, intent: Intent, now_ms: int) -> Settled:
    """Nothing came of it; one that was paid before stays paid."""
    if intent.provider_id not in {"", facts.provider_id} or not may(intent.state, IntentState.CANCELED):
        return Settled(Outcome.NOTHING, intent)
    intent = _linked_to(store, intent, facts)
    over_ = store.intents.move(intent, IntentState.CANCELED, now_ms, party=facts.party, reason=facts.reason)
    news = None if intent.superseded else news_of(over_, Outcome.CANCELED, reason_of(facts.reason))
    return Settled(Outcome.CANCELED, over_, news=news)


def _ended(
    store: Store, intent_id: int, state: IntentState, word: str, reason: Reason, now_ms: int
) -> Settled:
    intent = store.intents.get(intent_id, hold=True)
    if intent is None or intent.state not in {IntentState.NEW, IntentState.UNKNOWN}:
        return Settled(Outcome.NOTHING, intent)
    ended = store.intents.move(intent, state, now_ms, reason=word)
    outcome = Outcome.REFUSED if state is IntentState.REFUSED else Outcome.CANCELED
    return Settled(outcome, ended, news=None if ended.superseded else news_of(ended, outcome, reason))


def _suspend(store: Store, facts: Facts, intent: Intent | None, why: Why, now_ms: int) -> bool:
    what = NewHeld(
        EntryKind.PAYMENT, facts.provider_id, why, facts.amount, facts.currency, moved_ms(facts),
        intent.id if intent else 0,
    )  # fmt: skip
    return store.ledger.suspend(what, now_ms)
