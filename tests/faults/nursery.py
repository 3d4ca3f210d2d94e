"""Processes out of a nursery (`mortal`), for who starts the program dozens of times."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sys
from dataclasses import dataclass, field
from typing import Self

from tests.faults.processes import Born, born
from tests.faults.test_kill import _forget_that_it_ran
from tests.faults.world import World

PATIENCE_S = 40


class Nursery:
    """One for a world; it ends with it."""

    def __init__(self, world: World) -> None:
        self._world, self._path = world, world.folder / "nursery"
        self._process: asyncio.subprocess.Process

    async def __aenter__(self) -> Self:
        command = [sys.executable, "-m", "tests.faults.mortal", str(self._path)]
        self._process = await self._world._spawn(command, "nursery.log")
        while not self._path.exists():
            assert self._process.returncode is None, self._world.log_tail("nursery.log")
            await asyncio.sleep(0.05)
        return self

    async def __aexit__(self, *_: object) -> None:
        self._process.kill()
        await self._process.wait()

    async def start(self, log: str, point: str, nth: int, *command: str) -> Born:
        """A process that does a command and writes to a log."""
        asked = socket.socket(socket.AF_UNIX)
        while asked.connect_ex(str(self._path)):
            await asyncio.sleep(0.01)
        line = json.dumps([str(self._world.config), point, nth, *command]).encode()
        out = os.open(self._world.folder / log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        socket.send_fds(asked, [line], [out])
        os.close(out)
        return await born(asked, self._world.background)


@dataclass
class Mortal:
    """One bot that dies time and again; which points it died at, and which it did not come by."""

    world: World
    nursery: Nursery
    reached: list[str] = field(default_factory=list, kw_only=True)
    missed: list[str] = field(default_factory=list, kw_only=True)

    async def born(self, point: str, nth: int = 1 << 40, *, forgetful: bool = False) -> None:
        """Start a life and wait until it is ready, or dead already; without `nth` it has no end.

        A forgetful one takes the last life for one that ended well.
        """
        if forgetful:
            _forget_that_it_ran(self.world)
        self.world.bot = await self.nursery.start("bot.log", point, nth, "run")
        dead = self.world.background.spawn(self.world.bot.wait(), name="death")
        ready = self.world.background.spawn(self.world._ready(), name="ready")
        await asyncio.wait({dead, ready}, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()

    async def dies(self, point: str) -> None:
        """Wait for the end of a life; who does not come by its point is killed where it is."""
        try:
            await asyncio.wait_for(self.world.bot.wait(), PATIENCE_S)
        except TimeoutError:
            self.missed.append(point)
        await self.killed()
        if f"killed at {point}" in self.world.log_tail():
            self.reached.append(point)

    async def killed(self) -> None:
        """Kill it now."""
        await self.world.kill_bot()
