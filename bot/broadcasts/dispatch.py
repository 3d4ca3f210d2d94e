"""From recipients of running broadcasts to messages in the outbox, a few seconds ahead of the sender."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.broadcasts.gather import is_meant, place_of
from bot.broadcasts.words import reply_of
from bot.dialogs.engine import message
from bot.notifications.begun import begun
from bot.notifications.room import Room, room_of
from core.broadcasts.ends import UNKNOWN
from core.broadcasts.model import Channels, State
from core.database import StorageUnavailable
from core.notifications.kinds import Kind
from core.notifications.model import Way
from core.records import Priority
from core.usecases.notices import STARTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.broadcasts.gather import Gather
    from bot.notifications.rules import NotifyRules
    from bot.watching import Reach
    from core.broadcasts.model import Broadcast, Candidate
    from core.ports import Store

log = structlog.stdlib.get_logger(__name__)
SOURCE = "broadcast"
TOPIC = f"{STARTED}broadcast"
CHUNK = 10
"""Recipients in one transaction, about 1 ms each."""
PAGE = 100
LOOKED = 300
"""Recipients looked at in one look: those whose own quiet hours last are passed over."""
_USUAL = Way()


@dataclass(frozen=True, slots=True)
class Step:
    """What one transaction did: the last recipient looked at, 0 at their end, and messages written."""

    last: int
    sent: int


class BroadcastDispatch:
    """Hands over what is to be told; safe to be called at any time, from any number of processes."""

    def __init__(self, reach: Reach[NotifyRules], now_ms: Callable[[], int], gather: Gather) -> None:
        self._reach, self._rules, self._now_ms, self._gather = reach, reach.rules, now_ms, gather
        self._after: dict[int, int] = {}

    async def __call__(self) -> None:
        """One look by the clock."""
        try:
            await self.run()
        except StorageUnavailable as error:
            log.warning("broadcast.waits", reason=error.reason)

    async def run(self) -> int:
        """Gather, note what left, hand over what the sender takes in some seconds; how many messages.

        Those that run share the room: a short one does not wait for the end of a long one.
        """
        await self._gather.run()
        while await self._reach.see(lambda store: store.broadcasts.over()):
            await self._reach.change(lambda store: store.broadcasts.settle(self._now_ms(), PAGE))
        running = await self._reach.see(lambda store: store.broadcasts.in_state(State.RUNNING))
        count = 0
        for at, one in enumerate(running):
            if not await self._over(one):
                count += await self._hand_over(one, len(running) - at)
        self._after = {one.id: self._after[one.id] for one in running if one.id in self._after}
        return count

    def waits(self, store: Store, one: Broadcast) -> str:
        """Why nothing of a running one is handed over now, in a word; "" when it is."""
        now_ms = self._now_ms()
        if all(calendar.free_ms(_USUAL, now_ms) > now_ms for calendar in self._rules.calendars.everyone()):
            return "quiet"
        about_money = one.draft.audience.about_money
        return "stale" if about_money and self._rules.stale(store, Kind.DEBT, now_ms) else ""

    async def _over(self, one: Broadcast) -> bool:
        """Whether everybody was told, by night as well; then it is done."""
        if await self._reach.see(lambda store: store.broadcasts.under_way(one.id)):
            return False
        now_ms = self._now_ms()
        return await self._reach.change(
            lambda store: store.broadcasts.turn(one.id, State.DONE, now_ms, since=(State.RUNNING,))
        )

    async def _hand_over(self, one: Broadcast, among: int) -> int:
        """Until its share of the outbox is taken. Where it stopped it goes on at the next look."""
        room = await self._reach.see(
            lambda store: room_of(store, self._rules.per_second, self._now_ms()).share(among)
        )
        count, left = 0, LOOKED
        while left > 0 and _has(room, one) and not await self._waits(one):
            work = partial(self._chunk, one=one, after=self._after.get(one.id, 0), room=room)
            step = await self._reach.change(work, _key(one.id))
            count, left = count + step.sent, left - CHUNK
            self._reach.wake()
            self._after[one.id] = step.last
            if not step.last:
                break
        return count

    async def _waits(self, one: Broadcast) -> str:
        return await self._reach.see(lambda store: self.waits(store, one))

    def _chunk(self, store: Store, one: Broadcast, after: int, room: Room) -> Step:
        now_ms, sent, last = self._now_ms(), 0, 0
        found = store.broadcasts.get(one.id)
        if found is None or found.state is not State.RUNNING:
            return Step(0, 0)
        for row_id, subscriber_id, address in store.broadcasts.planned(one.id, after, CHUNK):
            last = row_id
            if room.holds(address) and (at := self._tell(store, one, row_id, subscriber_id, now_ms)):
                room.take(at)
                sent += 1
        return Step(last, sent)

    def _tell(self, store: Store, one: Broadcast, row_id: int, subscriber_id: int, now_ms: int) -> str:
        """Everything is asked again: accounts, debts, STOP, wishes and channel may be others by now.

        The address that a message was written to; "" for none, or for later, by their own hours.
        """
        accounts = store.broadcasts.accounts_of(subscriber_id)
        mine = [who for who in accounts if is_meant(one, who, self._gather.window)]
        address, why = place_of(store, self._rules, one, subscriber_id) if mine else ("", "not-meant")
        if not address:
            store.broadcasts.skip(row_id, why, now_ms)
            return ""
        if self._quiet(store, subscriber_id, mine[0], now_ms):
            return ""
        short = address.startswith("tel:")
        effect = replace(
            message(address, reply_of(one.draft, short=short)), priority=Priority.BULK, topic=TOPIC
        )
        outbox_id = begun(store, SOURCE, effect, now_ms)
        if not store.broadcasts.queue(row_id, address, outbox_id):  # another process was quicker
            store.outbox.drop(outbox_id, "superseded")
            return ""
        return address

    def _quiet(self, store: Store, subscriber_id: int, account: Candidate, now_ms: int) -> bool:
        """Whether a person is not to be disturbed, by the calendar of the account's group."""
        calendar = self._rules.calendars.of(account.group)
        return calendar.free_ms(store.wishes.way(subscriber_id), now_ms) > now_ms


