"""`export payments`: each rouble once over all files, whenever the run dies; and what billing says of it."""

from __future__ import annotations

import asyncio
import csv
import hashlib
import json
from pathlib import Path

import pytest

from billing.outgoing.files import write_batch
from billing.outgoing.payments import PAYMENTS
from bot.__main__ import main
from core.exports import ExportRefused
from core.payments.model import EntryKind
from core.payments.money import NewEntry
from core.payments.numbers import number_of
from core.values import Money
from storage.database import Unit
from storage.payment_exports import DatabasePaymentExports
from storage.store import TxStore
from tests.commands.test_export_readings import opened, place
from tests.dialogs.supplier import fill, filled

__all__ = ["place"]
NOW = 1_800_000_000_000  # 2027-01-15 11:00 in Moscow
AT = 1_793_700_000_000  # 2026-11-03 10:00
ZONE = "Europe/Moscow"
RUN = """INSERT INTO import_run (generation, started_ms, touched_ms, state, files)
    VALUES (1, 0, 0, 'switched', '{}')"""
HEADER = "number;action;account;amount;paid_at;paid_on;provider_id;of;income;mark"


def entry(number, kopecks=150_005, account=1, at=NOW, **other):
    """A payment, or a refund of the first one."""
    kind = EntryKind.PAYMENT if kopecks > 0 else EntryKind.REFUND
    paid = "" if kopecks > 0 else "pay-1"
    return NewEntry(kind, f"pay-{number}", account, 0, Money(kopecks), at, paid, **other)


def rows_of(path):
    """Rows of a file, after trailer and manifest were compared with them."""
    body = path.read_bytes()
    said = json.loads(path.with_name(path.name + ".json").read_text())
    assert said["sha256"] == hashlib.sha256(body).hexdigest()
    *lines, trailer = body.decode().splitlines()
    assert lines[0] == HEADER
    rows = list(csv.DictReader(lines, delimiter=";"))
    total = sum(int(row["amount"].replace(",", "")) for row in rows)
    told = said["sum"]
    assert trailer == f"={len(rows)};{told}"
    assert int(told.replace(",", "")) == total
    assert said["rows"] == len(rows) == said["payment"] + said["refund"]
    return rows


def taken(folder):
    """What billing has after all files; a number that comes twice fails."""
    known = {}
    for path in sorted(folder.glob("payments-*.csv")):
        for row in rows_of(path):
            assert row["number"] not in known
            known[row["number"]] = row
    return known


class Till:
    def __init__(self, database, folder):
        self.database, self.folder = database, folder
        self.exports = DatabasePaymentExports(database, lambda: NOW)

    async def book(self, *entries):
        def work(tx):
            return [TxStore(tx).ledger.book(one, NOW) for one in entries]

        return await self.database.write(Unit(work))

    async def run(self, folder=None):
        """As the command does: what was cut short first, then what is due."""
        left = list(await self.exports.unwritten())
        if (begun := await self.exports.begin("", ZONE)) is not None:
            left.append(begun)
        for begun in left:
            batch = begun
            while batch.open:
                batch = await self.exports.mark(batch.number)
            await self.write(batch, folder or self.folder)

    async def write(self, batch, folder):
        path = folder / f"payments-{batch.number:06d}.csv"
        written = await write_batch(self.exports, batch, path, {}, lambda _: None, PAYMENTS)
        await self.exports.written(batch.number, written.sha256)


@pytest.fixture
async def till(database, tmp_path):
    await filled(database)
    return Till(database, tmp_path)


async def test_what_a_line_says(till):
    paid, back = await till.book(entry(1, income=Money(146_955), late=True), entry(2, -5))
    await till.run()
    first, second = rows_of(till.folder / "payments-000001.csv")
    assert first == {
        "number": number_of(paid.id), "action": "payment", "account": "1234567833", "amount": "1500,05",
        "paid_at": "2027-01-15T11:00:00+03:00", "paid_on": "2027-01-15", "provider_id": "pay-1", "of": "",
        "income": "1469,55", "mark": "advance",
    }  # fmt: skip
    assert (second["number"], second["action"], second["amount"], second["of"]) == (
        number_of(back.id), "refund", "-0,05", number_of(paid.id),
    )  # fmt: skip


async def test_fault_26_a_payment_after_nine_in_the_evening_utc_is_of_the_next_day_in_moscow(till):
    late = NOW + 13 * 3_600_000 + 30 * 60_000  # 21:30 UTC, 00:30 in Moscow
    await till.book(NewEntry(EntryKind.PAYMENT, "pay-late", 1, 0, Money(100), late))
    await till.run()
    assert rows_of(till.folder / "payments-000001.csv")[0]["paid_on"] == "2027-01-16"


