"""The bot's end of one process that paints."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Sequence
from typing import Self

from charts import wire
from charts.vitals import is_starved, processor_s
from core.processes import bare_environment

COMMAND = (sys.executable, "-m", "charts.child")
START_S = 60.0
"""A first start on a new machine makes matplotlib read all fonts of the system."""
NICE = 5
_STARVED = 5


class WorkerLost(Exception):
    """The process did not do what it is there for; it is ended."""


def _environment() -> dict[str, str]:
    return bare_environment() | {"OPENBLAS_NUM_THREADS": "1", "MPLBACKEND": "agg"}


class Worker:
    """One process, which paints one picture at a time."""

    def __init__(self, process: Process) -> None:
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        self._process, self._in, self._out = process, process.stdin, process.stdout
        self.pid = process.pid
        self.painted = 0
        self.doubted = False
        """Whether the last picture took more than half of its time."""
        self._fault = ""

    @classmethod
    async def start(
        cls, command: Sequence[str] = COMMAND, within_s: float = START_S, *, gently: bool = False
    ) -> Self:
        """Start a process and wait until it is warm. Raises WorkerLost, OSError.

        It paints at low priority, but starts at the bot's own unless `gently`: somebody waits for the picture
        that it is started to try once more.
        """
        process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, env=_environment())
        worker = cls(process)
        try:
            if gently:
                worker._step_back()
            await worker._greeted(within_s)
            worker._step_back()
        except BaseException:
            await worker.end()
            raise
        return worker

    async def _greeted(self, within_s: float) -> None:
        try:
            async with asyncio.timeout(within_s):
                greeting = await self._body(await self._out.readexactly(wire.HEADER))
        except (TimeoutError, asyncio.IncompleteReadError, wire.WireError) as error:
            raise WorkerLost(f"did not become ready ({type(error).__name__})") from error
        if greeting != wire.READY:
            raise WorkerLost("said something else than that it is ready")

    def _step_back(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            own = os.getpriority(os.PRIO_PROCESS, 0)
            os.setpriority(os.PRIO_PROCESS, self.pid, min(own + NICE, 19))

    @property
    def alive(self) -> bool:
        """Whether it may be asked for a picture."""
        return not self._fault and self._process.returncode is None

    async def paint(
        self, drawing: bytes, within_s: float, in_doubt: Callable[[], None] = lambda: None
    ) -> bytes | wire.Failed:
        """The picture of an encoded drawing. Raises WorkerLost, and the process is ended then.

        `in_doubt` is called when it has not answered in half of the time.
        """
        try:
            self._in.write(wire.frame(drawing))
            header = await self._header(within_s, in_doubt)
            async with asyncio.timeout(within_s):
                answer = wire.read_answer(await self._body(header))
        except TimeoutError:
            raise self._lost("hung") from None
        except wire.WireError as error:
            raise self._lost(f"answered {error}") from error
        except (asyncio.IncompleteReadError, OSError) as error:
            raise self._lost("") from error
        except asyncio.CancelledError:
            self._lost("was left in the middle of a picture")
            raise
        self.painted += 1
        return answer

    async def _header(self, within_s: float, in_doubt: Callable[[], None]) -> bytes:
        before, self.doubted = processor_s(self.pid), False
        for half in range(2 * _STARVED):
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(within_s / 2):
                    return await self._out.readexactly(wire.HEADER)
            if half == 0:
                self.doubted = True
                in_doubt()
            elif not is_starved(self.pid, before, within_s):
                break
        raise TimeoutError

    async def _body(self, header: bytes) -> bytes:
        return await self._out.readexactly(wire.length_of(header))

    def _lost(self, fault: str) -> WorkerLost:
        self._fault = fault or self._fault
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        return WorkerLost(self.fault)

    @property
    def fault(self) -> str:
        """What was wrong with it, for the log; nothing of a drawing."""
        return self._fault or f"ended with status {self._process.returncode}"

    async def ended(self) -> None:
        """Wait until the process has ended."""
        await self._process.wait()

    async def end(self) -> None:
        """End the process, and wait until it has."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()
