"""`{web.prefix}/payments/yookassa`: the provider says that something happened to a payment.

There is no signature: the sender's address is checked, and what is said is only a reason to ask ourselves. It
is stored and answered at once; a wrong address changes nothing. No line of ours shows a body.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
import structlog
from aiohttp import web

from bot.handlers.origin import Peers, networks_of, within
from bot.handlers.private_page_gate import Gate
from bot.handlers.sms_callback import RETRY_AFTER_S, body_within
from bot.handlers.web import Route
from core.errors import NotStored
from core.payments.ports import Notice

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

PATH = "/payments/yookassa"
MOST_BODY = 64 * 1024
REQUESTS = 6_000
"""Of one peer a minute: a day's payments come from a few addresses."""
_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_EVENT = re.compile(r"(payment|refund)\.[a-z_]{1,40}")

log = structlog.stdlib.get_logger(__name__)


class _Object(msgspec.Struct):
    id: str


class _Told(msgspec.Struct):
    event: str
    object: _Object
    type: str = "notification"


_decode = msgspec.json.Decoder(_Told).decode


class PaymentNotices:
    """The route. `keep` stores a notice (raises NotStored); `wake` has it looked at. `counts` by status."""

    def __init__(
        self,
        networks: Sequence[str],
        peers: Peers,
        keep: Callable[[Notice], Awaitable[None]],
        wake: Callable[[], None],
    ) -> None:
        self._networks, self._peers = networks_of(networks), peers
        self._keep, self._wake, self._gate = keep, wake, Gate(requests=REQUESTS)
        self.counts: dict[str, int] = {}

    def routes(self) -> list[Route]:
        return [Route(PATH, self.handle)]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one notice, and count how."""
        answer = await self._answer(request)
        name = str(answer.status)
        self.counts[name] = self.counts.get(name, 0) + 1
        return answer

    async def _answer(self, request: web.Request) -> web.Response:
        sender = self._peers(request)
        if not self._gate.lets(str(sender)):
            return web.Response(text="too many requests", status=429)
        if sender is None or not within(sender, self._networks):
            return self._refused(str(sender))
        body = await body_within(request, MOST_BODY)
        if body is None:
            return web.Response(text="the body is too long or does not end", status=413)
        notice = notice_of(str(sender), body)
        if notice is None:
            log.warning("payments.notice_unread")
            return web.Response(text="nothing for us")
        try:
            await self._keep(notice)
        except NotStored as error:
            log.error("payments.notice_not_stored", reason=str(error))
            headers = {"Retry-After": str(RETRY_AFTER_S)}
            return web.Response(text="not stored, try again", status=503, headers=headers)
        self._wake()
        return web.Response(text="OK")

    def _refused(self, sender: str) -> web.Response:
        """Anybody may knock: what a stranger fills the log with has an end."""
        if not self._gate.missed(sender):
            return web.Response(text="too many requests", status=429)
        log.warning("payments.notice_refused", sender=sender)
        return web.Response(text="not from here", status=403)


def notice_of(remote: str, body: bytes) -> Notice | None:
    """What a notice is about; None for what is none, or is about nothing that we look at."""
    try:
        told = _decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    fits = told.type == "notification" and _EVENT.fullmatch(told.event) and _ID.fullmatch(told.object.id)
    return Notice(remote, told.event, told.object.id, body) if fits else None
