"""What a provider tells us, by either route, becomes events: each message once, with what goes with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.channels.sms_port import IncomingSms, Status
from bot.handlers.sms_events import sms_event, stranger
from core.ports import Store
from core.records import RawEvent
from core.sms_heard import Heard, Route, mark_of
from core.text import clean_text
from core.usecases.hear_once import hear_once

if TYPE_CHECKING:
    from collections.abc import Awaitable, Collection

    from bot.handlers.picked import Pick
    from core.secrets import Keyring

log = structlog.stdlib.get_logger(__name__)
FUTURE_MS = 86_400_000
"""A message that is dated further ahead is dated when it is heard: the provider's clock says nothing."""
LONGEST_ID = 64
Settle = Callable[[Store, Sequence[Status], int], Sequence[RawEvent]]
"""Takes statuses in the transaction that they came in; the events that follow from them."""


def no_statuses(_store: Store, _statuses: Sequence[Status], _now_ms: int) -> Sequence[RawEvent]:
    """Statuses are nobody's business."""
    return ()


class SmsHearing:
    """Takes messages and statuses in. `both`: two routes are on, so messages are told twice."""

    def __init__(
        self,
        provider: str,
        keys: Keyring,
        own: Collection[str],
        take: Callable[[Pick, Sequence[str]], Awaitable[None]],
        now_ms: Callable[[], int],
        settle: Settle = no_statuses,
        *,
        both: bool,
    ) -> None:
        """`take` is the door of the intake; `own` are our numbers, E.164."""
        self.provider = provider
        self._keys, self._own, self._take, self._now_ms = keys, frozenset(own), take, now_ms
        self._settle, self._both = settle, both
        self.counts: dict[str, int] = {}

    async def __call__(
        self,
        route: Route,
        told: Sequence[IncomingSms | Status],
        also: Callable[[Store], None] | None = None,
    ) -> None:
        """Store what is news, then handle it. `also` is done in the same transaction. Raises `NotStored`."""
        messages = [self._named(one) for one in told if isinstance(one, IncomingSms)]
        statuses = [one for one in told if not isinstance(one, IncomingSms)]
        now_ms = self._now_ms()
        events = [(sms, sms_event(self.provider, sms, self._own, now_ms)) for sms in messages]

        def pick(store: Store) -> Sequence[RawEvent]:
            if also is not None:
                also(store)
            news = [one for sms, event in events if (one := self._news(store, route, sms, event))]
            return [*news, *self._settle(store, statuses, now_ms)]

        await self._take(pick, [event.address for _, event in events])
        self._count(route, messages)

    def _news(self, store: Store, route: Route, sms: IncomingSms, event: RawEvent) -> RawEvent | None:
        if not self._both:
            return event  # the inbox knows an id that it has
        now_ms = event.received_ms
        mark = mark_of(self._keys, sms.phone, sms.text)
        told = Heard(self.provider, sms.provider_id, route, mark, _sent(sms, now_ms))
        identity = hear_once(store.sms_heard, told, now_ms)
        if identity == event.source_id:
            return event
        return replace(event, source_id=identity) if identity else None

    def _count(self, route: Route, messages: Sequence[IncomingSms]) -> None:
        for sms in messages:
            who = stranger(sms, self._own)
            if who:
                log.info("sms.nobody_to_answer", who=who, route=route.value)
            self.counts[route.value] = self.counts.get(route.value, 0) + 1

    def _named(self, sms: IncomingSms) -> IncomingSms:
        """The message with an identity: one without an id has its words and its minute for one."""
        if sms.provider_id:
            clean = clean_text(sms.provider_id[:LONGEST_ID])
            return sms if clean == sms.provider_id else replace(sms, provider_id=clean)
        minute = _sent(sms, self._now_ms()) // 60_000
        return replace(sms, provider_id=f"{mark_of(self._keys, sms.phone, sms.text)}.{minute}")


def _sent(sms: IncomingSms, now_ms: int) -> int:
    return sms.received_ms if 0 < sms.received_ms < now_ms + FUTURE_MS else now_ms
