"""A supplied database with people, planned reminders, and the dispatch over them."""

from __future__ import annotations

from bot.dialogs.codec import decode_reply
from bot.dialogs.model import say
from bot.notifications.dispatch import Dispatch, still_useful
from bot.notifications.rules import NotifyRules
from bot.notifications.sms_terms import FREE
from bot.notifications.speaker import Said
from bot.watching import Reach
from core.notifications.kinds import Kind
from storage.outbox import _ROW, _row
from storage.store import StoreFactory
from tests.readings.watched import CALENDARS, Supplier

DAY_MS = 24 * 3_600_000
_PLAN = """
INSERT INTO reminder (link_id, subscriber_id, account_id, kind, stage, period, due_ms, until_ms, planned_ms)
VALUES (:link_id, :subscriber_id, :account_id, :kind, :stage, :period, :due_ms, :until_ms, 1) RETURNING id
"""


class Clerk:
    """Says everything in one phrase for each reminder; of no use is what is in `useless`."""

    def __init__(self, *, most=99):
        self.useless, self._most = {}, most

    def useful(self, _store, reminder, _now_ms):
        return self.useless.get(reminder.id, "")

    def say(self, _store, reminders, _moment):
        some = reminders[: self._most]
        return Said(tuple(say(f"{one.kind}-{one.period}") for one in some), tuple(one.id for one in some))


class Office(Supplier):
    """Speakers are clerks; nobody is disturbed from 20 to 9."""

    calendars = CALENDARS

    def __init__(self, database):
        super().__init__(database)
        self.clerks = {kind: Clerk() for kind in Kind}
        self.starts, self.carried, self.age_ms = lambda _store, _session: True, None, 0
        self.sms, self.alerts = FREE, []

    @property
    def rules(self):
        return NotifyRules(
            self.calendars, self.starts, self.carried or self.sms.carries,
            lambda *_: self.age_ms, self.clerks, sms=self.sms,
        )  # fmt: skip

    def dispatch(self):
        async def tell(event, _detail):
            self.alerts.append(event)

        return Dispatch(Reach(self.database, StoreFactory(), self.rules), lambda: self.now_ms, tell)

    async def plan(self, person=1, account=1, kind=Kind.READING, **given):
        """A reminder that is due now; its id."""

        def work(store):
            link = store.people.mine(person, account)
            values = {
                "link_id": link.link_id if link else 0, "subscriber_id": person, "account_id": account,
                "kind": str(kind), "stage": "first", "period": "2026-11", "due_ms": self.now_ms,
                "until_ms": self.now_ms + DAY_MS, **given,
            }  # fmt: skip
            return int(store.tx.one(_PLAN, **values)[0])

        return await self.do(work)

    async def of(self, reminder_id):
        """State, why and when it is due."""
        sql = "SELECT state, why, due_ms FROM reminder WHERE id = :id"
        return await self.do(lambda s: s.tx.one(sql, id=reminder_id))

    async def messages(self):
        """(id, address, keys) of every message."""
        sql = "SELECT id, address, payload FROM outbox WHERE payload IS NOT NULL ORDER BY id"
        rows = await self.do(lambda s: s.tx.all(sql))
        return [(id_, at, [p.key for p in decode_reply(text).phrases]) for id_, at, text in rows]

    async def useful(self, outbox_id):
        """What becomes of a message at its claim."""

        def work(store):
            return still_useful(self.rules, store, _row(store.tx.one(_ROW, id=outbox_id)), self.now_ms)

        return await self.do(work)

    async def ends(self, outbox_id, state="sent", error=None, attempts=1):
        sql = "UPDATE outbox SET state = :state, error = :error, attempts = :attempts WHERE id = :id"
        await self.do(lambda s: s.tx.run(sql, id=outbox_id, state=state, error=error, attempts=attempts))

    async def waiting(self, outbox_id):
        """State of a message and before when it is not sent."""
        sql = "SELECT state, not_before_ms FROM outbox WHERE id = :id"
        return await self.do(lambda s: s.tx.one(sql, id=outbox_id))
