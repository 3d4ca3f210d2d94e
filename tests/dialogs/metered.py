"""Meters with a past, for the tests of readings: what billing knows of the garage and the house."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from bot.assembly import SMS
from bot.channels.telegram_capabilities import TELEGRAM
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.billed import meter, prices, reading
from tests.dialogs.conversation import Conversation
from tests.dialogs.supplier import RULES, make_test_desk

GARAGE, HOUSE = 5, 2
ONE, TWO, OTHER = "50001234", "60005678", "60001111"
OPEN = datetime(2026, 11, 18, 9, tzinfo=UTC)
MONTHS = ("2026-07-20", "2026-08-20", "2026-09-20", "2026-10-20")
DAYS, NIGHTS = (4800, 4900, 5050, 5200), (1800, 1900, 2000, 2100)


def past(tx):
    """The garage has one meter; the house one of two zones and one of a single zone."""
    prices(tx, "country", "2026-01-01", "2027-06-30")
    tx.run("UPDATE account_card SET tariff = 'country' WHERE account_id IN (2, 5)")
    meter(tx, GARAGE, ONE, digits=5)
    for day, shown in zip(MONTHS, (14_850, 15_000, 15_140, 15_282), strict=True):
        reading(tx, GARAGE, ONE, day, (shown,))
    meter(tx, HOUSE, TWO, "day,night", digits=5)
    meter(tx, HOUSE, OTHER, digits=5, place="баня")
    for day, *shown in zip(MONTHS, DAYS, NIGHTS, strict=True):
        reading(tx, HOUSE, TWO, day, shown)
    for day, shown in zip(MONTHS, (900, 950, 1000, 1050), strict=True):
        reading(tx, HOUSE, OTHER, day, (shown,))


async def sender(database, form="rich", *accounts, address="", role="owner", now=OPEN, **rules):
    """Somebody with these accounts linked, on one of the channels."""
    short = form == "short"
    address = address or ("tel:+79161234567" if short else "telegram:1")
    desk = make_test_desk(rules=RULES if not rules else _ruled(**rules))
    talk = Conversation(database, SMS if short else TELEGRAM, address, desk, now)

    def link(tx):
        store = TxStore(tx)
        session = store.sessions.load(address)[0]
        subscriber = session.subscriber_id or store.subscribers.create(address, 1)
        for account in accounts or (GARAGE,):
            tx.run(
                "INSERT INTO link (subscriber_id, account_id, role, phone, address, since_ms)"
                " VALUES (:s, :a, :r, '+79161234567', :address, 1)",
                s=subscriber, a=account, r=role, address=address,
            )  # fmt: skip

    await database.write(Unit(link))
    return talk


def _ruled(calendars=RULES.calendars, **rules):
    return replace(RULES, calendars=calendars, readings=replace(RULES.readings, **rules))


async def journal(talk, account=GARAGE, serial=ONE):
    """Living entries of a meter, newest first."""
    return await talk.database.read(lambda tx: TxStore(tx).journal.of_meter(account, serial, 20))


async def all_entries(talk):
    """(state, T1) of everything that was ever written, in order."""
    return await talk.database.read(lambda tx: tx.all("SELECT state, t1 FROM reading_entry ORDER BY id"))


async def exported(talk):
    """What an export leaves behind."""
    await talk.database.write(
        Unit(lambda tx: tx.run("UPDATE reading_entry SET state = 'exported', told = 1"))
    )


def metered_walk(tx):
    """The flat has one meter, the office two: what a random walk may send readings of."""
    for account, serial, zones in ((1, "20007833", "day,night"), (3, "30001", "all"), (3, "30002", "all")):
        meter(tx, account, serial, zones)
        for day, shown in (("2026-09-20", (15_100, 7800)), ("2026-10-20", (15_282, 7900))):
            reading(tx, account, serial, day, shown if "," in zones else shown[:1])
