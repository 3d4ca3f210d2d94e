"""A person who has something to be told of every kind in one moment, of any number of accounts."""

from __future__ import annotations

from bot.assembly import SMS
from bot.channels.render import render
from bot.channels.segments import measure
from bot.channels.telegram_capabilities import TELEGRAM
from bot.config.keys.notifications import Reminders
from bot.dialogs.codec import decode_reply
from bot.notifications.dispatch import Dispatch
from bot.notifications.rules import NotifyRules
from bot.notifications.speakers import speakers_of
from bot.notifications.speakers.limits import LimitSpeaker
from bot.watching import Reach
from core.clock import from_ms
from core.notifications.kinds import Kind
from storage.store import StoreFactory
from tests.dialogs.supplier import CATALOGUE, VALUES
from tests.notifications.money import Bank
from tests.notifications.planned import ZONE, at, put

WHAT = {
    Kind.READING: ("before", "2026-11", ""),
    Kind.BILL: ("ready", "2026-10", ""),
    Kind.DUE: ("before", "2026-11-15", ""),
    Kind.DEBT: ("overdue", "2026-11", ""),
    Kind.PAYMENT: ("paid", "2026-11-10.1", ""),
    Kind.FORECAST: ("limit", "2026-11", ""),
    Kind.TARIFF: ("change", "2026-12-01", ""),
    Kind.OUTAGE: ("1", "7", "|2026-11-14T09:00/2026-11-14T13:00"),
    Kind.VERIFICATION: ("months", "2027-01-11", ""),
}
"""Stage, period and fact of each kind."""
OUTAGE = {
    "places": "ул. Мира, 1-9 нечет", "begins_at": "2026-11-14T09:00", "ends_at": "2026-11-14T13:00",
    "reason": "ремонт линии", "cancelled": 0,
}  # fmt: skip
PRICES = (("2026-01-01", "2026-11-30", 610_000), ("2026-12-01", None, 650_000))


class Everything(Bank):
    """Noon of the 12th of November."""

    async def happens(self, count, address=""):
        """Person 1 has so many accounts, and something of every kind to be told about each."""
        self.now_ms, accounts = at(12, 12), range(1, count + 1)
        for account in accounts:
            await self.account(account, verified_until="2027-01-11", zone_order="all")
            await self.billed(account, taken_on="2026-10-20", period="2026-10", t1=15282, source="subscriber")
        await self.person(1, *accounts, address=address)
        await self.do(_supplier)
        for period in ("2026-09", "2026-10"):
            await self.bills(*accounts, period=period)
        await self.balances(*accounts, overdue=125040, overdue_since="2026-10-16")
        await self.payments(*((account, "2026-11-10", 106050) for account in accounts))
        await self.do(lambda s: [s.wishes.limit(1, account, 300_000, 1) for account in accounts])
        await self.do(lambda s: s.wishes.choose(1, Kind.VERIFICATION, 1, wanted=True))

    async def due(self, *kinds, until_ms=1 << 60):
        """Reminders of these kinds, of all accounts, now."""

        def work(store):
            for link, account in store.tx.all("SELECT id, account_id FROM link ORDER BY id"):
                for kind in kinds:
                    stage, period, fact = WHAT[kind]
                    row = {"link_id": link, "subscriber_id": 1, "account_id": account, "kind": str(kind)}
                    row |= {"stage": stage, "period": period, "fact": fact, "planned_ms": 1}
                    put(store.tx, "reminder", **row, due_ms=self.now_ms, until_ms=until_ms)

        await self.do(work)

    def speakers(self):
        speakers = dict(speakers_of(self.desk, Reminders()))
        speakers[Kind.FORECAST] = LimitSpeaker(self.desk)
        speakers[Kind.FORECAST]._foretold = lambda *_: 412_000
        return speakers

    def fits(self, address, reply):
        """As the program has it (bot.assembly.short_enough)."""
        texts = self.parts(address, reply)
        return measure(texts[0]).parts <= 2 if address.startswith("tel:") else sum(map(len, texts)) <= 350

    async def say(self):
        """(address, reply) of every message."""
        yes = lambda *_: True  # noqa: E731
        calendars, speakers = self.rules.calendars, self.speakers()
        rules = NotifyRules(calendars, yes, yes, lambda *_: self.age_ms, speakers, fits=self.fits)
        await Dispatch(Reach(self.database, StoreFactory(), rules), lambda: self.now_ms).run()
        sql = "SELECT address, payload FROM outbox WHERE payload IS NOT NULL ORDER BY id"
        return [(place, decode_reply(text)) for place, text in await self.do(lambda s: s.tx.all(sql))]

    def parts(self, address, reply):
        """The texts of a message on its channel."""
        can = SMS if address.startswith("tel:") else TELEGRAM
        day = from_ms(self.now_ms).astimezone(ZONE).date()
        parts = render(reply, can, CATALOGUE, VALUES, day).parts
        return [part.text.replace("\xa0", " ") for part in parts]


def _supplier(store):
    """Addresses, prices that change, work that is planned."""
    tx = store.tx
    tx.run("UPDATE account_card SET tariff = 'city', address = 'г. Примерск, ул. Мира, д. 5, кв. 1'")
    for dataset in ("tariffs", "outages"):
        put(tx, "dataset_generation", dataset=dataset, period="", generation=1)
    row = {"generation": 1, "tariff": "city", "zone": "all", "range_upto_kwh": 0, "title": "Город"}
    for since, until, price in PRICES:
        put(tx, "tariff", **row, valid_from=since, valid_to=until, price=price)
    put(tx, "outage", generation=1, outage_id="7", **OUTAGE)
