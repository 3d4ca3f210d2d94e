"""HTTP side of the SMS provider: POST /sms/send, GET /sms/status, GET /sms/inbox."""

from __future__ import annotations

from dataclasses import asdict

from aiohttp import web

from sandbox.faults import FaultPlan
from sandbox.http_faults import after, before
from sandbox.problems import body_of, number_of, reply
from sandbox.sms.provider import SmsProvider, SmsRefused


class SmsRoutes:
    """Like SMSC, a refusal is HTTP 200 with {"error", "code"}."""

    def __init__(self, provider: SmsProvider, faults: FaultPlan) -> None:
        self._provider = provider
        self._faults = faults

    def add_to(self, app: web.Application) -> None:
        app.router.add_post("/sms/send", self.send)
        app.router.add_get("/sms/status", self.status)
        app.router.add_get("/sms/inbox", self.inbox)

    async def send(self, request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        fault = self._faults.take("sms", "send")
        if fault is not None and (spoilt := await before(request, fault)) is not None:
            return spoilt
        try:
            sms = self._provider.send(body.get("id"), body.get("phone"), body.get("text"))
            answer = reply({"id": sms.id, "parts": sms.parts, "cost": sms.cost})
        except SmsRefused as refusal:
            answer = reply({"error": refusal.error, "code": refusal.code})
        return answer if fault is None else await after(request, fault, answer)

    async def status(self, request: web.Request) -> web.StreamResponse:
        fault = self._faults.take("sms", "status")
        if fault is not None and (spoilt := await before(request, fault)) is not None:
            return spoilt
        return reply({"state": self._provider.state(request.query.get("id", ""))})

    async def inbox(self, request: web.Request) -> web.Response:
        """What people texted to the supplier after `after`."""
        after = number_of(request.query.get("after", "0"), "after")
        return reply({"messages": [asdict(sms) for sms in self._provider.inbox(after)]})
