"""Households with bills, balances and payments that billing imports, and the planner of the money kinds."""

from __future__ import annotations

from dataclasses import replace

from bot.channels.render import render
from bot.dialogs.codec import decode_reply
from bot.notifications.dispatch import Dispatch
from bot.notifications.rules import NotifyRules
from bot.notifications.speakers.bills import BillSpeaker
from bot.notifications.speakers.debts import DebtSpeaker
from bot.notifications.speakers.dues import DueSpeaker
from bot.notifications.speakers.payments import PaymentSpeaker
from bot.watching import Reach
from core.clock import from_ms
from core.exchange import DATASETS, FileInfo, Part
from core.notifications.calendar import Times
from core.notifications.groups import Calendar, Calendars
from core.notifications.kinds import Kind
from storage.billing_data import DatabaseSink
from storage.reminder_plans.bills import BillNews
from storage.reminder_plans.debts import DebtNews
from storage.reminder_plans.dues import DueReminders
from storage.reminder_plans.money import MoneyRules
from storage.reminder_plans.payments import PaymentNews
from storage.store import StoreFactory
from tests.dialogs.supplier import CATALOGUE, VALUES, make_test_desk
from tests.notifications.planned import ZONE, World, at, put

MONEY = MoneyRules(Calendars(Calendar(ZONE, Times(spread=0))))
SOURCES = {Kind.BILL: BillNews, Kind.DUE: DueReminders, Kind.DEBT: DebtNews, Kind.PAYMENT: PaymentNews}
BALANCE = {
    "as_of": "2026-11-08", "debt": 231090, "advance": 0, "overdue": 0, "penalty": 0, "due_on": "2026-11-15",
    "payments_until": "2026-11-06",
}  # fmt: skip


class Bank(World):
    """Everything is imported through the sink of the product; people are told by its dispatch."""

    def __init__(self, database, rules=MONEY):
        super().__init__(database, rules)
        self.sink, self.files = DatabaseSink(database, lambda: self.now_ms), 0
        self.desk, self.now_ms = make_test_desk(), at(5, 12)

    async def account(self, id_, **given):
        await super().account(id_, **given)
        await self.do(lambda s: put(s.tx, "account_alias", number=f"{id_:010}", account_id=id_))

    async def firm(self, id_):
        await self.household(id_)
        await self.do(lambda s: s.tx.run(
            "UPDATE account_card SET kind = 'organisation' WHERE account_id = :id", id=id_
        ))  # fmt: skip

    async def load(self, dataset, *rows, period=""):
        """What one file brings; a row is its account and what is not empty."""
        self.files += 1
        columns = DATASETS[dataset].columns
        given = [
            tuple({"account": f"{id_:010}", "period": period, **row}.get(c) for c in columns)
            for id_, row in rows
        ]
        ticket = await self.sink.begin([FileInfo(dataset, f"{dataset}.csv", str(self.files), 1, 1)])
        await self.sink.put(ticket, dataset, given)
        await self.sink.switch(ticket, [Part(dataset, period, len(rows))])

    async def since_october(self):
        """We began a month ago: what comes now is news."""
        await self.load("charges", period="2026-09")
        await self.look(Kind.BILL, at(5, 12, month=10))
        self.now_ms = at(5, 12)

    async def bills(self, *accounts, period="2026-10", charged=106050):
        zero = dict.fromkeys(("opening", "paid", "recalculated", "penalty"), 0)
        row = {**zero, "charged": charged, "closing": charged, "kwh_t1": 138_000}
        await self.load("charges", *((one, row) for one in accounts), period=period)

    async def balances(self, *accounts, **given):
        await self.load("balances", *((one, {**BALANCE, **given}) for one in accounts))

    async def payments(self, *paid, period="2026-11"):
        """(account, day, kopecks, …external id) of all that billing has of the month."""
        rows = [
            (
                one,
                {
                    "line": line,
                    "paid_on": day,
                    "amount": amount,
                    "agent": "Банк",
                    "external_id": (*name, None)[0],
                },
            )
            for line, (one, day, amount, *name) in enumerate(paid, 1)
        ]
        await self.load("payments", *rows, period=period)

    async def paid_here(self, account, amount, day=8, *, known=0, name="x1"):
        """An entry of our ledger."""
        row = {"provider": "yookassa", "kind": "payment", "external_id": name, "account_id": account}
        at_ms = at(day, 12)
        await self.do(lambda s: put(
            s.tx, "payment_ledger", **row, amount=amount, at_ms=at_ms, booked_ms=at_ms, acknowledged_ms=known
        ))  # fmt: skip

    async def wishes(self, account, state, person=1):
        """A payment that somebody has begun now."""
        row = {"account_id": account, "subscriber_id": person, "address": f"telegram:{person}", "amount": 100}
        await self.do(lambda s: put(
            s.tx, "payment_intent", **row, debt=0, debt_as_of="", state=state, created_ms=self.now_ms
        ))  # fmt: skip

    async def look(self, kind, now_ms=0, **rules):
        """Let the planner look for a kind; how many reminders were made."""
        self.now_ms = now_ms or self.now_ms
        given = replace(self.rules, **rules) if rules else self.rules
        return await self.planner({kind: SOURCES[kind](given)}).run()

    async def tell(self, now_ms=0):
        """Let the dispatch say what is due; address and reply of every message."""
        self.now_ms = now_ms or self.now_ms
        speakers = {
            Kind.BILL: BillSpeaker(self.desk), Kind.DUE: DueSpeaker(1000),
            Kind.DEBT: DebtSpeaker(self.desk, 1000, firms=False), Kind.PAYMENT: PaymentSpeaker(ZONE),
        }  # fmt: skip
        yes = lambda *_: True  # noqa: E731
        rules = NotifyRules(self.rules.calendars, yes, yes, lambda *_: self.age_ms, speakers)
        await Dispatch(Reach(self.database, StoreFactory(), rules), lambda: self.now_ms).run()
        sql = "SELECT address, payload FROM outbox ORDER BY id"
        return [(place, decode_reply(text)) for place, text in await self.do(lambda s: s.tx.all(sql))]

    async def rows(self):
        """person:account period state why, of all."""
        sql = "SELECT subscriber_id, account_id, period, state, why FROM reminder ORDER BY account_id, id"
        found = await self.do(lambda s: s.tx.all(sql))
        return [
            f"{who}:{account} {period} {state} {why}".strip() for who, account, period, state, why in found
        ]

    def text(self, reply, can):
        """The words of the first message."""
        day = from_ms(self.now_ms).astimezone(ZONE).date()
        return render(reply, can, CATALOGUE, VALUES, day).parts[0].text.replace("\xa0", " ")
