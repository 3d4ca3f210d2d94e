"""Files in a process of their own: started for one job, ended with it, one at a time."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress

import msgspec

from bot.sheets.guard import MOST_BYTES
from bot.sheets.wire import Read, Table
from core.processes import bare_environment
from core.readings.sheet import Trouble

WAIT_S = 20.0
_COMMAND = (sys.executable, "-m", "bot.sheets.child")


class SheetProcess:
    """Reads and writes files. Raises OSError where no process can be started."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(1)

    async def read(self, content: bytes) -> Read:
        """The rows of a file; a process that died of it or took too long says that it is too big."""
        if len(content) > MOST_BYTES:
            return Read(trouble=Trouble.TOO_BIG)
        try:
            return msgspec.json.decode(await self._run("read", content), type=Read)
        except (msgspec.MsgspecError, TimeoutError):
            return Read(trouble=Trouble.TOO_BIG)

    async def write(self, table: Table) -> bytes:
        """The file of a table. Raises ValueError where the process ended without one."""
        made = await self._run("write", msgspec.json.encode(table))
        if not made:
            raise ValueError("the process that writes sheets ended without a file")
        return made

    async def _run(self, job: str, content: bytes) -> bytes:
        pipe, null = asyncio.subprocess.PIPE, asyncio.subprocess.DEVNULL
        async with self._turn:
            process = await asyncio.create_subprocess_exec(
                *_COMMAND, job, stdin=pipe, stdout=pipe, stderr=null, env=bare_environment()
            )
            try:
                made, _ = await asyncio.wait_for(process.communicate(content), WAIT_S)
                return made if process.returncode == 0 else b""
            finally:
                if process.returncode is None:
                    with suppress(ProcessLookupError):
                        process.kill()
                    await process.wait()
