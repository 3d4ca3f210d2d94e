"""HTTP/1.1 framing for both ends of the benchmark, cheap enough not to be what is measured.

Only what the rivals' clients and servers really send: a body with Content-Length, chunked, or none.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
_TYPE = re.compile(rb"\r\ncontent-type: *([^\r]*)", re.IGNORECASE)
_END_OF_HEAD = b"\r\n\r\n"


class Message(NamedTuple):
    """One request or one answer: everything before the empty line, and the body."""

    head: bytes
    body: bytes

    @property
    def content_type(self) -> bytes:
        """The value of Content-Type, or nothing."""
        found = _TYPE.search(self.head)
        return found[1] if found else b""

    @property
    def target(self) -> str:
        """The path of a request, without its query."""
        return self.head.split(b" ", 2)[1].split(b"?", 1)[0].decode("ascii")

    @property
    def status(self) -> int:
        """The status of an answer."""
        return int(self.head[9:12])


def take(buffer: bytearray) -> Message | None:
    """Cut the first complete message off the buffer; None while it is incomplete."""
    end = buffer.find(_END_OF_HEAD)
    if end < 0:
        return None
    head = bytes(buffer[:end])
    start = end + len(_END_OF_HEAD)
    length = _LENGTH.search(head)
    if length is None:
        return (
            _take_chunked(buffer, head, start) if _CHUNKED.search(head) else _cut(buffer, head, start, start)
        )
    stop = start + int(length[1])
    return None if len(buffer) < stop else _cut(buffer, head, start, stop)


def _cut(buffer: bytearray, head: bytes, start: int, stop: int) -> Message:
    body = bytes(buffer[start:stop])
    del buffer[:stop]
    return Message(head, body)


def _take_chunked(buffer: bytearray, head: bytes, start: int) -> Message | None:
    parts: list[bytes] = []
    while True:
        line_end = buffer.find(b"\r\n", start)
        if line_end < 0:
            return None
        size = int(bytes(buffer[start:line_end]).split(b";")[0], 16)
        stop = line_end + 2 + size
        if len(buffer) < stop + 2:
            return None
        if size == 0:
            del buffer[: stop + 2]
            return Message(head, b"".join(parts))
        parts.append(bytes(buffer[line_end + 2 : stop]))
        start = stop + 2


def answer(body: bytes, status: str = "200 OK") -> bytes:
    """A JSON answer that keeps the connection."""
    return b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (
        status.encode("ascii"),
        len(body),
        body,
    )


def post(host: str, path: str, secret: str, body: bytes) -> bytes:
    """A webhook delivery as the Bot API makes it, with the secret in its header."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\nConnection: keep-alive\r\n"
        f"Accept-Encoding: gzip, deflate\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii") + body
