"""Control of YooKassa: act as a payer or as the shop's accountant, forge notifications, change the shop."""

from __future__ import annotations

from collections.abc import Callable

from aiohttp import web

from sandbox.changes import BadChange
from sandbox.control.desk import Desk
from sandbox.jsontext import Json
from sandbox.local import is_local_address
from sandbox.problems import Problem, body_of, number_of, reply
from sandbox.yookassa import views
from sandbox.yookassa.cards import BY_YOOMONEY, EXPIRED, party_of
from sandbox.yookassa.forge import forged
from sandbox.yookassa.paying import CannotPay
from sandbox.yookassa.payment import PENDING, SUCCEEDED, Payment

PREFIX = "/control/yookassa"
MONTH, YEAR = "12", "2030"


class PaymentRoutes:
    """Handlers bound to one Desk; refusals are {"error"}."""

    def __init__(self, desk: Desk) -> None:
        self._one = desk.yookassa
        self._own = desk.settings.yookassa_shop_id
        self._acts: dict[str, Callable[[Payment, Json], None]] = {
            "pay": self._pay,
            "decline": self._decline,
            "expire": self._expire,
            "refund": self._refund,
        }

    def add_to(self, app: web.Application) -> None:
        app.router.add_get(PREFIX, self.state)
        app.router.add_post(PREFIX, self.change)
        app.router.add_post(f"{PREFIX}/forge", self.forge)
        app.router.add_post(f"{PREFIX}/refunds/{{id}}/{{status}}", self.end_refund)
        app.router.add_get(f"{PREFIX}/payments/{{id}}", self.payment)
        app.router.add_post(f"{PREFIX}/payments/{{id}}/{{act}}", self.act)

    async def state(self, request: web.Request) -> web.Response:
        self._one.store.expire()
        return reply(views.state(self._one, number_of(request.query.get("limit", "50"), "limit")))

    async def change(self, request: web.Request) -> web.Response:
        """{"shop"?, changes…}: a shop that is not there is made."""
        body = await body_of(request)
        name = body.pop("shop", self._own)
        if not isinstance(name, str) or not (name.isdigit() and name.isascii() and len(name) < 12):
            raise Problem(400, "shop is digits")
        try:
            self._one.store.change_shop(name, body)
        except BadChange as bad:
            raise Problem(400, str(bad)) from None
        return reply(self._one.store.shops[name].describe())

    async def payment(self, request: web.Request) -> web.Response:
        return reply(views.payment_of(self._find(request)))

    async def act(self, request: web.Request) -> web.Response:
        payment, act = self._find(request), self._acts.get(request.match_info["act"])
        if act is None:
            raise Problem(404, f"a payment has {', '.join(self._acts)}")
        try:
            act(payment, await body_of(request))
        except CannotPay as hindrance:
            raise Problem(409, f"it cannot be paid: {hindrance}") from None
        return reply(views.payment_of(payment))

    async def end_refund(self, request: web.Request) -> web.Response:
        """A pending refund succeeds or is canceled."""
        refund, status = self._one.store.refunds.get(request.match_info["id"]), request.match_info["status"]
        if refund is None or refund.status != PENDING or status not in {"succeeded", "canceled"}:
            raise Problem(409, "a pending refund can become succeeded or canceled")
        self._one.store.ledger.record("yookassa.refund.ended", id=refund.id, status=status)
        return reply(refund.wire())

    async def forge(self, request: web.Request) -> web.Response:
        """Post a notification that YooKassa never sent → {"status", "error"}."""
        body = await body_of(request)
        shop = self._one.store.shops[self._own]
        url, sender = body.get("url", shop.notify_url), body.get("from", shop.notify_from)
        if not url or not is_local_address(url) or not isinstance(sender, str):
            raise Problem(400, "register notify_url first, or give url (this machine) and from (an address)")
        message = forged(self._one.store, body)
        about = {"url": url, "from": sender, "message": message}
        self._one.store.ledger.record("yookassa.forged", **about)
        status, error = await self._one.poster.post(url, message, sender)
        return reply({"status": status, "error": error})

    def _find(self, request: web.Request) -> Payment:
        self._one.store.expire()
        payment = self._one.store.payments.get(request.match_info["id"])
        if payment is None:
            raise Problem(404, "there is no such payment")
        return payment

    def _pay(self, payment: Payment, body: Json) -> None:
        """{"card"?} or {"method": "sbp"}; by the first way there is without either."""
        if body.get("method") == "sbp":
            self._one.paying.sbp(payment)
        elif "card" in body:
            given = {"number": body["card"], "month": MONTH, "year": YEAR, "csc": "123", "code": "1"}
            self._one.paying.card(payment, given)
        else:
            self._one.paying.anyhow(payment)

    def _decline(self, payment: Payment, body: Json) -> None:
        """{"reason"?, "party"?}: any text, so that unknown reasons can be had too."""
        reason = str(body.get("reason", "general_decline"))[:64]
        self._cancel(payment, reason, str(body.get("party", party_of(reason)))[:64])

    def _expire(self, payment: Payment, _: Json) -> None:
        self._cancel(payment, EXPIRED, BY_YOOMONEY)

    def _cancel(self, payment: Payment, reason: str, party: str) -> None:
        if payment.status != PENDING:
            raise CannotPay("over")
        self._one.store.cancel(payment, reason, party)

    def _refund(self, payment: Payment, body: Json) -> None:
        """{"kopecks"?}: given back in the merchant's profile; everything that is left without it."""
        kopecks = body.get("kopecks", payment.left)
        if payment.status != SUCCEEDED or type(kopecks) is not int or not 0 < kopecks <= payment.left:
            raise Problem(409, f"of this payment {payment.left} kopecks can be given back")
        self._one.refunds.make(payment, kopecks, {})
