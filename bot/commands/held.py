"""`held list | book | close`: money that nobody could book, until somebody decides (docs/payments.md)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import msgspec

from billing.outgoing.files import roubles
from bot.commands.database import database_or_bot
from bot.control.client import ControlClient
from bot.control.payment_books import RemoteBooks
from bot.payments.settling import told
from core.clock import SystemClock
from core.payments.reconcile import day_of
from core.usecases.held_payments import Refusal, book_held, close_held
from storage.database import Database, Unit
from storage.payment_books import DatabaseBooks
from storage.store import TxStore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.config import Config
    from core.clock import Clock

BOOKED, CLOSED = "booked", "closed"
_WHY = {
    Refusal.NOT_HELD: "nothing of this id is held: see `held list`",
    Refusal.NO_ACCOUNT: "name the account it is for with --account, as billing writes it",
    Refusal.NOT_ROUBLES: "it is not in roubles: have it given back at the shop, then `held close`",
    Refusal.NO_PAYMENT: "its payment is not booked, or has not so much left",
}


async def decide(database: Database, external_id: str, number: str, *, book: bool, clock: Clock) -> str:
    """Book or put aside, and have the person told; a word that says what came of it."""
    now_ms = clock.now_ms()

    def work(tx: Any) -> str:
        store = TxStore(tx)
        if book:
            done = book_held(store, external_id, number, now_ms)
        else:
            done = close_held(store, external_id, now_ms)
        if isinstance(done, Refusal):
            return done
        for event in told(done, now_ms):
            store.inbox.store(event)
        return BOOKED if book else CLOSED

    return await database.write(Unit(work))


def held_handlers(
    database: Database, clock: Clock
) -> dict[str, Callable[[dict[str, Any]], Awaitable[object]]]:
    """The running bot's side."""

    async def decided(given: dict[str, Any]) -> object:
        return await decide(database, given["id"], given["account"], book=given["book"], clock=clock)

    return {"held.decide": decided}


async def list_held(config: Config) -> int:
    """Print everything about money that waits for a person, the oldest of each kind first."""
    async with database_or_bot(config) as reached:
        remote = isinstance(reached, ControlClient)
        books = RemoteBooks(reached) if remote else DatabaseBooks(reached, SystemClock().now_ms)  # type: ignore[arg-type]
        waiting = await books.open()
    for one in waiting:
        print(one.what, one.external_id, roubles(one.kopecks), day_of(one.since_ms), one.detail, sep="  ")
    print(f"waiting: {len(waiting)}" if waiting else "nothing waits", file=sys.stderr)
    return 0


async def decide_held(config: Config, external_id: str, number: str, *, book: bool) -> int:
    """Book or close one; 1 when that cannot be."""
    async with database_or_bot(config) as reached:
        if isinstance(reached, ControlClient):
            given = {"id": external_id, "account": number, "book": book}
            done = msgspec.convert(await reached.call("held.decide", **given), str)
        else:
            done = await decide(reached, external_id, number, book=book, clock=SystemClock())
    if done in {BOOKED, CLOSED}:
        print(f"{external_id} {done}", file=sys.stderr)
        return 0
    print(f"error: {_WHY[Refusal(done)]}", file=sys.stderr)
    return 1
