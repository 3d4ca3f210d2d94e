"""HTTP side of the API, under /v3."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from sandbox.faults import FaultPlan
from sandbox.jsontext import Json, decode
from sandbox.ledger import Ledger
from sandbox.problems import Handler, reply
from sandbox.yookassa.asked import Asked, body_of, shop_of
from sandbox.yookassa.errors import Refusal
from sandbox.yookassa.keys import NAME, check_key
from sandbox.yookassa.service import YooKassa
from sandbox.yookassa.shop import Shop
from sandbox.yookassa.spoil import EARLY, afterwards, instead

BASE = "/v3"
Carry = Callable[[Asked], Json]


class YooKassaRoutes:
    """Facts: yookassa.call for every refusal and everything that was to change something."""

    def __init__(self, yookassa: YooKassa, ledger: Ledger, faults: FaultPlan) -> None:
        self._yookassa = yookassa
        self._ledger = ledger
        self._faults = faults

    def add_to(self, app: web.Application) -> None:
        one = self._yookassa
        for verb, path, method, carry in (
            ("POST", "/payments", "create", one.payments.create),
            ("GET", "/payments", "list", one.payments.list),
            ("GET", "/payments/{id}", "get", one.payments.get),
            ("POST", "/payments/{id}/capture", "capture", one.payments.capture),
            ("POST", "/payments/{id}/cancel", "cancel", one.payments.cancel),
            ("POST", "/refunds", "refund", one.refunds.create),
            ("GET", "/refunds", "refunds", one.refunds.list),
            ("GET", "/refunds/{id}", "get_refund", one.refunds.get),
            ("POST", "/receipts", "receipt", one.receipts.create),
            ("GET", "/receipts", "receipts", one.receipts.list),
            ("GET", "/receipts/{id}", "get_receipt", one.receipts.get),
            ("POST", "/invoices", "invoice", one.invoices.create),
            ("GET", "/invoices/{id}", "get_invoice", one.invoices.get),
            ("GET", "/me", "me", _me),
        ):
            app.router.add_route(verb, f"{BASE}{path}", self._handler(method, carry))
        app.router.add_route("*", BASE + "/{rest:.*}", self._handler("unknown", _unknown))

    def _handler(self, method: str, carry: Carry) -> Handler:
        async def handle(request: web.Request) -> web.StreamResponse:
            raw = await request.read()
            fault = self._faults.take("yookassa", method)
            if fault is None:
                return self._answered(request, raw, method, carry)
            if (spoilt := await instead(request, fault)) is not None:
                return spoilt
            answer = self._answered(request, raw, method, carry)
            if fault.kind == EARLY and answer.status == 200 and isinstance(answer.body, bytes):
                await self._yookassa.early(str(decode(answer.body).get("id")))
            return await afterwards(request, fault, answer)

        return handle

    def _answered(self, request: web.Request, raw: bytes, method: str, carry: Carry) -> web.Response:
        self._yookassa.store.expire()
        shop: Shop | None = None
        try:
            shop = shop_of(self._yookassa.store.shops, request.headers.get("Authorization", ""))
            answer = self._carried(request, raw, shop, carry)
        except Refusal as refusal:
            about = {"code": refusal.code, "parameter": refusal.parameter, "error": str(refusal)}
            self._call(request, method, shop, refusal.status, **about)
            return refusal.response()
        if request.method == "POST":
            self._call(request, method, shop, 200, answer=answer.get("id"))
        return reply(answer)

    def _carried(self, request: web.Request, raw: bytes, shop: Shop, carry: Carry) -> Json:
        """Carry it out, or give the earlier answer to the same key. Raises Refusal."""
        target, origin = request.match_info.get("id", ""), str(request.url.origin())
        if request.method != "POST":
            return carry(Asked(shop, target, request.query, {}, origin))
        name = shop.id, "POST", request.path, check_key(request.headers.get(NAME))
        if (kept := self._yookassa.keys.find(name, raw)) is not None:
            return kept
        answer = carry(Asked(shop, target, {}, body_of(raw), origin))
        self._yookassa.keys.keep(name, raw, answer)
        return answer

    def _call(
        self, request: web.Request, method: str, shop: Shop | None, status: int, **about: object
    ) -> None:
        self._ledger.record(
            "yookassa.call",
            method=method,
            path=request.path,
            shop=shop.id if shop else None,
            key=request.headers.get(NAME),
            status=status,
            **about,
        )


def _me(asked: Asked) -> Json:
    return asked.shop.me()


def _unknown(_: Asked) -> Json:
    raise Refusal(404, "There is no such method")
