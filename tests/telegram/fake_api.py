"""A Bot API on loopback that answers what the test says, in the shapes that real servers and proxies use."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from dataclasses import dataclass, field

from aiohttp import web

OK = {"ok": True, "result": True}


def sent(message_id: int = 77, **more):
    chat = {"id": 5, "type": "private", "first_name": "Ф"}
    return {"ok": True, "result": {"message_id": message_id, "date": 1, "chat": chat, **more}}


def error(code: int, description: str | None = None, **parameters):
    body = {"ok": False, "error_code": code}
    if description is not None:
        body["description"] = description
    if parameters:
        body["parameters"] = parameters
    return Say(code, body)


@dataclass
class Say:
    """An answer: JSON (dict), text, or bytes; `then` may hold, reset or break it."""

    status: int = 200
    body: object = field(default_factory=lambda: OK)
    headers: dict = field(default_factory=dict)
    content_type: str = "application/json"
    hold_s: float = 0.0
    reset: bool = False
    halve: bool = False


@dataclass
class Call:
    method: str
    params: dict
    files: dict = field(default_factory=dict)


class FakeApi:
    """Answers in the order given per method; then `default`."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.default = sent()
        self.answers: dict[str, deque] = {}
        self.base = ""
        self._runner: web.AppRunner | None = None

    def answer(self, method: str, *answers) -> None:
        self.answers.setdefault(method, deque()).extend(answers)

    def called(self, method: str) -> list[dict]:
        return [call.params for call in self.calls if call.method == method]

    async def start(self) -> None:
        app = web.Application(client_max_size=20 * 2**20)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base = f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        self.calls.append(await _read(method, request))
        queue = self.answers.get(method)
        say = queue.popleft() if queue else self.default
        say = say if isinstance(say, Say) else Say(body=say)
        if callable(say.body):
            say = Say(body=say.body(self.calls[-1]))
        if say.hold_s:
            await asyncio.sleep(say.hold_s)
        if say.reset:
            request.transport.abort()
            return web.Response()
        return await _write(say, request)


async def _read(method: str, request: web.Request) -> Call:
    if request.content_type == "application/json":
        return Call(method, await request.json())
    form = await request.post()
    files = {k: v.file.read() for k, v in form.items() if isinstance(v, web.FileField)}
    return Call(method, {k: v for k, v in form.items() if isinstance(v, str)}, files)


async def _write(say: Say, request: web.Request) -> web.StreamResponse:
    body = say.body if isinstance(say.body, bytes) else None
    if body is None:
        body = say.body.encode() if isinstance(say.body, str) else json.dumps(say.body).encode()
    headers = {"Content-Type": say.content_type, **say.headers}
    if not say.halve:
        return web.Response(status=say.status, body=body, headers=headers)
    response = web.StreamResponse(status=say.status, headers={**headers, "Content-Length": str(len(body))})
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    request.transport.abort()
    return response
