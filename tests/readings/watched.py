"""A supplied database with one person, a clock, and the watch over readings."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.dialogs.codec import decode_reply
from bot.readings_rules import WatchRules
from bot.readings_watch import ReadingsWatch
from bot.watching import Reach
from core.exchange import FileInfo, Part
from core.linking import NewLink
from core.notifications.groups import Calendar, Calendars
from core.readings.rules import ReadingRules
from storage.billing_data import DatabaseSink
from storage.database import Unit
from storage.store import StoreFactory, TxStore
from tests.storage.test_journal import draft

ZONE = ZoneInfo("Europe/Moscow")
CALENDARS = Calendars(Calendar(ZONE))
ME, OTHER = "telegram:1", "tel:+79160000002"


def moment(day, hour=12, month=11):
    return int(datetime(2026, month, day, hour, tzinfo=ZONE).timestamp() * 1000)


class Supplier:
    """A supplied database with one person, a clock, and the watch."""

    def __init__(self, database):
        self.database, self.now_ms, self.event = database, moment(20), 0
        self.sink = DatabaseSink(database, lambda: self.now_ms)

    async def do(self, work):
        return await self.database.write(Unit(lambda tx: work(TxStore(tx))))

    async def links(self, account_id, address):
        def work(store):
            person = store.subscribers.create(address, 1)
            store.links.add(NewLink(person, account_id, address, "+79161234567"), 1)
            return person

        return await self.do(work)

    async def add(self, *shown, **given):
        """A reading of November, sent now."""
        self.event += 1
        sent = {"taken_ms": self.now_ms, "created_ms": self.now_ms, "serial": f"s{self.event}", **given}
        one = draft(self.event, *(shown or (15420,)), **sent)
        return await self.do(lambda s: s.journal.add(one))

    async def exported(self, *shown, **given):
        made = await self.add(*shown, **given)
        sql = "UPDATE reading_entry SET state = 'exported', told = 1, due = 0 WHERE id = :id"
        await self.do(lambda s: s.tx.run(sql, id=made.id))
        return made

    async def import_(self, dataset, *rows, period="", switch=True):
        ticket = await self.sink.begin([FileInfo(dataset, f"{dataset}.csv", str(self.event), 1, 1)])
        await self.sink.put(ticket, dataset, rows)
        if switch:
            await self.sink.switch(ticket, [Part(dataset, period, len(rows))])
        return ticket

    def watch(self, *, tell_counted=False, may_start=True, calendars=CALENDARS, texted_to="", **rules):
        given = WatchRules(calendars, ReadingRules(**rules), lambda *_: may_start, tell_counted, texted_to)
        return ReadingsWatch(Reach(self.database, StoreFactory(), given), lambda: self.now_ms)

    async def state(self, entry):
        now = await self.do(lambda s: s.journal.get(entry.id))
        return (now.state, now.reason) if now.reason else now.state

    async def told(self):
        """(address, keys, not before) of every message."""
        sql = "SELECT address, payload, not_before_ms FROM outbox WHERE kind = 'message' ORDER BY id"
        rows = await self.do(lambda s: s.tx.all(sql))
        return [(a, [p.key for p in decode_reply(text).phrases], at) for a, text, at in rows]

    async def left(self):
        return await self.do(lambda s: s.tx.one("SELECT count(*) FROM reading_result"))
