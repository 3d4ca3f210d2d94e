"""Who is meant by a broadcast: links in order, each person once, where they are written to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from bot.notifications.places import place
from core.address_ranges import ranges_of
from core.broadcasts.model import Channels, State, meant
from core.database import Priority as Queue
from core.database import Unit
from core.notifications.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.notifications.rules import NotifyRules
    from core.broadcasts.model import Broadcast, Candidate
    from core.database import Database, Tx
    from core.ports import Store

PAGE = 500
CHUNK = 50
"""Recipients added in one transaction, about 0.1 ms each."""
PAUSE_S = 0.01
_FITS: dict[Channels, Callable[[str], bool]] = {
    Channels.ALL: lambda _address: True,
    Channels.MESSENGER: lambda address: not address.startswith("tel:"),
    Channels.SMS: lambda address: address.startswith("tel:"),
}


def place_of(store: Store, rules: NotifyRules, one: Broadcast, subscriber_id: int) -> str:
    """Where a person is told of it; "" when nowhere: another channel, STOP, news switched off."""
    if not one.draft.legal and not store.wishes.wants(subscriber_id, Kind.NEWS):
        return ""
    return place(store, rules, subscriber_id, (Kind.NEWS,), _FITS[one.draft.channels])


class Gather:
    """Goes on with whatever is to be gathered; a kill between two chunks costs nothing."""

    def __init__(
        self,
        database: Database,
        open_store: Callable[[Tx], Store],
        now_ms: Callable[[], int],
        rules: NotifyRules,
        window: str,
    ) -> None:
        """`window` is the reading window of accounts whose group has none."""
        self._database, self._open, self._now_ms = database, open_store, now_ms
        self._rules, self._window = rules, window

    async def run(self) -> int:
        """Gather; how many broadcasts became ready."""
        waiting = await self._database.read(lambda tx: self._open(tx).broadcasts.in_state(State.GATHERING))
        for one in waiting:
            await self._gather(one)
        return len(waiting)

    async def _gather(self, one: Broadcast) -> None:
        places, after = one.draft.audience.places, one.after_link
        ranges = ranges_of(places) if places else ()
        while page := await self._page(after):
            found = [who for who in page if meant(one.draft.audience, ranges, who, self._window)]
            for start in range(0, len(found), CHUNK):
                part = found[start : start + CHUNK]
                await self._write(lambda store, part=part: self._add(store, one, part))  # type: ignore[misc]
            after = page[-1].link_id
            await self._write(lambda store, after=after: store.broadcasts.gathered(one.id, (), after))  # type: ignore[misc]
            await asyncio.sleep(PAUSE_S)
        await self._write(
            lambda store: store.broadcasts.turn(one.id, State.READY, self._now_ms(), since=(State.GATHERING,))
        )

    async def _page(self, after: int) -> Sequence[Candidate]:
        return await self._database.read(lambda tx: self._open(tx).broadcasts.candidates(after, PAGE))

    def _add(self, store: Store, one: Broadcast, part: Sequence[Candidate]) -> None:
        recipients = []
        for who in part:
            address = place_of(store, self._rules, one, who.subscriber_id)
            if address:
                recipients.append((who.subscriber_id, address))
        store.broadcasts.gathered(one.id, recipients, 0)

    async def _write(self, work: Callable[[Store], object]) -> None:
        await self._database.write(Unit(lambda tx: work(self._open(tx)), priority=Queue.BULK))
