"""Asks the shop what became of payments: when a notice says so, by the clock, and while a link is in doubt.

Claimed by a commit before the call, so that a crash or a second process costs a question and no money.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.payments.alarms import SYSTEM
from bot.payments.listing import listed
from core.database import StorageUnavailable, Unit
from core.errors import NotStored
from core.payments.gateway import GatewayError, NotFound, Rejected
from core.payments.looking import look_after, same_key
from core.payments.model import IntentState
from core.payments.outcome import Settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.payments.creating import Creating
    from bot.payments.line import PaymentLine
    from bot.payments.settling import Settling
    from core.clock import Clock
    from core.database import Database, Tx
    from core.payments.ports import Look
    from core.ports import Store

T = TypeVar("T")
log = structlog.stdlib.get_logger(__name__)
EVERY_S = 1.0
AT_ONCE = 20
AGAIN_MS = 60_000
"""After a question about a notice that got no answer."""
GIVEN_UP_MS = 24 * 3_600_000
"""As long as the provider itself repeats a notice."""
_HOUR_MS = 3_600_000


class PaymentWatch:
    """Looks for the life of the bot. `wake` after a notice was stored: it is not left to the next second."""

    def __init__(
        self,
        line: PaymentLine,
        settling: Settling,
        creating: Creating,
        database: Database,
        open_store: Callable[[Tx], Store],
        clock: Clock,
    ) -> None:
        self._line, self._settling, self._creating = line, settling, creating
        self._database, self._open, self._clock = database, open_store, clock
        self._wake = asyncio.Event()

    def wake(self) -> None:
        self._wake.set()

    async def run(self) -> None:
        """Look for ever; what goes wrong is looked at again."""
        while True:
            more = False
            try:
                more = await self.look(self._clock.now_ms())
            except (StorageUnavailable, NotStored) as error:
                log.warning("payments.watch_waits", reason=str(error))
            except Exception:
                log.exception("payments.watch_failed")
            if not more:
                await self._pause()

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), EVERY_S)
        except TimeoutError:
            return
        self._wake.clear()

    async def look(self, now_ms: int) -> bool:
        """Ask about everything that is due; whether there was any. Raises StorageUnavailable, NotStored."""
        if not self._line.ready or not await self._database.read(lambda tx: self._any(tx, now_ms)):
            return False
        notices, looks = await self._database.write(Unit(lambda tx: self._claim(tx, now_ms)))
        asked = [self._noticed(*notice, now_ms) for notice in notices]
        asked += [self._looked(look, now_ms) for look in looks]
        for failed in filter(None, await asyncio.gather(*asked, return_exceptions=True)):
            log.error("payments.look_failed", exc_info=failed)
        return bool(asked)

    def _any(self, tx: Tx, now_ms: int) -> bool:
        store = self._open(tx)
        return bool(store.intents.due(now_ms, 1) or store.payment_notices.due(now_ms, 1))

    def _claim(self, tx: Tx, now_ms: int) -> tuple[tuple[tuple[str, str, str], ...], tuple[Look, ...]]:
        """What is asked about now: event, object and who is probably told of each notice; wishes."""
        store = self._open(tx)
        notices = store.payment_notices.due(now_ms, AT_ONCE)
        looks = store.intents.due(now_ms, AT_ONCE)
        for _, object_id in notices:
            store.payment_notices.later(object_id, now_ms + AGAIN_MS)
        for one in looks:
            store.intents.looked(one.intent.id, look_after(one.intent, now_ms))
        return tuple((event, name, _told(store, name)) for event, name in notices), looks

    async def _noticed(self, event: str, object_id: str, address: str, now_ms: int) -> None:
        """A notice only says where to look. One about nothing of ours is put away."""
        try:
            if event.startswith("refund."):
                refund = await self._line.ask(lambda shop: shop.get_refund(object_id))
                await self._settling.payment(await self._line.ask(lambda shop: shop.get(refund.payment_id)))
                settled = await self._settling.refund(refund)
            else:
                facts = await self._line.ask(lambda shop: shop.get(object_id))
                settled = await self._settling.payment(facts, address)
            result = str(settled.outcome)
        except NotFound:
            result = "not-found"
        except GatewayError as error:
            await self._unanswered(object_id, error, now_ms)
            return
        await self._put_away(object_id, result, now_ms)

    async def _unanswered(self, object_id: str, error: GatewayError, now_ms: int) -> None:
        """Ask again, what was refused only each hour; given up after a day: the nightly list has it, too."""
        reason, refused = type(error).__name__, isinstance(error, Rejected)
        log.info("payments.notice_waits", reason=reason)
        if refused:
            later_ms = now_ms + _HOUR_MS
            await self._write(lambda store: store.payment_notices.later(object_id, later_ms))
        if await self._put_away(object_id, reason, now_ms - GIVEN_UP_MS):
            log.error("payments.notice_given_up", object=object_id, reason=reason)

    async def _put_away(self, object_id: str, result: str, until_ms: int) -> int:
        """The notices about it that came up to then are done with; how many."""
        return await self._write(
            lambda store: store.payment_notices.done(object_id, result, self._clock.now_ms(), until_ms)
        )

    async def _write(self, work: Callable[[Store], T]) -> T:
        return await self._database.write(Unit(lambda tx: work(self._open(tx))))

    async def _looked(self, look: Look, now_ms: int) -> None:
        """Ask what became of a payment, or again for one that nobody knows to have been made."""
        intent = look.intent
        try:
            if intent.provider_id:
                facts = await self._line.ask(lambda shop: shop.get(intent.provider_id))
                await self._settling.payment(facts, intent.wish.address)
            elif look.body and same_key(intent.created_ms, now_ms):
                await self._creating.make(intent, look.body)
            elif intent.state in {IntentState.NEW, IntentState.UNKNOWN}:
                await self._search(look, now_ms)
        except GatewayError as error:
            log.info("payments.look_waits", intent=intent.id, reason=type(error).__name__)

    async def _search(self, look: Look, now_ms: int) -> Settled:
        """The key is forgotten: is there a payment of this intent in the shop's list? Raises GatewayError."""
        intent = look.intent
        since_ms, until_ms = intent.created_ms - _HOUR_MS, now_ms + _HOUR_MS
        made = listed(self._line.ask, lambda shop, cursor: shop.made(since_ms, until_ms, cursor))
        async for facts in made:
            if facts.intent == intent.id:
                return await self._settling.payment(facts, intent.wish.address)
        never = self._settling.settle.never_made
        return await self._settling.apply(lambda s, now: never(s, intent.id, now), intent.wish.address)


def _told(store: Store, provider_id: str) -> str:
    """Where the news of a payment go: settled and told are one transaction then."""
    intent = store.intents.by_provider(provider_id)
    return intent.wish.address if intent else SYSTEM
