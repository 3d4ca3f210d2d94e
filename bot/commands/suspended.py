"""`suspended list | restore | end`: links that show nothing until staff have looked at them."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bot.commands.database import database_or_bot
from bot.control.client import ControlClient
from bot.dialogs.engine import message
from bot.dialogs.people_news import of_decision
from core.clock import SystemClock
from core.masking import Masker
from core.records import Priority, RawEvent
from core.usecases.people_changes import DecideSuspended
from storage.database import Database, Unit
from storage.store import TxStore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.config import Config
    from core.clock import Clock

_PAGE = 200
_DECIDE = DecideSuspended()
Row = tuple[int, int, str, str, str, str]


async def read_suspended(database: Database, after: int) -> list[Row]:
    """A page after a link's id: id, when (UTC ms), why, account number, address, role."""

    def read(tx: Any) -> list[Row]:
        found = TxStore(tx).people.all_suspended(after, _PAGE)
        return [(one.link_id, one.at_ms, one.why, one.number, one.address, one.role) for one in found]

    return await database.read(read)


async def decide(database: Database, link_id: int, *, restore: bool, clock: Clock) -> bool:
    """Give a link back or end it, and tell its person; False when no such link is suspended."""
    now_ms = clock.now_ms()

    def work(tx: Any) -> bool:
        store = TxStore(tx)
        decided = _DECIDE(store, link_id, now_ms, restore=restore)
        if decided is None:
            return False
        event_id = store.inbox.store(RawEvent("staff", f"{link_id}:{now_ms}", "system", b"", now_ms))
        if event_id is not None:
            store.inbox.done(event_id)
            reply = of_decision(decided, restored=restore)
            for step, address in enumerate(decided.addresses):
                effect = replace(message(address, reply), priority=Priority.NOTICE)
                store.outbox.put(event_id, step, effect, now_ms)
        return True

    return await database.write(Unit(work))


def suspended_handlers(
    database: Database, clock: Clock
) -> dict[str, Callable[[dict[str, Any]], Awaitable[object]]]:
    """The running bot's side of these commands."""

    async def listed(given: dict[str, Any]) -> object:
        return await read_suspended(database, given["after"])

    async def decided(given: dict[str, Any]) -> object:
        return await decide(database, given["id"], restore=given["restore"], clock=clock)

    return {"suspended.list": listed, "suspended.decide": decided}


async def list_suspended(config: Config) -> int:
    """Print them in order, with the reason; accounts and addresses are masked."""
    count, after = 0, 0
    masker = Masker()
    async with database_or_bot(config) as reached:
        while page := await _page(reached, after):
            for link_id, at_ms, why, number, address, role in page:
                when = datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(" ", "seconds")
                print(link_id, when, why, f"*{number[-4:]}", role, masker.text(address), sep="  ")
                after, count = link_id, count + 1
    print(f"suspended links: {count}" if count else "no suspended links", file=sys.stderr)
    return 0


async def decide_links(config: Config, links: list[int], *, restore: bool) -> int:
    """Restore or end each; 1 when one of them is not suspended."""
    missing = 0
    async with database_or_bot(config) as reached:
        for link_id in links:
            if isinstance(reached, ControlClient):
                done = await reached.call("suspended.decide", id=link_id, restore=restore)
            else:
                done = await decide(reached, link_id, restore=restore, clock=SystemClock())
            if not done:
                print(f"{link_id} is no suspended link: see `suspended list`", file=sys.stderr)
                missing += 1
    print(f"{len(links) - missing} {'restored' if restore else 'ended'}", file=sys.stderr)
    return 1 if missing else 0


async def _page(reached: Database | ControlClient, after: int) -> list[Any]:
    if isinstance(reached, ControlClient):
        return list(await reached.call("suspended.list", after=after))
    return list(await read_suspended(reached, after))
