"""HTTP side of the Bot API: /bot<token>/<method> and /file/bot<token>/<path>."""

from __future__ import annotations

from aiohttp import web

from sandbox.faults import Fault
from sandbox.http_faults import after, before, cut
from sandbox.jsontext import Json
from sandbox.telegram.api import BotApi, Method
from sandbox.telegram.arguments import read_arguments
from sandbox.telegram.errors import ApiError
from sandbox.telegram.methods import METHODS
from sandbox.telegram.methods.webhooks import allow
from sandbox.telegram.schema import convert

JSON = "application/json"


class TelegramRoutes:
    """Handlers bound to one BotApi."""

    def __init__(self, api: BotApi) -> None:
        self._api = api

    def add_to(self, app: web.Application) -> None:
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self.call)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self.download)

    async def call(self, request: web.Request) -> web.StreamResponse:
        """One method call; every refusal is an answer in the Bot API's shape."""
        try:
            self._api.profile.check_token(request.match_info["token"])
            arguments = await read_arguments(request)
        except ApiError as error:
            self._api.log(request.match_info["method"], {}, status=error.code, error=error.description)
            return _answer(error.code, error.body())
        method = METHODS.get(request.match_info["method"].lower())
        if method is None:
            return self._unknown(request.match_info["method"], arguments)
        if not self._api.faults.active:
            return await self._run(request, method, arguments)
        fault = self._api.faults.take("telegram", method.name.lower(), _chat_id(arguments))
        if fault is None:
            return await self._run(request, method, arguments)
        return await self._faulty(request, method, arguments, fault)

    def _unknown(self, name: str, arguments: Json) -> web.Response:
        error = ApiError(404, "Not Found: method not found")
        self._api.log(name, arguments, status=404, error=error.description)
        return _answer(404, error.body())

    async def _faulty(
        self, request: web.Request, method: Method, arguments: Json, fault: Fault
    ) -> web.StreamResponse:
        spoilt = await before(request, fault)
        if spoilt is not None:
            self._api.log(method.name, arguments, status=spoilt.status, fault=fault.kind)
            return spoilt
        answer = await self._run(request, method, arguments)
        return await after(request, fault, answer)

    async def _run(self, request: web.Request, method: Method, arguments: Json) -> web.Response:
        if method.name == "getUpdates":
            return await self._get_updates(request, method, arguments)
        return _answer(*self._api.call(method, arguments))

    async def _get_updates(self, request: web.Request, method: Method, arguments: Json) -> web.Response:
        api = self._api
        try:
            params, _ = convert(arguments, method.table, strict=api.settings.strict)
            if not api.profile.webhook:
                allow(api, params.get("allowed_updates"))
            result = await api.polling.get_updates(
                params.get("offset", 0),
                params.get("limit", 100),
                params.get("timeout", 0),
                lambda: request.transport is None or request.transport.is_closing(),
            )
        except ApiError as error:
            api.log(method.name, arguments, status=error.code, error=error.description)
            return _answer(error.code, error.body())
        return _answer(200, b'{"ok":true,"result":' + result + b"}")

    async def download(self, request: web.Request) -> web.StreamResponse:
        try:
            self._api.profile.check_token(request.match_info["token"])
        except ApiError as error:
            return _answer(error.code, error.body())
        path = request.match_info["path"]
        found = self._api.files.locate(path) if self._api.files.linked(path) else None
        if found is None or not found[0].is_file():
            return _answer(404, ApiError(404, "Not Found").body())
        fault = self._api.faults.take("telegram", "download")
        if fault is not None and fault.kind == "cut":
            return await cut(request, found[0].read_bytes())
        spoilt = await before(request, fault) if fault is not None else None
        return spoilt or web.FileResponse(found[0], headers={"Content-Type": "application/octet-stream"})


def _answer(status: int, body: bytes) -> web.Response:
    return web.Response(body=body, status=status, content_type=JSON)


def _chat_id(arguments: Json) -> int | None:
    value = str(arguments.get("chat_id"))
    return int(value) if value.removeprefix("-").isdecimal() else None
