"""`/p/<token>`: the private page. A look never spends a link, a press of its one button does.

Every link that opens nothing (spent, expired, never made, garbage) gets the same page after the same work.
No log line of ours names a token, an address of a page or what it shows.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

import structlog
from aiohttp import web

from bot.channels.private_html import HEADERS
from bot.handlers.origin import Peers
from bot.handlers.web import Route
from core.errors import NotStored

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.channels.documents import Document
    from bot.channels.private_html import PageWriter
    from bot.channels.private_view import View
    from bot.handlers.private_page_gate import Gate

PATH = "/p"
BODY_SECONDS = 10.0
MOST_BODY = 4096
LONGEST_ANSWER = 100

log = structlog.stdlib.get_logger(__name__)


class Outcome(StrEnum):
    """What became of an answer given on a page."""

    TAKEN = "taken"
    WRONG = "wrong"  # no phone that we send to: asked again on the page
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Shown:
    """An opened page: what it shows and until when (in the supplier's time)."""

    view: View
    until: str


class Pages(Protocol):
    """What is behind the links. Raises `NotStored` when the storage is away."""

    async def waiting(self, token: str) -> str | None:
        """Until when the link of this token may be opened; None when it may not."""

    async def open(self, token: str) -> str | None:
        """Spend the link; the token of the opening, None when there is nothing to open."""

    async def seen(self, token: str) -> Shown | None:
        """The page of an opening."""

    async def answer(self, token: str, choice: str, text: str) -> Outcome:
        """Hand an answer to the conversation; when it is taken, the page is gone."""

    async def file(self, token: str) -> Document | None:
        """Make the file that goes with the page of an opening; None when there is none."""

    async def close(self, token: str) -> bool:
        """Forget the page of an opening."""


class PrivatePageHandlers:
    """The routes of the private page."""

    def __init__(
        self,
        pages: Pages,
        writer: PageWriter,
        gate: Gate,
        wrong: Callable[[], str],
        peers: Peers | None = None,
    ) -> None:
        """`wrong` gives the sentence for a phone that cannot be used; `peers` tells who asks."""
        self._pages, self._writer, self._gate, self._wrong = pages, writer, gate, wrong
        self._peers = peers or Peers()

    def routes(self) -> list[Route]:
        link, view = f"{PATH}/{{token}}", f"{PATH}/view/{{token}}"
        return [
            Route(link, self._head, "HEAD"),
            Route(view, self._head, "HEAD"),
            Route(link, self._guarded(self._landing), "GET"),
            Route(link, self._guarded(self._open), "POST"),
            Route(view, self._guarded(self._show), "GET"),
            Route(view, self._guarded(self._take), "POST"),
        ]

    async def _head(self, _request: web.Request) -> web.StreamResponse:
        """Robots that ask what is here learn that it is a page; nothing is looked up."""
        return web.Response(headers=HEADERS)

    def _guarded(
        self, handle: Callable[[web.Request, str, Mapping[str, str]], Awaitable[web.Response]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def guarded(request: web.Request) -> web.StreamResponse:
            if not self._gate.lets(str(self._peers(request))):
                return self._notice("page-busy", 429)
            try:
                form = await _form(request)  # before the turn: a slow body holds nobody up
                async with self._gate.turn():
                    return await handle(request, request.match_info["token"], form)
            except NotStored as error:
                log.error("private_page.storage_away", reason=str(error))
                return self._notice("page-away", 503)
            except Exception as error:  # noqa: BLE001 - a page answers, and its traceback is not logged
                # Not the traceback: it would quote what was looked for.
                log.error("private_page.failed", error=type(error).__name__)
                return self._notice("page-away", 500)

        return guarded

    async def _landing(self, request: web.Request, token: str, _form: Mapping[str, str]) -> web.Response:
        until = await self._pages.waiting(token)
        return self._gone(request) if until is None else _page(self._writer.landing(until))

    async def _open(self, request: web.Request, token: str, _form: Mapping[str, str]) -> web.Response:
        view = await self._pages.open(token)
        if view is None:
            return self._gone(request)
        return web.Response(status=303, headers={**HEADERS, "Location": f"view/{view}"})

    async def _show(self, request: web.Request, token: str, _form: Mapping[str, str]) -> web.Response:
        shown = await self._pages.seen(token)
        return self._gone(request) if shown is None else _page(self._writer.shown(shown.view, shown.until))

    async def _take(self, request: web.Request, token: str, form: Mapping[str, str]) -> web.Response:
        if form.get("do") == "close":
            return self._notice("page-closed") if await self._pages.close(token) else self._gone(request)
        if form.get("do") == "file":
            made = await self._pages.file(token)
            return self._gone(request) if made is None else _file(made)
        text = form.get("text", "")[:LONGEST_ANSWER]
        outcome = await self._pages.answer(token, form.get("choice", ""), text)
        if outcome is Outcome.TAKEN:
            return self._notice("page-taken")
        shown = await self._pages.seen(token) if outcome is Outcome.WRONG else None
        if shown is None:
            return self._gone(request)
        return _page(self._writer.shown(shown.view, shown.until, self._wrong(), text), 422)

    def _gone(self, request: web.Request) -> web.Response:
        if not self._gate.missed(str(self._peers(request))):
            return self._notice("page-busy", 429)
        return self._notice("page-gone", 404, "page-gone-next")

    def _notice(self, key: str, status: int = 200, *more: str) -> web.Response:
        return _page(self._writer.notice(key, *more), status)


def _page(body: bytes, status: int = 200) -> web.Response:
    return web.Response(body=body, status=status, headers=HEADERS)


def _file(made: Document) -> web.Response:
    """A file to be saved, never shown here: its name is ours and plain."""
    headers = {
        **HEADERS,
        "Content-Type": "application/octet-stream",
        "Content-Disposition": f'attachment; filename="{made.name}"',
    }
    return web.Response(body=made.content, headers=headers)


async def _form(request: web.Request) -> Mapping[str, str]:
    """The fields of a short form; nothing for anything else."""
    if (
        request.method != "POST"
        or (request.content_length or 0) > MOST_BODY
        or "multipart" in request.content_type
    ):
        return {}
    try:
        async with asyncio.timeout(BODY_SECONDS):
            given = await request.post()
    except (TimeoutError, ValueError, web.HTTPException):
        return {}
    return {name: value for name, value in given.items() if isinstance(value, str)}
