"""`export readings`: each change once over all files, whenever the command dies. Judged from the files."""

from __future__ import annotations

import asyncio
import contextlib
import random
import statistics
import subprocess
import sys
import time
from dataclasses import replace

import pytest

from billing.outgoing.files import file_name, write_batch
from billing.outgoing.readings import READINGS
from bot.__main__ import main
from core.background import Background
from core.exports import ExportRefused
from core.readings.journal import State
from core.readings.receipts import receipt_of
from storage.database import Unit, connect
from storage.reading_exports import DatabaseReadingExports
from storage.store import TxStore
from tests.commands.billing_side import rows_of, taken
from tests.dialogs.supplier import filled
from tests.storage.test_journal import MONTH, NOW, draft

ZONE = "Europe/Moscow"


@pytest.fixture
async def supplier(database, tmp_path):
    """The journal of a supplier with accounts, and a run of the export."""
    await filled(database)
    return Supplier(database, tmp_path)


class Supplier:
    def __init__(self, database, folder):
        self.database, self.folder = database, folder
        self.exports = DatabaseReadingExports(database, lambda: NOW)

    async def use(self, work):
        return await self.database.write(Unit(lambda tx: work(TxStore(tx).journal)))

    async def add(self, *args, **kwargs):
        return await self.use(lambda j: j.add(draft(*args, **kwargs)))

    async def export(self, period=""):
        """What the command does, without the command line; rows of the new file."""
        batch = await self.exports.begin(period, ZONE)
        if batch is None:
            return []
        while batch.open:
            batch = await self.exports.mark(batch.number)
        return await self.write(batch)

    async def write(self, batch, folder=None, names=()):
        path = (folder or self.folder) / file_name(batch.number)
        written = await write_batch(self.exports, batch, path, dict(names), lambda _: None, READINGS)
        await self.exports.written(batch.number, written.sha256)
        return rows_of(path) if not names else path.read_text()


async def test_what_a_line_says(supplier):
    made = await supplier.add(1, 154206, 733, decimals=1, flag="meter-replaced", photo="a.jpg")
    (row,) = await supplier.export()
    assert row == {
        "account": "1234567833", "serial": "123", "taken_at": "2027-01-15T11:00:00+03:00",
        "t1": "15420,6", "t2": "73,3", "t3": "", "period": "2026-11", "source": "telegram",
        "receipt": made.receipt, "photo": "a.jpg", "action": "new", "replaces": "", "mark": "meter-replaced",
    }  # fmt: skip
    assert (await supplier.use(lambda j: j.get(made.id))).state is State.EXPORTED


async def test_each_change_once(supplier):
    first = await supplier.add(1)
    other = await supplier.add(2, serial="124")
    assert [row["action"] for row in await supplier.export()] == ["new", "new"]
    assert await supplier.export() == []
    second = await supplier.add(3, 15430)
    await supplier.use(lambda j: j.withdraw(other.id, NOW))
    rows = await supplier.export()
    assert [(row["receipt"], row["action"], row["replaces"]) for row in rows] == [
        (other.receipt, "withdraw", ""),
        (second.receipt, "replace", first.receipt),
    ]
    assert await supplier.export() == []
    assert set(taken(supplier.folder)) == {second.receipt}


async def test_what_came_and_went_between_two_exports_is_not_told(supplier):
    first = await supplier.add(1)
    second = await supplier.add(2, 15430)
    gone = await supplier.add(3, serial="124")
    await supplier.use(lambda j: j.withdraw(gone.id, NOW))
    doubted = await supplier.add(4, 7, serial="125", state=State.DRAFT)
    (row,) = await supplier.export()
    assert (row["receipt"], row["action"], row["replaces"]) == (second.receipt, "new", "")
    assert {first.receipt, gone.receipt, doubted.receipt}.isdisjoint(taken(supplier.folder))


