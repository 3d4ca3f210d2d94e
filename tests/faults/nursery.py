"""Processes out of a nursery (`mortal`), for who starts the program dozens of times."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from typing import Self

from tests.faults.world import World


class Born:
    """A process of the program, as far as `asyncio.subprocess.Process` is used here."""

    def __init__(self, pid: int, end: asyncio.Task[int]) -> None:
        self.pid, self._end = pid, end

    @property
    def returncode(self) -> int | None:
        return self._end.result() if self._end.done() else None

    async def wait(self) -> int:
        return await asyncio.shield(self._end)

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        if self.returncode is None:
            self.send_signal(signal.SIGKILL)


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
        told, writer = await asyncio.open_unix_connection(sock=asked)
        pid = int(await told.readline())

        async def end() -> int:
            status = int(await told.readline())
            writer.close()
            return status

        return Born(pid, self._world.background.spawn(end(), name=f"end of {pid}"))
