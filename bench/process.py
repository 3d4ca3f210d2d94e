"""Processes of the benchmark: where they run and what they cost, read from /proc."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.lane import BenchError

_TICKS = os.sysconf("SC_CLK_TCK")
STOP_S = 15.0


@dataclass(frozen=True, slots=True)
class Cores:
    """The core of the load and the Bot API stub, and the core of the bot."""

    load: int
    bot: int

    @property
    def shared(self) -> bool:
        """One core for both: the figures per CPU second still hold, those of the wall clock do not."""
        return self.load == self.bot


def choose_cores() -> Cores:
    """The first and the last core this process may use."""
    allowed = sorted(os.sched_getaffinity(0))
    return Cores(allowed[0], allowed[-1])


@contextlib.contextmanager
def on_core(core: int) -> Iterator[None]:
    """What is started inside inherits this core from its first instruction on."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text("ascii", errors="replace").rpartition(")")[2].split()


def _children(pid: int) -> list[int]:
    found: list[int] = []
    for listing in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [int(child) for child in listing.read_text("ascii").split()]
    return found


def cpu_seconds(pid: int) -> float:
    """User and system time of a process with all its threads and children, ended ones included."""
    fields = _stat(pid)
    own = sum(int(value) for value in fields[11:15]) / _TICKS
    return own + sum(cpu_seconds(child) for child in _children(pid))


def resident_kib(pid: int) -> int:
    """VmRSS of one process."""
    for line in Path(f"/proc/{pid}/status").read_text("ascii", errors="replace").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise BenchError(f"process {pid} has no memory of its own any more")


@dataclass(slots=True)
class Process:
    """A started program and the file with what it printed."""

    name: str
    popen: subprocess.Popen[bytes] = field(repr=False)
    log: Path

    @property
    def pid(self) -> int:
        """The process id."""
        return self.popen.pid

    def require_alive(self) -> None:
        """Raise BenchError with the end of its output if the program has ended."""
        if self.popen.poll() is not None:
            tail = self.log.read_text("utf-8", errors="replace")[-800:].strip()
            raise BenchError(f"{self.name} ended with status {self.popen.returncode}: {tail}")

    async def stop(self) -> None:
        """SIGTERM, and SIGKILL if that does not help."""
        if self.popen.poll() is None:
            self.popen.send_signal(signal.SIGTERM)
        try:
            await asyncio.to_thread(self.popen.wait, STOP_S)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            await asyncio.to_thread(self.popen.wait)


def start(name: str, argv: Sequence[str], core: int, log: Path) -> Process:
    """Start a program on one core, its output appended to `log`."""
    with log.open("ab") as output, on_core(core):
        popen = subprocess.Popen(argv, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    return Process(name, popen, log)