async def test_a_chain_of_corrections_replaces_what_billing_has(supplier):
    first = await supplier.add(1)
    await supplier.export()
    for event in range(2, 6):
        last = await supplier.add(event, 15420 + event)
    (row,) = await supplier.export()
    assert (row["receipt"], row["replaces"]) == (last.receipt, first.receipt)


async def test_a_correction_that_is_taken_back_takes_back_what_billing_has(supplier):
    first = await supplier.add(1)
    await supplier.export()
    second = await supplier.add(2, 15430)
    await supplier.use(lambda j: j.withdraw(second.id, NOW))
    third = await supplier.add(3, 15440)
    rows = await supplier.export()
    assert [(row["receipt"], row["action"]) for row in rows] == [
        (first.receipt, "withdraw"),
        (third.receipt, "new"),
    ]
    assert set(taken(supplier.folder)) == {third.receipt}


async def test_of_two_that_billing_has_one_is_replaced_and_one_taken_back(supplier):
    """What a stranger sent after the account's own reading stands beside it, until the next one."""
    await supplier.add(1)
    await supplier.export()
    await supplier.add(2, 15999, subscriber_id=0, flag="unlinked")
    assert [row["action"] for row in await supplier.export()] == ["new"]
    last = await supplier.add(3, 15440)
    assert sorted(row["action"] for row in await supplier.export()) == ["replace", "withdraw"]
    assert set(taken(supplier.folder)) == {last.receipt}


async def test_unconfirmed_and_then_confirmed(supplier):
    made = await supplier.add(1, state=State.DRAFT)

    def close(journal):
        sql = "UPDATE reading_entry SET state = 'accepted', unconfirmed = 1, due = 1 WHERE id = :id"
        journal._tx.run(sql, id=made.id)

    await supplier.use(close)
    (row,) = await supplier.export()
    assert (row["action"], row["mark"]) == ("new", "unconfirmed")
    late = await supplier.use(lambda j: j.confirm(made.id, NOW))
    assert (late.state, late.unconfirmed) == (State.EXPORTED, False)
    (row,) = await supplier.export()
    assert (row["action"], row["receipt"], row["replaces"], row["mark"]) == (
        "replace", made.receipt, made.receipt, "",
    )  # fmt: skip
    assert await supplier.export() == []


async def test_one_month_only(supplier):
    await supplier.add(1)
    other = await supplier.add(2, 15500, period=MONTH.shift(1))
    assert [row["period"] for row in await supplier.export("2026-12")] == ["2026-12"]
    assert await supplier.export("2026-12") == []
    assert [row["period"] for row in await supplier.export()] == ["2026-11"]
    assert other.receipt in taken(supplier.folder)


async def test_many_chunks_and_numbers_without_a_gap(supplier, monkeypatch):
    monkeypatch.setattr("storage.reading_exports.CHUNK", 7)
    monkeypatch.setattr("storage.reading_exports.PAGE", 3)
    for event in range(1, 25):
        await supplier.add(event, serial=f"s{event}", account_id=1 + event % 3)
    assert len(await supplier.export()) == 24
    assert await supplier.export() == []
    await supplier.add(99, serial="99")
    await supplier.export()
    assert sorted(path.name for path in supplier.folder.glob("readings-*.csv")) == [
        "readings-000001.csv",
        "readings-000002.csv",
    ]


async def test_a_chunk_holds_the_writer_for_a_moment(supplier, monkeypatch):
    """The processor's own time of the writing thread: what other tests do meanwhile is not counted."""
    for at in range(1, 601):
        await supplier.add(at, serial=f"s{at}")
    held, book = [], supplier.exports._book

    def timed(tx, batch, now_ms):
        began = time.thread_time()
        try:
            return book.mark(tx, batch, now_ms)
        finally:
            held.append(1000 * (time.thread_time() - began))

    monkeypatch.setattr(supplier.exports, "_book", replace(book, mark=timed))
    assert len(await supplier.export()) == 600
    assert len(held) >= 6
    assert statistics.median(held) < 6, held


