"""What the shop says, settled and told: the booking and the event for the person are one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from bot.dialogs.pay_news import NEWS, target_of
from bot.payments.alarms import SYSTEM, Alarms, alarm_of
from core.records import RawEvent
from core.usecases.settle_refund import SettleRefund

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.handlers.picked import Pick
    from core.clock import Clock
    from core.payments.model import Facts, RefundFacts
    from core.payments.outcome import News, Settled
    from core.ports import Store
    from core.usecases.settle import Settle


class Settling:
    """The only door by which facts come in. `counts`: outcomes, for the metrics."""

    def __init__(
        self,
        settle: Settle,
        take: Callable[[Pick, Sequence[str]], Awaitable[None]],
        clock: Clock,
        alarms: Alarms | None = None,
    ) -> None:
        """`take` is the door of the intake: it stores what is news with whatever it is news of."""
        self.settle, self._take, self._clock = settle, take, clock
        self.alarms = alarms or Alarms()
        self._refund = SettleRefund()
        self.counts: dict[str, int] = {}

    async def payment(self, facts: Facts, address: str = SYSTEM) -> Settled:
        """Take what the shop says of a payment. Raises NotStored."""
        return await self.apply(
            lambda store, now_ms: self.settle(store, facts, now_ms), address, facts.provider_id
        )

    async def refund(self, facts: RefundFacts) -> Settled:
        """Take what the shop says of money given back; its payment was settled before. Raises NotStored."""
        return await self.apply(
            lambda store, now_ms: self._refund(store, facts, now_ms), SYSTEM, facts.provider_id
        )

    async def apply(self, change: Callable[[Store, int], Settled], address: str, name: str = "") -> Settled:
        """Carry out a change and have its news told at once.

        `address`: who is probably told; `name`: the shop's id of what it is about, for staff.
        """
        done: list[Settled] = []

        def pick(store: Store) -> Sequence[RawEvent]:
            now_ms = self._clock.now_ms()
            done[:] = [change(store, now_ms)]
            if alarm := alarm_of(done[0], name):
                self.alarms.note(store.audit, alarm, now_ms)
            return told(done[0], now_ms)

        await self._take(pick, (address,))
        (settled,) = done
        self.counts[settled.outcome] = self.counts.get(settled.outcome, 0) + 1
        if alarm := alarm_of(settled, name):
            self.alarms.said(alarm)
        return settled


def told(settled: Settled, now_ms: int) -> Sequence[RawEvent]:
    """The events of what a person is to be told; each thing once."""
    entry = settled.entry.id if settled.entry else 0
    several = enumerate((settled.news, *settled.also))
    return [_event(news, f"{entry}{f'.{at}' if at else ''}", now_ms) for at, news in several if news]


def _event(news: News, entry: str, now_ms: int) -> RawEvent:
    body = msgspec.json.encode({"entry": NEWS, "target": target_of(news)})
    source_id = f"{NEWS}:{news.intent.id}.{news.what}.{news.intent.state}.{entry}"
    return RawEvent("entry", source_id, news.address, body, now_ms)
