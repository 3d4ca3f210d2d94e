"""Processes of the program that need not import it: a process that has (`warm`) forks them, one for all."""

from __future__ import annotations

import asyncio
import atexit
import functools
import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from core.background import Background

ROOT = Path(__file__).resolve().parents[2]


class Born:
    """A process, as far as `asyncio.subprocess.Process` is used here."""

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


@functools.cache
def _warm() -> socket.socket:
    """The way to the process that forks; it ends with this one."""
    ours, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with its:
        command = [sys.executable, "-m", "tests.faults.warm"]
        process = subprocess.Popen(command, cwd=ROOT, stdin=its, env=unbuffered())

    @atexit.register
    def end() -> None:
        ours.close()
        process.wait(10)

    return ours


async def start(command: list[str], log: Path, background: Background) -> Born:
    """Start `[python, "-m", module, argument…]`; it writes to the end of a file."""
    assert command[:2] == [sys.executable, "-m"], command
    mine, its = socket.socketpair()
    with its, log.open("ab") as out:
        line = json.dumps([unbuffered(), *command[2:]]).encode()
        # For the first, there are some seconds of imports to wait for: the message waits in the socket.
        socket.send_fds(_warm(), [line], [out.fileno(), its.fileno()])
    return await born(mine, background)


async def born(sock: socket.socket, background: Background) -> Born:
    """The process whose number, and in the end whose status, comes by a socket, a line each."""
    told, writer = await asyncio.open_unix_connection(sock=sock)
    pid = int(await told.readline())

    async def end() -> int:
        status = int(await told.readline())
        writer.close()
        return status

    return Born(pid, background.spawn(end(), name=f"end of {pid}"))


def unbuffered() -> dict[str, str]:
    """Our environment; logs are read while they are written."""
    return {**os.environ, "PYTHONUNBUFFERED": "1"}