def still_running(rules: NotifyRules, store: Store, outbox_id: int, now_ms: int) -> bool:
    """Whether a message that is about to leave is of a broadcast that runs, and disturbs nobody.

    Else it is taken back: after a downtime it may be night by now. What may have arrived is not planned again
    when its broadcast rests: nobody gets it twice.
    """
    found = store.broadcasts.of_message(outbox_id)
    if found is None:
        return True
    row_id, subscriber_id, one = found
    if one.state is State.RUNNING:
        if _wanted_now(rules, store, one, subscriber_id, now_ms):
            return True
        store.broadcasts.put_back(row_id)
        return False
    written = store.broadcasts.message(outbox_id)
    if written is not None and written[0] == "unknown":
        store.broadcasts.fail(row_id, UNKNOWN, now_ms)
    else:
        store.broadcasts.put_back(row_id)
    return False


def _wanted_now(rules: NotifyRules, store: Store, one: Broadcast, subscriber_id: int, now_ms: int) -> bool:
    """Whether a person is not in quiet hours, and has not switched off news meanwhile."""
    way = store.wishes.way(subscriber_id)
    if rules.calendars.of_person(store, subscriber_id).free_ms(way, now_ms) > now_ms:
        return False
    return one.draft.legal or store.wishes.wants(subscriber_id, Kind.NEWS)


def _has(room: Room, one: Broadcast) -> bool:
    """Whether there is room for anything that a broadcast may send."""
    if one.draft.channels is Channels.SMS:
        return room.sms > 0
    return room.messenger > 0 or (one.draft.channels is Channels.ALL and room.sms > 0)


def _key(broadcast_id: int) -> str:
    return f"broadcast:{broadcast_id}"
