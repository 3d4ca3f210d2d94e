"""The arena: a Bot API stub, the cores, a scratch directory and the bots started so far."""

from __future__ import annotations

import asyncio
import functools
import gc
import itertools
import os
import secrets
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.lane import BenchError, Lane
from bench.load import ClosedWebhook, Hook, Load, OpenWebhook, Polling
from bench.process import Process, choose_cores, start
from bench.questions import Person, questions
from bench.sampling import Running, Window
from bench.stub import Stub

READY_S = 60.0
FIRST_CHAT = 700_000_000


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: the short form for every change, the whole one for the record."""

    rounds: int
    window: Window
    in_flight: int = 64
    outstanding: int = 200
    # Nobody asks twice within a minute: equal answers of that time may be merged, and chats have a pace.
    people: int = 60_000
    accounts: int = 1_000
    many_accounts: int = 1_000_000
    starts: int = 7
    latency_s: float = 4.0
    settle_s: float = 6.0
    imported_rows: int = 200_000
    reminders: int = 10_000
    renders: int = 2_000
    broadcast_s: float = 12.0


FULL = Scale(rounds=5, window=Window(0.5, 2.5))
QUICK = Scale(
    rounds=1,
    window=Window(0.2, 0.6),
    in_flight=8,
    outstanding=16,
    people=4_000,
    accounts=100,
    many_accounts=5_000,
    starts=1,
    latency_s=1.0,
    settle_s=1.0,
    imported_rows=5_000,
    reminders=500,
    renders=100,
    broadcast_s=2.0,
)


@dataclass(frozen=True, slots=True)
class Door:
    """What the bot is told of its surroundings."""

    token: str
    api: str
    hook: Hook


@dataclass(frozen=True, slots=True)
class Rival:
    """A program of bench.peers and how it is started."""

    name: str
    module: str
    mode: str = "webhook"
    arguments: tuple[str, ...] = ()


STOCK = Rival("stock", "stock")
STOCK_POLLING = Rival("stock-polling", "stock", "polling")
PTB = Rival("ptb", "ptb")
PTB_CONCURRENT = Rival("ptb-concurrent", "ptb", arguments=("--concurrent", "256"))
OWN_TRANSPORT = Rival("own-transport", "own_transport")


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def echo_people(count: int) -> list[Person]:
    """Chats that expect the number of their own message."""
    return [Person(FIRST_CHAT + number) for number in range(count)]


class Arena:
    """Starts bots, and ends them when left."""

    def __init__(self, scale: Scale) -> None:
        self.scale = scale
        self.cores = choose_cores()
        self.stub = Stub()
        self.scratch = Path(tempfile.mkdtemp(prefix="bench-"))
        self.at_end: list[Callable[[], None]] = []
        self._processes: list[Process] = []
        self._allowed = os.sched_getaffinity(0)
        self._numbers = itertools.count(100_000_001)

    async def __aenter__(self) -> Self:
        os.sched_setaffinity(0, {self.cores.load})
        # A collection of the harness must not look like a slow bot.
        gc.collect()
        gc.freeze()
        await self.stub.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            await process.stop()
        for finish in self.at_end:
            finish()
        await self.stub.stop()
        os.sched_setaffinity(0, self._allowed)
        gc.unfreeze()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def door(self, path: str = "/telegram") -> Door:
        """Room for one more bot: a token with its lane, a port, a secret."""
        token = f"{next(self._numbers)}:{secrets.token_urlsafe(26)}"
        return Door(token, self.stub.url, Hook(free_port(), path, secrets.token_hex(16)))

    def launch(self, name: str, argv: Sequence[str]) -> Process:
        """Start a program on the core of the bots."""
        process = start(name, argv, self.cores.bot, self.scratch / f"{name}.log")
        self._processes.append(process)
        return process

    async def peer(self, rival: Rival, people: Sequence[Person] | None = None) -> Running:
        """Start a rival and wait until it takes updates."""
        door = self.door()
        argv = [sys.executable, "-m", f"bench.peers.{rival.module}", "--api", door.api, "--token", door.token]
        argv += ["--mode", rival.mode, "--port", str(door.hook.port), "--path", door.hook.path]
        argv += ["--secret", door.hook.secret, *rival.arguments]
        lane = self.stub.lane(door.token)
        process = self.launch(rival.name, argv)
        if rival.mode == "webhook":
            await until_listening(process, door.hook.port)
        else:
            await until_polling(process, lane)
        chosen = echo_people(self.scale.people) if people is None else people
        return self.running(rival.name, process, door, rival.mode, chosen)

    def running(
        self, name: str, process: Process, door: Door, mode: str, people: Sequence[Person]
    ) -> Running:
        """Join a started bot with its ledger and with loads that go on through the people in turn."""
        lane = self.stub.lane(door.token)
        source = questions(people, time.time_ns() // 1_000_000 % 1_000_000_000)
        if mode == "polling":
            load: Callable[[], Load] = functools.partial(Polling, lane, source, self.scale.outstanding)
        else:
            load = functools.partial(ClosedWebhook, lane, door.hook, source, self.scale.in_flight)
        return Running(name, process, lane, load, functools.partial(OpenWebhook, lane, door.hook, source))


async def until(process: Process, ready: Callable[[], bool], what: str) -> None:
    """Wait for a condition; BenchError if the program ends or READY_S pass before."""
    deadline = time.perf_counter() + READY_S
    while not ready():
        process.require_alive()
        if time.perf_counter() > deadline:
            raise BenchError(f"{process.name} has not {what} within {READY_S:.0f} s; see {process.log}")
        await asyncio.sleep(0.005)


async def until_listening(process: Process, port: int) -> None:
    """Wait until the webhook accepts connections."""

    def listening() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) == 0

    await until(process, listening, "opened its webhook")


async def until_polling(process: Process, lane: Lane) -> None:
    """Wait until the bot asks for updates."""
    await until(process, lambda: "getupdates" in lane.first_call, "called getUpdates")
