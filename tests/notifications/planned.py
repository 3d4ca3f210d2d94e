"""A supplier with meters and linked people, a clock, and the planner of reading reminders."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from bot.notifications.planner import Planner
from core.clock import from_ms
from core.notifications.calendar import Times
from core.notifications.groups import Calendar, Calendars
from core.notifications.kinds import Kind
from storage.database import Unit
from storage.reminder_plans.plans import PlansGateway
from storage.reminder_plans.readings import ReadingReminders, ReadingRules
from storage.store import TxStore
from tests.dialogs.supplier import put

ZONE = ZoneInfo("Europe/Moscow")
USUAL = Calendar(ZONE, Times(spread=0))
RULES = ReadingRules("15-25", Calendars(USUAL))
HOUR_MS = 3_600_000


def at(day, hour=0, minute=0, month=11, zone=ZONE):
    return int(datetime(2026, month, day, hour, minute, tzinfo=zone).timestamp() * 1000)


class World:
    """Accounts 1, 2, … with one meter each; links 1, 2, … of people 1, 2, …"""

    def __init__(self, database, rules=RULES):
        self.database, self.rules = database, rules
        self.now_ms, self.age_ms = at(22, 0, 1), 0
        self.told = []
        self.entries = 0

    async def do(self, work):
        return await self.database.write(Unit(lambda tx: work(TxStore(tx))))

    async def begin(self):
        def work(store):
            for name in ("accounts", "meters", "groups"):
                put(store.tx, "dataset_generation", dataset=name, period="", generation=1)

        await self.do(work)
        return self

    async def group(self, name, window):
        await self.do(lambda s: put(s.tx, "grp", generation=1, name=name, reading_window=window))

    async def account(self, id_, *, grp=None, status="active", meters=1, **given):
        """An account with meters m1, m2, …; `given` is of the meters."""

        def work(store):
            put(store.tx, "account", id=id_, number=f"{id_:010}")
            card = {"number": f"{id_:010}", "kind": "person", "holder": "И", "address": "А"}
            put(store.tx, "account_card", account_id=id_, generation=1, grp=grp, status=status, **card)
            for number in range(1, meters + 1):
                row = {"zones": 1, "digits": 5, "decimals": 0, "ratio": 1, "automatic": 0, **given}
                put(store.tx, "meter", account_id=id_, generation=1, serial=f"m{number}", **row)

        await self.do(work)

    async def person(self, id_, *accounts, role="owner", address="", **given):
        """A person with a chat and links to accounts; `given` is of the address."""

        def work(store):
            put(store.tx, "subscriber", id=id_, created_ms=1)
            where = address or f"telegram:{id_}"
            put(store.tx, "address", address=where, subscriber_id=id_, since_ms=1, **given)
            for account in accounts:
                row = {"subscriber_id": id_, "account_id": account, "role": role, "address": where}
                put(store.tx, "link", phone="+79161234567", since_ms=1, **row)

        await self.do(work)

    async def household(self, id_, **given):
        """An account with its owner, both of one number."""
        await self.account(id_, **given)
        await self.person(id_, id_)

    async def way(self, person, **given):
        await self.do(lambda s: put(s.tx, "notify_way", subscriber_id=person, changed_ms=1, **given))

    async def sent(
        self, account, person, *, serial="m1", period="2026-11", state="accepted", at_ms=0, **given
    ):
        """An entry of the journal."""
        self.entries += 1
        row = {
            "serial": serial,
            "period": period,
            "taken_ms": 1,
            "t1": 10,
            "decimals": 0,
            "channel": "telegram",
        }
        row |= {
            "came": "accepted",
            "state": state,
            "created_ms": at_ms or self.now_ms,
            "event_id": self.entries,
        }
        entry = {"account_id": account, "subscriber_id": person, "address": f"telegram:{person}"}
        await self.do(lambda s: put(s.tx, "reading_entry", **row, **entry, **given))

    async def billed(self, account, *, taken_on="2026-11-18", period="2026-11", source="inspector", **given):
        """A reading of billing's own, of a visible month."""

        def work(store):
            shown = {"dataset": "readings", "period": period}
            if (
                store.tx.one(
                    "SELECT 1 FROM dataset_generation WHERE dataset = :dataset AND period = :period", **shown
                )
                is None
            ):
                put(store.tx, "dataset_generation", generation=1, **shown)
            row = {"account_id": account, "period": period, "generation": 1, "serial": "m1", "t1": 7}
            put(store.tx, "reading", taken_on=taken_on, source=source, **{**row, **given})

        await self.do(work)

    def planner(self, sources=None, database=None):
        async def tell(event, _detail):
            self.told.append(event)

        sources = sources or {Kind.READING: ReadingReminders(self.rules)}
        return Planner(
            database or self.database, sources, lambda: self.now_ms, ZONE, lambda: self.age_ms, tell
        )

    async def plan(self, now_ms=0):
        """Let the planner look at a moment."""
        self.now_ms = now_ms or self.now_ms
        return await self.planner().run()

    async def opened(self):
        """The source, and a plan of its that is open and not begun."""
        source = ReadingReminders(self.rules)

        def work(store):
            plans = PlansGateway(store.tx)
            for one in source.wanted(store.tx, self.now_ms):
                plans.make(one, self.now_ms)
            return plans.open()[0]

        return source, await self.do(work)

    async def over(self, state, ended_ms):
        """What became of all reminders."""
        sql = "UPDATE reminder SET state = :state, ended_ms = :ended_ms"
        await self.do(lambda s: s.tx.run(sql, state=state, ended_ms=ended_ms))

    async def reminders(self):
        """person:account stage due, of all, in order."""
        sql = "SELECT subscriber_id, account_id, stage, due_ms FROM reminder ORDER BY account_id, due_ms"
        rows = await self.do(lambda s: s.tx.all(sql))
        return [f"{who}:{account} {stage} {local(due)}" for who, account, stage, due in rows]

    async def plans(self):
        """stage period group state reason, of all, in order."""
        sql = "SELECT stage, period, grp, state, fact FROM reminder_plan ORDER BY period, stage DESC, grp"
        return [" ".join(row).strip() for row in await self.do(lambda s: s.tx.all(sql))]


def local(moment_ms, zone=ZONE):
    return f"{from_ms(moment_ms).astimezone(zone):%d %H:%M}"


def utc(moment_ms):
    return datetime.fromtimestamp(moment_ms / 1000, UTC)
