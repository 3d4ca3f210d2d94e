"""`office-code ACCOUNT`: with a database of its own, and through the running bot."""

from __future__ import annotations

import shutil

import pytest

from bot.commands.database import sqlite_path
from bot.commands.office_codes import office_code, office_handlers
from bot.config.domain import keyring_of
from bot.control.server import ControlServer
from bot.control.wire import socket_path
from core.second_facts import office_matches
from storage.database import Unit, connect
from storage.store import TxStore
from tests.config.good import config
from tests.dialogs.supplier import fill

NOW = 1_793_000_000_000


@pytest.fixture
async def place(sqlite_template, tmp_path, background):
    """A configuration, and a function that opens its database."""
    path = tmp_path / "office.db"
    shutil.copyfile(sqlite_template, path)

    async def opened():
        database = connect(f"sqlite:///{path}", background=background)
        await database.open()
        return database

    database = await opened()
    await database.write(Unit(fill))
    await database.close()
    return config(database__url=f"sqlite:///{path}"), opened


async def known(database, code, given, now_ms):
    kept = await database.read(lambda tx: TxStore(tx).facts.office_code("1234567833", "telegram:1", now_ms))
    return office_matches(keyring_of(given), code, kept)


async def test_a_code_is_printed_alone_and_kept_as_a_digest(place, capsys):
    given, opened = place
    assert await office_code(given, "12345-678-33") == 0
    out, err = capsys.readouterr()
    code = out.strip()
    assert len(code) == 8
    assert code.isdecimal()
    assert "*7833" in err
    assert "1234567833" not in err
    database = await opened()
    rows = await database.read(lambda tx: tx.all("SELECT expires_ms - issued_ms, digest FROM office_code"))
    assert rows[0][0] == 3 * 24 * 3600 * 1000
    assert code not in rows[0][1]
    assert await known(database, code, given, 0)
    await database.close()


@pytest.mark.parametrize("account", ["9999999999", "12", "", "abc"])
async def test_no_such_account(place, account, capsys):
    assert await office_code(place[0], account) == 1
    assert "no account has this number" in capsys.readouterr().err


async def test_where_it_is_not_offered(place, capsys):
    given = config(database__url=place[0].database.url, linking__second_facts='["receipt_code"]')
    assert await office_code(given, "1234567833") == 1
    assert "linking.second_facts" in capsys.readouterr().err


async def test_through_the_running_bot_by_its_clock(place, capsys):
    given, opened = place
    database = await opened()  # holds the lock file, as the bot does
    server = ControlServer(socket_path(sqlite_path(given)), office_handlers(given, database, lambda: NOW))
    await server.start()
    assert await office_code(given, "1234567833") == 0
    code = capsys.readouterr().out.strip()
    assert await known(database, code, given, NOW + 1)
    assert await office_code(given, "9999999999") == 1
    await server.stop()
    await database.close()
