"""`{web.prefix}/o/<token>`: a short link of ours. Opening it makes a payment and leads to its page.

It shows nothing of an account; whatever opens nothing gets the same page. Messengers and telephones look at
the links they show, so only what says that it is a person in a browser is led on at once. Everything else (a
preview, a prefetch, HEAD, an old browser) makes nothing and gets a page with one button.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

import structlog
from aiohttp import web

from bot.channels.private_html import HEADERS
from bot.handlers.origin import Peers
from bot.handlers.visits import by_a_person
from bot.handlers.web import Route
from core.errors import NotStored

if TYPE_CHECKING:
    from bot.channels.private_html import PageWriter
    from bot.handlers.private_page_gate import Gate

PATH = "/o"
_POLICY, _HERE = "Content-Security-Policy", "form-action 'self'"
_ASKING = {**HEADERS, _POLICY: HEADERS[_POLICY].replace(_HERE, f"{_HERE} https: http:")}
"""Browsers hold the address to which a form leads in the end to its policy, too."""
log = structlog.stdlib.get_logger(__name__)


class Way(StrEnum):
    """What became of an opening."""

    OPEN = "open"
    GONE = "gone"  # not ours, of another day, or no right to pay any more
    BUSY = "busy"  # too many today
    PAID = "paid"  # by this very link, today: once more would be twice
    UNSURE = "unsure"  # nobody knows yet whether a payment was made
    AWAY = "away"  # the shop does not know us, or wants to be asked later


@dataclass(frozen=True, slots=True)
class Opened:
    """Where to go; `url` for OPEN only."""

    way: Way
    url: str = ""


class PayLinks(Protocol):
    """What is behind the links. Raises `NotStored`."""

    def known(self, token: str) -> bool:
        """Whether it is one of ours, of today. Asks nobody."""

    async def open(self, token: str) -> Opened: ...


class PayLinkHandlers:
    """The route of short links."""

    def __init__(self, links: PayLinks, writer: PageWriter, gate: Gate, peers: Peers) -> None:
        self._links, self._writer, self._gate, self._peers = links, writer, gate, peers

    def routes(self) -> list[Route]:
        path = f"{PATH}/{{token}}"
        return [Route(path, self._head, "HEAD"), Route(path, self._look, "GET"), Route(path, self._open)]

    async def _head(self, _request: web.Request) -> web.StreamResponse:
        return web.Response(headers=HEADERS)

    async def _look(self, request: web.Request) -> web.StreamResponse:
        if by_a_person(request.headers):
            return await self._open(request)
        peer = self._peer(request)
        if not self._gate.lets(peer):
            return self._told("page-busy", 429)
        if not self._links.known(request.match_info["token"]):
            return self._gone(peer)
        return web.Response(body=self._writer.offer("pay-page-ask", "pay-page-go"), headers=_ASKING)

    def _peer(self, request: web.Request) -> str:
        return str(self._peers(request))

    async def _open(self, request: web.Request) -> web.StreamResponse:
        peer = self._peer(request)
        if not self._gate.lets(peer):
            return self._told("page-busy", 429)
        try:
            async with self._gate.turn():
                opened = await self._links.open(request.match_info["token"])
        except NotStored:
            return self._told("page-away", 503)
        except Exception as error:  # noqa: BLE001 - a page answers, and no traceback quotes a link
            log.error("payments.link_failed", error=type(error).__name__)
            return self._told("page-away", 500)
        return self._led(opened, peer)

    def _led(self, opened: Opened, peer: str) -> web.Response:
        if opened.way is Way.OPEN:
            return web.Response(status=303, headers={**HEADERS, "Location": opened.url})
        if opened.way is Way.PAID:
            return self._told("pay-page-paid", 200)
        if opened.way is Way.GONE:
            return self._gone(peer)
        if opened.way is Way.BUSY:
            return self._told("pay-page-many", 429)
        return self._told("pay-page-unsure" if opened.way is Way.UNSURE else "page-away", 503)

    def _gone(self, peer: str) -> web.Response:
        if not self._gate.missed(peer):
            return self._told("page-busy", 429)
        return self._told("pay-page-gone", 404)

    def _told(self, key: str, status: int) -> web.Response:
        return web.Response(body=self._writer.notice(key), status=status, headers=HEADERS)
