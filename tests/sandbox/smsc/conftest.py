"""A client of the emulated SMSC, as raw as the wire, and one server for all tests of a module."""

from __future__ import annotations

import hashlib
import itertools
import json
from urllib.parse import parse_qsl

import pytest
import pytest_asyncio
from aiohttp import web

from tests.sandbox.conftest import Emulator

SECRET = "s3cret"
KEY = {"apikey": "sandbox-api-key"}
UTF8 = {"charset": "utf-8", "fmt": 3}
ONE_LOOP = pytest.mark.asyncio(loop_scope="module")
_numbers = itertools.count(1)


class Smsc(Emulator):
    """Fields are sent as a form in UTF-8; `bytes` values go as they are."""

    async def raw_sys(self, script, fields, method="POST"):
        data = {name: value if isinstance(value, bytes) else str(value) for name, value in fields.items()}
        how = {"params": data} if method == "GET" else {"data": data}
        async with self.http.request(method, f"/sys/{script}.php", **how) as answer:
            assert answer.status == 200
            return await answer.read()

    async def ask(self, script, **fields):
        """The JSON of an answer to a request in UTF-8 with the right key."""
        return json.loads(await self.raw_sys(script, {**KEY, **UTF8, **fields}))

    async def send(self, phone, text="Привет", **fields):
        return await self.ask("send", phones=phone, mes=text, **fields)

    async def status(self, message_id, phone, **fields):
        return await self.ask("status", id=message_id, phone=phone, **fields)

    async def account(self, **changes):
        return await self.post("/control/sms", changes)

    async def on_phone(self, phone):
        """Texts that lie on the phone."""
        shown = await self.get(f"/control/phones/%2B{phone}")
        return [message["text"] for message in shown["messages"]]

    async def fault(self, kind, target="sms", **more):
        await self.post("/control/faults", {"target": target, "kind": kind, **more})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def smsc(tmp_path_factory):
    server = Smsc(tmp_path_factory.mktemp("smsc") / "data")
    await server.start()
    yield server
    await server.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def make_smsc(tmp_path):
    """A server for one test alone: what it does would be in the way of others."""
    server = Smsc(tmp_path / "data")
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def phone():
    """A phone that no other test uses, with an ordinary end."""
    return f"7916{next(_numbers):04d}555"


class Called:
    """The supplier's side of callbacks: answers what `plan` says, 200 when it is used up."""

    def __init__(self):
        self.got = []
        self.plan = []

    async def handle(self, request):
        body = await request.read()
        self.got.append(body)
        status = self.plan.pop(0) if self.plan else 200
        return web.Response(status=status, headers={"Location": "/elsewhere"} if status == 302 else {})

    async def elsewhere(self, _):
        return web.Response()

    def forms(self, charset="utf-8"):
        return [
            dict(parse_qsl(body.decode("ascii"), encoding=charset, strict_parsing=True)) for body in self.got
        ]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def called():
    app, called = web.Application(), Called()
    app.router.add_post("/sms/smsc", called.handle)
    app.router.add_get("/elsewhere", called.elsewhere)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    called.url = f"http://127.0.0.1:{runner.addresses[0][1]}/sms/smsc"
    yield called
    await runner.cleanup()


def digest(name, text, charset="utf-8"):
    return hashlib.new(name, text.encode(charset)).hexdigest()