async def test_chunks_numbers_without_a_gap_and_again(till, monkeypatch, tmp_path):
    monkeypatch.setattr("storage.payment_exports.CHUNK", 3)
    monkeypatch.setattr("storage.payment_exports.PAGE", 2)
    await till.book(*(entry(n) for n in range(1, 8)))
    await till.run()
    await till.run()
    await till.book(entry(8, account=2))
    await till.run()
    assert [len(rows_of(path)) for path in sorted(till.folder.glob("*.csv"))] == [7, 1]
    assert len(taken(till.folder)) == 8
    await till.database.write(Unit(lambda tx: tx.run("UPDATE account_card SET number = '999'")))
    elsewhere = tmp_path / "again"
    elsewhere.mkdir()
    for number in (1, 2):
        await till.write(await till.exports.batch(number), elsewhere)
    for path in till.folder.glob("payments-*"):
        assert (elsewhere / path.name).read_bytes() == path.read_bytes()
    with pytest.raises(ExportRefused, match="no batch 7 of payments"):
        await till.exports.mark(7)


class _Died(BaseException):
    pass


async def test_killed_before_every_step_nothing_is_lost_or_doubled(till, monkeypatch):
    """Each run dies one step later than the one before; people go on paying in between."""
    monkeypatch.setattr("storage.payment_exports.CHUNK", 2)
    monkeypatch.setattr("storage.payment_exports.PAGE", 2)
    left, real = [0], {}

    def before(place, name):
        made = real[name] = getattr(place, name)

        def step(*args, **kwargs):
            left[0] -= 1
            if left[0] == 0:
                raise _Died
            return made(*args, **kwargs)

        monkeypatch.setattr(place, name, step)

    for name in ("begin", "mark", "page", "written"):
        before(DatabasePaymentExports, name)
    before(Path, "replace")
    monkeypatch.setattr(Path, "unlink", lambda _, **__: None)  # who is killed clears nothing up
    paid, died = 0, 0
    for last in range(1, 40):
        await till.book(*(entry(paid + n) for n in range(3)))
        paid, left[0] = paid + 3, last
        for old in till.folder.glob(".*.part"):
            old.rename(till.folder / f"{died}-{old.name[1:]}.dead")
        try:
            await till.run()
        except _Died:
            died += 1
        else:
            break
    left[0] = 0
    await till.run()
    assert died > 10
    assert len(taken(till.folder)) == paid
    assert await till.exports.due("") == 0


def test_out_and_back(place, capsys):
    """The command itself: file, billing's payments with our numbers, billing's answers, what is open then."""
    config, path, folder = place
    line = ["--config", str(config)]

    async def prepare():
        async with opened(path) as database:
            await database.write(Unit(fill))
            await database.write(Unit(lambda tx: tx.run(RUN)))
            paid = entry(1, at=AT), entry(2, 20_000, at=AT), entry(3, 30_000, account=2, at=AT)
            await Till(database, folder).book(*paid)

    async def left():
        async with opened(path) as database:
            sql = """SELECT external_id, acknowledged_how, answer, answer_reason FROM payment_ledger
                ORDER BY id"""
            return await database.read(lambda tx: tx.all(sql))

    asyncio.run(prepare())
    assert main([*line, "export", "payments", "--to", str(folder)]) == 0
    assert "batch 1: 3 payments (3 payment), 2000,05 roubles in" in capsys.readouterr().out
    assert main([*line, "export", "payments", "--to", str(folder)]) == 0
    assert "nothing to export" in capsys.readouterr().out
    rows = rows_of(folder / "payments-000001.csv")
    back = folder / "back"
    back.mkdir()
    (back / "payments.csv").write_text(
        "account;paid_on;amount;agent;document;external_id\n"
        f"{rows[0]['account']};2026-11-09;1500,05;YooKassa;1;{rows[0]['number']}\n"
    )
    (back / "balances.csv").write_text(
        "account;as_of;debt;advance;overdue;overdue_since;penalty;due_on;payments_until\n"
        + "".join(f"{account};2026-11-20;0;;;;;;\n" for account in ("1234567833", "1234567841"))
    )
    (back / "payment_results.csv").write_text(
        f"number;result;reason\n{rows[1]['number']};accepted;\n{rows[2]['number']};refused;Нет такого счёта\n"
    )
    assert main([*line, "import", str(back), "--force"]) == 0, capsys.readouterr()
    assert asyncio.run(left()) == [
        ("pay-1", "number", "", ""),
        ("pay-2", "answer", "accepted", ""),
        ("pay-3", "", "refused", "Нет такого счёта"),
    ]
    assert main([*line, "export", "payments", "--to", str(folder), "--again", "1"]) == 0
