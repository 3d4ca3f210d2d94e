"""The page, its files, and what only the page asks for: demo accounts and what happened inside."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from aiohttp import web

from sandbox.control.desk import Desk
from sandbox.demo.bills import Card, named_cards
from sandbox.demo.links import add_links
from sandbox.demo.months import Span
from sandbox.inside.database import BotDatabase
from sandbox.inside.story import Inside
from sandbox.inside.tracks import Tracks
from sandbox.problems import number_of, reply
from sandbox.settings import DEFAULT_START

PAGE = Path(__file__).parents[1] / "page"
# Nothing but our own files: a name or a text that smuggles markup in still runs no script and calls nobody.
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html"}


class PageRoutes:
    """GET /, /page/…, /control/demo, /control/inside/{chat}."""

    def __init__(self, desk: Desk) -> None:
        given = desk.settings
        database = BotDatabase(given.bot_database) if given.bot_database else None
        self._folder = (given.page_dir or PAGE).resolve()
        self._inside = Inside(Tracks(desk.ledger), database)
        self._span = Span(date.fromisoformat(DEFAULT_START[:10]), given.demo_months)
        self._bills = given.bills_dir
        self._accounts: list[Card] = []

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/", self.index)
        app.router.add_get("/page/{path:.+}", self.file)
        app.router.add_get("/control/demo", self.demo)
        app.router.add_get("/control/inside/{chat}", self.inside)

    async def index(self, _: web.Request) -> web.StreamResponse:
        return self._file("index.html")

    async def file(self, request: web.Request) -> web.StreamResponse:
        return self._file(request.match_info["path"])

    def _file(self, name: str) -> web.StreamResponse:
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder) or not path.is_file() or path.suffix not in _TYPES:
            raise web.HTTPNotFound
        headers = {**HEADERS, "Content-Type": f"{_TYPES[path.suffix]}; charset=utf-8"}
        return web.FileResponse(path, headers=headers)

    async def demo(self, _: web.Request) -> web.Response:
        if not self._accounts:
            cards = named_cards(self._span)
            if self._bills is not None:
                add_links(cards, self._bills)
            self._accounts = cards
        return reply({"accounts": self._accounts})

    async def inside(self, request: web.Request) -> web.Response:
        chat_id = number_of(request.match_info["chat"], "the chat's identifier")
        return reply(await self._inside.of_chat(chat_id))
