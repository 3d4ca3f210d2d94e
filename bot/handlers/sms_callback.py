"""`{web.prefix}/sms/<provider>`: the provider tells us of incoming SMS and of what became of ours.

Answered with 200 only once it is stored, with 503 when it cannot be, so that it is repeated. What has no
right checksum changes nothing (403), and who sends much of that is soon not read at all (429). No line of
ours shows a path, a query or a body.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

import structlog
from aiohttp import web

from bot.channels.sms_port import Callback, CallbackRefused, IncomingSms, Status
from bot.handlers.origin import Peers
from bot.handlers.private_page_gate import Gate
from bot.handlers.web import Route as WebRoute
from core.errors import NotStored
from core.sms_heard import Route

if TYPE_CHECKING:
    from bot.channels.sms_port import SmsProvider

log = structlog.stdlib.get_logger(__name__)
MOST_BODY = 8 * 1024
BODY_SECONDS = 10.0
RETRY_AFTER_S = 30
REQUESTS = 6_000
"""Of one peer a minute: a list of 10,000 reminders comes back as so many statuses from a few addresses."""

Hear = Callable[[Route, Sequence[IncomingSms | Status]], Awaitable[None]]


class SmsCallback:
    """The route of one provider. `counts` by outcome, for the metrics."""

    def __init__(
        self,
        provider: SmsProvider,
        name: str,
        hear: Hear,
        gate: Gate | None = None,
        peers: Peers | None = None,
    ) -> None:
        self._provider, self._name, self._hear = provider, name, hear
        self._gate = gate or Gate(requests=REQUESTS)
        self._peers = peers or Peers()
        self.counts: dict[str, int] = {}

    def routes(self) -> list[WebRoute]:
        path = f"/sms/{self._name}"
        return [WebRoute(path, self.handle, "POST"), WebRoute(path, self.handle, "GET")]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of the provider, and count how."""
        answer = await self._answer(request)
        name = str(answer.status)
        self.counts[name] = self.counts.get(name, 0) + 1
        return answer

    async def _answer(self, request: web.Request) -> web.Response:
        peer = str(self._peers(request))
        if not self._gate.lets(peer):
            return _told("too many requests", 429)
        body = await body_within(request)
        if body is None:
            return self._refused(peer, "the body is too long or does not end", 413)
        callback = Callback(
            request.method, request.query_string, request.headers.get("Content-Type", ""), body
        )
        try:
            told = self._provider.parse_callback(callback)
            await self._hear(Route.CALLBACK, told)
        except CallbackRefused as error:
            return self._refused(peer, str(error), 403 if error.forged else 400)
        except NotStored as error:
            log.error("sms.callback_not_stored", reason=str(error))
            return _told("not stored, try again", 503, {"Retry-After": str(RETRY_AFTER_S)})
        return _told("OK", 200)

    def _refused(self, peer: str, why: str, status: int) -> web.Response:
        if not self._gate.missed(peer):
            return _told("too many requests", 429)
        log.warning("sms.callback_refused", status=status, why=why)
        return _told(why, status)


async def body_within(request: web.Request, most: int = MOST_BODY) -> bytes | None:
    """The whole body; None when it is over `most` bytes, trickles or is not encoded as it says."""
    if (request.content_length or 0) > most:
        return None
    taken = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            while len(taken) <= most and (chunk := await request.content.readany()):
                taken += chunk
    except (TimeoutError, web.RequestPayloadError):
        return None
    return bytes(taken) if len(taken) <= most else None


def _told(text: str, status: int, headers: dict[str, str] | None = None) -> web.Response:
    return web.Response(text=text, status=status, headers=headers)
