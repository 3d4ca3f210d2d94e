"""Keeps web pages of other sites away from a server that trusts everybody on this machine."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Middleware

from sandbox.problems import Handler, reply
from sandbox.settings import LOOPBACK, Settings


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def guard(settings: Settings) -> Middleware:
    """Refuse (403) what a browser sends for another site, and names that only pretend to be this machine.

    A page anywhere can post to 127.0.0.1, and a name of its own can be made to point there; the browser tells
    by Origin and Host. Off when the server was told to listen for others.
    """
    open_to_others = settings.allow_remote or settings.host not in LOOPBACK

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not open_to_others:
            origin = request.headers.get("Origin")
            if _name(request.host) not in LOOPBACK:
                return reply({"error": "use http://127.0.0.1: other names are refused"}, 403)
            if origin is not None and origin.partition("://")[2] != request.host:
                return reply({"error": "requests of other sites are refused"}, 403)
        return await handler(request)

    return check
