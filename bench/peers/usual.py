"""The same durable turn written the usual way: aiogram routers with `F`, SQLAlchemy Core on aiosqlite.

`synchronous=FULL`, one transaction for the turn, the webhook acknowledged once the turn is done. The lock
keeps writers of one file from running into "database is locked", which they otherwise do at any load.
"""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import sqlalchemy as sa
from aiogram.types import Message, Update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bench.peers.aiogram_bot import dispatcher, keyboard, run
from bench.peers.options import read_options
from bench.peers.texts import balance
from bench.peers.usual_tables import accounts, balances, inbox, links, outbox, sessions


def open_engine(path: str) -> AsyncEngine:
    """An engine whose connections are as durable as ours."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}")

    @sa.event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


async def read_card(connection: AsyncConnection, chat: int) -> tuple[str, int]:
    """The number of the linked account and what it owes, in kopecks."""
    query = (
        sa.select(accounts.c.number, balances.c.debt)
        .select_from(links.join(accounts, accounts.c.id == links.c.account_id))
        .join(balances, balances.c.account_id == accounts.c.id)
        .where(links.c.chat == chat)
    )
    row = (await connection.execute(query)).one()
    return str(row.number), int(row.debt)


class Turns:
    """The handler and what it keeps."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._writing = asyncio.Lock()

    async def answer(self, message: Message, event_update: Update) -> None:
        """Store, decide and commit; then send and mark."""
        async with self._writing, self._engine.begin() as connection:
            stored = await self._store(connection, event_update)
            text = await self._decide(connection, message) if stored else ""
            outgoing = await self._enqueue(connection, message, text) if stored else 0
        if stored:
            sent = await message.answer(text, reply_markup=keyboard())
            await self._mark(outgoing, sent.message_id)

    async def _store(self, connection: AsyncConnection, update: Update) -> bool:
        values = {
            "update_id": update.update_id,
            "body": update.model_dump_json(exclude_none=True),
            "state": "done",
        }
        result = await connection.execute(insert(inbox).values(values).on_conflict_do_nothing())
        return result.rowcount == 1

    async def _decide(self, connection: AsyncConnection, message: Message) -> str:
        chat = message.chat.id
        query = sa.select(sessions.c.data).where(sessions.c.chat == chat)
        data = json.loads((await connection.execute(query)).scalar_one_or_none() or "{}")
        number, debt = await read_card(connection, chat)
        data |= {"account": number, "message": message.message_id}
        values = {"chat": chat, "data": json.dumps(data), "changed_at": time.time_ns() // 1_000_000}
        changed = {"data": values["data"], "changed_at": values["changed_at"]}
        statement = (
            insert(sessions).values(values).on_conflict_do_update(index_elements=["chat"], set_=changed)
        )
        await connection.execute(statement)
        return balance(debt, number)

    async def _enqueue(self, connection: AsyncConnection, message: Message, text: str) -> int:
        values = {"chat": message.chat.id, "text": text, "state": "sending"}
        result = await connection.execute(sa.insert(outbox).values(values))
        key = result.inserted_primary_key
        return int(key[0]) if key is not None else 0

    async def _mark(self, outgoing: int, message_id: int) -> None:
        statement = (
            sa.update(outbox).where(outbox.c.id == outgoing).values(state="sent", message_id=message_id)
        )
        async with self._writing, self._engine.begin() as connection:
            await connection.execute(statement)


def main() -> None:
    """Run until SIGTERM."""
    options = read_options()
    turns = Turns(open_engine(options.database))
    run(options, dispatcher(turns.answer), in_background=False)


if __name__ == "__main__":
    main()
