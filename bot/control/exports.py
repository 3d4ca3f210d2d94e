"""Exports over the control socket: marked by the bot's writer, written to a file by the command's process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from bot.control.wire import Refused
from core.readings.exports import Batch, ExportRefused, Line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.control.client import ControlClient
    from core.readings.exports import ReadingExports

_REFUSED = "export"


class RemoteReadingExports:
    """`core.readings.exports.ReadingExports` in the running bot."""

    def __init__(self, client: ControlClient) -> None:
        self._client = client

    async def _call(self, do: str, **arguments: object) -> Any:
        try:
            return await self._client.call(f"exports.{do}", **arguments)
        except Refused as refused:
            if refused.code == _REFUSED:
                raise ExportRefused(str(refused)) from refused
            raise

    async def due(self, period: str) -> int:
        return int(await self._call("due", period=period))

    async def unwritten(self) -> Sequence[Batch]:
        return msgspec.convert(await self._call("unwritten"), list[Batch])

    async def begin(self, period: str, zone: str) -> Batch | None:
        return msgspec.convert(await self._call("begin", period=period, zone=zone), Batch | None)

    async def mark(self, number: int) -> Batch:
        return msgspec.convert(await self._call("mark", number=number), Batch)

    async def batch(self, number: int) -> Batch | None:
        return msgspec.convert(await self._call("batch", number=number), Batch | None)

    async def page(self, number: int, after: int) -> Sequence[Line]:
        return msgspec.convert(await self._call("page", number=number, after=after), list[Line])

    async def written(self, number: int, sha256: str) -> None:
        await self._call("written", number=number, sha256=sha256)


def export_handlers(exports: ReadingExports) -> dict[str, Callable[[dict[str, Any]], Awaitable[object]]]:
    """The bot's side: requests of `RemoteReadingExports` carried out on `exports`."""

    async def mark(given: dict[str, Any]) -> object:
        try:
            return await exports.mark(given["number"])
        except ExportRefused as refused:
            raise Refused(_REFUSED, str(refused)) from refused

    async def written(given: dict[str, Any]) -> object:
        await exports.written(given["number"], given["sha256"])
        return True

    return {
        "exports.due": lambda given: exports.due(given["period"]),
        "exports.unwritten": lambda _: exports.unwritten(),
        "exports.begin": lambda given: exports.begin(given["period"], given["zone"]),
        "exports.mark": mark,
        "exports.batch": lambda given: exports.batch(given["number"]),
        "exports.page": lambda given: exports.page(given["number"], given["after"]),
        "exports.written": written,
    }
