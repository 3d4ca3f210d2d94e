"""Asking the shop for a payment: by its effect, again each minute with the same key while nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from core.database import StorageUnavailable
from core.errors import NotStored
from core.payments.gateway import BadCredentials, OutcomeUnknown, Rejected, Throttled
from core.payments.model import IntentState
from core.payments.outcome import Outcome, Settled, news_of
from core.records import Attempt, Result
from core.usecases.pay import order_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.payments.line import PaymentLine
    from bot.payments.settling import Settling
    from core.database import Database, Tx
    from core.payments.model import Intent
    from core.ports import Store
    from core.records import OutboxRow

_OPEN = frozenset({IntentState.NEW, IntentState.UNKNOWN})
_AWAY_MS = 1_000
_decode = msgspec.json.Decoder(dict[str, int]).decode


class Creating:
    """Makes payments of intents."""

    def __init__(
        self, line: PaymentLine, settling: Settling, database: Database, open_store: Callable[[Tx], Store]
    ) -> None:
        self._line, self._settling = line, settling
        self._database, self._open = database, open_store

    async def read(self, intent_id: int) -> tuple[Intent | None, str]:
        """An intent and what its payment is made of. Raises StorageUnavailable."""

        def look(tx: Tx) -> tuple[Intent | None, str]:
            intents = self._open(tx).intents
            return intents.get(intent_id), intents.body(intent_id)

        return await self._database.read(look)

    async def make(self, intent: Intent, body: str) -> Settled:
        """Ask, and settle the answer. Raises Throttled, NotStored.

        The same key and the same words each time: the day of the wish decides the rates of its receipt.
        """
        order, address = order_of(intent, body), intent.wish.address
        settle = self._settling.settle
        try:
            facts = await self._line.ask(lambda shop: shop.create(order))
        except (Rejected, BadCredentials) as error:
            code = str(error)[:200] if isinstance(error, Rejected) else "invalid_credentials"
            return await self._settling.apply(lambda s, now: settle.refuse(s, intent.id, code, now), address)
        except OutcomeUnknown:
            return await self._settling.apply(lambda s, now: self._unsure(s, intent, now), address)
        return await self._settling.payment(facts, address)

    def _unsure(self, store: Store, intent: Intent, now_ms: int) -> Settled:
        """The person is told once that it is being found out."""
        unsure = self._settling.settle.unsure(store, intent.id, now_ms)
        if unsure is None or intent.state is not IntentState.NEW or unsure.state is not IntentState.UNKNOWN:
            return Settled(Outcome.NOTHING, unsure)
        return Settled(Outcome.NOTHING, unsure, news=news_of(unsure, Outcome.LINK))


class PaymentSender:
    """Carries out `create-payment`. What stays unknown is the watch's from then on: the effect is over."""

    def __init__(self, creating: Creating) -> None:
        self._creating = creating

    async def send(self, row: OutboxRow) -> Attempt:
        """Ask for the payment of an intent; never raises for what the shop answers."""
        try:
            intent, body = await self._creating.read(_decode(row.payload)["intent"])
            if intent is None or intent.state not in _OPEN or not body:
                return Attempt(Result.OK, reason="over")
            settled = await self._creating.make(intent, body)
        except Throttled as error:
            return Attempt(Result.RETRY, reason="throttled", retry_after_ms=error.retry_after_ms)
        except (StorageUnavailable, NotStored) as error:
            return Attempt(Result.RETRY, reason=str(error), retry_after_ms=_AWAY_MS)
        return Attempt(Result.OK, reason=str(settled.outcome))
