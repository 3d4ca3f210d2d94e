"""`export readings` beside the running bot: its writer marks, the command writes the file; the same file."""

from __future__ import annotations

import asyncio
import shutil

import pytest

from billing.outgoing.files import file_name
from bot.commands.database import sqlite_path
from bot.commands.exporting import export_readings
from bot.control.client import ControlClient
from bot.control.exports import export_handlers, remote_readings
from bot.control.server import ControlServer
from bot.control.wire import Refused, socket_path
from core.exports import ExportRefused
from core.readings.journal import State
from core.values import Period
from storage.database import Unit, connect
from storage.reading_exports import DatabaseReadingExports
from storage.store import TxStore
from tests.commands.billing_side import rows_of, taken
from tests.config.good import config
from tests.dialogs.supplier import fill
from tests.storage.test_journal import NOW, draft


class Bot:
    """The bot as far as the command sees it: it holds the lock file and answers at its socket."""

    def __init__(self, database, path):
        self.database, self.path, self.asked = database, path, []

    async def start(self):
        def noted(name, handler):
            async def answer(given):
                self.asked.append(name)
                return await handler(given)

            return answer

        handlers = export_handlers(DatabaseReadingExports(self.database, lambda: NOW))
        self.server = ControlServer(self.path, {name: noted(name, one) for name, one in handlers.items()})
        await self.server.start()

    async def add(self, event, *shown, **given):
        given = {"serial": f"m{event}", **given}
        return await self.database.write(
            Unit(lambda tx: TxStore(tx).journal.add(draft(event, *shown, **given)))
        )


@pytest.fixture
async def bot(sqlite_template, tmp_path, background):
    path = tmp_path / "abonent.db"
    shutil.copyfile(sqlite_template, path)
    given = config(database__url=f"sqlite:///{path}")
    database = connect(given.database.url, background=background)
    await database.open()
    await database.write(Unit(fill))
    made = Bot(database, socket_path(sqlite_path(given)))
    made.config, made.folder = given, tmp_path / "out"
    made.folder.mkdir()
    await made.start()
    yield made
    await made.server.stop()
    await database.close()


async def test_the_bot_marks_and_the_command_writes(bot, capsys, monkeypatch):
    monkeypatch.setattr("storage.reading_exports.CHUNK", 2)
    monkeypatch.setattr("storage.reading_exports.PAGE", 2)
    made = [await bot.add(event, 154200 + event, 733, decimals=1) for event in range(1, 6)]
    assert await export_readings(bot.config, bot.folder, None) == 0
    assert {"exports.begin", "exports.mark", "exports.page", "exports.written"} <= set(bot.asked)
    rows = rows_of(bot.folder / file_name(1))
    assert [(row["receipt"], row["t1"], row["t2"]) for row in rows] == [
        (one.receipt, f"15420,{event}", "73,3") for event, one in enumerate(made, 1)
    ]
    assert "batch 1: 5 readings (5 new)" in capsys.readouterr().out
    assert await export_readings(bot.config, bot.folder, None) == 0
    assert "nothing to export" in capsys.readouterr().out
    later = await bot.add(9, period=Period(2026, 12))
    assert await export_readings(bot.config, bot.folder, Period(2026, 10)) == 0
    assert await export_readings(bot.config, bot.folder, later.period) == 0
    assert set(taken(bot.folder)) == {one.receipt for one in (*made, later)}


async def test_again_is_the_same_file_and_a_strange_number_is_refused(bot, capsys):
    await bot.add(1)
    assert await export_readings(bot.config, bot.folder, None) == 0
    elsewhere = bot.folder / "again"
    elsewhere.mkdir()
    assert await export_readings(bot.config, elsewhere, None, again=1) == 0
    for name in (file_name(1), f"{file_name(1)}.json"):
        assert (elsewhere / name).read_bytes() == (bot.folder / name).read_bytes()
    for number in (0, 2, -1):
        assert await export_readings(bot.config, elsewhere, None, again=number) == 1
        assert f"no batch {number}" in capsys.readouterr().err


async def test_what_the_bot_refuses_is_told_as_a_refusal(bot):
    client = await ControlClient.connect(bot.path)
    with pytest.raises(ExportRefused, match="no batch 7"):
        await remote_readings(client).mark(7)
    await client.close()


async def test_a_bot_that_stops_half_way_loses_and_doubles_nothing(bot, monkeypatch):
    """It goes away while the file is written; the next run, with the database to itself, ends that batch."""
    monkeypatch.setattr("storage.reading_exports.PAGE", 1)
    made = [await bot.add(event) for event in range(1, 4)]
    told = export_handlers(DatabaseReadingExports(bot.database, lambda: NOW))["exports.page"]

    async def stops(given):
        if given["after"] == 1:
            await bot.server.stop()
        return await told(given)

    bot.server._handlers["exports.page"] = stops
    with pytest.raises((Refused, ConnectionError)):
        await export_readings(bot.config, bot.folder, None)
    assert list(bot.folder.iterdir()) == []
    more = await bot.add(4)
    await bot.database.close()
    assert await export_readings(bot.config, bot.folder, None) == 0
    assert [len(rows_of(bot.folder / file_name(number))) for number in (1, 2)] == [3, 1]
    assert set(taken(bot.folder)) == {one.receipt for one in (*made, more)}
    await bot.database.open()


async def test_people_go_on_and_two_exports_run_at_once(bot, monkeypatch):
    """Every change once over all files, whoever writes them."""
    monkeypatch.setattr("storage.reading_exports.CHUNK", 3)
    made = [await bot.add(event) for event in range(1, 21)]

    async def people():
        for one in made[::4]:
            await bot.database.write(Unit(lambda tx, one=one: TxStore(tx).journal.withdraw(one.id, NOW)))
            await bot.add(100 + one.id, 15999, serial=one.serial)

    other = bot.folder / "other"
    other.mkdir()
    runs = [export_readings(bot.config, folder, None) for folder in (bot.folder, other)]
    assert await asyncio.gather(*runs, people()) == [0, 0, None]
    assert await export_readings(bot.config, bot.folder, None) == 0
    for path in other.iterdir():  # a batch that both finished is the same file
        beside = bot.folder / path.name
        assert not beside.exists() or beside.read_bytes() == path.read_bytes()
        shutil.copyfile(path, beside)
    sql = "SELECT id FROM reading_entry WHERE state = :state"
    left = await bot.database.read(lambda tx: tx.all(sql, state=str(State.EXPORTED)))
    assert len(taken(bot.folder)) == len(left) == 20
