"""From recipients of running broadcasts to messages in the outbox, a few seconds ahead of the sender."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.broadcasts.gather import place_of
from bot.dialogs.common import MENU
from bot.dialogs.engine import message
from bot.dialogs.model import Reply, say
from bot.notifications.begun import begun
from bot.notifications.dispatch import AHEAD_S
from core.broadcasts.model import State
from core.database import Priority as Queue
from core.database import StorageUnavailable, Unit
from core.records import Priority
from core.usecases.notices import STARTED

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.broadcasts.gather import Gather
    from bot.notifications.rules import NotifyRules
    from core.broadcasts.model import Broadcast
    from core.database import Database, Tx
    from core.ports import Store

T = TypeVar("T")
log = structlog.stdlib.get_logger(__name__)
SOURCE = "broadcast"
TOPIC = f"{STARTED}broadcast"
CHUNK = 10
"""Recipients in one transaction, about 1 ms each."""
PAGE = 100
LOOKED = 300
"""Recipients looked at in one look: those whose own quiet hours last are passed over."""


class BroadcastDispatch:
    """Hands over what is to be told; safe to be called at any time, from any number of processes."""

    def __init__(
        self,
        database: Database,
        open_store: Callable[[Tx], Store],
        now_ms: Callable[[], int],
        rules: NotifyRules,
        gather: Gather,
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        """`wake` is called when there is something to be sent."""
        self._database, self._open, self._now_ms = database, open_store, now_ms
        self._rules, self._gather, self._wake = rules, gather, wake
        self._after: dict[int, int] = {}

    async def __call__(self) -> None:
        """One look by the clock."""
        try:
            await self.run()
        except StorageUnavailable as error:
            log.warning("broadcast.waits", reason=error.reason)

    async def run(self) -> int:
        """Gather, note what left, hand over what the sender takes in some seconds; how many messages."""
        await self._gather.run()
        while await self._read(lambda store: store.broadcasts.over()):
            await self._write(lambda store: store.broadcasts.settle(self._now_ms(), PAGE))
        running = await self._read(lambda store: store.broadcasts.in_state(State.RUNNING))
        return sum([await self._hand_over(one) for one in running])

    async def _hand_over(self, one: Broadcast) -> int:
        """Until the outbox has enough; by day only. Where it stopped it goes on at the next look."""
        room, count, left = AHEAD_S * self._rules.per_second, 0, LOOKED
        room -= await self._read(partial(_waiting, now_ms=self._now_ms(), most=room))
        while room > 0 and left > 0 and self._by_day():
            after, most = self._after.get(one.id, 0), min(room, CHUNK)
            work = partial(self._chunk, one=one, after=after, most=most)
            last, sent = await self._write(work, _key(one.id))
            self._after[one.id] = last
            count, room, left = count + sent, room - sent, left - most
            self._wake()
            if not last:
                del self._after[one.id]
                break
        return count

    def _by_day(self) -> bool:
        now_ms = self._now_ms()
        return self._rules.quiet.over(now_ms, self._rules.zone) <= now_ms

    def _chunk(self, store: Store, one: Broadcast, after: int, most: int) -> tuple[int, int]:
        """The last recipient looked at, 0 at the end of them, and messages written.

        Without any left it is done.
        """
        now_ms, sent = self._now_ms(), 0
        found = store.broadcasts.get(one.id)
        if found is None or found.state is not State.RUNNING:
            return 0, 0
        page = store.broadcasts.planned(one.id, after, most)
        for row_id, subscriber_id in page:
            sent += self._tell(store, one, row_id, subscriber_id, now_ms)
        if not page and not after and not store.broadcasts.progress(one.id).states.get("queued"):
            store.broadcasts.turn(one.id, State.DONE, now_ms, since=(State.RUNNING,))
        return (page[-1][0] if page else 0), sent

    def _tell(self, store: Store, one: Broadcast, row_id: int, subscriber_id: int, now_ms: int) -> int:
        """Everything is asked again: STOP, wishes and channel may have changed since they were gathered."""
        address = place_of(store, self._rules, one, subscriber_id)
        if not address:
            store.broadcasts.skip(row_id, "unwanted", now_ms)
            return 0
        quiet = self._rules.quiet.of(store.wishes.way(subscriber_id))
        if quiet.over(now_ms, self._rules.zone) > now_ms:
            return 0  # later, by their own hours
        effect = replace(message(address, words_of(one, address)), priority=Priority.BULK, topic=TOPIC)
        store.broadcasts.queue(row_id, address, begun(store, SOURCE, effect, now_ms))
        return 1

    async def _read(self, work: Callable[[Store], T]) -> T:
        return await self._database.read(lambda tx: work(self._open(tx)))

    async def _write(self, work: Callable[[Store], T], key: str = "") -> T:
        unit = Unit(lambda tx: work(self._open(tx)), key=key, priority=Queue.BULK)
        return await self._database.write(unit)


def words_of(one: Broadcast, address: str) -> Reply:
    """The supplier's own words, as the channel takes them, and how to hear no more."""
    short = address.startswith("tel:")
    text = one.draft.words_short if short else one.draft.words
    lines = (say("broadcast-words", words=line.strip()) for line in text.splitlines() if line.strip())
    end = () if one.draft.legal else (say("broadcast-end"),)
    return Reply((*lines, *end), choices=() if short else (MENU,), lasting=True)


def still_running(store: Store, outbox_id: int) -> bool:
    """Whether a message that is about to leave is of a broadcast that runs; else it is taken back."""
    found = store.broadcasts.of_message(outbox_id)
    if found is None or found[1].state is State.RUNNING:
        return True
    store.broadcasts.put_back(found[0])
    return False


def _waiting(store: Store, now_ms: int, most: int) -> int:
    return store.outbox.unsolicited(now_ms, most)


def _key(broadcast_id: int) -> str:
    return f"broadcast:{broadcast_id}"