async def test_again_is_word_for_word_the_same(supplier, tmp_path):
    first = await supplier.add(1)
    await supplier.export()
    second = await supplier.add(2, 15430)
    await supplier.use(lambda j: j.flag(first.id, "previous-wrong", now_ms=NOW))

    def renumber(journal):
        journal._tx.run("UPDATE account_card SET number = '999' WHERE account_id = 1")

    await supplier.use(renumber)
    await supplier.export()
    await supplier.use(lambda j: j.withdraw(second.id, NOW))
    before = {path.name: path.read_bytes() for path in tmp_path.glob("readings-*")}
    elsewhere = tmp_path / "again"
    elsewhere.mkdir()
    for number in (1, 2):
        await supplier.write(await supplier.exports.batch(number), elsewhere)
    assert {path.name: path.read_bytes() for path in elsewhere.glob("readings-*")} == before
    assert rows_of(elsewhere / file_name(2))[0]["account"] == "999"


async def test_a_file_of_something_else_is_left_alone(supplier):
    await supplier.add(1)
    strange = supplier.folder / file_name(1)
    strange.write_text("somebody else's")
    with pytest.raises(ExportRefused, match="something else"):
        await supplier.export()
    assert strange.read_text() == "somebody else's"
    assert [path.name for path in supplier.folder.iterdir() if ".part" in path.name] == []
    strange.unlink()
    (batch,) = await supplier.exports.unwritten()
    assert len(await supplier.write(batch)) == 1
    assert await supplier.exports.unwritten() == []


async def test_names_of_the_suppliers_own(supplier):
    await supplier.add(1)
    batch = await supplier.exports.begin("", ZONE)
    text = await supplier.write(batch, names={"account": "LS", "receipt": "KVIT"})
    assert text.splitlines()[0] == "LS;serial;taken_at;t1;t2;t3;period;source;KVIT;photo;action;replaces;mark"


# The command itself, in processes that die.


@pytest.fixture
def place(sqlite_template, tmp_path):
    """A configuration, a database and a folder for files."""
    folder = tmp_path / "out"
    folder.mkdir()
    path = tmp_path / "abonent.db"
    path.write_bytes(sqlite_template.read_bytes())
    config = tmp_path / "config.toml"
    config.write_text(
        f'[database]\nurl = "sqlite:///{path}"\n[security]\nsecret_key = "{"0123456789abcdef" * 2}"\n'
    )
    return config, path, folder


@contextlib.asynccontextmanager
async def opened(path):
    background = Background()
    database = connect(f"sqlite:///{path}", background=background)
    await database.open()
    try:
        yield database
    finally:
        await database.close()
        await background.close()


class People:
    """Send, correct and take back; `events` never repeat."""

    def __init__(self, seed):
        self.random, self.event = random.Random(seed), 0

    def act(self, journal, times):
        for _ in range(times):
            self.event += 1
            serial = f"m{self.random.randrange(12)}"
            living = journal.of_meter(1, serial, 1)
            if living and self.random.random() < 0.3:
                journal.withdraw(living[0].id, NOW)
            else:
                journal.add(draft(self.event, 1000 + self.event, serial=serial))


def died(place, step, chunk=3):
    config, _, folder = place
    command = [sys.executable, "-m", "tests.commands.dying_export", config, folder, str(step), str(chunk)]
    return subprocess.run(list(map(str, command)), capture_output=True, text=True, timeout=60, check=False)


def cut_short(place, seconds):
    """Kill a run so long after it began."""
    command = [sys.executable, "-m", "tests.commands.dying_export", place[0], place[2], "0", "1"]
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE) as run:
        run.stdout.readline()
        time.sleep(seconds)
        run.kill()


