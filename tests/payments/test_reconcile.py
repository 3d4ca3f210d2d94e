"""Reconciliation: pure comparison, days of Moscow, the shop's list through the port, and the command."""

from __future__ import annotations

import asyncio
import itertools
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from bot.__main__ import main
from bot.commands.reconciling import reconcile
from bot.config import load_config
from bot.payments.nightly import DONE, NightlyReconciliation
from bot.payments.reconciling import against_list, against_register
from core.payments.gateway import BadCredentials, Order, OutcomeUnknown
from core.payments.model import EntryKind
from core.payments.money import NewEntry
from core.payments.reconcile import Moved, compare, day_of, span
from core.values import Money
from payments.yookassa_register import Register
from storage.database import Unit
from storage.payment_books import DatabaseBooks
from storage.store import TxStore
from tests.commands.test_export_readings import opened, place
from tests.dialogs.supplier import filled
from tests.payments.shop import MemoryShop

__all__ = ["place"]
DAY = date(2026, 11, 20)
FIRST, AFTER = span(DAY)
MINUTE, HOUR = 60_000, 3_600_000


def moved(name, kopecks=100, at=FIRST, kind=EntryKind.PAYMENT):
    return Moved(kind, name, kopecks, at)


def names(several):
    return [one.external_id for one in several]


def test_three_lists():
    ours = [moved("both"), moved("here"), moved("sum", 1), moved("both", 5, kind=EntryKind.REFUND)]
    theirs = [moved("both"), moved("there"), moved("sum", 2), moved("both", 5, kind=EntryKind.REFUND)]
    found = compare(ours, theirs, FIRST, AFTER)
    assert (names(found.missing_here), names(found.missing_there)) == (["there"], ["here"])
    assert [(one.ours.kopecks, one.theirs.kopecks) for one in found.differ] == [(1, 2)]
    assert [found.agreed(kind) for kind in EntryKind] == [(1, 100), (1, 5)]
    assert not found.agrees
    assert compare(theirs, theirs, FIRST, AFTER).agrees


def test_fault_26_days_are_moscows():
    assert datetime.fromtimestamp(FIRST / 1000, UTC).isoformat() == "2026-11-19T21:00:00+00:00"
    assert (day_of(FIRST), day_of(AFTER), AFTER - FIRST) == (DAY, date(2026, 11, 21), 24 * HOUR)
    inside, outside = moved("in", at=AFTER - 1), moved("out", at=AFTER)
    assert names(compare([], [inside, outside], FIRST, AFTER).missing_here) == ["in"]
    assert names(
        compare([moved("first"), moved("before", at=FIRST - 1)], [], FIRST, AFTER).missing_there
    ) == ["first"]


def test_fault_26_two_clocks_on_two_sides_of_midnight_lose_nothing():
    for ours, theirs in itertools.permutations((FIRST - 1, FIRST + 1)):
        assert compare([moved("x", at=ours)], [moved("x", at=theirs)], FIRST, AFTER).agrees


class Desk:
    """A ledger, a shop, and the question to it."""

    def __init__(self, database):
        self.database, self.shop = database, MemoryShop(FIRST + HOUR)
        self.now_ms = AFTER + 6 * HOUR
        self.books = DatabaseBooks(database, lambda: self.now_ms)
        self.ready = True

    async def ask(self, call):
        return call(self.shop)

    def paid(self, at=FIRST + HOUR, kopecks=231_090):
        made = self.shop.create(Order(0, f"key-{len(self.shop.payments)}", Money(kopecks), "", ""))
        return self.shop.pay(made.provider_id, at)

    async def book(self, name, kopecks=231_090, at=FIRST + HOUR):
        kind = EntryKind.PAYMENT if kopecks > 0 else EntryKind.REFUND
        entry = NewEntry(kind, name, 1, 0, Money(kopecks), at, "" if kopecks > 0 else "shop-1")
        await self.database.write(Unit(lambda tx: TxStore(tx).ledger.book(entry, at)))

    async def notices(self):
        return await self.database.read(lambda tx: TxStore(tx).payment_notices.due(self.now_ms, 10))


@pytest.fixture
async def desk(database):
    await filled(database)
    return Desk(database)


async def test_against_the_list_of_the_shop(desk):
    for _ in range(5):
        paid = desk.paid()
        await desk.book(paid.provider_id)
    back = desk.shop.refund("shop-1", Money(90), "r")
    await desk.book(back.provider_id, -90, back.created_ms)
    found = await against_list(desk.ask, desk.books, DAY)
    assert (len(found.verdict.both), found.verdict.agrees, found.queued) == (6, True, 0)


async def test_what_is_missing_here_is_asked_about_once(desk):
    desk.paid(at=FIRST - HOUR)  # of the day before: it is compared again
    desk.paid()
    desk.shop.refund("shop-2", Money(90), "r")
    desk.paid(at=AFTER + HOUR)  # not over yet
    await desk.book("shop-9")
    found = await against_list(desk.ask, desk.books, DAY)
    assert sorted(names(found.verdict.missing_here)) == ["back-1", "shop-1", "shop-2"]
    assert names(found.verdict.missing_there) == ["shop-9"]
    assert found.queued == 3
    assert sorted(await desk.notices()) == [
        ("payment.succeeded", "shop-1"), ("payment.succeeded", "shop-2"), ("refund.succeeded", "back-1")
    ]  # fmt: skip
    assert (await against_list(desk.ask, desk.books, DAY)).queued == 0


