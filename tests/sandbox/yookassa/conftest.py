"""The official SDK against the emulator, one server for all tests of a module."""

from __future__ import annotations

import asyncio
import base64
import itertools

import pytest
import pytest_asyncio
from aiohttp import web
from yookassa import Configuration, Payment

from tests.sandbox.conftest import Emulator

ONE_LOOP = pytest.mark.asyncio(loop_scope="module")
SHOP, KEY = "100500", "test_sandbox"
GOOD, DECLINED, SECURE = "5555555555554444", "5555555555554600", "5555555555554477"
_numbers = itertools.count(1)


def rub(value):
    return {"value": value, "currency": "RUB"}


def order(value="1234.56", **more):
    """A request for a payment as the bot makes it."""
    return {
        "amount": rub(value),
        "capture": True,
        "confirmation": {"type": "redirect", "return_url": "https://t.me/example_bot"},
        "description": "Электроэнергия, л/с 290012345678",
        "metadata": {"intent": "42"},
        **more,
    }


def item(value="1234.56", **more):
    return {"description": "Электроэнергия", "quantity": "1", "amount": rub(value), "vat_code": 11, **more}


def fresh():
    """An idempotence key that no other test uses."""
    return f"key-{next(_numbers)}"


def basic(shop=SHOP, key=KEY):
    return "Basic " + base64.b64encode(f"{shop}:{key}".encode()).decode()


class YooKassa(Emulator):
    async def sdk(self, call, *values, shop=SHOP, key=KEY, **options):
        """A call of the SDK, in a thread: it blocks."""

        def carry_out():
            Configuration.configure(shop, key, api_url=f"{self.base}/v3", max_attempts=0, **options)
            return call(*values)

        return await asyncio.to_thread(carry_out)

    async def create(self, *values, **more):
        return await self.sdk(Payment.create, order(*values, **more), fresh())

    async def find(self, payment_id):
        return await self.sdk(Payment.find_one, payment_id)

    async def wire(self, method, path, body=None, **headers):
        """A raw request with the right credentials and a new key: (status, answer)."""
        own = {"Authorization": basic(), **({"Idempotence-Key": fresh()} if method == "POST" else {})}
        own |= {name.replace("_", "-"): value for name, value in headers.items()}
        own = {name: value for name, value in own.items() if value is not None}
        async with self.http.request(method, f"/v3{path}", json=body, headers=own) as answer:
            return answer.status, await answer.json()

    async def do(self, payment_id, act, **body):
        return await self.post(f"/control/yookassa/payments/{payment_id}/{act}", body)

    async def paid(self, *values, card=GOOD, **more):
        """The id of a payment that was paid by a card."""
        payment = await self.create(*values, **more)
        await self.do(payment.id, "pay", card=card)
        return payment.id

    async def shop(self, **changes):
        return await self.post("/control/yookassa", changes)

    async def fault(self, kind, target="yookassa", **more):
        await self.post("/control/faults", {"target": target, "kind": kind, **more})


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def yookassa(tmp_path_factory):
    server = YooKassa(tmp_path_factory.mktemp("yookassa") / "data")
    await server.start()
    yield server
    await server.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def own_yookassa(tmp_path):
    """A server for one test alone."""
    server = YooKassa(tmp_path / "data")
    await server.start()
    yield server
    await server.stop()


class Told:
    """The bot's side of notifications: answers what `plan` says, 200 when it is used up."""

    def __init__(self):
        self.got = []
        self.senders = []
        self.plan = []
        self.pause_s = 0

    async def handle(self, request):
        self.senders.append(request.headers.get("X-Forwarded-For"))
        await asyncio.sleep(self.pause_s)
        try:
            self.got.append(await request.json())
        except ValueError:
            self.got.append(await request.text())
        return web.Response(status=self.plan.pop(0) if self.plan else 200)

    def about(self, payment_id):
        return [one["event"] for one in self.got if one["object"]["id"] == payment_id]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def told():
    app, told = web.Application(), Told()
    app.router.add_post("/payments/yookassa", told.handle)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    told.url = f"http://127.0.0.1:{runner.addresses[0][1]}/payments/yookassa"
    yield told
    await runner.cleanup()
