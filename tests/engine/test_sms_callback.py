"""The callback of a provider over real HTTP: what is stored gets 200, what is forged changes nothing."""

from __future__ import annotations

import asyncio
import hashlib
import json
from io import BytesIO
from urllib.parse import urlencode

import pytest
from aiohttp import ClientSession, web

from bot.channels.sms_http import SmsHttp
from bot.channels.sms_rates import Gate as SmscGate
from bot.channels.sms_smsc import Smsc as SmscClient
from bot.channels.smsc_account import SmscAccount
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
        # A connection whose body nobody reads lingers for ten seconds; nobody waits for it here.
        self.runner = web.AppRunner(application, shutdown_timeout=0.1)
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

    async def calls(self, body=b"", method="POST", headers=None, **fields):
        """Call back with these fields and a right checksum, or with these bytes; the status."""
        data = body or json.dumps({"sum": "right", **fields}).encode()
        async with self.session.request(method, self.url, data=data, headers=headers) as response:
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


def smsc(checksum="sha1"):
    """The client of SMSC that hears only."""
    account = SmscAccount(api_key="k", checksum=checksum, callback_secret="s3cret")
    return SmscClient(account, SmsHttp(["http://127.0.0.1:9"]), SmscGate(lambda: 0))


def form(**fields):
    return urlencode(fields).encode()


BALANCE = {"phone": "79161234567", "mes": "echo баланс", "to": "79037676877", "id": "47436134"}
SUMS = {
    name: hashlib.new(name, b"79161234567:" + "echo баланс".encode() + b":79037676877:s3cret").hexdigest()
    for name in ("md5", "sha1")
}


@pytest.mark.parametrize("checksum", ["md5", "sha1"])
async def test_an_sms_as_smsc_tells_it(server, checksum):
    server.ears.callback._provider = smsc(checksum)
    told = {**BALANCE, checksum: SUMS[checksum]}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for data in (form(**told), json.dumps(told).encode()):
        assert await server.calls(data, headers=headers) == 200
    assert server.ears.said == [[["toy-echo", {"text": "баланс"}]]]
    assert server.bench.outside.rows[0].address == f"tel:{PHONE}"
    assert await server.calls(form(**told | {checksum: "0" * 40}), headers=headers) == 403
    assert await server.calls(form(**told | {"mes": "echo нет"}), headers=headers) == 403


async def test_the_sums_that_smsc_documents(server):
    """The vectors of the contract: an SMS with a reading, one in Cyrillic, a status."""
    provider = smsc()
    server.ears.callback._provider = provider
    reading = {"phone": "79161234567", "mes": "1234567833 15420", "to": "79037676877", "id": "1"}
    cyrillic = {**reading, "mes": "баланс", "id": "2"}
    status = {"id": "12345", "phone": "79161234567", "status": "1", "ts": "1795161652"}
    sums = {
        "20eafcd93bacfea04c4a3d90565be8c1056a0992": reading,
        "1d8f2ea7ad3f53c263cc887f1a4a631e8731fee5": cyrillic,
        "ee115398c430458faae1bf7f1672143bf5cff65e": status,
    }
    for sha1, fields in sums.items():
        assert await server.calls(form(**fields, sha1=sha1.upper())) == 200
    assert await server.bench.all("SELECT source_id FROM inbox ORDER BY id") == [("1",), ("2",)]


async def test_a_subscriber_is_who_sent_it(server):
    await server.calls(id="7", text="echo", phone="PRIMER")
    assert server.ears.said == []
    await server.calls(id="8", text="echo", phone=PHONE)
    assert len(server.ears.said) == 1
