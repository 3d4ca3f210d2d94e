"""Sheets as documents: made when they are sent, for the address they go to, by what is known then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.channels.documents import Document
from bot.sheets.marks import mark_of
from bot.sheets.table import Sheet, Shown, TableMaker
from core.meters import Source
from core.readings.given import Sent
from core.readings.journal import State
from core.readings.sheet_record import Fate
from core.usecases.sheets import meters_of_sheet

if TYPE_CHECKING:
    from bot.assembly import Texts
    from bot.dialogs.desk import Desk
    from bot.sheets.wire import Table
    from core.accounts import AccountCard
    from core.database import Database, Tx
    from core.meters import Meter, Taken
    from core.ports import Store
    from core.privacy import Sensitivity
    from core.readings import sheet_record
    from core.readings.window import Placed

KINDS = frozenset({"sheet", "sheet-csv", "sheet-list"})
_HISTORY = 6


class Writer(Protocol):
    """Writes the file of a table."""

    async def write(self, table: Table) -> bytes: ...


@dataclass(frozen=True, slots=True)
class SheetFiles:
    """`bot.channels.documents.Documents`: `sheet:<account>`, `sheet-csv:<account>`, `sheet-list:<sheet>`."""

    database: Database
    open_store: Callable[[Tx], Store]
    desk: Desk
    texts: Texts
    writer: Writer

    async def make(self, name: str, address: str, level: Sensitivity) -> Document:
        """LookupError for another name, and where the person has no right to the account (any more)."""
        kind, _, target = name.partition(":")
        if kind not in KINDS or not target.isdecimal() or len(target) > 18:
            raise LookupError(f"nobody makes the document {name!r}")
        sheet = await self.database.read(
            lambda tx: self._gathered(self.open_store(tx), kind, int(target), address)
        )
        csv = kind == "sheet-csv"
        content = await self.writer.write(TableMaker(self.texts).make(sheet, csv=csv))
        tail = sheet.number[-4:]
        ending = "csv" if csv else "xlsx"
        return Document(f"vedomost-{tail}-{sheet.placed.period}.{ending}", content)

    def _gathered(self, store: Store, kind: str, target: int, address: str) -> Sheet:
        subscriber_id = store.sessions.load(address)[0].subscriber_id
        record = store.sheets.get(target) if kind == "sheet-list" else None
        if kind == "sheet-list" and (record is None or record.new.subscriber_id != subscriber_id):
            raise LookupError("no such sheet of this person")
        account_id = record.new.account_id if record else target
        card = store.accounts.card(subscriber_id, account_id) if subscriber_id else None
        if card is None or card.account.id != account_id:
            raise LookupError("the account is not linked to this person")
        return self._sheet(store, card, record)

    def _sheet(self, store: Store, card: AccountCard, record: sheet_record.Sheet | None) -> Sheet:
        now, account_id = self.texts.clock.now(), card.account.id
        take = self.desk.reads(card)
        placed = take.placed(card, take.day(now))
        lines = {line.serial: line for line in record.lines} if record else {}
        meters = meters_of_sheet(store.meters.of(account_id))
        shown = [
            self._shown(at, meter, self._last(store, card, meter, placed), lines.get(meter.serial))
            for at, meter in enumerate(meters, 1)
            if record is None or meter.serial in lines
        ]
        unknown = [line for line in record.lines if not line.serial] if record else []
        strange = [(line.named, line.seen, self._note(line)) for line in unknown]
        mark = mark_of(self.texts.keys, account_id, placed.period)
        return Sheet(card.account.number, placed, mark, shown, record is not None, strange)

    def _shown(
        self, at: int, meter: Meter, previous: Taken | None, line: sheet_record.SheetLine | None
    ) -> Shown:
        if line is None:
            return Shown(at, meter, previous)
        doubt = line.fate in {Fate.DOUBTED, Fate.REFUSED}
        return Shown(
            at, meter, previous, line.shown, "" if line.shown else line.seen, self._note(line), doubt
        )

    def _note(self, line: sheet_record.SheetLine) -> str:
        if line.fate in {Fate.TAKEN, Fate.SAME}:
            return self.texts.words("sheet-note-taken", {})
        words = self.texts.words(f"sheet-why-{line.why}", {})
        reason = words[:1].lower() + words[1:]
        key = "sheet-note-doubted" if line.fate is Fate.DOUBTED else "sheet-note-refused"
        return self.texts.words(key, {"why": reason})

    def _last(self, store: Store, card: AccountCard, meter: Meter, placed: Placed) -> Taken | None:
        """The last reading that somebody took before this month, billing's or ours."""
        account_id, take = card.account.id, self.desk.reads(card)
        known = [
            one
            for one in store.meters.history(account_id, meter, _HISTORY)
            if one.source is not Source.CALCULATED
        ]
        sent = (
            Sent(entry, take.sent_on(entry)).taken
            for entry in store.journal.of_meter(account_id, meter.serial, _HISTORY)
            if entry.period < placed.period and entry.state is not State.DRAFT
        )
        return max((*known, *sent), key=lambda one: one.on, default=None)
