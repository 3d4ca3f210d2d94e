"""From recipients of running broadcasts to messages in the outbox, a few seconds ahead of the sender."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.broadcasts.gather import PHONE, account_of, place_of
from bot.broadcasts.leaving import USUAL, Leaving, free_ms, never, stale
from bot.broadcasts.turns import WEEK_MS, key_of
from bot.broadcasts.words import reply_of
from bot.dialogs.engine import message
from bot.notifications.begun import begun
from bot.notifications.room import Room, room_of
from core.broadcasts.model import Channels, State
from core.database import StorageUnavailable
from core.linking import AuditEvent
from core.records import Priority
from core.usecases.notices import STARTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.broadcasts.gather import Gather
    from bot.notifications.rules import NotifyRules
    from bot.watching import Reach
    from core.broadcasts.model import Broadcast, Candidate
    from core.ports import Store
    from core.records import OutboxRow

log = structlog.stdlib.get_logger(__name__)
SOURCE = "broadcast"
TOPIC = f"{STARTED}broadcast"
CHUNK = 10
"""Recipients in one transaction, about 1 ms each."""
PAGE = 100
LOOKED = 300
"""Recipients looked at in one look: those whose own quiet hours last are passed over."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one transaction did: the last recipient looked at, 0 at their end, and messages written."""

    last: int
    sent: int


class BroadcastDispatch:
    """Hands over what is to be told; safe to be called at any time, from any number of processes."""

    def __init__(self, reach: Reach[NotifyRules], now_ms: Callable[[], int], gather: Gather) -> None:
        self._reach, self._rules, self._now_ms, self._gather = reach, reach.rules, now_ms, gather
        self._leaving = Leaving(reach.rules, gather.window)
        self._after: dict[int, int] = {}
        self._looked = False

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
        if not self._looked:  # before anything ends: what ends now ended long ago
            await self._rest_forgotten()
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
        if all(calendar.free_ms(USUAL, now_ms) > now_ms for calendar in self._rules.calendars.everyone()):
            return "quiet"
        return "stale" if stale(self._rules, store, one, now_ms) else ""

    def still_running(self, store: Store, row: OutboxRow, now_ms: int) -> str:
        """What becomes of a row that is about to leave, as `Limits.useful` says; "" where it is told now."""
        return self._leaving(store, row, now_ms)

    async def _rest_forgotten(self) -> None:
        """Pause what was started long ago, and rested ever since, with the bot: who knows whether it is true.

        Only at the first look of a process: where the bot ran all the time, somebody sees what runs.
        """
        for one in await self._reach.see(lambda store: store.broadcasts.in_state(State.RUNNING)):
            if self._now_ms() - one.started_ms > WEEK_MS:
                await self._reach.change(partial(self._rest, one=one), key_of(one.id))
        self._looked = True

    def _rest(self, store: Store, one: Broadcast) -> None:
        now_ms = self._now_ms()
        if store.broadcasts.ended_since(one.id, now_ms - WEEK_MS):
            return
        if store.broadcasts.turn(one.id, State.PAUSED, now_ms, since=(State.RUNNING,)):
            store.audit.note(AuditEvent("broadcast-paused", "system", detail=str(one.id)), now_ms)
            log.warning("broadcast.paused", broadcast=one.id, why="nothing of it left for a week")

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
            step = await self._reach.change(work, key_of(one.id))
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
        account = account_of(store, one, subscriber_id, self._gather.window)
        if account is None:
            store.broadcasts.skip(row_id, "not-meant", now_ms)
            return ""
        address, why = place_of(store, self._rules, one, subscriber_id)
        if not address:
            store.broadcasts.skip(row_id, why, now_ms)
            return ""
        if self._quiet(store, account, now_ms):
            if never(self._rules, store, account, now_ms):
                store.broadcasts.skip(row_id, "hours", now_ms)
            return ""
        effect = replace(
            message(address, reply_of(one.draft, short=address.startswith(PHONE))),
            priority=Priority.BULK, topic=TOPIC,
        )  # fmt: skip
        outbox_id = begun(store, SOURCE, effect, now_ms)
        if not store.broadcasts.queue(row_id, address, outbox_id):  # another process was quicker
            store.outbox.drop(outbox_id, "superseded")
            return ""
        return address

    def _quiet(self, store: Store, account: Candidate, now_ms: int) -> bool:
        """Whether a person is not to be disturbed."""
        return free_ms(self._rules, store, account, now_ms) > now_ms


def _has(room: Room, one: Broadcast) -> bool:
    """Whether there is room for anything that a broadcast may send."""
    if one.draft.channels is Channels.SMS:
        return room.sms > 0
    return room.messenger > 0 or (one.draft.channels is Channels.ALL and room.sms > 0)
