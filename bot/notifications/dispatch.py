"""From planned reminders to messages in the outbox, a few seconds ahead of the sender.

One person is one transaction: what is due for them is judged anew, said in as few messages as it takes, and
its rows are queued with the message that carries them. A kill between two people loses and doubles nothing.
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

import structlog

from bot.channels.sending_limits import LATER, USELESS
from bot.dialogs.engine import message
from bot.notifications.begun import begun
from bot.notifications.merged import merged
from bot.notifications.places import place
from bot.notifications.room import Room, room_of
from bot.notifications.rules import HOLD_MS, MERGE_MS, PASSING
from bot.notifications.sms_terms import PHONE
from bot.notifications.speaker import Moment
from core.database import StorageUnavailable
from core.notifications.kinds import TRAITS
from core.notifications.model import State
from core.records import Priority
from core.usecases.notices import REMIND

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.notifications.rules import NotifyRules
    from bot.notifications.speaker import Said
    from bot.watching import Reach
    from core.notifications.model import Reminder
    from core.ports import Store
    from core.records import Effect, OutboxRow

log = structlog.stdlib.get_logger(__name__)
SOURCE = "reminder"
FULL_MS = 60_000
"""How long what has no room waits where SMS or messengers stand still: others go on meanwhile."""
STANDS_MS = 30_000
"""Messengers without room for so long stand still; at the full pace they have none at many a look."""
PAGE = 100
_TOO_LATE = frozenset({"late", "stale", "quiet"})
DAY_MS = 24 * 3_600_000


class Dispatch:
    """Hands what is due to the outbox; safe to be called at any time, from any number of processes."""

    def __init__(
        self,
        reach: Reach[NotifyRules],
        now_ms: Callable[[], int],
        tell: Callable[[str, str], Awaitable[None]] | None = None,
    ) -> None:
        """`tell` tells staff of an event."""
        self._reach, self._rules, self._now_ms, self._tell_staff = reach, reach.rules, now_ms, tell
        self._capped_ms = self._told_ms = self._full_ms = 0
        self._room = Room(1 << 30, 1 << 30)
        self._one = asyncio.Lock()

    async def __call__(self) -> None:
        """One look by the clock."""
        try:
            await self.run()
        except StorageUnavailable as error:
            log.warning("reminders.wait", reason=error.reason)

    async def run(self) -> int:
        """Note what left, then hand over as much as the sender takes in some seconds; how many messages."""
        async with self._one:
            while await self._reach.see(lambda store: store.reminders.over()):
                await self._reach.change(lambda store: store.reminders.settle(self._now_ms(), PAGE))
            return await self._hand_over()

    async def _hand_over(self) -> int:
        now_ms, per_second = self._now_ms(), self._rules.per_second
        self._room = room = await self._reach.see(lambda store: room_of(store, per_second, now_ms))
        most = self._most(room, now_ms)
        people = await self._reach.see(lambda store: store.reminders.people(now_ms, most))
        count = 0
        for subscriber_id in people:
            count += await self._told(subscriber_id)
            self._reach.wake()
        await self._capped()
        return count

    def _most(self, room: Room, now_ms: int) -> int:
        """How many people are looked at: as many as messengers take.

        Where those stand still they hold up no SMS: some are looked at, and passed over for a while.
        """
        self._full_ms = 0 if room.messenger > 0 else self._full_ms or now_ms
        if not self._full_ms:
            return room.messenger
        return max(min(room.sms, PAGE), 0) if self._stand(now_ms) else 0

    def _stand(self, now_ms: int) -> bool:
        """Whether messengers stand still."""
        return self._full_ms > 0 and abs(now_ms - self._full_ms) >= STANDS_MS

    async def _told(self, subscriber_id: int) -> int:
        """Tell one person; whoever cannot be told waits a while, so that the others go on."""
        key = f"reminders:{subscriber_id}"
        try:
            return await self._reach.change(partial(self.tell, subscriber_id=subscriber_id), key)
        except StorageUnavailable:
            raise
        except Exception:
            log.exception("reminders.failed", subscriber=subscriber_id)
        now_ms = self._now_ms()
        await self._reach.change(
            lambda store: store.reminders.hold(subscriber_id, now_ms, now_ms + HOLD_MS), key
        )
        return 0

    def tell(self, store: Store, subscriber_id: int) -> int:
        """Say what is due for a person, within the transaction of the store; how many messages."""
        now_ms, way = self._now_ms(), store.wishes.way(subscriber_id)
        found = store.reminders.due(subscriber_id, now_ms + MERGE_MS)
        ready = [
            one
            for one in found
            if self._ready(store, one, now_ms, self._rules.free_ms(store, one, way, now_ms))
        ]
        count = 0
        while ready:
            ready, messages = self._tell_some(store, subscriber_id, ready, now_ms)
            count += messages
        return count

    def _tell_some(
        self, store: Store, subscriber_id: int, ready: Sequence[Reminder], now_ms: int
    ) -> tuple[list[Reminder], int]:
        """Say at one address what it carries; what is left for another, and how many messages."""
        kinds = {one.kind for one in ready}
        address = place(
            store, self._rules, subscriber_id, kinds, self._affordable(store, subscriber_id, now_ms)
        )
        if not address:
            capped = bool(place(store, self._rules, subscriber_id, kinds))
            for one in ready:
                store.reminders.end(one.id, State.DROPPED, "sms-cap" if capped else "no-channel", now_ms)
            return [], 0
        if not self._room.holds(address):
            for one in ready if address.startswith(PHONE) or self._stand(now_ms) else ():
                store.reminders.later(one.id, now_ms + FULL_MS)
            return [], 0
        here = [one for one in ready if self._rules.carries(one.kind, address)]
        said = self._said(store, here, Moment(now_ms, self._rules.day(now_ms), address))
        count = 0
        while said:
            reply, told = merged(said, partial(self._rules.fits, address))
            until_ms = max(one.until_ms for one in here if one.id in told)
            self._put(store, replace(message(address, reply), deadline_ms=until_ms), told, now_ms)
            self._room.take(address)
            if address.startswith(PHONE):
                self._rules.sms.count(store, subscriber_id, reply, now_ms)
            said = [one for one in said if not set(one.told) & set(told)]
            count += 1
        return [one for one in ready if one not in here], count

    def _affordable(self, store: Store, subscriber_id: int, now_ms: int) -> Callable[[str], bool]:
        """Whether the caps allow a message to an address."""

        def fits(address: str) -> bool:
            left = self._rules.sms.left(store, subscriber_id, now_ms) if address.startswith(PHONE) else ""
            if left == "month":
                self._capped_ms = now_ms
            return not left

        return fits

    async def _capped(self) -> None:
        """Tell staff, once a day, that SMS of notifications have used up their money."""
        if self._tell_staff is not None and self._capped_ms - self._told_ms >= DAY_MS:
            self._told_ms = self._capped_ms
            await self._tell_staff(
                "notify-sms-cap", "reminders.sms_month_rub is used up: notifications go to messengers only"
            )

    def _ready(self, store: Store, one: Reminder, now_ms: int, free_ms: int) -> bool:
        """Whether it is said now; if not, it is over or waits."""
        why = self._rules.why_not(store, one, now_ms)
        held = why if why in PASSING else "stale" if self._rules.stale(store, one.kind, now_ms) else ""
        if why and why != held:
            store.reminders.end(one.id, _ended(why), why, now_ms)
            return False
        later_ms = max(free_ms, now_ms + HOLD_MS) if held else free_ms
        if later_ms <= now_ms:
            return True
        if later_ms > one.until_ms:
            store.reminders.end(one.id, _ended(held or "quiet"), held or "quiet", now_ms)
        else:
            store.reminders.later(one.id, later_ms)
        return False

    def _said(self, store: Store, ready: Sequence[Reminder], moment: Moment) -> list[Said]:
        """The words for all that is ready, kind by kind in the order of the kinds."""
        order = list(TRAITS)
        by_kind = sorted(ready, key=lambda one: order.index(one.kind))
        said: list[Said] = []
        for kind, group in groupby(by_kind, key=lambda one: one.kind):
            left = list(group)
            while left and (one := self._rules.speakers[kind].say(store, left, moment)) and one.told:
                said.append(one)
                left = [reminder for reminder in left if reminder.id not in one.told]
            for reminder in left:
                store.reminders.end(reminder.id, State.DROPPED, "nothing", moment.now_ms)
        return said

    def _put(self, store: Store, effect: Effect, told: Sequence[int], now_ms: int) -> None:
        """The message and its rows, together; nothing where one of them is somebody else's by now."""
        taken = store.reminders.take(told, now_ms)
        if len(taken) < len(told):
            for one in taken:
                store.reminders.later(one, now_ms)
            return
        outbox_id = begun(store, SOURCE, replace(effect, priority=Priority.NOTICE, topic=REMIND), now_ms)
        store.reminders.carried_by(told, outbox_id)


