"""The process that imports a set for the bot: `python -m bot.drops.child`, a job on standard input.

A process of its own, because parsing a million rows in the bot would hold up people's turns, and because a
file that kills its reader must not kill the bot. It ends with the bot: its standard input closes then.
"""

from __future__ import annotations

import asyncio
import os
import sys
from functools import partial
from pathlib import Path
from threading import Thread

import msgspec

from billing.profile.read import ProfileError
from billing.rejects import Refusal
from billing.report import ImportReport, Status, describe
from bot.commands.database import NotReady
from bot.commands.importing import finder, import_once, import_options, sentence
from bot.control.wire import Refused
from bot.drops.wire import Job, Outcome
from storage.database import StorageUnavailable
from storage.lockfile import AlreadyRunning

NICE = 10
LISTED = 1_000
_STATUS = {Status.DONE: "done", Status.NOTHING_NEW: "nothing_new", Status.REFUSED: "refused"}
_NOT_NOW = frozenset({Refusal.BUSY, Refusal.FAILED})


def carry_out(job: Job) -> Outcome:
    """Import the set of a job."""
    try:
        find = finder(Path(job.profile) if job.profile else None)
        options = import_options(job.config, dry_run=False, force=False, keep=LISTED)
        report = asyncio.run(import_once(job.config, Path(job.directory), options, None, find))
    except (ProfileError, NotReady, Refused, StorageUnavailable, AlreadyRunning, OSError) as error:
        return Outcome("later", (f"error: {error}",))
    return outcome_of(report)


def outcome_of(report: ImportReport) -> Outcome:
    """The report as the bot takes it."""
    lines = (*describe(report), sentence(report))
    if report.problems and {problem.code for problem in report.problems} <= _NOT_NOW:
        return Outcome("later", lines)
    return msgspec.convert(
        {
            "status": _STATUS[report.status],
            "lines": lines,
            "rows": report.rows,
            "rejected": report.rejected,
        },
        Outcome,
    )


def _end_with_the_bot() -> None:
    # Not through sys.stdin: a thread that waits inside its lock keeps the interpreter from ending.
    while os.read(0, 1024):
        pass
    os._exit(1)


def main() -> int:
    """Read a job, carry it out, print its outcome."""
    os.nice(NICE)
    job = msgspec.json.decode(sys.stdin.buffer.readline(), type=Job)
    Thread(target=partial(_end_with_the_bot), daemon=True).start()
    sys.stdout.buffer.write(msgspec.json.encode(carry_out(job)) + b"\n")
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