async def living(path):
    async with opened(path) as database:
        sql = "SELECT id FROM reading_entry WHERE state = 'exported'"
        due = "SELECT count(*) FROM reading_entry WHERE due = 1"
        rows = await database.read(lambda tx: tx.all(sql))
        left = await database.read(lambda tx: tx.one(due))
    return {receipt_of(row[0]) for row in rows}, left[0]


async def test_killed_before_every_step_nothing_is_lost_or_doubled(place):
    """One run dies at each step there is; people go on in between."""
    people, killed, folder = People(7), 0, place[2]
    async with opened(place[1]) as database:
        await filled(database)
    for step in range(1, 40):
        async with opened(place[1]) as database:
            await database.write(Unit(lambda tx: people.act(TxStore(tx).journal, 5)))
        run = died(place, step)
        killed += run.returncode == -9
        assert run.returncode in {0, -9}, run.stderr
        if run.returncode == 0:
            break
    assert killed > 10
    assert died(place, 0).returncode == 0
    there, left = await living(place[1])
    assert left == 0
    assert set(taken(folder)) == there
    names = sorted(path.name for path in folder.glob("readings-*.csv"))
    assert names == [file_name(number) for number in range(1, len(names) + 1)]


async def test_killed_at_random_moments(place):
    _, path, folder = place
    people, rng = People(11), random.Random(5)
    async with opened(path) as database:
        await filled(database)
    for _ in range(6):
        async with opened(path) as database:
            await database.write(Unit(lambda tx: people.act(TxStore(tx).journal, 60)))
        cut_short(place, rng.random() * 0.3)
    assert died(place, 0).returncode == 0
    there, left = await living(path)
    assert left == 0
    assert set(taken(folder)) == there


def prepare(path, *events):
    """Readings of these events, in a database with accounts."""

    async def work():
        async with opened(path) as database:
            if events[0] == 1:
                await filled(database)
            for event in events:
                one = draft(event, serial=f"m{event}")
                await database.write(Unit(lambda tx, one=one: TxStore(tx).journal.add(one)))

    asyncio.run(work())


def test_the_command_line(place, capsys):
    config, path, folder = place
    line = ["--config", str(config), "export", "readings", "--to"]
    assert main([*line, str(folder)]) == 0
    assert "nothing to export" in capsys.readouterr().out
    assert main([*line, str(folder / "none")]) == 1
    assert "there is no folder" in capsys.readouterr().err
    assert main([*line, str(folder), "--again", "9"]) == 1
    assert "no batch 9" in capsys.readouterr().err
    prepare(path, 1, 2)
    assert main([*line, str(folder), "--period", "2026-10"]) == 0
    assert "nothing to export for 2026-10" in capsys.readouterr().out
    assert main([*line, str(folder)]) == 0
    assert f"batch 1: 2 readings (2 new) in {folder / file_name(1)}" in capsys.readouterr().out
    elsewhere = folder / "again"
    elsewhere.mkdir()
    assert main([*line, str(elsewhere), "--again", "1"]) == 0
    assert (elsewhere / file_name(1)).read_bytes() == (folder / file_name(1)).read_bytes()


def test_one_file_that_was_named_holds_one_batch(place, capsys):
    """What was cut short comes first, alone: two batches in one file would be one nobody can name."""
    config, path, folder = place
    prepare(path, 1, 2)
    assert died(place, 2).returncode == -9
    prepare(path, 3)
    line = ["--config", str(config), "export", "readings", "--to"]
    assert main([*line, str(folder / "a.csv")]) == 0
    assert "run the command again" in capsys.readouterr().out
    assert main([*line, str(folder / "b.csv")]) == 0
    serials = [[row["serial"] for row in rows_of(folder / name)] for name in ("a.csv", "b.csv")]
    assert serials == [["m1", "m2"], ["m3"]]
    assert main([*line, str(folder / "b.csv"), "--again", "1"]) == 1
    assert "something else" in capsys.readouterr().err
