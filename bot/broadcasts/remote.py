"""The desk of the running bot: its side of the control socket, and the command line's."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from bot.broadcasts.desk import Seen
from core.broadcasts.model import Audience, Draft

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.broadcasts.desk import BroadcastDesk
    from bot.control.client import ControlClient


class Desk(Protocol):
    """`BroadcastDesk`, here or in the running bot."""

    async def unknown(self, audience: Audience, usual_window: str) -> str: ...

    async def nobody_in(self, places: Sequence[str], after_link: int) -> tuple[Sequence[str], int]: ...

    async def make(self, draft: Draft) -> int: ...

    async def look(self, broadcast_id: int) -> Seen | None: ...

    async def last(self) -> Sequence[Seen]: ...

    async def turn(
        self, broadcast_id: int, what: str, number: str = "", by: str = "", *, again: bool = False
    ) -> str: ...

    async def attempt(self, broadcast_id: int, address: str, by: str = "") -> tuple[str, int]: ...

    async def message(self, outbox_id: int) -> tuple[str, str] | None: ...

    async def report(self, broadcast_id: int, after: int) -> Sequence[tuple[int, str, str, str, int]]: ...


class RemoteDesk:
    """The desk of the running bot."""

    def __init__(self, client: ControlClient) -> None:
        self._client = client

    async def unknown(self, audience: Audience, usual_window: str) -> str:
        given = msgspec.to_builtins(audience)
        return str(await self._client.call("broadcast.unknown", audience=given, window=usual_window))

    async def nobody_in(self, places: Sequence[str], after_link: int) -> tuple[Sequence[str], int]:
        told = await self._client.call("broadcast.nobody_in", places=list(places), after=after_link)
        return msgspec.convert(told, tuple[list[str], int])

    async def make(self, draft: Draft) -> int:
        return int(await self._client.call("broadcast.make", **msgspec.to_builtins(draft)))

    async def look(self, broadcast_id: int) -> Seen | None:
        return msgspec.convert(await self._client.call("broadcast.look", id=broadcast_id), Seen | None)

    async def last(self) -> Sequence[Seen]:
        return msgspec.convert(await self._client.call("broadcast.last"), list[Seen])

    async def turn(
        self, broadcast_id: int, what: str, number: str = "", by: str = "", *, again: bool = False
    ) -> str:
        given = {"id": broadcast_id, "what": what, "number": number, "by": by, "again": again}
        return str(await self._client.call("broadcast.turn", **given))

    async def attempt(self, broadcast_id: int, address: str, by: str = "") -> tuple[str, int]:
        told = await self._client.call("broadcast.attempt", id=broadcast_id, address=address, by=by)
        return msgspec.convert(told, tuple[str, int])

    async def message(self, outbox_id: int) -> tuple[str, str] | None:
        told = await self._client.call("broadcast.message", id=outbox_id)
        return msgspec.convert(told, tuple[str, str] | None)

    async def report(self, broadcast_id: int, after: int) -> Sequence[tuple[int, str, str, str, int]]:
        told = await self._client.call("broadcast.report", id=broadcast_id, after=after)
        return msgspec.convert(told, list[tuple[int, str, str, str, int]])


def broadcast_handlers(desk: BroadcastDesk) -> dict[str, Callable[[dict[str, Any]], Awaitable[object]]]:
    """The running bot's side of the command."""

    async def unknown(given: dict[str, Any]) -> object:
        return await desk.unknown(msgspec.convert(given["audience"], Audience), given["window"])

    async def nobody_in(given: dict[str, Any]) -> object:
        return await desk.nobody_in(given["places"], given["after"])

    async def make(given: dict[str, Any]) -> object:
        return await desk.make(msgspec.convert(given, Draft))

    async def look(given: dict[str, Any]) -> object:
        seen = await desk.look(given["id"])
        return None if seen is None else asdict(seen)

    async def last(_given: dict[str, Any]) -> object:
        return [asdict(seen) for seen in await desk.last()]

    async def turn(given: dict[str, Any]) -> object:
        again = bool(given["again"])
        return await desk.turn(given["id"], given["what"], given["number"], given["by"], again=again)

    async def attempt(given: dict[str, Any]) -> object:
        return await desk.attempt(given["id"], given["address"], given["by"])

    async def message(given: dict[str, Any]) -> object:
        return await desk.message(given["id"])

    async def report(given: dict[str, Any]) -> object:
        return await desk.report(given["id"], given["after"])

    return {
        "broadcast.unknown": unknown,
        "broadcast.nobody_in": nobody_in,
        "broadcast.make": make,
        "broadcast.look": look,
        "broadcast.last": last,
        "broadcast.turn": turn,
        "broadcast.attempt": attempt,
        "broadcast.message": message,
        "broadcast.report": report,
    }
