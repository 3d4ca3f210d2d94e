"""HTTP side of SMSC: GET and POST of send.php, status.php, balance.php, get.php under /sys/."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from sandbox.faults import Fault, FaultPlan
from sandbox.http_faults import after, before
from sandbox.ledger import Ledger
from sandbox.smsc.accepted import PRICE_ONLY
from sandbox.smsc.busy import AT_ONCE, Busy
from sandbox.smsc.inbox import Inbox
from sandbox.smsc.refusals import RATE, Refused
from sandbox.smsc.sending import Sending
from sandbox.smsc.service import Smsc
from sandbox.smsc.statuses import Statuses
from sandbox.smsc.told import Told, answer, refusal
from sandbox.smsc.wire import Asked, read

_HANGS = frozenset({"timeout_before", "timeout_after_accept"})
Carry = Callable[[Asked], Told]


class SmscRoutes:
    """A refusal is HTTP 200 with an error_code, and a fact sms.refused."""

    def __init__(self, smsc: Smsc, ledger: Ledger, faults: FaultPlan) -> None:
        self._sending: Sending = smsc.sending
        self._statuses: Statuses = smsc.statuses
        self._inbox: Inbox = smsc.inbox
        self._ledger = ledger
        self._faults = faults
        self._busy = dict.fromkeys(AT_ONCE, 0)

    def add_to(self, app: web.Application) -> None:
        for name, handler in {
            "send": self.send,
            "status": self.status,
            "balance": self.balance,
            "get": self.inbox,
        }.items():
            app.router.add_route("GET", f"/sys/{name}.php", handler)
            app.router.add_route("POST", f"/sys/{name}.php", handler)

    async def send(self, request: web.Request) -> web.StreamResponse:
        asked = await read(request)
        method = "list" if asked.get("list") else "send"
        if asked.get("cost") == str(PRICE_ONLY):
            method = "price"
        return await self._serve(request, asked, method, self._sending.send)

    async def status(self, request: web.Request) -> web.StreamResponse:
        return await self._serve(request, await read(request), "status", self._statuses.status)

    async def balance(self, request: web.Request) -> web.StreamResponse:
        return await self._serve(request, await read(request), "balance", self._statuses.balance)

    async def inbox(self, request: web.Request) -> web.StreamResponse:
        return await self._serve(request, await read(request), "inbox", self._inbox.answers)

    async def _serve(
        self, request: web.Request, asked: Asked, method: str, carry_out: Carry
    ) -> web.StreamResponse:
        fault = self._faults.take("sms", method)
        if fault is None:
            return self._answered(asked, method, carry_out)
        if fault.kind.startswith("error_"):
            return self._refused(asked, method, Refused(int(fault.kind[-1]), message_id=asked.get("id")))
        if fault.kind in _HANGS:
            return await self._spoilt(request, asked, method, carry_out, fault)
        with Busy(self._busy, method):
            return await self._spoilt(request, asked, method, carry_out, fault)

    async def _spoilt(
        self, request: web.Request, asked: Asked, method: str, carry_out: Carry, fault: Fault
    ) -> web.StreamResponse:
        if (instead := await before(request, fault)) is not None:
            return instead
        return await after(request, fault, self._answered(asked, method, carry_out))

    def _answered(self, asked: Asked, method: str, carry_out: Carry) -> web.Response:
        try:
            if method in AT_ONCE and self._busy[method] >= AT_ONCE[method]:
                raise Refused(RATE)
            return answer(asked, carry_out(asked))
        except Refused as refused:
            return self._refused(asked, method, refused)

    def _refused(self, asked: Asked, method: str, refused: Refused) -> web.Response:
        self._ledger.record(
            "sms.refused",
            via="smsc",
            method=method,
            id=asked.get("id"),
            phone=asked.get("phones") or asked.get("phone"),
            text=asked.get("mes") or asked.get("list"),
            code=refused.code,
            error=str(refused),
            address=asked.address,
        )
        return answer(asked, refusal(refused))
