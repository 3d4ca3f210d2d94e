"""The bills of a month, as soon as billing has delivered them: one message for each account and month.

What was told of is a row, written in the transaction that writes the message: whatever is killed, repeated or
done by two replicas at once, a bill is told of once, and each correction of it once.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from bot.dialogs.ebill_news import of_month
from bot.dialogs.engine import message
from core.records import Priority, RawEvent
from core.values import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dialogs.model import Reply
    from bot.ebill.rules import EbillRules
    from bot.watching import Reach
    from core.ebill.model import MonthBill
    from core.ports import Store

SOURCE = "ebill"
PAGE = 200
CHUNK = 10
"""Bills in one transaction, about 1 ms each."""
PAUSE_S = 0.02
MONTHS = 3
"""Bills older than so many months are no news any more."""


class Sending:
    """One pass goes through all electronic accounts; it may take several looks."""

    def __init__(self, reach: Reach[EbillRules]) -> None:
        self._reach, self._rules = reach, reach.rules
        self._after = (0, "")

    async def look(self, now_ms: int) -> bool:
        """Go on with the pass, by day only; True when it is over."""
        left = self._rules.per_look
        while left > 0:
            oldest = Period.of(self._rules.day(now_ms)).shift(-MONTHS)
            page = await self._reach.see(partial(_due, after=self._after, oldest=oldest))
            if not page:
                self._after = (0, "")
                return True
            left -= await self._send(page, now_ms)
            self._after = (page[-1].account_id, str(page[-1].period))
            await asyncio.sleep(PAUSE_S)
        return False

    async def _send(self, page: Sequence[MonthBill], now_ms: int) -> int:
        told = 0
        for start in range(0, len(page), CHUNK):
            part = page[start : start + CHUNK]
            told += await self._reach.change(partial(self._tell, bills=part, now_ms=now_ms))
            self._reach.wake()
        return told

    def _tell(self, store: Store, bills: Sequence[MonthBill], now_ms: int) -> int:
        return sum(self._told(store, bill, now_ms) for bill in bills)

    def _told(self, store: Store, found: MonthBill, now_ms: int) -> bool:
        """Everything is looked at again: link, role, way, bill and chat may have changed since the page."""
        bill, standing = store.ebills.bill(found.account_id, found.period), store.ebills.of(found.account_id)
        if bill is None or standing is None:
            return False
        me = store.people.mine(standing.subscriber_id, bill.account_id)
        card = store.accounts.card(standing.subscriber_id, bill.account_id)
        if me is None or not me.role.manages or card is None or card.account.id != bill.account_id:
            return False
        if self._rules.calendars.quiet_until(store, standing.subscriber_id, bill.account_id, now_ms):
            return False  # a pass of the morning finds it as it is then
        address = self._rules.place(store, standing)
        if not address:
            store.ebills.waits(bill.account_id, now_ms)
            return False
        time = store.ebills.told(bill, now_ms)
        if not time:
            return False
        if standing.waits_ms:
            store.ebills.waits(bill.account_id, 0)
        sums = self._rules.carries_sums(address)
        file = sums and not address.startswith("tel:")
        identity = f"{bill.account_id}:{bill.period}:{time}"
        self._put(store, identity, address, now_ms, of_month(bill, card, sums=sums, file=file))
        return True

    def _put(self, store: Store, identity: str, address: str, now_ms: int, reply: Reply) -> None:
        event_id = store.inbox.store(RawEvent(SOURCE, identity, "system", b"", now_ms))
        if event_id is None:
            return
        store.inbox.done(event_id)
        effect = replace(message(address, reply), priority=Priority.BULK)
        store.outbox.put(event_id, 0, effect, now_ms)


def _due(store: Store, after: tuple[int, str], oldest: Period) -> tuple[MonthBill, ...]:
    return store.ebills.due(after, oldest, PAGE)
