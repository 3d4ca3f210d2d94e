"""A real emulator on a free port, and a small client for it."""

from __future__ import annotations

import asyncio
import json
import socket
import struct

import aiohttp
import pytest
from aiohttp import web

from sandbox.server import DESK, build_app
from sandbox.settings import Settings

TOKEN = "123456:AAtest"


async def until(condition):
    """Wait, five seconds at most, for something that happens in the same process."""
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.01)


class Emulator:
    """One running server; `restart` stops it and starts another on the same ledger."""

    def __init__(self, folder, **options):
        self.folder = folder
        self.options = {"retry_scale": 50.0, **options}
        self.port = 0

    async def start(self, **options):
        self.options |= options
        self.settings = Settings(data_dir=self.folder, **self.options)
        app = build_app(self.settings)
        self.desk = app[DESK]
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self.base = f"http://127.0.0.1:{self.port}"
        self.http = aiohttp.ClientSession(self.base, timeout=aiohttp.ClientTimeout(total=20))

    async def stop(self):
        await self.http.close()
        await self._runner.cleanup()

    async def restart(self, **options):
        await self.stop()
        await self.start(**options)

    async def post(self, path, body=None):
        """A control request that must succeed."""
        status, answer = await self.raw(path, body)
        assert status == 200, answer
        return answer

    async def raw(self, path, body=None):
        async with self.http.post(path, json=body or {}) as answer:
            return answer.status, await answer.json()

    async def get(self, path):
        async with self.http.get(path) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def call(self, method, /, **params):
        """One Bot API call by JSON; the result of a successful one."""
        status, answer = await self.refused(method, **params)
        assert status == 200, answer
        assert answer["ok"] is True
        return answer["result"]

    async def refused(self, method, /, **params):
        return await self.raw(f"/bot{TOKEN}/{method}", params)

    async def description(self, method, /, **params):
        """The words of a refusal."""
        _, answer = await self.refused(method, **params)
        assert answer["ok"] is False, answer
        return answer["description"]

    async def user(self, **fields):
        body = {"first_name": "Anna", "opened": True, **fields}
        return (await self.post("/control/users", body))["id"]

    async def say(self, chat_id, **content):
        return await self.post(f"/control/chats/{chat_id}/send", content)

    async def chat(self, chat_id):
        return await self.get(f"/control/chats/{chat_id}")

    async def facts(self, *kinds):
        """Lines of the ledger, of some kinds."""
        async with self.http.get("/control/ledger") as answer:
            lines = [json.loads(line) for line in (await answer.text()).splitlines()]
        return [fact for fact in lines if not kinds or fact["kind"] in kinds]

    async def advance(self, seconds):
        await self.post("/control/clock", {"advance_s": seconds})


@pytest.fixture
async def make(tmp_path):
    """Starts emulators with options; all are stopped after the test."""
    running = []

    async def start(**options):
        emulator = Emulator(tmp_path / f"data{len(running)}", **options)
        await emulator.start()
        running.append(emulator)
        return emulator

    yield start
    for emulator in running:
        await emulator.stop()


@pytest.fixture
async def emulator(make):
    return await make()


@pytest.fixture
async def anna(emulator):
    """Identifier of a person whose chat is open."""
    return await emulator.user(phone="+79161234567")


class Hook:
    """A bot's webhook: answers what `plan` says (statuses, or a function of the update), keeps what came."""

    def __init__(self):
        self.got = []
        self.headers = []
        self.plan = []
        self.answer = {}
        self.reset = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.waiting = 0

    async def handle(self, request):
        update = await request.json()
        self.headers.append(dict(request.headers))
        if self.reset:
            self.reset -= 1
            request.transport.get_extra_info("socket").setsockopt(
                socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
            )
            request.transport.abort()
        self.waiting += 1
        await self.gate.wait()
        self.waiting -= 1
        status, headers = 200, {}
        if self.plan:
            step = self.plan.pop(0)
            status, headers = step if isinstance(step, tuple) else (step, {})
        self.got.append((update, status))
        return web.json_response(self.answer, status=status, headers=headers)

    def accepted(self):
        return [update["update_id"] for update, status in self.got if status == 200]


@pytest.fixture
async def hook():
    """A running webhook server; `hook.url` is its address."""
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()
