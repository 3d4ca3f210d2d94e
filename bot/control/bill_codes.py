"""Receipt codes over the control socket: drawn by the command's process, stored by the bot's writer.

Only digests cross the socket; codes and tokens stay in the process that writes the printer's file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from bot.control.wire import Refused
from core.bill_codes import IssueRefused, IssueState, Kept

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.control.client import ControlClient
    from core.bill_codes import BillCodes

_REFUSED = "issue"


class RemoteBillCodes:
    """`core.bill_codes.BillCodes` in the running bot."""

    def __init__(self, client: ControlClient) -> None:
        self._client = client

    async def _call(self, do: str, **arguments: object) -> Any:
        try:
            return await self._client.call(f"bills.{do}", **arguments)
        except Refused as refused:
            if refused.code == _REFUSED:
                raise IssueRefused(str(refused)) from refused
            raise

    async def state(self, period: str) -> IssueState:
        return msgspec.convert(await self._call("state", period=period), IssueState)

    async def begin(self, period: str, key_id: str) -> int:
        return int(await self._call("begin", period=period, key_id=key_id))

    async def page(self, issue: int, after: int) -> Sequence[tuple[int, str]]:
        return [(row[0], row[1]) for row in await self._call("page", issue=issue, after=after)]

    async def put(self, issue: int, kept: Sequence[Kept]) -> None:
        await self._call("put", issue=issue, kept=kept)

    async def finish(self, issue: int) -> int:
        return int(await self._call("finish", issue=issue))

    async def give_up(self, issue: int) -> None:
        await self._call("give_up", issue=issue)


def bill_handlers(bills: BillCodes) -> dict[str, Callable[[dict[str, Any]], Awaitable[object]]]:
    """The bot's side: requests of `RemoteBillCodes` carried out on `bills`."""

    async def guarded(work: Awaitable[object]) -> object:
        try:
            return await work
        except IssueRefused as refused:
            raise Refused(_REFUSED, str(refused)) from refused

    async def put(given: dict[str, Any]) -> object:
        return await guarded(bills.put(given["issue"], msgspec.convert(given["kept"], list[Kept])))

    return {
        "bills.state": lambda given: bills.state(given["period"]),
        "bills.begin": lambda given: guarded(bills.begin(given["period"], given["key_id"])),
        "bills.page": lambda given: bills.page(given["issue"], given["after"]),
        "bills.put": put,
        "bills.finish": lambda given: guarded(bills.finish(given["issue"])),
        "bills.give_up": lambda given: bills.give_up(given["issue"]),
    }
