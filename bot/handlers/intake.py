"""Store, then acknowledge: raw events become inbox rows and, in the same commit, turns.

`accept` returns once the events are durable; then, and only then, the edge acknowledges them. Failed
turns stay in the inbox and are tried again; an event that keeps failing, or keeps killing the process,
becomes a dead letter and its person is told.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from bot.channels.delivery import wall_ms
from bot.dialogs.engine import Played, message
from bot.dialogs.model import Reply, say
from bot.handlers.picked import Picked
from core.database import Priority, StorageUnavailable, Unit
from core.errors import Malformed, NotStored
from core.records import InboxRow, RawEvent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.channels.delivery import Delivery
    from bot.dialogs.engine import Engine
    from bot.handlers.picked import Pick
    from core.background import Background
    from core.clock import Clock
    from core.database import Database, Tx
    from core.ports import Store

log = structlog.get_logger(__name__)

RETRIES_MS = (0, 1_000, 4_000, 15_000, 60_000)
"""Waits before each further try of a turn that raised; after the last one it is a dead letter."""
CRASHES = 3
"""An event that was begun so often without an end has killed the process: it dies, the bot lives."""
CAREFUL_S = 15.0
"""A webhook is tried again after 0, 2, 4 and 8 s: what killed us has come back by then."""
CALM_MS = 20_000
"""The last chance is given by a process that has lived so long: killed in it, the event is no bystander."""
_HOLD_MS = 30_000
# What a turn says in its path that is worth a figure: a bill whose sums do not add up was shown, a text got
# no answer by a rule of bot/dialogs/hush.py.
_COUNTED = frozenset({"bill-mismatch", "echo", "robot", "hushed"})
_FAILED_STEP = 900
"""Step of the message about a dead letter: beyond those of any turn, so that it is written once."""
_PEOPLE = ("telegram:", "tel:")


class Intake:
    """Accepts events for the engine. `open_store` binds the gateways to a transaction."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        delivery: Delivery,
        open_store: Callable[[Tx], Store],
        clock: Clock,
        background: Background,
        *,
        wall_ms: Callable[[], int] = wall_ms,
        instance: str = "bot",
    ) -> None:
        self._database = database
        self._engine = engine
        self._delivery = delivery
        self.open_store = open_store
        self._clock = clock
        self._background = background
        self._wall_ms = wall_ms
        self._mark = f"running:{instance}"
        self._careful = False
        self._calm_ms = 0
        self._wake = asyncio.Event()
        self.counts: dict[str, int] = {}

    async def start(self) -> None:
        """Note that we run, take up what an earlier process left, then keep retrying in the background."""
        self._careful = await self._database.write(Unit(self._set_running))
        if self._careful:
            log.warning("the last stop was not clean: events are run one by one at first")
            self._background.spawn(self._relax(), name="intake-relax")
        self._background.spawn(self._retry_for_ever(), name="intake-retries")

    async def stop(self) -> None:
        """Note that the stop is clean."""
        await self._database.write(Unit(lambda tx: self.open_store(tx).settings.drop(self._mark)))

    def _set_running(self, tx: Tx) -> bool:
        settings = self.open_store(tx).settings
        unclean = settings.get(self._mark) is not None
        self._calm_ms = self._wall_ms() + CALM_MS
        settings.put(self._mark, str(self._clock.now_ms()))
        return unclean

    async def _relax(self) -> None:
        await asyncio.sleep(CAREFUL_S)
        self._careful = False

    async def accept(self, events: Sequence[RawEvent]) -> None:
        """Make the events durable and handle them. Raises `NotStored`: acknowledge nothing, try again."""
        try:
            if len(events) == 1:
                await self._take(events[0])
            else:
                await asyncio.gather(*(self._take(event) for event in events))
        except StorageUnavailable as error:
            raise NotStored(str(error)) from error

    async def take_picked(self, pick: Pick, addresses: Sequence[str]) -> None:
        """Store what `pick` finds to be news about these addresses, in its transaction, and handle it.

        Returns once it is durable, whether or not the turns could be played. Raises `NotStored`.
        """
        careful = self._careful
        picked = Picked(self, pick, addresses, careful=careful)
        try:
            played = await self._database.write(picked.unit())
        except StorageUnavailable as error:
            raise NotStored(str(error)) from error
        if played is not None:
            self._after(played)
        rest = [] if careful else [self.handle(event_id, to) for event_id, to in picked.rest]
        for failed in filter(None, await asyncio.gather(*rest, return_exceptions=True)):
            log.error("a stored event waits", exc_info=failed)
        if careful:
            self._wake.set()

    async def _take(self, event: RawEvent) -> None:
        if self._careful:
            await self._take_carefully(event)
            return
        arrival = _Arrival(self, event)
        self._after(await self._database.write(arrival.unit()))

    async def _take_carefully(self, event: RawEvent) -> None:
        """Only store it; it is run by the retries, one by one, each begun by a commit of its own.

        If one kills us, the next process knows which. Events that come now may be what killed the last one,
        so that crash, which nobody recorded, is counted too.
        """

        def store(tx: Tx) -> None:
            inbox = self.open_store(tx).inbox
            event_id = inbox.store(event)
            if event_id is not None:
                inbox.begin(event_id, 0)

        await self._database.write(Unit(store, key=event.address))
        self._wake.set()

    def _after(self, played: Played) -> None:
        name = played.ignored or ("parked" if played.parked else "turns")
        for counted in (name, *(step for step in played.path if step in _COUNTED)):
            self.counts[counted] = self.counts.get(counted, 0) + 1
        if played.rows:
            self._delivery.dispatch(played.rows)
        if played.parked or played.failed:
            self._wake.set()

    async def run_again(self, event_id: int, address: str) -> None:
        """Try a stored event again; one that may kill the process is counted before it runs."""

        def begin(tx: Tx) -> bool:
            inbox = self.open_store(tx).inbox
            row = inbox.pending(event_id)
            if row is None:
                return False
            if row.crashes >= CRASHES:
                self.bury(tx, row, f"killed the process {row.crashes} times")
                return False
            if row.crashes == CRASHES - 1 and self._wall_ms() < self._calm_ms:
                inbox.begin(event_id, self._calm_ms, crashes=0)
                return False
            inbox.begin(event_id, self._wall_ms() + _HOLD_MS)
            return True

        if await self._database.write(Unit(begin, key=address)):
            await self.handle(event_id, address)

    async def handle(self, event_id: int, address: str) -> None:
        """Play an event that is in the inbox already."""
        stored = _Stored(self, event_id)
        self._after(await self._database.write(Unit(stored.work, failed=stored.failed, key=address)))

    async def _retry_for_ever(self) -> None:
        while True:
            try:
                busy = await self._retry_once()
            except StorageUnavailable as error:
                log.error("retries wait for the storage", reason=error.reason)
                busy = False
            if not busy:
                self._wake.clear()
                try:
                    await asyncio.wait_for(self._wake.wait(), 0.5)
                except TimeoutError:
                    continue

    async def _retry_once(self) -> bool:
        now_ms = self._wall_ms()
        due = await self._database.read(lambda tx: self.open_store(tx).inbox.first_due(now_ms, 50))
        done = 0
        for event_id, address in due:
            try:
                await self.run_again(event_id, address)
            except StorageUnavailable:
                raise
            except Exception:
                # Not even burying it worked. It stays, and its neighbours get their turn.
                log.exception("an event cannot be handled", inbox_id=event_id)
            else:
                done += 1
        return bool(done)

    def turn(self, tx: Tx, row: InboxRow) -> Played:
        return self._engine.turn(self.open_store(tx), row, self._clock.now_ms())

    def record_failure(self, tx: Tx, row: InboxRow, error: Exception) -> Played:
        """Plan the next try of a turn that raised, or bury the event."""
        reason = f"{type(error).__name__}: {error}"[:500]
        if isinstance(error, Malformed) or row.attempts >= len(RETRIES_MS):
            return self.bury(tx, row, reason, tell=not isinstance(error, Malformed))
        log.warning("a turn failed", inbox_id=row.id, attempt=row.attempts + 1, exc_info=error)
        next_try = self._wall_ms() + RETRIES_MS[row.attempts]
        self.open_store(tx).inbox.failed(row.id, reason, next_try, dead=False)
        return Played(failed=True)

    def bury(self, tx: Tx, row: InboxRow, reason: str, *, tell: bool = True) -> Played:
        """Make the event a dead letter and tell its person honestly."""
        store = self.open_store(tx)
        log.error("dead letter", inbox_id=row.id, source=row.source, reason=reason)
        store.inbox.failed(row.id, reason, 0, dead=True)
        if tell and row.address.startswith(_PEOPLE):
            effect = message(row.address, Reply((say("notice-failed"),)))
            store.outbox.put(row.id, _FAILED_STEP, effect, self._clock.now_ms())
            self._delivery.wake()
        return Played(ignored="dead")


