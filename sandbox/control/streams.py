"""The ledger as lines, and as it happens (server-sent events)."""

from __future__ import annotations

import asyncio

from aiohttp import web

from sandbox.control.desk import Desk
from sandbox.jsontext import decode
from sandbox.problems import number_of

PING_S = 15


class StreamRoutes:
    """GET /control/ledger and GET /control/events."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add_to(self, app: web.Application) -> None:
        app.router.add_get("/control/ledger", self.ledger)
        app.router.add_get("/control/events", self.events)

    async def ledger(self, request: web.Request) -> web.Response:
        after = number_of(request.query.get("after", "0"), "after")
        limit = number_of(request.query.get("limit", "100000"), "limit")
        lines = self._desk.ledger.read(after, max(0, limit))
        return web.Response(body=lines, content_type="application/x-ndjson", charset="utf-8")

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Every fact after `after` (or Last-Event-ID), then each new one; without them only new ones."""
        ledger = self._desk.ledger
        asked = request.query.get("after") or request.headers.get("Last-Event-ID")
        after = number_of(asked, "after") if asked else ledger.last_n
        stream = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await stream.prepare(request)
        following = ledger.follow()
        try:
            for line in ledger.read(after).splitlines(keepends=True):
                await stream.write(_event(line))
            await _pass_on(stream, following)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            ledger.unfollow(following)
        return stream


async def _pass_on(stream: web.StreamResponse, following: asyncio.Queue[bytes]) -> None:
    while True:
        try:
            async with asyncio.timeout(PING_S):
                line = await following.get()
        except TimeoutError:
            await stream.write(b": still here\n\n")
            continue
        if not line:
            return
        await stream.write(_event(line))


def _event(line: bytes) -> bytes:
    number = decode(line)["n"]
    return b"id: %d\ndata: %s\n\n" % (number, line.rstrip(b"\n"))
