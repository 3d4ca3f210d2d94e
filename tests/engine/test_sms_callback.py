"""The callback of a provider over real HTTP: what is stored gets 200, what is forged changes nothing."""

from __future__ import annotations

import asyncio
import json
from io import BytesIO

import pytest
from aiohttp import ClientSession, web

from bot.handlers.private_page_gate import MISSES, Gate
from bot.handlers.sms_callback import MOST_BODY
from bot.handlers.web import Health, web_application
from core.database import StorageUnavailable
from tests.engine.sms import PHONE, Ears


class Pulse:
    async def health(self):
        return Health(ready=True)

    async def samples(self):
        return ()


class Server:
    """The bot's web server, and the provider that calls it."""

    def __init__(self, ears):
        self.ears, self.bench = ears, ears.bench

    async def __aenter__(self):
        application = web_application("/bot", "1", Pulse(), self.ears.callback.routes())
        self.runner = web.AppRunner(application)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]
        self.session = ClientSession()
        self.url = f"http://127.0.0.1:{port}/bot/sms/smsc"
        return self

    async def __aexit__(self, *_):
        await self.session.close()
        await self.runner.cleanup()

    async def calls(self, body=b"", method="POST", **fields):
        """Call back with these fields and a right checksum, or with these bytes; the status."""
        data = body or json.dumps({"sum": "right", **fields}).encode()
        async with self.session.request(method, self.url, data=data) as response:
            await response.read()
        await self.bench.settle()
        return response.status


@pytest.fixture
def engine():
    """One is enough: how the routes write is tested on both."""
    return "sqlite"


@pytest.fixture
async def server(bench):
    ears = Ears(bench)
    async with Server(ears) as running:
        yield running
    ears.threads.shutdown()


@pytest.mark.parametrize("method", ["POST", "GET"])
async def test_what_is_told_is_answered_once(server, method):
    assert await server.calls(id="7", text="echo привет", method=method) == 200
    assert await server.calls(id="7", text="echo привет", method=method) == 200
    assert server.ears.said == [[["toy-echo", {"text": "привет"}]]]
    assert server.ears.callback.counts == {"200": 2}


async def test_a_second_answer_is_a_second_answer(server):
    assert [await server.calls(id=id_, text="echo 1") for id_ in "12"] == [200, 200]
    assert len(server.ears.said) == 2


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (json.dumps({"id": "7", "text": "echo", "sum": "wrong"}).encode(), 403),
        (json.dumps({"id": "7", "text": "echo"}).encode(), 403),
        (b"{", 400),
        (b"\xff\x00", 400),
        (b"x" * (MOST_BODY + 1), 413),
    ],
)
async def test_what_is_forged_or_garbage_changes_nothing(server, body, status, caplog):
    assert await server.calls(body) == status
    assert await server.bench.states() == []
    assert await server.bench.all("SELECT count(*) FROM sms_heard") == [(0,)]
    assert "echo" not in caplog.text


async def test_ten_megabytes_are_not_read(server):
    assert await server.calls(BytesIO(b"x" * 10_000_000)) == 413

    async def endless():
        for _ in range(160):
            yield b"x" * 65_536

    async with server.session.post(server.url, data=endless()) as response:
        assert response.status == 413
    assert await server.bench.states() == []


async def test_while_the_storage_is_away_the_provider_keeps_it(server, monkeypatch):
    real = server.bench.database.write

    async def away(unit):
        raise StorageUnavailable("full", "no space")

    monkeypatch.setattr(server.bench.database, "write", away)
    assert await server.calls(id="7", text="echo") == 503
    monkeypatch.setattr(server.bench.database, "write", real)
    assert await server.calls(id="7", text="echo") == 200
    assert len(server.ears.said) == 1


async def test_it_is_stored_before_it_is_answered_even_if_no_turn_can_be_played(server):
    async def broken(*_):
        raise StorageUnavailable("lost", "gone")

    server.bench.intake.handle = broken
    server.ears.texts("echo 1")
    await asyncio.gather(
        server.calls(id="a", text="boom"), server.calls(id="b", text="echo 2", phone="+79020000000")
    )
    assert server.ears.callback.counts == {"200": 2}


async def test_who_forges_much_is_not_read_and_nobody_else_suffers(server):
    server.ears.callback._gate = gate = Gate(lambda: 0, 100_000)
    for _ in range(MISSES):
        gate.missed("127.0.0.1")
    assert await server.calls(b"{") == 429
    assert await server.calls(id="7", text="echo") == 200
    server.ears.callback._gate = Gate(lambda: 0, 0)
    assert await server.calls(id="8", text="echo") == 429


async def test_a_subscriber_is_who_sent_it(server):
    await server.calls(id="7", text="echo", phone="PRIMER")
    assert server.ears.said == []
    await server.calls(id="8", text="echo", phone=PHONE)
    assert len(server.ears.said) == 1
