"""The load: webhook deliveries in a closed or an open loop, and the feeding of getUpdates."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from typing_extensions import override

from bench.lane import BenchError, Lane
from bench.questions import Question
from bench.wire import Message, post, take

DRAIN_S = 15.0
# More than this many webhook connections at once means that the bot is not keeping up with an open loop.
MOST_CONNECTIONS = 256


@dataclass(frozen=True, slots=True)
class Hook:
    """Where the bot takes its webhook."""

    port: int
    path: str
    secret: str


class Load(Protocol):
    """Something that keeps a bot busy until it is told to stop."""

    async def start(self) -> None: ...

    async def stop(self) -> None:
        """Ask nothing more and wait until everything asked is answered."""
        ...

    def close(self) -> None: ...


class _Connection(asyncio.Protocol):
    """One keep-alive connection to the webhook; one delivery at a time."""

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self.on_answer: Callable[[Message | None], None] = lambda _message: None

    @override
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def send(self, request: bytes) -> None:
        if self._transport is None or self._transport.is_closing():
            self.on_answer(None)
        else:
            self._transport.write(request)

    @override
    def data_received(self, data: bytes) -> None:
        self._buffer += data
        message = take(self._buffer)
        if message is not None:
            self.on_answer(message)

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self.on_answer(None)

    def close(self) -> None:
        if self._transport is not None:
            self.on_answer = lambda _message: None
            self._transport.abort()


async def connect(hook: Hook) -> _Connection:
    """Open one connection to the webhook."""
    loop = asyncio.get_running_loop()
    _, connection = await loop.create_connection(_Connection, "127.0.0.1", hook.port)
    return connection


def _acknowledged(lane: Lane, message: Message | None) -> None:
    if message is None:
        lane.faults.append("the bot closed the webhook connection")
    elif message.status != 200:
        lane.faults.append(f"the webhook answered {message.status}: {message.body[:120]!r}")
    elif b'"method"' in message.body:
        lane.faults.append("the bot answered in the webhook response, which this stub does not read")


async def settle(lane: Lane, busy: Callable[[], bool]) -> None:
    """Wait until nothing is under way; what is still open after DRAIN_S becomes a fault of the lane."""
    for _ in range(int(DRAIN_S / 0.01)):
        if lane.faults or not (lane.open or busy()):
            break
        await asyncio.sleep(0.01)
    lane.require_sound()
    if busy():
        raise BenchError("the bot did not acknowledge every webhook delivery")


class ClosedWebhook:
    """Keeps `in_flight` questions under way: a slot asks again once acknowledged and answered."""

    def __init__(self, lane: Lane, hook: Hook, source: Iterator[Question], in_flight: int) -> None:
        self._lane, self._hook, self._source, self._in_flight = lane, hook, source, in_flight
        self._slots: list[_Slot] = []
        self.running = False

    async def start(self) -> None:
        while len(self._slots) < self._in_flight:
            self._slots.append(_Slot(self, await connect(self._hook)))
        self.running = True
        for slot in self._slots:
            slot.ask()

    async def stop(self) -> None:
        self.running = False
        await settle(self._lane, lambda: any(slot.waiting for slot in self._slots))

    def close(self) -> None:
        for slot in self._slots:
            slot.connection.close()

    def next_request(self, done: Callable[[], None]) -> bytes:
        """Take the next question and register it; the result is the request to send."""
        question = next(self._source)
        question.done = done
        self._lane.ask(question)
        return post("127.0.0.1", self._hook.path, self._hook.secret, question.body)

    def acknowledged(self, message: Message | None) -> None:
        """Check the answer of the webhook."""
        _acknowledged(self._lane, message)


class _Slot:
    def __init__(self, load: ClosedWebhook, connection: _Connection) -> None:
        self._load = load
        self.connection = connection
        self.waiting = 0
        connection.on_answer = self._on_answer

    def ask(self) -> None:
        # The acknowledgement and the message to the chat come in either order.
        self.waiting = 2
        self.connection.send(self._load.next_request(self._one_came))

    def _on_answer(self, message: Message | None) -> None:
        self._load.acknowledged(message)
        if message is not None:
            self._one_came()

    def _one_came(self) -> None:
        self.waiting -= 1
        if self.waiting == 0 and self._load.running:
            self.ask()


class OpenWebhook:
    """Asks at random moments (Poisson) with a given mean rate per second, however slowly the bot answers."""

    def __init__(self, lane: Lane, hook: Hook, source: Iterator[Question], rate: float) -> None:
        self._lane, self._hook, self._source, self._rate = lane, hook, source, rate
        self._free: list[_Connection] = []
        self._all: list[_Connection] = []
        self._backlog: deque[Question] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._random = random.Random(7)
        self._due = 0.0

    async def start(self) -> None:
        while len(self._all) < MOST_CONNECTIONS:
            connection = await connect(self._hook)
            connection.on_answer = self._on_answer(connection)
            self._all.append(connection)
            self._free.append(connection)
        loop = asyncio.get_running_loop()
        self._due = loop.time()
        self._tick()

    async def stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        await settle(self._lane, lambda: len(self._free) < len(self._all))

    def close(self) -> None:
        for connection in self._all:
            connection.close()

    def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        while self._due <= now:
            self._due += self._random.expovariate(self._rate)
            question = next(self._source)
            self._lane.ask(question)
            self._backlog.append(question)
        self._send()
        self._timer = loop.call_at(self._due, self._tick)

    def _send(self) -> None:
        while self._backlog and self._free:
            question = self._backlog.popleft()
            self._free.pop().send(post("127.0.0.1", self._hook.path, self._hook.secret, question.body))

    def _on_answer(self, connection: _Connection) -> Callable[[Message | None], None]:
        def take_answer(message: Message | None) -> None:
            _acknowledged(self._lane, message)
            if message is not None:
                self._free.append(connection)
                self._send()

        return take_answer


class Polling:
    """Keeps `outstanding` questions queued or unanswered for a bot that polls."""

    def __init__(self, lane: Lane, source: Iterator[Question], outstanding: int) -> None:
        self._lane, self._source, self._outstanding = lane, source, outstanding
        self._running = False

    async def start(self) -> None:
        self._running = True
        for _ in range(self._outstanding):
            self._ask()

    async def stop(self) -> None:
        self._running = False
        await settle(self._lane, lambda: False)

    def close(self) -> None:
        self._lane.queue.clear()

    def _ask(self) -> None:
        if self._running:
            question = next(self._source)
            question.done = self._ask
            self._lane.enqueue(question)