def still_useful(rules: NotifyRules, store: Store, row: OutboxRow, now_ms: int) -> str:
    """What becomes of a message that is about to leave: "" where it tells only what is of use, and by day.

    Else it is taken back: after a downtime it may be night by now, or the data old. What of it is of use is
    planned again and said in a message of its own. What may have arrived is never written anew: it waits as
    it is, and an SMS is asked about before it is sent again.
    """
    carried = store.reminders.of_message(row.id)
    whys = [rules.why_not(store, one, now_ms) for one in carried]
    waits = any(rules.waits(store, one, now_ms) for one in carried)
    if not waits and not any(whys):
        return ""
    if row.uncertain and not all(why and why not in PASSING for why in whys):
        held = waits or not PASSING.isdisjoint(whys)
        return _once_more(rules, store, row, carried, now_ms) if held else ""
    for one, why in zip(carried, whys, strict=True):
        if why and why not in PASSING:
            store.reminders.end(one.id, _ended(why), why, now_ms)
        else:
            store.reminders.later(one.id, now_ms)
    return USELESS


def _once_more(
    rules: NotifyRules, store: Store, row: OutboxRow, carried: Sequence[Reminder], now_ms: int
) -> str:
    """Let the same message wait for the day, or for newer data."""
    way = store.wishes.way(carried[0].subscriber_id)
    free_ms = max(rules.free_ms(store, one, way, now_ms) for one in carried)
    store.outbox.postpone(row.id, free_ms if free_ms > now_ms else now_ms + HOLD_MS)
    return LATER


def _ended(why: str) -> State:
    """It came too late, or was not needed and not wanted."""
    return State.EXPIRED if why in _TOO_LATE else State.DROPPED
