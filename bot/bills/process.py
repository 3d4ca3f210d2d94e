"""Bills in a process of their own: started for one, ended with it, one at a time."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from core.processes import bare_environment

if TYPE_CHECKING:
    from payments.bill_paper import Paper

WAIT_S = 30.0
_COMMAND = (sys.executable, "-m", "payments.bill_child")


class BillProcess:
    """Prints bills. Raises OSError where no process can be started."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(1)

    async def print(self, paper: Paper) -> bytes:
        """The PDF. Raises ValueError where the process ended without one, TimeoutError where it hangs."""
        pipe = asyncio.subprocess.PIPE
        async with self._turn:
            process = await asyncio.create_subprocess_exec(
                *_COMMAND, stdin=pipe, stdout=pipe, stderr=pipe, env=bare_environment()
            )
            try:
                made, said = await asyncio.wait_for(process.communicate(msgspec.json.encode(paper)), WAIT_S)
            finally:
                if process.returncode is None:
                    with suppress(ProcessLookupError):
                        process.kill()
                    await process.wait()
        if process.returncode or not made.startswith(b"%PDF-"):
            # The kind of the failure only: what follows it may be of the bill.
            why = said.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0]
            raise ValueError(f"the process that prints bills ended without one: {why or process.returncode}")
        return made
