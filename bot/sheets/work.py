"""Carries out `read-sheet`: reads a file or lines, finds whose they are, hands the meters to turns in events.

What is read twice gives the same events, and an event is handled once: a kill loses and doubles nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import msgspec
import structlog

from bot.dialogs.sheet_wire import CONFIRM, LINES, Chunk, Confirmed, Job, packed
from bot.sheets.marks import Marked, marked
from core.clock import from_ms
from core.database import StorageUnavailable
from core.errors import NotStored
from core.readings.sheet import Cell, CellKind, Filled, Trouble
from core.readings.sheet_lines import filled_of
from core.readings.sheet_pasted import pasted
from core.readings.sheet_points import points_of
from core.records import Attempt, RawEvent, Result
from core.usecases.sheets import CHUNK, meters_of_sheet

if TYPE_CHECKING:
    from bot.dialogs.desk import Desk
    from bot.sheets.wire import PackedCell, Read
    from core.accounts import AccountCard
    from core.clock import Clock
    from core.database import Database, Tx
    from core.meters import Meter
    from core.ports import Store
    from core.readings.sheet import Point, Row
    from core.readings.window import Placed
    from core.records import OutboxRow
    from core.secrets import Keyring

log = structlog.stdlib.get_logger(__name__)
_EVENTS = "entry"
_RETRY_MS = 2_000
Accept = Callable[[Sequence[RawEvent]], Awaitable[None]]


class Folder(Protocol):
    """Where files are kept; `read` blocks."""

    def read(self, file_name: str) -> bytes: ...


class Reader(Protocol):
    """Reads a file of a stranger, somewhere safe."""

    async def read(self, content: bytes) -> Read: ...


@dataclass(frozen=True, slots=True)
class Owned:
    """One account of the person, its meters in the order of the sheet, its window."""

    card: AccountCard
    meters: tuple[Meter, ...]
    placed: Placed


@dataclass(frozen=True, slots=True)
class SheetWork:
    """The sender of `read-sheet@sheet` rows. `accept` stores events and runs their turns."""

    database: Database
    open_store: Callable[[Tx], Store]
    desk: Desk
    keys: Keyring
    clock: Clock
    reader: Reader
    folder: Folder | None
    accept: Accept

    async def send(self, row: OutboxRow) -> Attempt:
        """Read a sheet; whatever is wrong with it is an event too, for its person waits for an answer."""
        job = msgspec.json.decode(row.payload, type=Job)
        source = f"{row.event_id}.{row.id}"
        try:
            bodies = await self._bodies(job, source)
            for at, (entry, target) in enumerate(bodies):
                body = msgspec.json.encode({"entry": entry, "target": target})
                event = RawEvent(_EVENTS, f"sheet:{source}.{at}", job.address, body, self.clock.now_ms())
                await self.accept((event,))
        except (StorageUnavailable, NotStored, OSError) as error:
            log.warning("sheet.later", row=row.id, error=type(error).__name__)
            return Attempt(Result.RETRY, reason=type(error).__name__, retry_after_ms=_RETRY_MS)
        return Attempt(Result.OK)

    async def _bodies(self, job: Job, source: str) -> list[tuple[str, str]]:
        """Entries to open with their targets."""
        if job.confirm:
            return [(CONFIRM, _json(one)) for one in _confirmed(job)]
        found = await self._filled(job)
        chunks = (
            [Chunk(source, trouble=found)]
            if isinstance(found, Trouble)
            else await self._chunks(job, source, found)
        )
        return [(LINES, _json(chunk)) for chunk in chunks]

    async def _filled(self, job: Job) -> Filled | Trouble:
        if job.text:
            lines = tuple(pasted(job.text, self.desk.headings))
            return Filled(lines) if lines else Trouble.NO_COLUMNS
        if self.folder is None:
            return Trouble.BROKEN
        try:
            content = await asyncio.to_thread(self.folder.read, job.file)
        except (FileNotFoundError, ValueError):
            return Trouble.BROKEN
        read = await self.reader.read(content)
        if read.trouble:
            return Trouble(read.trouble)
        return await asyncio.to_thread(self._best, read)

    def _best(self, read: Read) -> Filled | Trouble:
        """The first sheet of a book that is one of ours or like it; else why the first is none."""
        found = [filled_of(_rows(rows), self.desk.headings) for rows in read.sheets if rows]
        filled = [one for one in found if isinstance(one, Filled)]
        marked = [one for one in filled if one.mark]
        return next(iter((*marked, *filled, *found)), Trouble.NOTHING_FILLED)

    async def _chunks(self, job: Job, source: str, filled: Filled) -> list[Chunk]:
        owned = await self.database.read(lambda tx: self._owned(self.open_store(tx), job))
        home = self._home(owned, filled)
        if isinstance(home, Trouble):
            return [Chunk(source, trouble=home)]
        points = points_of(filled.lines, home.meters)
        parts = [points[at : at + CHUNK] for at in range(0, len(points), CHUNK)]
        return [
            Chunk(
                source, at, len(parts), home.card.account.id, job.sent_ms, len(points),
                _empty(home, points) if filled.empty else 0, job.onto, list(map(packed, part)),
            )
            for at, part in enumerate(parts)
        ]  # fmt: skip

    def _owned(self, store: Store, job: Job) -> tuple[Owned, ...]:
        """The accounts that are still linked, the one shown last first."""
        found: list[Owned] = []
        sent_at = from_ms(job.sent_ms)
        for account_id in job.accounts:
            card = store.accounts.card(job.subscriber_id, account_id)
            if card is not None and card.account.id == account_id:
                meters = meters_of_sheet(store.meters.of(account_id))
                take = self.desk.reads(card)
                found.append(Owned(card, meters, take.placed(card, take.day(sent_at))))
        return tuple(found)

    def _home(self, owned: Sequence[Owned], filled: Filled) -> Owned | Trouble:
        """Whose the sheet is: by its number, or by the meters it names."""
        if filled.mark:
            found = next((one for one in owned if self._month(one, filled.mark) is not Marked.OTHER), None)
            if found is None:
                return Trouble.OTHER_ACCOUNT
            return found if self._month(found, filled.mark) is Marked.NOW else Trouble.OTHER_MONTH
        counts = [(_known(points_of(filled.lines, one.meters)), -at) for at, one in enumerate(owned)]
        most, at = max(counts, default=(0, 0))
        return owned[-at] if most else Trouble.NO_METERS

    def _month(self, home: Owned, mark: str) -> Marked:
        return marked(self.keys, home.card.account.id, mark, home.placed)


def _known(points: Sequence[Point]) -> int:
    return sum(point.meter is not None for point in points)


def _empty(home: Owned, points: Sequence[Point]) -> int:
    """Meters that need readings and have none in the sheet."""
    there = {point.meter.serial for point in points if point.meter}
    return sum(not meter.automatic and meter.serial not in there for meter in home.meters)


def _rows(rows: Sequence[Sequence[PackedCell]]) -> list[Row]:
    return [tuple(Cell(text, CellKind(kind)) for kind, text in row) for row in rows]


def _confirmed(job: Job) -> list[Confirmed]:
    parts = [job.confirm[at : at + CHUNK] for at in range(0, len(job.confirm), CHUNK)]
    return [Confirmed(job.onto, part, at, len(parts)) for at, part in enumerate(parts)]


def _json(one: Chunk | Confirmed) -> str:
    return msgspec.json.encode(one).decode()
