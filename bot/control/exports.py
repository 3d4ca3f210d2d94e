"""Exports over the control socket: marked by the bot's writer, written to a file by the command's process."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from bot.control.wire import Refused
from core.ebill.exports import EbillLine
from core.exports import Batch, ExportRefused, Numbered
from core.payments.exports import PaymentLine
from core.readings.exports import Line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.control.client import ControlClient
    from core.exports import Exports

_REFUSED = "export"
READINGS, PAYMENTS, EBILLS = "exports", "payment-exports", "ebill-exports"
LineT = TypeVar("LineT", bound=Numbered)


class RemoteExports(Generic[LineT]):
    """`core.exports.Exports` in the running bot; `name` is what its requests begin with."""

    def __init__(self, client: ControlClient, name: str, line: type[LineT]) -> None:
        self._client, self._name, self._line = client, name, line

    async def _call(self, do: str, **arguments: object) -> Any:
        try:
            return await self._client.call(f"{self._name}.{do}", **arguments)
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

    async def page(self, number: int, after: int) -> Sequence[LineT]:
        told = await self._call("page", number=number, after=after)
        return [msgspec.convert(one, self._line) for one in told]

    async def written(self, number: int, sha256: str) -> None:
        await self._call("written", number=number, sha256=sha256)


def remote_readings(client: ControlClient) -> RemoteExports[Line]:
    """Readings."""
    return RemoteExports(client, READINGS, Line)


def remote_payments(client: ControlClient) -> RemoteExports[PaymentLine]:
    """Payments and refunds."""
    return RemoteExports(client, PAYMENTS, PaymentLine)


def remote_ebills(client: ControlClient) -> RemoteExports[EbillLine]:
    """Changes of how bills come."""
    return RemoteExports(client, EBILLS, EbillLine)


def export_handlers(
    exports: Exports[Numbered], name: str = READINGS
) -> dict[str, Callable[[dict[str, Any]], Awaitable[object]]]:
    """The bot's side: requests of `RemoteExports` carried out on `exports`."""

    async def mark(given: dict[str, Any]) -> object:
        try:
            return await exports.mark(given["number"])
        except ExportRefused as refused:
            raise Refused(_REFUSED, str(refused)) from refused

    async def written(given: dict[str, Any]) -> object:
        await exports.written(given["number"], given["sha256"])
        return True

    return {
        f"{name}.due": lambda given: exports.due(given["period"]),
        f"{name}.unwritten": lambda _: exports.unwritten(),
        f"{name}.begin": lambda given: exports.begin(given["period"], given["zone"]),
        f"{name}.mark": mark,
        f"{name}.batch": lambda given: exports.batch(given["number"]),
        f"{name}.page": lambda given: exports.page(given["number"], given["after"]),
        f"{name}.written": written,
    }
