"""The supplied world with real sources and speakers: planned, dispatched, read as people would."""

from __future__ import annotations

from datetime import date
from functools import partial

from bot.assembly import SMS
from bot.channels.render import render
from bot.channels.segments import measure
from bot.channels.telegram_capabilities import TELEGRAM
from bot.dialogs.codec import decode_reply
from bot.notifications.dispatch import Dispatch, still_useful
from bot.notifications.rules import NotifyRules
from bot.watching import Reach
from core.clock import from_ms
from storage.outbox import _ROW, _row
from storage.store import StoreFactory
from tests.dialogs.supplier import CATALOGUE, VALUES, make_test_desk
from tests.notifications.planned import RULES, ZONE, World


class Telling(World):
    """Plans by `sources`, tells by `speakers`; what was told is read on the channel it went to."""

    desk = make_test_desk()
    sources, speakers = {}, {}

    def planner(self, sources=None, database=None):
        return super().planner(self.sources, database)

    @property
    def judged(self):
        return NotifyRules(RULES.calendars, lambda *_: True, lambda *_: True, lambda *_: 0, self.speakers)

    async def tell(self, now_ms=0):
        """Plan and dispatch at a moment; the texts of new messages."""
        self.now_ms = now_ms or self.now_ms
        before = await self.do(lambda s: s.tx.one("SELECT coalesce(max(id), 0) FROM outbox")[0])
        await self.planner().run()
        await Dispatch(Reach(self.database, StoreFactory(), self.judged), lambda: self.now_ms).run()
        sql = "SELECT address, payload FROM outbox WHERE id > :before ORDER BY id"
        rows = await self.do(lambda s: s.tx.all(sql, before=before))
        return [self._text(address, decode_reply(payload)) for address, payload in rows]

    def _text(self, address, reply):
        can = SMS if address.startswith("tel:") else TELEGRAM
        today = date.fromisoformat(f"{from_ms(self.now_ms).astimezone(ZONE):%Y-%m-%d}")
        parts = render(reply, can, CATALOGUE, VALUES, today).parts
        text = "\n".join(part.text for part in parts)
        if can is SMS:
            assert measure(text).parts == 1, text
        return text.replace("\xa0", " ").removesuffix(" 1-МЕНЮ")

    async def useful(self):
        """Whether all that waits in the outbox is of use still."""
        ids = await self.do(lambda s: s.tx.all("SELECT id FROM outbox WHERE state = 'queued' ORDER BY id"))
        return [not await self.do(partial(self._judge, id_)) for (id_,) in ids]

    def _judge(self, id_, store):
        return still_useful(self.judged, store, _row(store.tx.one(_ROW, id=id_)), self.now_ms)

    async def address(self, account, words, **given):
        sql = "UPDATE account_card SET address = :words WHERE account_id = :account"
        await self.do(lambda s: s.tx.run(sql, words=words, account=account))

    async def why(self):
        """State and why of every reminder."""
        rows = await self.do(lambda s: s.tx.all("SELECT state, why FROM reminder ORDER BY id"))
        return [" ".join(row).strip() for row in rows]
