"""What is behind a short link: the right is asked anew, the wish made, the shop asked at once."""

from __future__ import annotations

from datetime import date, tzinfo
from typing import TYPE_CHECKING

from bot.handlers.payment_link import Opened, Way
from core.clock import from_ms, to_ms
from core.database import StorageUnavailable, Unit
from core.errors import NotStored
from core.payments.gateway import Throttled
from core.payments.model import IntentState, NewIntent
from core.payments.short_links import ShortLink, unseal
from core.records import Session
from core.usecases.accounts import ShowCard
from core.usecases.pay import Answer, Words
from core.values import Masked, Money, Period

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.dialogs.pay_terms import PayTerms
    from bot.payments.creating import Creating
    from core.clock import Clock
    from core.database import Database, Tx
    from core.ports import Store
    from core.secrets import Keyring
    from core.usecases.pay import Asked

_GONE, _UNSURE, _AWAY = Opened(Way.GONE), Opened(Way.UNSURE), Opened(Way.AWAY)


class ShortLinks:
    """`bot.handlers.payment_link.PayLinks`."""

    def __init__(
        self,
        keys: Keyring,
        terms: PayTerms,
        creating: Creating,
        database: Database,
        open_store: Callable[[Tx], Store],
        *,
        clock: Clock,
        today: Callable[[], date],
        zone: tzinfo,
    ) -> None:
        self._keys, self._terms, self._creating = keys, terms, creating
        self._database, self._open_store = database, open_store
        self._clock, self._today, self._zone = clock, today, zone

    def known(self, token: str) -> bool:
        """Whether we wrote it today."""
        return self._read(token) is not None

    def _read(self, token: str) -> ShortLink | None:
        link = unseal(self._keys, token)
        return link if link is not None and link.day == self._today() else None

    async def open(self, token: str) -> Opened:
        """Where to go; a payment that is there is given again. Raises NotStored."""
        link = self._read(token)
        if link is None:
            return _GONE
        if not self._terms.ready():
            return _AWAY
        try:
            if await self._database.read(lambda tx: self._paid(tx, link)):
                return Opened(Way.PAID)
            asked = await self._database.write(Unit(lambda tx: self._wish(tx, link), key=link.address))
            return _GONE if asked is None else await self._way(asked)
        except StorageUnavailable as error:
            raise NotStored(str(error)) from error

    async def _way(self, asked: Asked) -> Opened:
        if asked.answer is Answer.TOO_MANY:
            return Opened(Way.BUSY)
        if asked.intent is None:
            return _GONE
        intent, body = await self._creating.read(asked.intent.id)
        if intent is not None and intent.state is IntentState.NEW and body:
            try:
                await self._creating.make(intent, body)
            except Throttled:
                return _AWAY
            intent, _ = await self._creating.read(asked.intent.id)
        pending = intent is not None and intent.state is IntentState.PENDING
        return Opened(Way.OPEN, intent.url) if intent is not None and pending else _UNSURE

    def _paid(self, tx: Tx, link: ShortLink) -> bool:
        """Whether this person paid this sum for this account today, by whichever link."""
        now = from_ms(self._clock.now_ms()).astimezone(self._zone)
        since_ms = to_ms(now.replace(hour=0, minute=0, second=0, microsecond=0))
        intents = self._open_store(tx).intents
        return intents.paid(link.subscriber_id, link.account_id, link.amount, since_ms)

    def _wish(self, tx: Tx, link: ShortLink) -> Asked | None:
        """The wish that the link stands for; None for who may not make it any more."""
        store = self._open_store(tx)
        session = Session(link.address, link.subscriber_id)
        card = ShowCard()(store, session, link.account_id, dues=False)
        if card is None or not card.role.sees_money:
            return None
        now_ms, terms, number = self._clock.now_ms(), self._terms, card.account.number
        balance = card.balance
        wish = NewIntent(
            link.account_id, link.subscriber_id, link.address, link.amount,
            balance.debt if balance else Money(0), balance.as_of if balance else self._today(),
        )  # fmt: skip
        told, period = (number, str(Period.of(self._today()))) if terms.numbers else ("", "")
        phone = link.address.rpartition("+")[2]
        words = Words(terms.describe(Masked(number)), terms.return_url, told, phone, period)
        return terms.use(store, wish, words, now_ms)
