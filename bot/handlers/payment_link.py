"""`{web.prefix}/o/<token>`: a short link of ours. Opening it makes a payment and leads to its page.

It shows nothing of an account; whatever opens nothing gets the same page. Who looks without opening (HEAD, as
robots that draw previews do) makes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

import structlog
from aiohttp import web

from bot.channels.private_html import HEADERS
from bot.handlers.origin import networks_of, origin
from bot.handlers.web import Route
from core.errors import NotStored

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.channels.private_html import PageWriter
    from bot.handlers.private_page_gate import Gate

PATH = "/o"
log = structlog.stdlib.get_logger(__name__)


class Way(StrEnum):
    """What became of an opening."""

    OPEN = "open"
    GONE = "gone"  # not ours, of another day, or no right to pay any more
    BUSY = "busy"  # too many today
    PAID = "paid"  # by this very link, today: once more would be twice
    UNSURE = "unsure"  # nobody knows yet whether a payment was made


@dataclass(frozen=True, slots=True)
class Opened:
    """Where to go; `url` for OPEN only."""

    way: Way
    url: str = ""


class PayLinks(Protocol):
    """What is behind the links. Raises `NotStored`."""

    async def open(self, token: str) -> Opened: ...


class PayLinkHandlers:
    """The route of short links."""

    def __init__(self, links: PayLinks, writer: PageWriter, gate: Gate, proxies: Sequence[str]) -> None:
        self._links, self._writer, self._gate = links, writer, gate
        self._proxies = networks_of(proxies)

    def routes(self) -> list[Route]:
        path = f"{PATH}/{{token}}"
        return [Route(path, self._head, "HEAD"), Route(path, self._open, "GET")]

    async def _head(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(headers=HEADERS)

    async def _open(self, request: web.Request) -> web.StreamResponse:
        forwarded = request.headers.getall("X-Forwarded-For", ())
        peer = str(origin(request.remote or "", forwarded, self._proxies) or "")
        if not self._gate.lets(peer):
            return self._told("page-busy", 429)
        try:
            async with self._gate.turn():
                opened = await self._links.open(request.match_info["token"])
        except NotStored:
            return self._told("page-away", 503)
        if opened.way is Way.OPEN:
            headers = {"Location": opened.url, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}
            return web.Response(status=302, headers=headers)
        if opened.way is Way.PAID:
            return self._told("pay-page-paid", 200)
        if opened.way is Way.GONE and self._gate.missed(peer):
            return self._told("pay-page-gone", 404)
        return self._told("pay-page-unsure" if opened.way is Way.UNSURE else "page-busy", 503)

    def _told(self, key: str, status: int) -> web.Response:
        return web.Response(body=self._writer.notice(key), status=status, headers=HEADERS)
