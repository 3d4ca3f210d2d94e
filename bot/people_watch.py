"""After an import: suspend the links of accounts that changed hands or were closed, tell new numbers.

Runs beside people's turns: pages are read on a reader's connection, and only what changed is written, a few
people a transaction, at low priority. A run that was cut short is repeated at the next start or tick: what
it had done is remembered by the links themselves, so that nothing is done or told twice (docs/people.md).
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.dialogs.engine import message
from bot.dialogs.people_news import of_changes
from bot.handlers.metrics import Sample, counted
from core.database import Priority as Queue
from core.database import StorageUnavailable, Unit
from core.records import Priority, RawEvent
from core.usecases.people import silence
from core.usecases.people_changes import ApplyChanges, news, summed_up, where

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from core.database import Database, Tx
    from core.ports import Store
    from core.usecases.people_changes import Watched

log = structlog.stdlib.get_logger(__name__)
PAGE = 200
"""Links read at once: 11 ms of a reader's thread, most of it for telling holders apart."""
PAUSE_S = 0.02
"""Rest after each page, so that a look at hundreds of thousands of links takes a third of a core at most."""
CHUNK = 4
"""Changed links in one transaction: with all that follows from a suspension about 1 ms each."""
DONE = "people-watched"
"""Setting: the import that was looked at whole."""
SOURCE = "people"


class PeopleWatch:
    """Looks at every link once for each import; knows how many are suspended."""

    def __init__(
        self,
        database: Database,
        open_store: Callable[[Tx], Store],
        now_ms: Callable[[], int],
        wake: Callable[[], None] = lambda: None,
        alerts: Mapping[str, int] | None = None,
    ) -> None:
        """`wake` is called when there is something to be sent; `alerts` are counted by their sender."""
        self._alerts = alerts if alerts is not None else {}
        self._database = database
        self._open = open_store
        self._now_ms = now_ms
        self._wake = wake
        self._apply = ApplyChanges()
        self._one = asyncio.Lock()
        self._suspended: dict[str, int] = {}

    async def __call__(self, _now_ms: int) -> None:
        """Do it by the clock: an import by another process is found here, and a run that was cut short."""
        try:
            await self.run()
            self._suspended = await self._database.read(lambda tx: self._open(tx).people.count_suspended())
        except StorageUnavailable as error:
            log.warning("people.waits", reason=error.reason)

    def samples(self) -> Iterable[Sample]:
        """Suspended links by why, as of the last look; alerts of staff since the start."""
        links = [
            Sample("abonent_suspended_links", count, help="links that show nothing", labels=(("why", why),))
            for why, count in sorted(self._suspended.items())
        ]
        return [*links, *counted("abonent_alerts_total", self._alerts, "event", "what staff must look at")]

    async def run(self) -> int:
        """Look, if there was an import since the last look; how many links were suspended."""
        total = 0
        async with self._one:
            while (generation := await self._due()) is not None:
                total += await self._look()
                await self._note(generation)
        return total

    async def _due(self) -> int | None:
        def read(tx: Tx) -> int | None:
            store = self._open(tx)
            generation = store.watch.generation()
            return None if store.settings.get(DONE) == str(generation) else generation

        return await self._database.read(read)

    async def _look(self) -> int:
        after, total = 0, 0
        while True:
            page = await self._page(after)
            if not page:
                return total
            after = page[-1].person.subscriber_id
            for people in _chunks([link for link in page if news(link)]):
                total += await self._finish(people)
            self._wake()
            await asyncio.sleep(PAUSE_S)

    async def _finish(self, people: Sequence[int]) -> int:
        """Apply what changed for these people, however many transactions that takes."""
        total = 0
        while people:
            done, people = await self._database.write(
                Unit(lambda tx, people=people: self._changed(tx, people), priority=Queue.BULK)  # type: ignore[misc]
            )
            total += done
        return total

    async def _page(self, after: int) -> Sequence[Watched]:
        """Whole people only: what belongs to one of them is told in one message."""

        def read(tx: Tx) -> Sequence[Watched]:
            watch = self._open(tx).watch
            page = watch.page(after, PAGE)
            if len(page) < PAGE:
                return page
            last = page[-1].person.subscriber_id
            whole = [link for link in page if link.person.subscriber_id != last]
            return whole or watch.of(last)

        return await self._database.read(read)

    def _changed(self, tx: Tx, people: Sequence[int]) -> tuple[int, Sequence[int]]:
        """One transaction: how many links were suspended, and who is not finished.

        Looks again, for they may have unlinked meanwhile.
        """
        store, now_ms, total, room = self._open(tx), self._now_ms(), 0, CHUNK
        for index, subscriber_id in enumerate(people):
            links = [link for link in store.watch.of(subscriber_id) if news(link)]
            total += self._apply(store, links[:room], now_ms)
            if links:
                self._tell(store, links, now_ms)
            room -= len(links)
            if room <= 0:
                return total, people[index + (room == 0) :]
        return total, ()

    def _tell(self, store: Store, links: Sequence[Watched], now_ms: int) -> None:
        """One message of a kind for a person and import, though the links may take several transactions."""
        changes, person = summed_up(links, now_ms), links[-1].person
        if not (changes.suspended or changes.renumbered):
            return
        if changes.suspended:
            silence(
                store, person
            )  # in each transaction: what came into the queue meanwhile is about the rest
        source_id = f"{store.watch.generation()}:{person.subscriber_id}"
        event_id = store.inbox.store(RawEvent(SOURCE, source_id, "system", b"", now_ms))
        if event_id is None:
            return
        store.inbox.done(event_id)
        address = where(store, person)
        replies = list(of_changes(changes)) if address else []
        for step, reply in enumerate(replies):
            effect = replace(message(address, reply), priority=Priority.NOTICE)
            store.outbox.put(event_id, step, effect, now_ms)

    async def _note(self, generation: int) -> None:
        """The whole of this import was looked at."""

        def work(tx: Tx) -> None:
            self._open(tx).settings.put(DONE, str(generation))

        await self._database.write(Unit(work, priority=Queue.BULK))


def _chunks(links: Sequence[Watched]) -> list[list[int]]:
    """People of these links, in groups of about `CHUNK` links."""
    groups: list[list[int]] = []
    size = CHUNK
    for link in links:
        person = link.person.subscriber_id
        if groups and groups[-1] and groups[-1][-1] == person:
            size += 1
            continue
        if size >= CHUNK:
            groups.append([])
            size = 0
        groups[-1].append(person)
        size += 1
    return groups
