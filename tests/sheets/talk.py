"""A conversation whose files are fetched and whose sheets are read by the real executor."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.assembly import Texts
from bot.dialogs.model import Kind
from bot.sheets.files import SheetFiles
from bot.sheets.process import SheetProcess
from bot.sheets.work import SheetWork
from core.files.model import Incoming
from core.privacy import Sensitivity
from core.readings.sheet import Cell, CellKind
from core.records import OutboxRow, Result
from core.values import Period
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.billed import OFFICE, meter, reading
from tests.dialogs.conversation import CATALOGUE, LEXICON, Conversation
from tests.dialogs.supplier import KEYS, VALUES

IN_WINDOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
NOVEMBER = Period(2026, 11)
OFFICE_NUMBER = "1234567858"
PROCESS = SheetProcess()


class Clock:
    """The clock of a conversation."""

    def __init__(self, talk):
        self.talk = talk

    def now(self):
        return self.talk.now

    def now_ms(self):
        return int(self.talk.now.timestamp() * 1000)


class Folder(dict):
    """The files that were fetched."""

    def read(self, name):
        if name not in self:
            raise FileNotFoundError(name)
        return self[name]


class SheetTalk(Conversation):
    """`answers_` of the executor are played as they come; `stop_after` events it is killed."""

    def __init__(self, *args, reader=PROCESS, **kwargs):
        super().__init__(*args, **kwargs)
        clock, self.folder, self.attempts = Clock(self), Folder(), []
        zone = ZoneInfo("Europe/Moscow")
        self.texts_of = Texts(CATALOGUE, LEXICON, dict(VALUES), zone, clock, "open", KEYS)
        self.files = SheetFiles(self.database, TxStore, self.desk, self.texts_of, PROCESS)
        self.work = SheetWork(
            self.database, TxStore, self.desk, KEYS, clock, reader, self.folder, self.accept
        )
        self.accepted, self.stop_after, self.done, self.units_ms = 0, None, set(), []

    async def accept(self, events):
        """What the intake does: store, then a turn for each."""
        for event in events:
            if self.stop_after is not None and self.accepted >= self.stop_after:
                raise OSError("killed")

            def store(tx, event=event):
                return TxStore(tx).inbox.store(event)

            await self.database.write(Unit(store, key=event.address))
            self.accepted += 1
            await self.hears_all()

    async def hears_all(self):
        """Play all that other parts have told this conversation."""
        now_ms = int(self.now.timestamp() * 1000)

        def due(tx):
            return [id_ for id_, to in TxStore(tx).inbox.first_due(now_ms, 50) if to == self.address]

        for id_ in await self.database.read(due):

            def play(tx, id_=id_):
                store = TxStore(tx)
                played = self.engine.turn(store, store.inbox.pending(id_), now_ms)
                return played, self._rows(tx, id_)

            self._noted(*await self.database.write(Unit(play, key=self.address)))

    async def waiting(self):
        """Sheets that are to be read."""
        sql = "SELECT id, event_id, address, payload FROM outbox WHERE kind = 'read-sheet' ORDER BY id"
        rows = await self.database.read(lambda tx: tx.all(sql))
        return [row for row in rows if row[0] not in self.done]

    async def reads(self):
        """Let the executor work off what is there; the last words of the bot."""
        for id_, event_id, address, payload in await self.waiting():
            attempt = await self.work.send(OutboxRow(id_, event_id, address, "read-sheet", payload, 1, 0, 0))
            self.attempts.append(attempt.result)
            if attempt.result is Result.OK:
                self.done.add(id_)
        return self.text

    def file(self, content, name="vedomost.xlsx"):
        """A document as the channel announces it."""
        return Incoming(f"ref-{len(self.fetches)}", len(content), name)

    async def sends_file(self, content, name="vedomost.xlsx", kind="xlsx"):
        """Send a document and let it be fetched and read; what is said in the end."""
        await self._happens(Kind.DOCUMENT, sent_at=self.now, file=self.file(content, name))
        return self.text if self.replies else await self.fetched(content, kind)

    async def file_fetched(self, content, kind="xlsx"):
        """The file is here, and not read yet."""
        self.folder[f"{self.fetches[-1][1]['name']}.{kind}"] = content
        await self.file_comes(content=kind)

    async def fetched(self, content, kind="xlsx"):
        """The file is here and is read."""
        await self.file_fetched(content, kind)
        return await self.reads()

    async def pastes(self, *lines):
        await self.says("\n".join(lines))
        return await self.reads()

    async def document(self, level=Sensitivity.ACCOUNT):
        """The file of the last reply."""
        name = next(reply.document for reply in reversed(self.replies) if reply.document)
        return await self.files.make(name, self.address, level)

    async def entries(self, account=OFFICE, period=NOVEMBER):
        def look(tx):
            return TxStore(tx).journal.of_period(account, period)

        return {entry.serial: entry for entry in await self.database.read(look)}


async def read_rows(content):
    """The rows of the first sheet of a file as cells."""
    read = await PROCESS.read(content)
    assert not read.trouble
    return [[Cell(text, CellKind(kind)) for kind, text in row] for row in read.sheets[0]]


def office_meters(tx, count=6, zones="all"):
    """An organisation with `count` meters that use 200 a month; the last reading is 10000 + 100 * at."""
    for at in range(1, count + 1):
        serial = f"0040{at:05d}"
        meter(tx, OFFICE, serial, zones, place=f"ВРУ-{at}", digits=6, ratio=1)
        registers = len(zones.split(","))
        for back, month in enumerate(("2026-10", "2026-09", "2026-08", "2026-07")):
            shown = tuple(10_000 + 100 * at + 1_000 * register - 200 * back for register in range(registers))
            reading(tx, OFFICE, serial, f"{month}-24", shown)
