"""A supplied database whose account 1 has an owner with an electronic bill, a clock, and the watch."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.dialogs.codec import decode_reply
from bot.ebill.rules import EbillRules
from bot.ebill.watch import AGAIN_MS, EbillWatch
from bot.watching import Reach
from core.notifications.groups import Calendar, Calendars
from core.usecases.notices import MayStart
from storage.store import StoreFactory
from tests.storage.test_ebill import NOVEMBER, Kept

ZONE = ZoneInfo("Europe/Moscow")
OWNER = "telegram:1"
CALENDARS = Calendars(Calendar(ZONE))


def moment(day, hour=12, month=12):
    return int(datetime(2026, month, day, hour, tzinfo=ZONE).timestamp() * 1000)


class Billed(Kept):
    """Everything is planned at noon of 3 December unless a test says otherwise."""

    def __init__(self, database):
        super().__init__(database)
        self.now_ms, self.generation, self.person = moment(3), 1, 0

    async def owns(self, address=OWNER, first=NOVEMBER):
        self.person = await self.links(address=address)
        await self.switches(person=self.person, first=first)
        return self

    async def bills(self, charged=120000, period="2026-11"):
        """Billing delivers the bills of a month."""
        self.generation += 1
        await self.charges(charged, period, self.generation)

    def watch(self, database=None, calendars=CALENDARS, **rules):
        given = EbillRules(calendars, MayStart(sms_consent=True), **rules)
        return EbillWatch(Reach(database or self.database, StoreFactory(), given))

    async def looks(self, watch=None, **rules):
        await (watch or self.watch(**rules))(self.now_ms)

    async def told(self):
        """(address, keys, document) of every message, in order."""
        sql = "SELECT address, payload FROM outbox WHERE kind = 'message' ORDER BY id"
        rows = await self.do(lambda s: s.tx.all(sql))
        replies = [(address, decode_reply(payload)) for address, payload in rows]
        return [(address, [p.key for p in reply.phrases], reply.document) for address, reply in replies]

    async def keys(self):
        return [keys[0] for _, keys, _ in await self.told()]

    def later(self, ms=AGAIN_MS):
        self.now_ms += ms
        return self
