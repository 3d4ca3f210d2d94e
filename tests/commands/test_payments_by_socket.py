"""Export, reconciliation and decisions beside the running bot: asked at its socket, the same answers."""

from __future__ import annotations

import pytest

from bot.commands.held import decide_held, held_handlers, list_held
from bot.control.client import ControlClient
from bot.control.exports import PAYMENTS, export_handlers, remote_payments
from bot.control.payment_books import RemoteBooks, book_handlers
from core.payments.model import EntryKind
from core.payments.reconcile import Moved
from storage.payment_books import DatabaseBooks
from storage.payment_exports import DatabasePaymentExports
from tests.commands.test_export_by_socket import bot
from tests.commands.test_export_payments import NOW, Till, entry
from tests.payments.money import Till as Desk
from tests.payments.money import facts

__all__ = ["bot"]


class Clock:
    def now_ms(self):
        return NOW


@pytest.fixture
async def client(bot, tmp_path):
    handlers = {
        **export_handlers(DatabasePaymentExports(bot.database, lambda: NOW), PAYMENTS),
        **book_handlers(DatabaseBooks(bot.database, lambda: NOW)),
        **held_handlers(bot.database, Clock()),
    }
    bot.server._handlers.update(handlers)
    made = await ControlClient.connect(bot.path)
    yield made
    await made.close()


async def test_lines_and_books_are_the_same(bot, client):
    here, there = DatabasePaymentExports(bot.database, lambda: NOW), remote_payments(client)
    await Till(bot.database, bot.folder).book(entry(1), entry(2, -5))
    assert await there.due("") == 2
    batch = await there.begin("", "Europe/Moscow")
    assert batch == await here.batch(1)
    assert await there.page(1, 0) == await here.page(1, 0)
    books, remote = DatabaseBooks(bot.database, lambda: NOW), RemoteBooks(client)
    assert await remote.moved(0, NOW + 1) == await books.moved(0, NOW + 1)
    missing = [Moved(EntryKind.REFUND, "r-1", 5, NOW)]
    assert (await remote.queue(missing), await books.queue(missing)) == (1, 0)
    assert await remote.open() == await books.open()


async def test_staff_decide_beside_the_bot(bot, client, capsys):
    await Desk(bot.database).settle(facts(None, kopecks=500, name="pay-strange"))
    assert await list_held(bot.config) == 0
    assert "pay-strange" in capsys.readouterr().out
    assert await decide_held(bot.config, "pay-strange", "", book=True) == 1
    assert "--account" in capsys.readouterr().err
    assert await decide_held(bot.config, "pay-strange", "1234567833", book=True) == 0
    assert await Desk(bot.database).open() == 500
