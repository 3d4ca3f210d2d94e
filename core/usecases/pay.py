"""Asking for a link to pay: within a turn, without a network. The link comes later, as an effect's result.

The wish is written before anybody is asked, with its idempotence key and the very words of the question, so a
process that dies between two steps asks again and gets the same payment.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from core.payments.amounts import RULES, PayRules, Size, size_of
from core.payments.gateway import Order
from core.payments.looking import next_look
from core.payments.model import IntentState
from core.records import Effect
from core.values import Money

if TYPE_CHECKING:
    from core.payments.model import Intent, NewIntent
    from core.ports import Store

CREATE = "create-payment"
"""The effect that asks the provider; its payload is `{"intent": <id>}`, its address `payment:<id>`."""
_DAY_MS = 24 * 3600 * 1000


@dataclass(frozen=True, slots=True)
class Words:
    """What a payment says of itself: see `core.payments.gateway.Order`."""

    description: str
    return_url: str
    account_number: str = ""
    phone: str = ""
    period: str = ""


class Answer(StrEnum):
    """What became of the request."""

    ASKED = "asked"  # written; the link comes as the result of `effect`
    COMING = "coming"  # asked for a moment ago, the same sum: the link is on its way
    SAME = "same"  # the link that is there, `intent.url`
    UNSURE = "unsure"  # it is being found out whether a payment was made: no second link meanwhile
    TOO_SMALL = "too-small"
    TOO_LARGE = "too-large"
    TOO_MANY = "too-many"  # wishes today


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer. `effect` is for the turn's effects; `sbp_only`: a card cannot pay so much at once."""

    answer: Answer
    intent: Intent | None = None
    effect: Effect | None = None
    sbp_only: bool = False


@dataclass(frozen=True, slots=True)
class Pay:
    """One wish for one account; several accounts are several calls in the same turn."""

    rules: PayRules = RULES

    def __call__(self, store: Store, wish: NewIntent, words: Words, now_ms: int) -> Asked:
        """Give the link there is, or write a wish. Whether the person may pay was asked before."""
        size = size_of(wish.amount, self.rules)
        if size in {Size.TOO_SMALL, Size.TOO_LARGE}:
            return Asked(Answer.TOO_SMALL if size is Size.TOO_SMALL else Answer.TOO_LARGE)
        store.intents.hold(wish.account_id)
        live = store.intents.live(wish.subscriber_id, wish.account_id)
        if live is not None and (there := self._there(store, live, wish, now_ms)):
            return there
        person, account = store.intents.counts(wish.subscriber_id, wish.account_id, now_ms - _DAY_MS)
        if person >= self.rules.person_day or account >= self.rules.account_day:
            return Asked(Answer.TOO_MANY)
        if live is not None:
            store.intents.supersede(live.id)
        look_ms = next_look(IntentState.NEW, now_ms, now_ms)
        intent = store.intents.add(wish, _body(words), look_ms, now_ms)
        return Asked(Answer.ASKED, intent, effect_of(intent), size is Size.SBP_ONLY)

    def _there(self, store: Store, live: Intent, wish: NewIntent, now_ms: int) -> Asked | None:
        """What the wish that is there already answers; None where a new one takes its place."""
        sbp = size_of(live.wish.amount, self.rules) is Size.SBP_ONLY
        if live.state is IntentState.UNKNOWN:
            return Asked(Answer.UNSURE, live)
        if (live.wish.amount, live.wish.email) != (wish.amount, wish.email):
            return None
        if live.state is IntentState.PENDING and live.expires_ms - self.rules.spare_s * 1000 <= now_ms:
            return None
        if live.wish.address != wish.address:
            store.intents.readdress(live.id, wish.address)
        return Asked(Answer.SAME if live.state is IntentState.PENDING else Answer.COMING, live, sbp_only=sbp)


def effect_of(intent: Intent) -> Effect:
    """Ask the provider, and tell the person's address what came of it."""
    payload = json.dumps({"intent": intent.id})
    return Effect(CREATE, f"payment:{intent.id}", payload, notify=intent.wish.address)


def order_of(intent: Intent, body: str) -> Order:
    """What the provider is asked, the same in every try. Raises ValueError: the body is no longer there."""
    words = json.loads(body)
    return Order(
        intent=intent.id, key=intent.key, amount=Money(intent.wish.amount.kopecks),
        email=intent.wish.email, made_ms=intent.created_ms, **words,
    )  # fmt: skip


def _body(words: Words) -> str:
    return json.dumps(asdict(words), ensure_ascii=False, sort_keys=True)
