"""Starting the importing process and taking its outcome."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from bot.config import Config
from bot.drops.wire import Job, Outcome

LONGEST_OUTCOME = 4 << 20
_COMMAND = (sys.executable, "-m", "bot.drops.child")
ImportSet = Callable[[Path], Awaitable[Outcome]]


class ImportProcess:
    """`ImportSet` in a process of low priority."""

    def __init__(self, config: Config) -> None:
        self._config = config

    async def __call__(self, directory: Path) -> Outcome:
        job = Job(self._config, str(directory), self._config.import_.profile)
        pipe = asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *_COMMAND, stdin=pipe, stdout=pipe, limit=LONGEST_OUTCOME
        )
        try:
            return await _talk(process, msgspec.json.encode(job) + b"\n")
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()


async def _talk(process: asyncio.subprocess.Process, job: bytes) -> Outcome:
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    try:
        process.stdin.write(job)
        await process.stdin.drain()
        line = await process.stdout.readline()
        await process.wait()
        return msgspec.json.decode(line, type=Outcome)
    except (msgspec.MsgspecError, OSError, ValueError):
        code = await process.wait()
        return Outcome("crashed", (f"error: the importing process ended with status {code}",))
