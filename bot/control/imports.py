"""An import over the control socket: parsed by the command line's process, inserted by the bot's writer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from bot.control.wire import Refused
from core.exchange import FileInfo, ImportBusy, ImportState, ImportTicket, MeterShape, OneAccount, Part

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence

    from bot.control.client import ControlClient
    from core.exchange import ImportSink, Row

BUSY, ONE_ACCOUNT = "busy", "one_account"


class RemoteSink:
    """`core.exchange.ImportSink` in the running bot."""

    def __init__(self, client: ControlClient) -> None:
        self._client = client

    async def _call(self, do: str, **arguments: object) -> Any:
        try:
            return await self._client.call(do, **arguments)
        except Refused as refused:
            if refused.code == BUSY:
                raise ImportBusy(str(refused)) from refused
            if refused.code == ONE_ACCOUNT:
                raise OneAccount(msgspec.json.decode(str(refused), type=list[list[str]])) from refused
            raise

    async def state(self) -> ImportState:
        return msgspec.convert(await self._call("import.state"), ImportState)

    async def known_accounts(self, numbers: Sequence[str]) -> Collection[str]:
        return set(await self._call("import.known_accounts", numbers=numbers))

    async def known_meters(self, meters: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], MeterShape]:
        found = await self._call("import.known_meters", meters=meters)
        return {(account, serial): MeterShape(*shape) for account, serial, *shape in found}

    async def begin(self, files: Sequence[FileInfo]) -> ImportTicket:
        return msgspec.convert(await self._call("import.begin", files=files), ImportTicket)

    async def put(self, ticket: ImportTicket, dataset: str, rows: Sequence[Row]) -> None:
        await self._call("import.put", ticket=ticket, dataset=dataset, rows=rows)

    async def switch(self, ticket: ImportTicket, parts: Sequence[Part]) -> None:
        await self._call("import.switch", ticket=ticket, parts=parts)

    async def abort(self, ticket: ImportTicket, reason: str) -> None:
        await self._call("import.abort", ticket=ticket, reason=reason)


def import_handlers(
    sink: ImportSink, switched: Callable[[], None]
) -> dict[str, Callable[[dict[str, Any]], Awaitable[object]]]:
    """The bot's side: requests of `RemoteSink` carried out on `sink`; `switched` is called after a switch."""

    async def guarded(work: Awaitable[object]) -> object:
        try:
            return await work
        except ImportBusy as busy:
            raise Refused(BUSY, str(busy)) from busy
        except OneAccount as same:
            raise Refused(ONE_ACCOUNT, msgspec.json.encode(same.numbers).decode()) from same

    def ticket(given: dict[str, Any]) -> ImportTicket:
        return msgspec.convert(given["ticket"], ImportTicket)

    async def known_meters(given: dict[str, Any]) -> object:
        found = await sink.known_meters([(account, serial) for account, serial in given["meters"]])
        return [[*pair, shape.digits, shape.decimals, shape.zones] for pair, shape in found.items()]

    async def switch(given: dict[str, Any]) -> object:
        await guarded(sink.switch(ticket(given), msgspec.convert(given["parts"], list[Part])))
        switched()
        return True

    async def known_accounts(given: dict[str, Any]) -> object:
        return sorted(await sink.known_accounts(given["numbers"]))

    async def put(given: dict[str, Any]) -> object:
        await guarded(sink.put(ticket(given), given["dataset"], given["rows"]))
        return True

    return {
        "import.state": lambda _: sink.state(),
        "import.known_accounts": known_accounts,
        "import.known_meters": known_meters,
        "import.begin": lambda given: guarded(sink.begin(msgspec.convert(given["files"], list[FileInfo]))),
        "import.put": put,
        "import.switch": switch,
        "import.abort": lambda given: sink.abort(ticket(given), given["reason"]),
    }
