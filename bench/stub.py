"""The outside of the benchmark: the smallest Bot API that a bot cannot tell from the real one.

It costs some tens of microseconds per call, so that the bot stays the bottleneck. It does not judge requests:
the sandbox does that; here the lane only compares each answer with its question.
"""

from __future__ import annotations

import asyncio
import itertools
import re
import time
from collections.abc import Callable
from urllib.parse import unquote_plus

import msgspec
from typing_extensions import override

from bench.lane import Lane
from bench.wire import Message, answer, take

# Telegram is tens of milliseconds away; answered in no time, a polling bot would fetch updates one by one.
POLL_ROUND_TRIP_S = 0.010

_PATH = re.compile(r"^/bot([^/]+)/(\w+)$")
_BOUNDARY = re.compile(rb"boundary=\"?([^\";]+)")
_NAME = re.compile(rb'name="?(\w+)"?')
_TRUE = answer(b'{"ok":true,"result":true}')
_EMPTY = answer(b'{"ok":true,"result":[]}')
_UNKNOWN = answer(b'{"ok":false,"error_code":404,"description":"Not Found"}', "404 Not Found")
_ME = answer(
    b'{"ok":true,"result":{"id":%d,"is_bot":true,"first_name":"Bench","username":"bench_bot",'
    b'"can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false}}' % 42
)
_HOOK = answer(
    b'{"ok":true,"result":{"url":"","has_custom_certificate":false,"pending_update_count":0,"max_connections":40}}'
)
# About 700 bytes once chat and text are in: a real sendMessage returns the message with its keyboard.
_SENT = (
    b'{"ok":true,"result":{"message_id":%d,"from":{"id":42,"is_bot":true,"first_name":"Bench","username":"bench_bot"},'
    b'"chat":{"id":%d,"first_name":"\\u0415\\u043a\\u0430\\u0442\\u0435\\u0440\\u0438\\u043d\\u0430",'
    b'"last_name":"\\u0411\\u043e\\u043d\\u0434\\u0430\\u0440\\u0435\\u043d\\u043a\\u043e","username":"bench_person",'
    b'"type":"private"},"date":%d,"text":%b,"reply_markup":{"inline_keyboard":[[{"text":"Pay","callback_data":"pay"}],'
    b'[{"text":"Why so much","callback_data":"why"},{"text":"Readings","callback_data":"read"}]]}}}'
)


class Fields(msgspec.Struct):
    """What the stub needs of a request, whichever way its body is written."""

    chat_id: int = 0
    text: str = ""
    offset: int = 0
    limit: int = 100
    timeout: int = 0


_from_json = msgspec.json.Decoder(Fields, strict=False).decode
_WANTED = frozenset(Fields.__struct_fields__)
_NUMBERS = ("chat_id", "offset", "limit", "timeout")


def _pairs(message: Message) -> list[tuple[str, str]]:
    kind = message.content_type
    if not kind.startswith(b"multipart/"):
        pieces = (piece.partition("=") for piece in message.body.decode("ascii").split("&"))
        return [(name, unquote_plus(value)) for name, _, value in pieces if name in _WANTED]
    boundary = _BOUNDARY.search(kind)
    parts = message.body.split(b"--" + boundary[1]) if boundary else []
    found = []
    for part in parts:
        head, _, value = part.partition(b"\r\n\r\n")
        name = _NAME.search(head)
        if name is not None and name[1].decode("ascii") in _WANTED:
            found.append((name[1].decode("ascii"), value.removesuffix(b"\r\n").decode("utf-8")))
    return found


def read_fields(message: Message) -> Fields:
    """The fields of a request with a JSON, form or multipart body."""
    if not message.body:
        return Fields()
    if message.content_type.startswith(b"application/json"):
        return _from_json(message.body)
    values = dict(_pairs(message))
    numbers = {name: int(values[name]) for name in _NUMBERS if name in values}
    return Fields(text=values.get("text", ""), **numbers)


class Poll:
    """The long poll of one lane: one getUpdates may wait, a newer one replaces it."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._write: Callable[[bytes], None] | None = None
        self._limit = 100
        self._timer: asyncio.TimerHandle | None = None
        lane.wake = self._wake

    def arrive(self, fields: Fields, write: Callable[[bytes], None]) -> None:
        """A getUpdates call: what lies below its offset is confirmed, the rest goes back in one answer."""
        if self._write is not None:
            self._finish(_EMPTY)
        queue = self._lane.queue
        while queue and queue[0].update_id < fields.offset:
            queue.popleft()
        self._write, self._limit = write, min(fields.limit, 100)
        wait = POLL_ROUND_TRIP_S if queue or not fields.timeout else float(fields.timeout)
        self._schedule(wait)

    def _schedule(self, seconds: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(seconds, self._flush)

    def _wake(self) -> None:
        # Only the first update of a quiet moment shortens the wait; the rest join it.
        if self._write is not None and len(self._lane.queue) == 1:
            self._schedule(POLL_ROUND_TRIP_S)

    def _flush(self) -> None:
        bodies = [question.body for question in itertools.islice(self._lane.queue, self._limit)]
        self._finish(answer(b'{"ok":true,"result":[%b]}' % b",".join(bodies)))

    def _finish(self, data: bytes) -> None:
        write, self._write = self._write, None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if write is not None:
            write(data)


class Stub:
    """A Bot API server for several bots, told apart by their tokens."""

    def __init__(self) -> None:
        self._lanes: dict[str, tuple[Lane, Poll]] = {}
        self._server: asyncio.Server | None = None
        self._numbers = itertools.count(1)
        self.url = ""

    def lane(self, token: str) -> Lane:
        """The lane of a bot, opened when it is first asked for."""
        if token not in self._lanes:
            lane = Lane(token)
            self._lanes[token] = (lane, Poll(lane))
        return self._lanes[token][0]

    async def start(self) -> None:
        """Listen on a free port of the loopback; `url` is known afterwards."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self), "127.0.0.1", 0, backlog=1024)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def stop(self) -> None:
        """Stop listening; open connections end with the bots that hold them."""
        if self._server is not None:
            self._server.close()

    def serve(self, message: Message, write: Callable[[bytes], None]) -> None:
        """Answer one call."""
        path = _PATH.match(message.target)
        known = self._lanes.get(path[1]) if path else None
        if path is None or known is None:
            write(_UNKNOWN)
            return
        lane, poll = known
        method = path[2].lower()
        lane.note_call(method)
        if method in {"sendmessage", "editmessagetext"}:
            fields = read_fields(message)
            write(self._sent(fields))
            lane.answer(fields.chat_id, fields.text)
        elif method == "getupdates":
            poll.arrive(read_fields(message), write)
        else:
            write({"getme": _ME, "getwebhookinfo": _HOOK}.get(method, _TRUE))

    def _sent(self, fields: Fields) -> bytes:
        text = msgspec.json.encode(fields.text)
        return answer(_SENT % (next(self._numbers), fields.chat_id, int(time.time()), text))


class _Connection(asyncio.Protocol):
    def __init__(self, stub: Stub) -> None:
        self._stub = stub
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    @override
    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (message := take(self._buffer)) is not None:
            self._stub.serve(message, self._write)

    def _write(self, data: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)
