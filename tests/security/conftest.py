"""A supplier whose database a command of the command line finds by its configuration."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import bot.commands.receipt_codes as command
from bot.control.bill_codes import bill_handlers
from bot.control.server import ControlServer
from bot.control.wire import socket_path
from core.clock import to_ms
from storage.tokens import DatabaseBillCodes
from tests.config.good import config
from tests.dialogs.supplier import filled

NOON = datetime(2026, 11, 8, 9, tzinfo=UTC)
NOW_MS = to_ms(NOON)


class At:
    """A clock that stands."""

    def now(self):
        return NOON

    def now_ms(self):
        return NOW_MS


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    """Every day is the 8th of November 2026, when the bills of September and October are accepted."""
    monkeypatch.setattr(command, "SystemClock", At)


@pytest.fixture
async def supplied(database):
    """A database after the first import."""
    return await filled(database)


@pytest.fixture
def settings(database_url):
    """The configuration of that database."""
    return config(
        database__url=database_url,
        telegram__bot_name="primer_bot",
        security__secret_key="0123456789abcdef0123456789abcdef",
    )


@pytest.fixture
async def running(supplied, database_url, engine):
    """The bot's side of the socket where there is one file and one process; PostgreSQL needs none."""
    if engine == "postgres":
        yield supplied
        return
    server = ControlServer(
        socket_path(Path(database_url.removeprefix("sqlite:///"))),
        bill_handlers(DatabaseBillCodes(supplied)),
    )
    await server.start()
    yield supplied
    await server.stop()