class _Arrival:
    """One event on its way in: stored in phase 1, played in phase 2. May run more than once."""

    __slots__ = ("_event", "_intake", "_row")

    def __init__(self, intake: Intake, event: RawEvent) -> None:
        self._intake = intake
        self._event = event
        self._row: InboxRow | None = None

    def unit(self) -> Unit[Played]:
        return Unit(self.work, self.store, self.failed, self._event.address, Priority.TURN)

    def store(self, tx: Tx) -> None:
        event = self._event
        event_id = self._intake.open_store(tx).inbox.store(event)
        self._row = None
        if event_id is not None:
            self._row = InboxRow(
                event_id, event.source, event.source_id, event.address, event.body, event.received_ms
            )

    def work(self, tx: Tx) -> Played:
        return Played(ignored="duplicate") if self._row is None else self._intake.turn(tx, self._row)

    def failed(self, tx: Tx, error: Exception) -> Played:
        if self._row is None:
            raise error
        return self._intake.record_failure(tx, self._row, error)


class _Stored:
    """One event from the inbox, tried again."""

    __slots__ = ("_event_id", "_intake")

    def __init__(self, intake: Intake, event_id: int) -> None:
        self._intake = intake
        self._event_id = event_id

    def _pending(self, tx: Tx) -> InboxRow | None:
        return self._intake.open_store(tx).inbox.pending(self._event_id)

    def work(self, tx: Tx) -> Played:
        row = self._pending(tx)
        return Played(ignored="duplicate") if row is None else self._intake.turn(tx, row)

    def failed(self, tx: Tx, error: Exception) -> Played:
        row = self._pending(tx)
        if row is None:
            raise error
        return self._intake.record_failure(tx, row, error)
