"""HTTP side of the SMS provider: /sms/send, /sms/list, /sms/price, /sms/status, /sms/balance, /sms/inbox."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from sandbox.faults import FaultPlan
from sandbox.http_faults import after, before
from sandbox.jsontext import Json
from sandbox.problems import body_of, number_of, reply
from sandbox.sms.provider import SmsProvider, SmsRefused, state_word

MOST_OF_A_LIST = 100


class SmsRoutes:
    """Like SMSC, a refusal is HTTP 200 with {"error", "code"}."""

    def __init__(self, provider: SmsProvider, faults: FaultPlan) -> None:
        self._provider = provider
        self._faults = faults

    def add_to(self, app: web.Application) -> None:
        app.router.add_post("/sms/send", self.send)
        app.router.add_post("/sms/list", self.send_list)
        app.router.add_post("/sms/price", self.price)
        app.router.add_get("/sms/status", self.status)
        app.router.add_get("/sms/balance", self.balance)
        app.router.add_get("/sms/inbox", self.inbox)

    async def send(self, request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        return await self._answer(
            request, "send", lambda: self._sent(body.get("id"), body.get("phone"), body.get("text"))
        )

    async def send_list(self, request: web.Request) -> web.StreamResponse:
        """Many phones under one id; each is accepted or refused by itself."""
        body = await body_of(request)
        return await self._answer(request, "list", lambda: self._listed(body.get("id"), body.get("messages")))

    async def price(self, request: web.Request) -> web.StreamResponse:
        body = await body_of(request)
        return await self._answer(
            request, "price", lambda: {"cost": self._provider.price(body.get("phone"), body.get("text"))}
        )

    async def status(self, request: web.Request) -> web.StreamResponse:
        asked = request.query.get("id", ""), request.query.get("phone", "")
        return await self._answer(request, "status", lambda: self._state(*asked))

    async def balance(self, request: web.Request) -> web.StreamResponse:
        return await self._answer(request, "balance", lambda: {"balance": self._provider.balance()})

    async def _answer(
        self, request: web.Request, method: str, carry_out: Callable[[], Json]
    ) -> web.StreamResponse:
        fault = self._faults.take("sms", method)
        if fault is not None and (spoilt := await before(request, fault)) is not None:
            return spoilt
        try:
            answer = reply(carry_out())
        except SmsRefused as refusal:
            answer = reply({"error": refusal.error, "code": refusal.code})
        return answer if fault is None else await after(request, fault, answer)

    def _state(self, message_id: str, phone: str) -> Json:
        standing = self._provider.standing(message_id, phone)
        told = {} if standing is None else {"status": standing.status, "err": standing.err}
        return {"state": state_word(standing), **told}

    def _sent(self, message_id: Any, phone: Any, text: Any) -> Json:
        sms = self._provider.send(message_id, phone, text)
        return {"id": sms.id, "parts": sms.parts, "cost": sms.cost}

    def _listed(self, message_id: Any, messages: Any) -> Json:
        if not isinstance(messages, list) or not 1 <= len(messages) <= MOST_OF_A_LIST:
            raise SmsRefused(1, f"a list has 1 to {MOST_OF_A_LIST} messages")
        return {"messages": [self._one_of(message_id, given) for given in messages]}

    def _one_of(self, message_id: Any, given: Any) -> Json:
        phone, text = (given.get("phone"), given.get("text")) if isinstance(given, dict) else (None, None)
        try:
            return {"phone": phone, **self._sent(message_id, phone, text)}
        except SmsRefused as refusal:
            return {"phone": phone, "error": refusal.error, "code": refusal.code}

    async def inbox(self, request: web.Request) -> web.Response:
        """What people texted to the supplier after `after`."""
        after = number_of(request.query.get("after", "0"), "after")
        return reply({"messages": [asdict(sms) for sms in self._provider.inbox(after)]})
