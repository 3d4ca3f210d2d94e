"""Watches for a transaction that does not end: nothing else could tell a stuck writer from an idle one."""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import os
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage.writer import Writer

log = logging.getLogger(__name__)

OnStuck = Callable[[float], None]
"""Gets the seconds that the transaction has lasted."""

EXIT_STATUS = 70
"""EX_SOFTWARE of sysexits.h; the supervisor starts the bot again, pending events are in the database."""


def exit_process(seconds: float) -> None:
    """Print the stacks of all threads and end the process without clean-up, as a kill would."""
    log.critical("a transaction has lasted %.0f s; the process ends so that it can be started again", seconds)
    faulthandler.dump_traceback()
    os._exit(EXIT_STATUS)


async def watch(writers: Sequence[Writer], stuck_s: float, on_stuck: OnStuck) -> None:
    """Call `on_stuck` once for each batch that lasts over `stuck_s` seconds. Runs until cancelled."""
    told: set[float] = set()
    while True:
        await asyncio.sleep(min(1.0, stuck_s / 4))
        now = time.monotonic()
        running = {writer.busy_since for writer in writers if writer.busy_since is not None}
        for since in running - told:
            if now - since > stuck_s:
                told.add(since)
                on_stuck(now - since)
        told &= running
