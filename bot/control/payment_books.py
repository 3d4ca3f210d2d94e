"""The ledger over the control socket: a reconciliation by command beside the running bot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from core.payments.books import Open
from core.payments.reconcile import Moved

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.control.client import ControlClient
    from core.payments.books import Books


class RemoteBooks:
    """`core.payments.books.Books` in the running bot."""

    def __init__(self, client: ControlClient) -> None:
        self._client = client

    async def moved(self, since_ms: int, until_ms: int) -> Sequence[Moved]:
        """What was booked as moved in this time."""
        told = await self._client.call("payment-books.moved", since_ms=since_ms, until_ms=until_ms)
        return msgspec.convert(told, list[Moved])

    async def queue(self, missing: Sequence[Moved]) -> int:
        """Have the bot ask about what is missing here."""
        listed = [msgspec.to_builtins(one) for one in missing]
        return int(await self._client.call("payment-books.queue", missing=listed))

    async def open(self) -> Sequence[Open]:
        """What waits for a person."""
        return msgspec.convert(await self._client.call("payment-books.open"), list[Open])


def book_handlers(books: Books) -> dict[str, Callable[[dict[str, Any]], Awaitable[object]]]:
    """The bot's side: requests of `RemoteBooks` carried out on `books`."""

    async def queue(given: dict[str, Any]) -> object:
        return await books.queue(msgspec.convert(given["missing"], list[Moved]))

    return {
        "payment-books.moved": lambda given: books.moved(given["since_ms"], given["until_ms"]),
        "payment-books.queue": queue,
        "payment-books.open": lambda _: books.open(),
    }
