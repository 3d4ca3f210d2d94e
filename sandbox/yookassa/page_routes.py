"""The payment page: its files, what it shows, what a payer does there."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from sandbox.jsontext import Json
from sandbox.problems import Problem, body_of, reply
from sandbox.yookassa.amounts import money
from sandbox.yookassa.cards import CARDS, REASONS
from sandbox.yookassa.paying import CannotPay
from sandbox.yookassa.payment import Payment
from sandbox.yookassa.payments import PAGE
from sandbox.yookassa.service import YooKassa

FOLDER = Path(__file__).parent / "page"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_FILES = {"pay.js": "text/javascript", "words.js": "text/javascript", "pay.css": "text/css"}
_LINKS = ("http://", "https://", "tg://")


class PayPageRoutes:
    """GET /yookassa/pay?orderId=… or ?invoice=…; GET and POST /yookassa/pay/<id> for its script."""

    def __init__(self, yookassa: YooKassa, supplier: str) -> None:
        self._yookassa = yookassa
        self._supplier = supplier

    def add_to(self, app: web.Application) -> None:
        app.router.add_get(PAGE, self.page)
        app.router.add_get("/yookassa/page/{name}", self.file)
        app.router.add_get(f"{PAGE}/{{id}}", self.show)
        app.router.add_post(f"{PAGE}/{{id}}", self.act)

    async def page(self, request: web.Request) -> web.StreamResponse:
        """An invoice makes its payment when it is opened, and goes on to it."""
        if invoice := request.query.get("invoice"):
            self._yookassa.store.expire()
            payment = self._yookassa.invoices.open(invoice, str(request.url.origin()))
            if payment is not None:
                raise web.HTTPFound(f"{PAGE}?orderId={payment.id}")
        return _file("pay.html", "text/html")

    async def file(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["name"]
        if name not in _FILES:
            raise web.HTTPNotFound
        return _file(name, _FILES[name])

    async def show(self, request: web.Request) -> web.Response:
        return reply(self._shown(self._find(request)))

    async def act(self, request: web.Request) -> web.Response:
        """{"act": "card" | "sbp" | "decline" …}; 409 with the page's word for what is in the way."""
        payment, body, paying = self._find(request), await body_of(request), self._yookassa.paying
        try:
            if body.get("act") == "card":
                state = paying.card(payment, body)
            elif body.get("act") == "sbp":
                state = paying.sbp(payment)
            elif body.get("act") == "decline" and str(body.get("reason")) in REASONS:
                state = paying.decline(payment, str(body["reason"]))
            else:
                raise Problem(400, "act is card, sbp, or decline with a known reason")
        except CannotPay as hindrance:
            raise Problem(409, str(hindrance)) from None
        return reply({**self._shown(payment), "wants": "code" if state == "code" else ""})

    def _find(self, request: web.Request) -> Payment:
        self._yookassa.store.expire()
        payment = self._yookassa.store.payments.get(request.match_info["id"])
        if payment is None:
            raise Problem(404, "there is no such payment")
        return payment

    def _shown(self, payment: Payment) -> Json:
        back = str(payment.asked.get("return_url", ""))
        return {
            "id": payment.id,
            "status": payment.status,
            "amount": money(payment.kopecks)["value"],
            "recipient": self._supplier,
            "description": payment.asked.get("description", ""),
            "left_ms": max(0, payment.expires_ms - self._yookassa.store.now_ms()),
            "methods": self._yookassa.paying.methods(payment),
            "reason": (payment.cancellation or {}).get("reason", ""),
            "paid_by": (payment.method or {}).get("title", "") if payment.paid else "",
            "back": back if back.startswith(_LINKS) else "",
            "cards": [{"number": one.number, "reason": one.reason, "secure": one.secure} for one in CARDS],
        }


def _file(name: str, kind: str) -> web.FileResponse:
    return web.FileResponse(FOLDER / name, headers={**HEADERS, "Content-Type": f"{kind}; charset=utf-8"})
