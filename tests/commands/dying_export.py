"""An export that kills its process (SIGKILL) before its nth step: a mark, a page, an fsync, a rename."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.commands import exporting
from bot.config import load_config
from storage import reading_exports


class Steps:
    """Counts steps; at the last one the process dies."""

    def __init__(self, last: int) -> None:
        self.left = last

    def before(self, function):
        def step(*args, **kwargs):
            self.left -= 1
            if self.left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return function(*args, **kwargs)

        return step


def main() -> int:
    """`dying_export CONFIG FOLDER STEP CHUNK`: 0 done; killed at STEP (0: never)."""
    config, folder, last, chunk = sys.argv[1:5]
    steps = Steps(int(last))
    reading_exports.CHUNK = int(chunk)
    reading_exports.PAGE = int(chunk)
    exports = reading_exports.DatabaseReadingExports
    for name in ("begin", "mark", "page", "written"):
        setattr(exports, name, steps.before(getattr(exports, name)))
    os.fsync = steps.before(os.fsync)
    Path.replace = steps.before(Path.replace)
    print("ready", flush=True)
    return asyncio.run(exporting.export_readings(load_config(Path(config), {}), Path(folder), None))


if __name__ == "__main__":
    sys.exit(main())
