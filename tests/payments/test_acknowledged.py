"""What an import tells of our payments, on both engines: card, answers, payments by number and by sum."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from bot.payments_acknowledged import PaymentsAcknowledged
from core.exchange import FileInfo, Part
from core.payments.model import EntryKind
from core.payments.money import NewEntry
from core.payments.numbers import number_of
from core.payments.reconcile import span
from core.values import Money
from storage.billing_data import DatabaseSink
from storage.database import Unit
from storage.store import TxStore
from tests.dialogs.supplier import filled

AT = span(date(2026, 11, 10))[0] + 3_600_000
ZONE = ZoneInfo("Europe/Moscow")
NUMBER = "1234567833"
RUN = """INSERT INTO import_run (generation, started_ms, touched_ms, state, files)
    VALUES ({0}, 0, 0, 'switched', '')"""


class Billing:
    """Our ledger, and billing that imports."""

    def __init__(self, database):
        self.database, self.now_ms, self.files = database, AT, 0
        self.sink = DatabaseSink(database, lambda: self.now_ms)
        self.watch = PaymentsAcknowledged(database, lambda: self.now_ms, ZONE)

    async def book(self, kopecks, name, at=AT):
        kind = EntryKind.PAYMENT if kopecks > 0 else EntryKind.REFUND
        entry = NewEntry(kind, name, 1, 0, Money(kopecks), at)
        return await self.database.write(Unit(lambda tx: TxStore(tx).ledger.book(entry, at)))

    async def import_(self, switch=True, **datasets):
        self.files += 1
        infos = [FileInfo(name, f"{name}.csv", f"{self.files}", 1, 1) for name in datasets]
        ticket = await self.sink.begin(infos)
        for name, rows in datasets.items():
            await self.sink.put(ticket, name, rows)
        parts = [Part(n, "2026-11" if n == "payments" else "", len(rows)) for n, rows in datasets.items()]
        if not switch:
            return await self.sink.abort(ticket, "test")
        await self.sink.switch(ticket, parts)
        return await self.watch.run()

    def balance(self, until, debt=231_090):
        return [(NUMBER, "2026-11-20", debt, 0, 0, None, 0, None, until)]

    def paid(self, *rows):
        return [
            (NUMBER, "2026-11", at, day, kopecks, "YooKassa", None, name)
            for at, (day, kopecks, name) in enumerate(rows)
        ]

    async def open(self):
        work = TxStore
        return (await self.database.read(lambda tx: work(tx).ledger.unacknowledged(1))).kopecks

    async def how(self):
        sql = "SELECT external_id, acknowledged_how FROM payment_ledger ORDER BY id"
        return dict(await self.database.read(lambda tx: tx.all(sql)))


@pytest.fixture
async def billing(database):
    await filled(database)
    identity = "" if database.engine == "sqlite" else "SELECT setval('import_run_generation_seq', 1)"
    await database.write(Unit(lambda tx: tx.run(RUN.format(1))))
    if identity:
        await database.write(Unit(lambda tx: tx.all(identity)))
    return Billing(database)


async def test_by_number_by_sum_and_not_at_all(billing):
    first = await billing.book(50_000, "pay-1")
    await billing.book(70_000, "pay-2")
    await billing.book(90_000, "pay-3")
    await billing.book(-10_000, "back-1")
    assert await billing.open() == 200_000
    rows = billing.paid(("2026-11-15", 50_000, number_of(first.id)), ("2026-11-12", 70_000, None))
    assert await billing.import_(payments=rows, balances=billing.balance("2026-11-19")) == 2
    assert await billing.how() == {"pay-1": "number", "pay-2": "sum", "pay-3": "", "back-1": ""}
    assert await billing.open() == 80_000
    more = [*rows, *billing.paid(("2026-11-11", 0, None), ("2026-11-11", -10_000, "back-1"))[1:]]
    numbered = [(*row[:2], line, *row[3:]) for line, row in enumerate(more)]
    assert await billing.import_(payments=numbered) == 1
    assert (await billing.how())["back-1"] == "number"


async def test_payments_without_a_newer_balance_do_not_make_the_debt_come_back(billing):
    entry = await billing.book(50_000, "pay-1")
    rows = billing.paid(("2026-11-10", 50_000, number_of(entry.id)))
    assert await billing.import_(payments=rows, balances=billing.balance("2026-11-09")) == 0
    assert await billing.open() == 50_000
    assert await billing.import_(balances=billing.balance("2026-11-10", 181_090)) == 1
    assert await billing.open() == 0


async def test_answers_count_with_the_next_balance(billing):
    accepted = await billing.book(50_000, "pay-1")
    refused = await billing.book(60_000, "pay-2")
    said = [(accepted.id, "accepted", None), (refused.id, "refused", "Нет счёта"), (99, "accepted", None)]
    await billing.import_(payment_results=said)
    assert await billing.open() == 110_000
    await billing.import_(switch=False, payment_results=[(accepted.id, "refused", "Не то")])
    await billing.import_(balances=billing.balance(None))
    assert await billing.how() == {"pay-1": "answer", "pay-2": ""}
    left = await billing.database.read(lambda tx: tx.one("SELECT count(*) FROM payment_result"))
    assert left[0] == 0


async def test_an_import_is_looked_through_once_and_a_stop_half_way_loses_nothing(billing, monkeypatch):
    entry = await billing.book(50_000, "pay-1")
    real, calls = billing.watch._account, []

    async def dies(account_id):
        calls.append(account_id)
        raise RuntimeError

    monkeypatch.setattr(billing.watch, "_account", dies)
    rows = billing.paid(("2026-11-10", 50_000, number_of(entry.id)))
    with pytest.raises(RuntimeError):
        await billing.import_(payments=rows, balances=billing.balance(None))
    monkeypatch.setattr(billing.watch, "_account", real)
    assert await billing.watch.run() == 1
    await billing.book(1, "pay-2")
    assert await billing.watch.run() == 0
    assert calls == [1]
