"""A server that answers what it is told to, and keeps what it was asked: headers and bodies, to the byte."""

from __future__ import annotations

import json
from dataclasses import dataclass

from aiohttp import web


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: dict
    headers: dict
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


class Odd:
    """`say` sets the next answer; the last one is repeated."""

    def __init__(self):
        self.asked, self.answers = [], []
        self.app = web.Application()
        self.app.router.add_route("*", "/{rest:.*}", self._handle)

    def say(self, body, status=200, **headers):
        self.answers.append((body if isinstance(body, bytes) else json.dumps(body).encode(), status, headers))

    async def _handle(self, request):
        body = await request.read()
        self.asked.append(
            Asked(request.method, request.path, dict(request.query), dict(request.headers), body)
        )
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return web.Response(
            body=answer[0], status=answer[1], headers=answer[2], content_type="application/json"
        )


PAYMENT = {
    "id": "2f0c1a11-000f-5000-8000-1aa0bb000001",
    "status": "pending",
    "paid": False,
    "amount": {"value": "1234.56", "currency": "RUB"},
    "confirmation": {"type": "redirect", "confirmation_url": "https://yoomoney.ru/pay?orderId=1"},
    "created_at": "2026-10-05T09:10:11.123Z",
    "metadata": {"intent": "42", "cms_name": "yookassa_sdk_python"},
    "recipient": {"account_id": "100500", "gateway_id": "100700"},
    "refundable": False,
    "test": True,
}
