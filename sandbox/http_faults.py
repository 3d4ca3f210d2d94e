"""Faults of HTTP calls: answers that lie, answers that never come, connections that break."""

from __future__ import annotations

import socket
import struct

from aiohttp import web

from sandbox.faults import Fault
from sandbox.jsontext import Json, encode

_BAD_GATEWAY = (
    b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n"
    b"<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
)
_MAINTENANCE = (
    "<!DOCTYPE html><html><head><title>Технические работы</title></head><body>Зайдите позже</body></html>"
)
_HUGE_BYTES = 10 * 1024 * 1024
AFTERWARDS = frozenset({"timeout_after_accept", "wrong_charset", "huge"})
_TEXTS = {
    "400": "Bad Request: chat not found",
    "404": "Not Found",
    "403": "Forbidden: bot was blocked by the user",
    "500": "Internal Server Error",
}


async def before(request: web.Request, fault: Fault) -> web.StreamResponse | None:
    """The answer instead of the real one, or None when the call is to be carried out."""
    if fault.kind in AFTERWARDS:
        return None
    if fault.kind == "slow":
        await fault.wait()
        return None
    if fault.kind == "timeout_before":
        return await _hang(request, fault)
    if fault.kind in {"reset", "cut"}:
        reset(request)
        return web.Response(status=444)
    return _instead(fault)


async def cut(request: web.Request, data: bytes) -> web.StreamResponse:
    """Half of a file, then a reset."""
    answer = web.StreamResponse(headers={"Content-Length": str(len(data))})
    await answer.prepare(request)
    await answer.write(data[: len(data) // 2])
    reset(request)
    return answer


async def after(
    request: web.Request, fault: Fault, answer: web.Response | web.StreamResponse
) -> web.StreamResponse:
    """The real answer, or nothing although the call was carried out."""
    if fault.kind == "timeout_after_accept":
        return await _hang(request, fault)
    if fault.kind == "huge":
        return web.Response(
            body=b'{"id":1,"cnt":1,"x":"' + b"x" * _HUGE_BYTES, content_type="application/json"
        )
    if fault.kind == "wrong_charset" and isinstance(answer, web.Response):
        return _recoded(answer)
    return answer


def _recoded(answer: web.Response) -> web.Response:
    """The same words in windows-1251 or UTF-8, whichever it was not; UTF-16 where that changes nothing."""
    body = bytes(answer.body) if isinstance(answer.body, bytes | bytearray) else b""
    known = (answer.charset or "utf-8").replace("windows-1251", "cp1251")
    text, other = body.decode(known), "utf-8" if known == "cp1251" else "cp1251"
    wrong = text.encode(other, "replace")
    if wrong == body:
        wrong = text.encode("utf-16")
    return web.Response(body=wrong, content_type=answer.content_type)


def _instead(fault: Fault) -> web.Response:
    if fault.kind == "html":
        return web.Response(body=_MAINTENANCE.encode("cp1251"), content_type="text/html")
    if fault.kind.startswith("error_"):
        return _json(200, {"error": "injected fault", "code": int(fault.kind[-1])})
    if fault.kind == "502_html":
        return web.Response(body=_BAD_GATEWAY, status=502, content_type="text/html")
    if fault.kind == "json_without_description":
        return _json(500, {"ok": False, "error_code": 500})
    if fault.kind == "429":
        return _json(
            429,
            {
                "ok": False,
                "error_code": 429,
                "description": f"Too Many Requests: retry after {fault.retry_after}",
                "parameters": {"retry_after": fault.retry_after},
            },
        )
    if fault.kind == "429_bare":
        return _json(429, {"ok": False, "error_code": 429, "description": "Too Many Requests"})
    text = fault.description or _TEXTS[fault.kind]
    return _json(int(fault.kind), {"ok": False, "error_code": int(fault.kind), "description": text})


def _json(status: int, body: Json) -> web.Response:
    return web.Response(body=encode(body), status=status, content_type="application/json")


async def _hang(request: web.Request, fault: Fault) -> web.StreamResponse:
    """Say nothing for `delay_s`, then break the connection."""
    await fault.wait()
    reset(request)
    return web.Response(status=444)


def reset(request: web.Request) -> None:
    """Break the connection so that the caller sees a reset (RST), not an orderly end."""
    transport = request.transport
    if transport is None:
        return
    connection = transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()