async def test_against_a_register_of_its_kind(desk):
    await desk.book("shop-1")
    await desk.book("back-1", -50)
    rows = (moved("shop-1", 231_091), moved("shop-2", 7))
    found = await against_register(desk.books, Register(EntryKind.PAYMENT, "100500", DAY, rows))
    assert len(found.verdict.differ) == 1
    assert (names(found.verdict.missing_here), found.verdict.missing_there) == (["shop-2"], ())


async def test_every_night_once_and_after_a_rest_every_day(desk):
    nightly = NightlyReconciliation(desk, desk.database, SimpleNamespace(now_ms=lambda: desk.now_ms))
    desk.paid()
    desk.ready = False
    assert await nightly.look(desk.now_ms) == []
    desk.ready = True
    assert await nightly.look(desk.now_ms) == [DAY]
    assert nightly.counts == {"missing-here": 1, "missing-there": 0, "differ": 0}
    sql = "SELECT kind, detail FROM audit_event ORDER BY id"
    told = [tuple(row) for row in await desk.database.read(lambda tx: tx.all(sql))]
    assert told == [("payments-unreconciled", f"day={DAY} missing-here=1 missing-there=0 differ=0")]
    assert await nightly.look(desk.now_ms + HOUR) == []
    assert await nightly.look(AFTER + 27 * HOUR) == []  # three in the morning
    assert await nightly.look(AFTER + 28 * HOUR) == [date(2026, 11, 21)]
    assert len(await nightly.look(AFTER + 90 * 24 * HOUR)) == 8
    assert await desk.database.read(lambda tx: TxStore(tx).settings.get(DONE))


async def test_what_waits_for_a_person_is_listed(desk):
    await desk.book("shop-1", at=desk.now_ms - 5 * 24 * HOUR)
    await desk.book("shop-2", at=desk.now_ms)
    said = "answer = 'refused', answer_reason = 'Нет счёта'"
    sql = f"UPDATE payment_ledger SET {said} WHERE external_id = 'shop-2'"
    await desk.database.write(Unit(lambda tx: tx.run(sql)))
    assert [(one.what, one.external_id, one.detail) for one in await desk.books.open()] == [
        ("refused-by-billing", "shop-2", "Нет счёта"), ("not-exported", "shop-1", "")
    ]  # fmt: skip


async def test_what_the_shop_does_not_know_is_told(desk):
    """A register of another shop, or a slip in it: the bot has asked, and nothing came of it."""
    await desk.books.queue([moved("strange")])
    done = "UPDATE payment_notice SET done_ms = :now, result = 'not-found'"
    await desk.database.write(Unit(lambda tx: tx.run(done, now=desk.now_ms)))
    assert [(one.what, one.external_id) for one in await desk.books.open()] == [
        ("unknown-to-the-shop", "strange")
    ]


def raising(error):
    def call(*_):
        raise error

    return call


def test_the_command(place, capsys, tmp_path):
    config, path, _ = place
    file = tmp_path / "yoomoney-payments-100500-2026-11-20.csv"
    lines = (
        "РЕЕСТР ПЛАТЕЖЕЙ ПО ДОГОВОРУ НБ-1 (100500)",
        "Дата платежей: 2026-11-20",
        "Идентификатор платежа;Сумма платежа;Валюта платежа;Время платежа",
        "shop-1;2310,90;RUB;20.11.2026 01:00:00",
        "",
        "Сумма принятых платежей: 2310,90 RUB",
        "Число платежей: 1",
    )
    file.write_text("\n".join(lines), encoding="cp1251")
    line = ["--config", str(config), "reconcile"]
    assert main([*line, "--register", str(file)]) == 1
    told = capsys.readouterr().out
    assert "missing here: payment shop-1 2310,90 of 2026-11-20" in told
    assert "asks the shop about 1 that are missing here" in told

    async def book():
        async with opened(path) as database:
            await filled(database)
            await Desk(database).book("shop-1")

    asyncio.run(book())
    assert main([*line, "--register", str(file)]) == 0
    assert "2026-11-20: on both sides payments 1 (2310,90 roubles)\n" in capsys.readouterr().out
    assert main([*line, "--register", str(tmp_path / "none.csv")]) == 1
    assert "No such file" in capsys.readouterr().err
    assert main(line) == 1
    assert "there is no shop" in capsys.readouterr().err
    shop = MemoryShop(FIRST + HOUR)
    assert asyncio.run(reconcile(load_config(config, {}), DAY, gateway=shop)) == 1
    told = capsys.readouterr().out
    assert told.startswith("2026-11-19 to 2026-11-20: on both sides nothing\nmissing there: payment shop-1")
    for error, why in (
        (BadCredentials("x"), "check payments.yookassa"),
        (OutcomeUnknown("HTTP 500"), "HTTP 500"),
    ):
        shop.refunds = raising(error)
        assert asyncio.run(reconcile(load_config(config, {}), DAY, gateway=shop)) == 1
        assert why in capsys.readouterr().err
