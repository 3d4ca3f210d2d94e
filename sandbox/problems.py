"""Refusals of the control API, and the middleware that turns them into JSON."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.jsontext import Json, decode, encode

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Problem(Exception):
    """What is wrong with a control request, in one sentence for the person who sent it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def reply(value: Any, status: int = 200) -> web.Response:
    """A JSON answer."""
    return web.Response(body=encode(value), status=status, content_type="application/json")


@web.middleware
async def problems(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answer {"error": sentence} where a handler raised Problem."""
    try:
        return await handler(request)
    except Problem as problem:
        return reply({"error": problem.message}, problem.status)


async def body_of(request: web.Request) -> Json:
    """The JSON object of a control request ({} for none); raises Problem 400 for anything else."""
    data = await request.read()
    if not data:
        return {}
    try:
        value = decode(data)
    except ValueError as error:
        raise Problem(400, f"the body is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise Problem(400, "the body must be a JSON object")
    return value


def number_of(text: str, name: str) -> int:
    """An integer out of a path or a query; raises Problem 400."""
    try:
        return int(text)
    except ValueError as error:
        raise Problem(400, f"{name} must be a whole number, not {text!r}") from error
