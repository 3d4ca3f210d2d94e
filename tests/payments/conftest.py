"""The emulator of YooKassa in a thread of its own, a shop in it for each test, and a gateway to that shop."""

from __future__ import annotations

import asyncio
import itertools
import threading
from types import SimpleNamespace

import pytest
import requests
from aiohttp import web

from core.payments.gateway import Order
from core.values import Money
from payments.settings import YooKassa
from payments.yookassa_gateway import YooKassaGateway
from payments.yookassa_session import Patience
from sandbox.server import DESK, build_app
from sandbox.settings import Settings
from tests.payments.odd_server import Odd

NOW_MS = 1_791_191_411_000  # 2026-10-05T09:10:11Z
SECRET = "test_TopSecret"
IMPATIENT = Patience(connect_s=1, read_s=0.2, answer_s=0.5)  # for what does not answer
_shops = itertools.count(200_001)


class Served:
    """An aiohttp application on a free port of this machine."""

    def __init__(self, app, tls=None):
        self._tls = tls
        self._app, self._loop, self._up = app, asyncio.new_event_loop(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="served", daemon=True)
        self._thread.start()
        assert self._up.wait(10)

    def _run(self):
        asyncio.set_event_loop(self._loop)
        self._runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=0.1)
        self._loop.run_until_complete(self._runner.setup())
        site = web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self._tls)
        self._loop.run_until_complete(site.start())
        scheme = "https" if self._tls else "http"
        self.url = f"{scheme}://127.0.0.1:{self._runner.addresses[0][1]}"
        self._up.set()
        self._loop.run_forever()
        self._loop.run_until_complete(self._runner.cleanup())
        self._loop.close()

    def stop(self):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)


@pytest.fixture(scope="module")
def emulator(tmp_path_factory):
    app = build_app(Settings(data_dir=tmp_path_factory.mktemp("emulator"), flood=False))
    served = Served(app)
    served.desk = app[DESK]
    yield served
    served.stop()


class Till:
    """A shop of the emulator with its gateway; what is done to it from outside."""

    def __init__(self, emulator, **options):
        self.emulator, self.id = emulator, str(next(_shops))
        self.change()
        self.gateway = self.open(**options)

    def open(self, patience=None, **options):
        """Another gateway to the same shop."""
        shop = {"shop_id": self.id, "secret_key": f"test_{self.id}", "api_url": f"{self.emulator.url}/v3"}
        settings = YooKassa(**{**shop, "return_url": "https://t.me/primer_bot", **options})
        clock = SimpleNamespace(now_ms=self.emulator.desk.clock.now_ms)
        return YooKassaGateway(settings, clock, patience)

    def control(self, path, **body):
        answer = requests.post(f"{self.emulator.url}/control/{path}", json=body, timeout=5)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def change(self, **changes):
        self.control("yookassa", shop=self.id, **({"secret_key": f"test_{self.id}"} | changes))

    def fault(self, kind, method=None, times=1, **more):
        self.control("faults", target="yookassa", kind=kind, method=method, times=times, **more)

    def pay(self, facts, **how):
        self.control(f"yookassa/payments/{facts.provider_id}/pay", **how)


@pytest.fixture
def till(emulator):
    yield Till(emulator)
    requests.delete(f"{emulator.url}/control/faults", timeout=5)


@pytest.fixture(scope="module")
def odd_server():
    odd = Odd()
    served = Served(odd.app)
    odd.url = served.url
    yield odd
    served.stop()


@pytest.fixture
def odd(odd_server):
    """A server that says anything, and a gateway to it."""
    odd_server.asked.clear()
    odd_server.answers.clear()

    def open_gateway(**options):
        shop = {"shop_id": "100500", "secret_key": SECRET, "api_url": f"{odd_server.url}/v3"}
        settings = YooKassa(**{**shop, "return_url": "https://t.me/primer_bot", **options})
        return YooKassaGateway(settings, SimpleNamespace(now_ms=lambda: NOW_MS))

    odd_server.open, odd_server.gateway = open_gateway, open_gateway()
    return odd_server


_intents = itertools.count(1)


def order(kopecks=123_456, **more):
    intent = next(_intents)
    given = {
        "intent": intent,
        "key": f"abonent-{intent}-1",
        "amount": Money(kopecks),
        "description": "Электроэнергия, л/с *5678",
        "return_url": "",
    }
    return Order(**given | more)
