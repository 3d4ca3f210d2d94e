"""Control of SMS: phones that people hold, the supplier's account, texts that come from anywhere."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from sandbox.changes import BadChange
from sandbox.control import views
from sandbox.control.desk import Desk
from sandbox.problems import Problem, body_of, reply
from sandbox.sms import shown
from sandbox.sms.provider import SmsRefused

_SWITCHES = ("reachable", "sim_replaced")


class PhoneRoutes:
    """Handlers bound to one Desk; refusals are {"error"}."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._store = desk.sms_store

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/control/phones", self.phones)
        app.router.add_get("/control/phones/{phone}", self.phone)
        app.router.add_post("/control/phones/{phone}", self.switch)
        app.router.add_post("/control/phones/{phone}/send", self.text)
        app.router.add_get("/control/sms", self.account)
        app.router.add_post("/control/sms", self.change)
        app.router.add_post("/control/sms/incoming", self.incoming)

    async def phones(self, _: web.Request) -> web.Response:
        return reply(views.phones(self._desk))

    async def phone(self, request: web.Request) -> web.Response:
        return reply(shown.phone_of(self._store, request.match_info["phone"]))

    async def switch(self, request: web.Request) -> web.Response:
        """{"reachable": bool} and {"sim_replaced": bool}, one or both."""
        body = await body_of(request)
        if not body or not all(name in _SWITCHES and isinstance(body[name], bool) for name in body):
            raise Problem(400, "reachable and sim_replaced must be true or false")
        self._store.switch(request.match_info["phone"], **body)
        return reply({})

    async def text(self, request: web.Request) -> web.Response:
        """Somebody texts from this phone to the supplier: {"text"} → {"id"}."""
        text = (await body_of(request)).get("text")
        try:
            return reply({"id": self._desk.sms.receive(request.match_info["phone"], text)})
        except SmsRefused as refusal:
            raise Problem(400, refusal.error) from None

    async def account(self, _: web.Request) -> web.Response:
        return reply(shown.money(self._store))

    async def change(self, request: web.Request) -> web.Response:
        try:
            self._store.change_account(await body_of(request))
        except BadChange as bad:
            raise Problem(400, str(bad)) from None
        return reply(shown.money(self._store))

    async def incoming(self, request: web.Request) -> web.Response:
        """An SMS from any sender at all, letters and short numbers too; the same id again is a duplicate."""
        body = await body_of(request)
        phone, text, to, number = (body.get(name) for name in ("phone", "text", "to", "id"))
        if not _said(phone) or not _said(text) or not (to is None or _said(to)):
            raise Problem(400, "phone and text are non-empty strings, to may be one")
        if not (number is None or (isinstance(number, int) and 0 < number < 2**31)):
            raise Problem(400, "id must be a whole number above 0")
        return reply({"id": self._store.receive(phone, text, to or "", number)})  # type: ignore[arg-type]


def _said(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= 2000
